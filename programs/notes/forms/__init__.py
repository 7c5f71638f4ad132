"""Forms of notes."""

from programs.notes.forms.erase import EraseForm
from programs.notes.forms.fields import PRIVATE, SHARED
from programs.notes.forms.note import ChangeNoteForm, NoteForm
from programs.notes.forms.search import SearchForm
from programs.notes.forms.write_up import WriteUpForm

__all__ = ["PRIVATE", "SHARED", "ChangeNoteForm", "EraseForm", "NoteForm", "SearchForm", "WriteUpForm"]
