"""Coaching, session by session: aims, takeaways, insights, late cancellations, and who is named in a log of hours."""

from collections.abc import Callable
from functools import partial

from django.utils import timezone

from portal.management.demo.people import People
from portal.management.demo.sessions import place
from portal.management.demo.timeline import Timeline
from programs.coaching.actions import allow_name_in_hours, waive_charge
from programs.coaching.models import Charge
from programs.engagements.models import Engagement, Participation
from programs.goals.actions import write_focus
from programs.goals.queries_focus import focus_to_write, stamp_of
from programs.notes.actions import file_note
from programs.scheduling.actions import cancel_session, schedule_session
from programs.scheduling.models import Session
from programs.scheduling.queries import next_session, sessions_of

AIMS = (
    (-60, "rafael", "Find out where my week goes, without defending it.", "Nine of fourteen decisions were not mine."),
    (
        -44,
        "amara",
        "Leave with one thing that I hand over, and the words for it.",
        "The rota is Tomás’s now.",
    ),
    (-15, "amara", "Know why I step in when the numbers come.", "It is lateness that scares me, not wrong numbers."),
)
NEXT_AIM = "Decide what I do in the next budget round when it gets quiet, and say it out loud once."
INSIGHTS = (
    (-43, "I feel guilty when I rest, and call it responsibility.", False),
    (-14, "When I stay silent for ten seconds, somebody else begins.", True),
    (-6, "I ask “any questions?” in a voice that says no.", False),
)


def tell(timeline: Timeline, people: People) -> None:
    """Put it on the timeline."""

    def at(moment, act: Callable) -> None:
        timeline.at(moment, lambda: people.organization, partial(act, people))

    for days, who, aim, taken in AIMS:
        at(timeline.day(days, 11), partial(_aim, who=who, text=aim))
        at(timeline.day(days, 16, 15), partial(_take, text=taken))
    at(timeline.exactly(-1, 20, 30), partial(_aim, who="amara", text=NEXT_AIM))
    for days, text, shared in INSIGHTS:
        at(timeline.exactly(days, 21), partial(_insight, text=text, shared=shared))
    for days, waived in ((-52, True), (-30, False)):
        at(timeline.day(days - 7, 9), partial(_book, when=timeline.day(days, 14, 30)))
        at(timeline.day(days, 8), _cancel_late)
        if waived:
            at(timeline.day(days, 19), _let_go)
    at(timeline.exactly(-58, 18), partial(_consent, client="amara", coach="rafael", given=True))
    at(timeline.exactly(-270, 18), partial(_consent, client="ola", coach="ana", given=True))
    at(timeline.exactly(-100, 18), partial(_consent, client="ola", coach="ana", given=False))


def _contract(people: People, client: str = "amara", coach: str = "rafael") -> Engagement:
    both = Participation.objects.filter(membership=people[coach], role="coach").values("engagement")
    mine = Participation.objects.filter(membership=people[client], role="client", engagement__in=both)
    return Engagement.objects.select_related("program").get(pk=mine.first().engagement_id)


def _write(people: People, session: Session, who: str, part: str, text: str) -> None:
    seen = stamp_of(focus_to_write(session), part)
    write_focus(session=session, part=part, text=text, seen=seen, by=place(people, who, session.engagement_id))


def _aim(people: People, *, who: str, text: str) -> None:
    if session := next_session(_contract(people), timezone.now()):
        _write(people, session, who, "aim", text)


def _take(people: People, *, text: str) -> None:
    _write(people, _last(_contract(people)), "amara", "takeaways", text)


def _last(contract: Engagement) -> Session:
    begun = sessions_of(contract).filter(starts_at__lte=timezone.now()).exclude(state="cancelled")
    return begun.select_related("engagement__program").last()


def _insight(people: People, *, text: str, shared: bool) -> None:
    contract = _contract(people)
    named = [place(people, "rafael", contract.pk).pk] if shared else []
    file_note(
        engagement=contract,
        session=_last(contract),
        text=text,
        kind="insight",
        audience="named" if shared else "private",
        named=named,
        by=place(people, "amara", contract.pk),
    )


def _book(people: People, *, when) -> None:
    contract = _contract(people)
    schedule_session(engagement=contract, starts_at=when, minutes=60, by=place(people, "rafael", contract.pk))


def _cancel_late(people: People) -> None:
    contract = _contract(people)
    session = next_session(contract, timezone.now())
    reason = "The board moved its meeting into our hour."
    cancel_session(session=session, by=place(people, "amara", contract.pk), reason=reason)


def _let_go(people: People) -> None:
    contract = _contract(people)
    charge = Charge.objects.select_related("session").get(session__engagement=contract, kind="late")
    waive_charge(charge=charge, by=place(people, "rafael", contract.pk))


def _consent(people: People, *, client: str, coach: str, given: bool) -> None:
    by = place(people, client, _contract(people, client, coach).pk)
    allow_name_in_hours(client=by, by=by, given=given)
