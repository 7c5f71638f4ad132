"""What somebody who reads a note can do with it. Actions ask it again; pages show the buttons that it names."""

from programs.engagements.models import Participation
from programs.notes.models import Note
from programs.notes.queries.readers import Here

WRITE, SHARE, ERASE, RELEASE, TAKE_BACK, COMPARE = "write", "share", "erase", "release", "take back", "compare"


def steps_with(note: Note, here: Here) -> frozenset[str]:
    """The steps that are open to the viewer.

    WRITE other words: the author, and every reader in the sessions where it is written together. SHARE it with
    others and ERASE it: the author alone. RELEASE it to the sponsor and TAKE it BACK: the client. COMPARE what it said
    before: who sits in the sessions.
    """
    viewer = here.viewer
    if note.removed_at or viewer.left_at or not here.readings[viewer.pk].sits:
        return frozenset()
    found = {COMPARE} if note.version > 1 else set()
    if note.author_member_id == viewer.membership_id:
        found |= {WRITE, SHARE, ERASE}
    elif note.together:
        found.add(WRITE)
    if viewer.role == Participation.Role.CLIENT:
        if note.audience == Note.Audience.SPONSOR:
            found.add(TAKE_BACK)
        elif note.audience == Note.Audience.ENGAGEMENT and here.sponsors:
            found.add(RELEASE)
    return frozenset(found)
