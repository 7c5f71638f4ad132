"""Reads over drafts. The database shows each only to the person who is writing it."""

import json
from dataclasses import dataclass
from datetime import datetime

from programs.engagements.models import Participation
from programs.notes.models import Note, NoteDraft
from programs.scheduling.models import Session


@dataclass(frozen=True)
class Kept:
    """What somebody was writing.

    Args:
        typed: the names of the form's inputs to what stood in them.
        saved_at: when that was.
    """

    typed: dict[str, list[str]]
    saved_at: datetime


def drafts_about(session: Session, by: Participation) -> dict[str, datetime]:
    """In which forms about a session this person has begun to write, and when they last did."""
    found = NoteDraft.objects.filter(member=by.membership_id, engagement=by.engagement_id, session=session)
    return dict(found.values_list("form", "saved_at"))


def draft_of(by: Participation, *, form: str, session: Session | None = None, note: Note | None = None) -> Kept | None:
    """What this person was writing in one form and has not saved, if anything.

    Args:
        form: "note" or "write-up".
        session: that a new note or a write-up is about.
        note: that is being changed; its session is not asked for.
    """
    draft = NoteDraft.objects.filter(
        member=by.membership_id, engagement=by.engagement_id, session=session, note=note, form=form
    ).first()
    return draft and Kept(json.loads(draft.fields), draft.saved_at)
