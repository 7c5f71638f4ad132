"""Forms of notes."""

from programs.notes.forms.erase import (
    EraseForm,
)
from programs.notes.forms.fields import (
    PRIVATE,
    SHARED,
)
from programs.notes.forms.filters import (
    NoteFilterForm,
)
from programs.notes.forms.insight import (
    InsightForm,
)
from programs.notes.forms.note import (
    ChangeNoteForm,
    NoteForm,
    TextForm,
)
from programs.notes.forms.opening import (
    ReasonForm,
)
from programs.notes.forms.search import (
    SearchForm,
)
from programs.notes.forms.sheet import (
    Sheet,
    fill,
)
from programs.notes.forms.story import (
    ChangeStoryForm,
    StoryForm,
)
from programs.notes.forms.write_up import (
    WriteUpForm,
)

__all__ = [
    "PRIVATE",
    "SHARED",
    "ChangeNoteForm",
    "ChangeStoryForm",
    "EraseForm",
    "InsightForm",
    "NoteFilterForm",
    "NoteForm",
    "ReasonForm",
    "SearchForm",
    "Sheet",
    "StoryForm",
    "TextForm",
    "WriteUpForm",
    "fill",
]
