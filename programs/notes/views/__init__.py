"""Pages of the room."""

from programs.notes.views.erasing import my_data_erase, person_erase
from programs.notes.views.filing import note_change, note_create
from programs.notes.views.listing import note_list
from programs.notes.views.own import copy, my_data
from programs.notes.views.searching import search
from programs.notes.views.write_up import session_write_up

__all__ = [
    "copy",
    "my_data",
    "my_data_erase",
    "note_change",
    "note_create",
    "note_list",
    "person_erase",
    "search",
    "session_write_up",
]
