"""What the pages of a circle show, gathered from the rooms below."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from portal.ui import clock
from portal.ui.nav import organization_url
from programs.covenant.items import Access, Item
from programs.covenant.queries import organization_reading, reading_of
from programs.engagements.queries import participation_of, people_of
from programs.evaluations.queries import rounds_of
from programs.goals.queries import actions_of
from programs.goals.reading import reads_actions
from programs.mentoring import permissions, queries
from programs.notes.actions import record_accesses
from programs.notes.queries import notes_of_session
from programs.scheduling.booking import who_books
from programs.scheduling.permissions import (
    can_choose_topic,
    can_log_session,
    can_open_poll,
    can_propose_times,
    can_propose_topic,
    can_schedule_session,
)
from programs.scheduling.queries import polls_of, reads_all_attendance, topics_of, waiting_topics


def circle_page(circle, place, people: Sequence, now: datetime) -> dict:
    """Everything on the circle's own page, as the person at `place` may see it."""
    reading = reading_of(place)
    sessions = queries.circle_sessions(circle, now, reading)
    return {
        "circle": circle,
        "engagement": circle.engagement,
        "place": place,
        "reading": reading,
        "places": people,
        "present": people,
        "people": [_person(person, place, sessions.next) for person in people],
        "mentor": mentor_of(people),
        "ring": ring_of(people),
        "facts": facts_of(circle, people),
        "sessions": sessions,
        "polls": polls_of(circle.engagement, place, now),
        **_talk(circle, place, reading, sessions),
        **_agreement(circle, place, people),
        **_may(circle, place, reading, sessions, people),
    }


def _talk(circle, place, reading, sessions) -> dict:
    """Topics for the next session, notes from the last, what people said they would do, and how it goes."""
    engagement = circle.engagement
    rounds = rounds_of(engagement, place.membership, place, reading)
    topics = topics_of(sessions.next, place, reading) if sessions.next else waiting_topics(engagement, place, reading)
    asked = [row for row in rounds if row.mine and not row.mine.answered_on and not row.closed_at]
    return {
        "topics": topics,
        "notes": _notes(sessions.last, place) if sessions.last else [],
        "actions": actions_of(engagement, place, reading),
        "reads_actions": reads_actions(reading),
        "rounds": rounds,
        "my_request": asked[0].mine if asked else None,
    }


def _notes(session, place) -> Sequence:
    """The notes of the session that the person may read; whose they are sees that they were opened."""
    return record_accesses(notes=notes_of_session(session, place), reader=place.membership)


def _agreement(circle, place, people: Sequence) -> dict:
    agreed = queries.agreed_by(circle, people)
    return {
        "agreed": agreed,
        "i_agreed": place in agreed.people,
        "promises": [line for line in circle.agreement.splitlines() if line.strip()],
        "may_change_agreement": permissions.can_change_agreement(place, circle),
    }


def _may(circle, place, reading, sessions, people: Sequence) -> dict:
    is_open = circle.engagement.state in permissions.OPEN
    not_mine = who_books(place, circle.engagement) if is_open else ""
    return {
        "may_lead": permissions.leads_from(place, circle),
        "may_change": is_open,
        "may_book": is_open and can_schedule_session(place, circle.engagement),
        "may_log": is_open and can_log_session(place, circle.engagement) and reads_all_attendance(reading),
        "who_books": not_mine,
        "may_propose": bool(not_mine) and can_propose_times(place, circle.engagement, people),
        "may_ask": is_open and can_open_poll(place, circle.engagement, len(people)),
        "may_leave": permissions.can_leave_circle(place, circle),
        "can_propose": is_open and can_propose_topic(place, circle.engagement),
        "can_choose": is_open and can_choose_topic(place, circle.engagement),
        "to_write_up": sessions.to_write_up if place.leads else [],
    }


def _person(person, viewer, session) -> dict:
    """A row of the list of members: the city tells whose clock differs."""
    away = [row.participation_id for row in session.seen_places if row.reply == "not_coming"] if session else []
    words = ["Mentor"] if person.leads else []
    words += ["you" if words else "You"] if person.pk == viewer.pk else []
    city = clock.zone_city(person.membership.user.time_zone)
    return {
        "name": person.name,
        "initials": person.membership.user.initials,
        "leads": person.leads,
        "meta": ", ".join([*words, city]),
        "cannot_come": person.pk in away,
    }


def mentor_of(people: Sequence):
    """The mentor's place."""
    return next((person for person in people if person.leads), None)


def ring_of(people: Sequence) -> dict:
    """Initials for the drawing: the mentor on top."""
    mentor = mentor_of(people)
    return {
        "lead": mentor.membership.user.initials if mentor else "",
        "members": [person.membership.user.initials for person in people if not person.leads],
    }


def facts_of(circle, people: Sequence) -> list[tuple[str, str]]:
    """Mentor, dates and rhythm."""
    mentor = mentor_of(people)
    return [("Mentor", mentor.name if mentor else ""), ("Runs", runs(circle.engagement)), ("Meets", circle.meets)]


def runs(engagement) -> str:
    """ "February 2026 to January 2027", or since when it runs."""
    months = [f"{clock.MONTHS[day.month - 1]} {day.year}" for day in (engagement.starts_on, engagement.ends_on) if day]
    if len(months) == 1:
        return f"Since {months[0]}"
    return months[0] if months[0] == months[1] else " to ".join(months)


def manage_page(circle, membership) -> dict:
    """For those who run the program: names, dates and states, and why it ended. Nothing that the circle shares."""
    people = people_of(circle.engagement)
    reading = organization_reading(circle.engagement, membership)
    sessions = queries.circle_sessions(circle, timezone.now(), reading)
    overseen = reading.access(Item.EVALUATIONS) == Access.ALL
    return {
        "circle": circle,
        "engagement": circle.engagement,
        "people": people,
        "mentor": mentor_of(people),
        "members": [person for person in people if not person.leads],
        "sessions": sessions,
        "attended": sessions.held if reads_all_attendance(reading) else [],
        "rounds": rounds_of(circle.engagement, membership) if overseen else [],
        "free": max(circle.most_members - len(people) + 1, 0),
        "facts": [*facts_of(circle, people), ("Program", circle.engagement.program.name)],
        "place": participation_of(membership, circle.engagement),
        "is_open": circle.engagement.state in permissions.OPEN,
    }


def description(circle) -> dict:
    """The first values of the form that describes the circle."""
    return {
        "title": circle.engagement.title,
        "purpose": circle.purpose,
        "meets": circle.meets,
        "most_members": circle.most_members,
    }


def ending(circle, now: datetime) -> dict:
    """What ending does, said before it is done: who is told, and which sessions go."""
    people = people_of(circle.engagement)
    coming = [row for row in queries.circle_sessions(circle, now).coming if row.starts_at > now]
    return {"circle": circle, "engagement": circle.engagement, "people": people, "coming": coming}


def list_page(request) -> dict:
    """My circles; for those who run programs also the circles of those, and where to form one."""
    context = {"mine": queries.circles_for(request.membership)}
    if request.membership.runs_programs:
        context["overseen"] = queries.overseen_circles(request.membership)
        context["programs"] = list(queries.accepting_mentoring_programs(request.membership))
        for program in context["programs"]:
            program.create_href = organization_url(request, "mentoring:circle-create", program_id=program.pk)
    return context
