"""What stands beside somebody who writes about a session; see templates/notes/_aside.html."""

from programs.notes.actions import record_accesses
from programs.notes.queries import last_time, prompts_beside
from programs.scheduling.queries import topics_of


def beside(place, session=None) -> dict:
    """The topics, what there was the last time, and prompts; without a session the prompts alone."""
    prompts, hidden = prompts_beside(place, session)
    last = last_time(session, place) if session else None
    if last:
        record_accesses(notes=last.notes, reader=place.membership)
    return {
        "topics": topics_of(session, place) if session else [],
        "last": last,
        "prompts": prompts,
        "prompts_hidden": hidden,
    }
