"""What the pages of a circle show, gathered from the rooms below."""

from collections.abc import Sequence
from datetime import datetime

from portal.ui import clock
from portal.ui.nav import organization_url
from programs.engagements.queries import participation_of, people_of
from programs.mentoring import permissions, queries
from programs.scheduling.permissions import can_schedule_session


def circle_page(circle, place, people: Sequence, now: datetime) -> dict:
    """Everything on the circle's own page, as the person at `place` may see it."""
    engagement, zone = circle.engagement, place.membership.user.time_zone
    sessions = queries.circle_sessions(circle, now)
    replies = queries.replies_to(sessions.next) if sessions.next else {}
    agreed = queries.agreed_by(circle, people)
    return {
        "circle": circle,
        "engagement": engagement,
        "place": place,
        "people": [_person(person, place, replies) for person in people],
        "mentor": mentor_of(people),
        "ring": ring_of(people),
        "facts": facts_of(circle, people),
        "sessions": sessions,
        "elsewhere": elsewhere(sessions.next, people, zone),
        "replies": count_replies(replies),
        "my_reply": replies.get(place.pk, ""),
        "sits_in_next": place.pk in replies,
        "agreed": agreed,
        "i_agreed": place in agreed.people,
        "promises": [line for line in circle.agreement.splitlines() if line.strip()],
        "may_lead": permissions.leads_from(place, circle),
        "may_change": engagement.state in permissions.OPEN,
        "to_write_up": sessions.to_write_up if place.leads and engagement.is_current else [],
        "may_book": can_schedule_session(place, engagement) and engagement.state in permissions.OPEN,
        "may_change_agreement": permissions.can_change_agreement(place, circle),
        "may_leave": permissions.can_leave_circle(place, circle),
    }


def _person(person, viewer, replies: dict) -> dict:
    """A row of the list of members: the city tells whose clock differs."""
    words = ["Mentor"] if person.leads else []
    words += ["You"] if person.pk == viewer.pk else []
    city = clock.zone_city(person.membership.user.time_zone)
    return {
        "name": person.name,
        "initials": person.membership.user.initials,
        "leads": person.leads,
        "meta": ", ".join([*words, city]),
        "cannot_come": replies.get(person.pk) == "not_coming",
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


def elsewhere(session, people: Sequence, zone) -> str:
    """ "12:00 in Dublin and 13:00 in Madrid": the session's start for everybody whose city is another one."""
    if session is None:
        return ""
    zones = {str(person.membership.user.time_zone): person.membership.user.time_zone for person in people}
    zones.pop(str(zone), None)
    times = [_there(session.starts_at, zone, zones[key]) for key in sorted(zones)]
    return " and ".join(filter(None, [", ".join(times[:-1]), *times[-1:]]))


def _there(starts_at: datetime, zone, other) -> str:
    """Their local time with the city, also where their clock agrees with the viewer's: it saves them the question."""
    return clock.both(starts_at, zone, other) or f"{clock.clock_time(starts_at, other)} in {clock.zone_city(other)}"


def count_replies(replies: dict) -> str:
    """ "3 of 7 said they come, 1 can’t." """
    answers = list(replies.values())
    coming, declined = answers.count("coming"), answers.count("not_coming")
    if not coming and not declined:
        return "Nobody has answered yet."
    said = f"{coming} of {len(answers)} said they come"
    return f"{said}, {declined} can’t." if declined else f"{said}."


def manage_page(circle, membership) -> dict:
    """For those who run the program: names, dates and states, and why it ended. Nothing that the circle shares."""
    people = people_of(circle.engagement)
    return {
        "circle": circle,
        "engagement": circle.engagement,
        "people": people,
        "mentor": mentor_of(people),
        "members": [person for person in people if not person.leads],
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
