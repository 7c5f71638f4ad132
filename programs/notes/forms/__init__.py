"""Forms of notes."""

from programs.notes.forms.fields import PRIVATE, SHARED
from programs.notes.forms.filters import NoteFilterForm
from programs.notes.forms.note import ChangeNoteForm, NoteForm, TextForm
from programs.notes.forms.write_up import WriteUpForm

__all__ = ["PRIVATE", "SHARED", "ChangeNoteForm", "NoteFilterForm", "NoteForm", "TextForm", "WriteUpForm"]
