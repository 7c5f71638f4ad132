"""Pages of the room."""

from programs.notes.views.filing import note_change, note_create
from programs.notes.views.listing import note_list, note_presence, note_versions
from programs.notes.views.releasing import note_erase, note_release, note_unrelease
from programs.notes.views.write_up import session_write_up

__all__ = [
    "note_change",
    "note_create",
    "note_erase",
    "note_list",
    "note_presence",
    "note_release",
    "note_unrelease",
    "note_versions",
    "session_write_up",
]
