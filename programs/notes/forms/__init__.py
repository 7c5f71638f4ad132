"""Forms of notes."""

from programs.notes.forms.fields import PRIVATE, SHARED
from programs.notes.forms.note import ChangeNoteForm, NoteForm
from programs.notes.forms.sheet import Sheet, fill
from programs.notes.forms.write_up import WriteUpForm

__all__ = ["PRIVATE", "SHARED", "ChangeNoteForm", "NoteForm", "Sheet", "WriteUpForm", "fill"]
