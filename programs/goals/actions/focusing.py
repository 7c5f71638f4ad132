"""Writes on what a session is for, and on what people take away from it."""

from django.db import transaction
from django.utils import timezone

from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from programs.covenant.queries import reading_of
from programs.engagements.models import Participation
from programs.goals.models import Focus
from programs.goals.queries_focus import (
    AIM,
    can_write_aim,
    can_write_takeaways,
    focus_to_write,
    may_mark_life,
    plain,
    reads_focus,
    stamp_of,
)
from programs.scheduling.limits import LONGEST_ASIDE
from programs.scheduling.models import AgendaLook, Session

WROTE_MEANWHILE = "Somebody else wrote here a moment ago. Their words stand below; put both together, then save."
_MAY = {
    "aim": (can_write_aim, "The aim is written by the people who sit in the session, until it is over."),
    "takeaways": (
        can_write_takeaways,
        "Takeaways are written by the people who sat in the session, from its start on.",
    ),
}


class WrittenMeanwhile(DomainError):
    """Somebody else changed the text since the writer saw it."""


@transaction.atomic
def write_focus(
    *, session: Session, part: str, text: str, seen: str, by: Participation, life: bool | None = None
) -> Focus | None:
    """Say what the session is for, or what is taken away; an empty text clears it.

    Whose it is stays with who began it; a life question goes to the person who marks it as one.

    Args:
        part: "aim" or "takeaways".
        seen: `stamp_of` the text that the writer saw.
        life: a question of life beyond work; None leaves the mark as it is.

    Raises:
        NotAllowed: `by` does not sit in the session, it is not the time for this part, or `by` may not read it.
        WrittenMeanwhile: somebody else changed the text.
        DomainError: it is too long.
    """
    Session.objects.select_for_update(no_key=True, of=("self",)).get(pk=session.pk)
    session.refresh_from_db(fields=["state", "starts_at", "ends_at"])
    allowed, why_not = _MAY[part]
    if not allowed(by, session):
        raise NotAllowed(why_not)
    text = plain(text)
    if len(text) > LONGEST_ASIDE:
        raise DomainError(f"Make it shorter: at most {LONGEST_ASIDE} characters.", field="text")
    focus = focus_to_write(session)
    if focus and not reads_focus(reading_of(by), focus):
        raise NotAllowed("Somebody wrote here already, and it is theirs and the lead’s alone to read.")
    if stamp_of(focus, part) != seen:
        raise WrittenMeanwhile(WROTE_MEANWHILE, field="text")
    marks = life is not None and life != bool(focus and focus.life) and may_mark_life(by, focus)
    if not marks and text == (getattr(focus, part) if focus else ""):
        return focus
    return _keep(session, focus, {part: text}, by, life if marks else None)


def _keep(session: Session, focus: Focus | None, words: dict, by: Participation, life: bool | None) -> Focus:
    if focus is None:
        focus = Focus(session=session, written_by=by.membership)
    for name, text in words.items():
        setattr(focus, name, text)
    if life is not None:
        focus.life = life
        if life:
            focus.written_by = by.membership
    focus.written_at = timezone.now()
    focus.save()
    if AIM in words and not focus.life:  # the others have not seen the agenda as it is now
        AgendaLook.objects.filter(session=session).exclude(participation=by).delete()
    record("written", focus, by=by.membership, part=next(iter(words)))
    return focus
