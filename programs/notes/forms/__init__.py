"""Forms of notes."""

from programs.notes.forms.fields import (
    PRIVATE,
    SHARED,
)
from programs.notes.forms.note import (
    ChangeNoteForm,
    NoteForm,
)
from programs.notes.forms.opening import (
    ReasonForm,
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
    "NoteForm",
    "ReasonForm",
    "StoryForm",
    "WriteUpForm",
]
