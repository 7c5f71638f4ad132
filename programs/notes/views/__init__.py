"""Pages of the room."""

from programs.notes.views.drafting import (
    note_change_draft,
    note_create_draft,
    write_up_draft,
)
from programs.notes.views.erasing import (
    my_data_erase,
    person_erase,
)
from programs.notes.views.filing import (
    note_change,
    note_create,
)
from programs.notes.views.insights import (
    insight_list,
)
from programs.notes.views.journal import (
    journal,
)
from programs.notes.views.ledger import (
    ledger,
)
from programs.notes.views.listing import (
    note_list,
    note_presence,
    note_versions,
)
from programs.notes.views.openings import (
    emergency_ask,
    opening_decide,
    opening_list,
    opening_read,
    oversight_open,
)
from programs.notes.views.own import (
    copy,
    my_data,
)
from programs.notes.views.prompting import (
    prompts_show,
)
from programs.notes.views.releasing import (
    note_erase,
    note_release,
    note_unrelease,
)
from programs.notes.views.searching import (
    search,
)
from programs.notes.views.stories import (
    story_answer,
    story_change,
    story_confirm,
    story_create,
    story_detail,
    story_list,
    story_withdraw,
)
from programs.notes.views.write_up import (
    session_write_up,
)

__all__ = [
    "copy",
    "emergency_ask",
    "insight_list",
    "journal",
    "ledger",
    "my_data",
    "my_data_erase",
    "note_change",
    "note_change_draft",
    "note_create",
    "note_create_draft",
    "note_erase",
    "note_list",
    "note_presence",
    "note_release",
    "note_unrelease",
    "note_versions",
    "opening_decide",
    "opening_list",
    "opening_read",
    "oversight_open",
    "person_erase",
    "prompts_show",
    "search",
    "session_write_up",
    "story_answer",
    "story_change",
    "story_confirm",
    "story_create",
    "story_detail",
    "story_list",
    "story_withdraw",
    "write_up_draft",
]
