"""Sessions of the demo: booked ahead, talked about, held, written up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from portal.management.demo.covenant import sign_for_all
from portal.management.demo.timeline import Timeline
from portal.management.demo.topic_kinds import kind_of
from programs.engagements.models import Engagement, Participation
from programs.engagements.queries import people_of
from programs.goals.actions import agree_action, finish_action
from programs.goals.models import Action
from programs.notes.actions import file_note
from programs.scheduling.actions import (
    back_topic,
    choose_topic,
    complete_session,
    log_session,
    propose_topic,
    say_attendance,
    schedule_session,
)
from programs.scheduling.models import Session, SessionPlace

PRESENT, ABSENT, EXCUSED = (
    SessionPlace.Attendance.PRESENT,
    SessionPlace.Attendance.ABSENT,
    SessionPlace.Attendance.EXCUSED,
)


@dataclass
class Planned:
    """One session of a story.

    Args:
        starts_at: its time; booked `ahead` days before.
        lead: the key of the person who leads and writes up.
        topics: (key of who proposes, text, keys of who backs it).
        life: (key of who proposes, text): questions of life beyond work.
        note, private: what the lead shares and keeps.
        missing: keys of people who did not come.
        said: (key of who does not lead, key of whom, mark): what others said afterwards about who came.
        booker: the key of who books it, if not who leads.
        actions: (key of the owner, text, days until due), and "done" behind it if it was.
        held: False leaves a past session unmarked.
    """

    starts_at: datetime
    lead: str
    minutes: int = 60
    title: str = ""
    place: str = ""
    join_url: str = ""
    ahead: int = 3
    topics: Sequence[tuple] = ()
    life: Sequence[tuple] = ()
    note: str = ""
    private: str = ""
    missing: Sequence[str] = ()
    said: Sequence[tuple] = ()
    booker: str = ""
    actions: Sequence[tuple] = ()
    held: bool = True
    others_notes: Sequence[tuple] = ()
    reminded_by_worker: bool = False  # its last reminder is left for the running portal to send
    session: dict = field(default_factory=dict)
    promised: list = field(default_factory=list)


def place(people, key: str, engagement_id) -> Participation:
    """The place of a person in an engagement, read afresh."""
    return Participation.objects.select_related("membership__user", "engagement__program").get(
        engagement=engagement_id, membership=people[key], left_at__isnull=True
    )


def plan(timeline: Timeline, people, engagement: Callable[[], Engagement], planned: Planned) -> None:
    """Put a session's whole life on the timeline."""

    def organization():
        return people.organization

    booked = planned.starts_at - timedelta(days=planned.ahead)
    timeline.at(booked, organization, lambda: _book(people, engagement(), planned))
    talk = max(planned.starts_at - timedelta(days=3), booked + timedelta(minutes=20))
    timeline.at(talk, organization, lambda: _talk(people, engagement(), planned))
    live_through(timeline, people, engagement, planned)


def live_through(timeline: Timeline, people, engagement: Callable[[], Engagement], planned: Planned) -> None:
    """Let a booked session be reminded of, held and written up, as far as its time has come."""

    def organization():
        return people.organization

    if planned.held:
        over = planned.starts_at + timedelta(minutes=planned.minutes + 25)
        timeline.at(over, organization, lambda: _write_up(people, engagement(), planned))
        for row in planned.said:
            timeline.at(over + timedelta(hours=20), organization, partial(_say, people, planned, *row))
        kept = over + timedelta(days=5)
        timeline.at(kept, organization, lambda: _keep_promises(people, engagement(), planned))
    for lead in (timedelta(hours=24), timedelta(hours=1)):  # beat looks at these moments
        if timeline.now - planned.starts_at < timedelta(days=30) and not planned.reminded_by_worker:
            timeline.at(planned.starts_at - lead + timedelta(seconds=30), organization, lambda: None)


def _book(people, engagement: Engagement, planned: Planned) -> None:
    by = place(people, planned.booker or planned.lead, engagement.pk)
    values = {
        "starts_at": planned.starts_at,
        "minutes": planned.minutes,
        "by": by,
        "title": planned.title,
        "place": planned.place,
        "join_url": planned.join_url,
    }
    session = schedule_session(engagement=engagement, **values)
    planned.session["id"] = session.pk


def _talk(people, engagement: Engagement, planned: Planned) -> None:
    session = _session(planned)
    for number, (who, text, backers) in enumerate(planned.topics):
        by = place(people, who, engagement.pk)
        topic = propose_topic(engagement=engagement, session=session, text=text, kind=kind_of(text), by=by)
        for backer in backers:
            back_topic(topic=topic, by=place(people, backer, engagement.pk), back=True)
        if number < 2 and len(planned.topics) > 2:
            choose_topic(topic=topic, by=place(people, planned.lead, engagement.pk), chosen=True)
    for who, text in planned.life:
        asker = place(people, who, engagement.pk)
        propose_topic(engagement=engagement, session=session, text=text, by=asker, life=True)


def _write_up(people, engagement: Engagement, planned: Planned) -> None:
    session, lead = _session(planned), place(people, planned.lead, engagement.pk)
    missing = {people[key].pk for key in planned.missing}
    sitting = [person for person in people_of(engagement) if person.role != Participation.Role.SPONSOR]
    attendance = {person.pk: ABSENT if person.membership_id in missing else PRESENT for person in sitting}
    complete_session(session=session, attendance=attendance, by=lead)
    if planned.note:
        sign_for_all(engagement)
        file_note(engagement=engagement, session=session, text=planned.note, audience="engagement", by=lead)
    if planned.private:
        file_note(engagement=engagement, session=session, text=planned.private, audience="private", by=lead)
    for key, text in planned.others_notes:
        own = place(people, key, engagement.pk)
        file_note(engagement=engagement, session=session, text=text, audience="private", by=own)
    for key, text, days, *done in planned.actions:
        owner = place(people, key, engagement.pk)
        due_on = (planned.starts_at + timedelta(days=days)).date()
        action = agree_action(owner=owner, text=text, due_on=due_on, by=lead, session=session)
        if done:
            planned.promised.append((action.pk, key))


def _say(people, planned: Planned, who: str, whom: str, mark: str) -> None:
    session = _session(planned)
    said = {place(people, whom, session.engagement_id).pk: mark}
    say_attendance(session=session, said=said, by=place(people, who, session.engagement_id))


def log(timeline: Timeline, people, engagement: Callable[[], Engagement], when: datetime, by: str, **values) -> None:
    """Somebody writes down the next morning that a session took place, to which everybody came."""

    def act():
        found = engagement()
        sitting = [person for person in people_of(found) if person.role != Participation.Role.SPONSOR]
        attendance = {person.pk: PRESENT for person in sitting}
        log_session(engagement=found, starts_at=when, attendance=attendance, by=place(people, by, found.pk), **values)

    timeline.at(when + timedelta(hours=18), lambda: people.organization, act)


def _keep_promises(people, engagement: Engagement, planned: Planned) -> None:
    for action_id, key in planned.promised:
        action = Action.objects.select_related("owner__engagement__program", "owner__membership__user").get(
            pk=action_id
        )
        finish_action(action=action, done=True, by=place(people, key, engagement.pk))


def _session(planned: Planned) -> Session:
    return Session.objects.select_related("engagement__program").get(pk=planned.session["id"])
