"""Why a time does not suit somebody, in a sentence that tells no more than that."""

from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo
from uuid import UUID

from accounts.models import Membership
from portal.ui import clock
from programs.engagements.models import Participation
from programs.scheduling.timetable import Explanation, Obstacle

YOURS = {
    Obstacle.PAST: "This time is past.",
    Obstacle.SESSION: "You have another session then.",
    Obstacle.BUSY: "One of your calendars says that you are busy then.",
    Obstacle.BUFFER: "You keep time free before and after your other sessions.",
    Obstacle.HOURS: "It is outside your hours.",
    Obstacle.NOTICE: "It is at shorter notice than you want.",
    Obstacle.HORIZON: "It is farther ahead than you plan.",
    Obstacle.DAY_FULL: "You have as many sessions that day as you want.",
    Obstacle.WEEK_FULL: "You have as many sessions that week as you want.",
}
THEIRS = {  # whether it is a session, a calendar or the time around them is theirs to know
    Obstacle.PAST: "This time is past.",
    Obstacle.SESSION: "{name} is busy then.",
    Obstacle.BUSY: "{name} is busy then.",
    Obstacle.BUFFER: "{name} is busy just before or after it.",
    Obstacle.HOURS: "It is outside {names} hours: {local} in {city}.",
    Obstacle.NOTICE: "It is too soon for {name}.",
    Obstacle.HORIZON: "{name} does not plan so far ahead.",
    Obstacle.DAY_FULL: "{name} has enough sessions that day.",
    Obstacle.WEEK_FULL: "{name} has enough sessions that week.",
}


def obstacle_words(found: Mapping[Participation, Iterable[Obstacle]], viewer: Membership, start: datetime) -> list[str]:
    """A sentence for each person whom the time does not suit, with the first of their reasons."""
    return list(dict.fromkeys(_say(person, next(iter(why)), viewer, start) for person, why in found.items()))


def _say(person: Participation, obstacle: Obstacle, viewer: Membership, start: datetime) -> str:
    if person.membership_id == viewer.pk:
        return YOURS[obstacle]
    user = person.membership.user
    return THEIRS[obstacle].format(
        name=user.name,
        names=possessive(user.first_name),
        local=clock.clock_time(start, user.time_zone),
        city=clock.zone_city(user.time_zone),
    )


def possessive(name: str) -> str:
    """ "Rafael’s", "Ines’"."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def joined(words: list[str]) -> str:
    """ "Helen", "Helen and Amara", "Helen, Amara and Tiago"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


ALONE = {  # what leaves somebody no time of their own in a week: for the viewer, and for somebody else
    Obstacle.HOURS: ("You have no hours that are long enough.", "{name} has no hours that are long enough."),
    Obstacle.PAST: ("The rest of the week is past.", "The rest of the week is past."),
    Obstacle.SESSION: ("Your hours are full.", "{names} hours are full."),
    Obstacle.BUSY: ("Your calendars say that you are busy.", "{names} hours are full."),
    Obstacle.BUFFER: ("The time between your sessions is too short.", "{names} hours are full."),
    Obstacle.NOTICE: ("It is too short notice for you: {bound}.", "It is too soon for {name}: {bound}."),
    Obstacle.HORIZON: ("You do not plan so far ahead: {bound}.", "{name} does not plan so far ahead: {bound}."),
    Obstacle.DAY_FULL: ("You have enough sessions each day.", "{name} has enough sessions each day."),
    Obstacle.WEEK_FULL: ("You have enough sessions that week.", "{name} has enough sessions that week."),
}


def explanation_words(
    found: Iterable[Explanation], people: Mapping[UUID, Participation], viewer: Membership, zone: tzinfo
) -> list[str]:
    """Why a week offers no time, a sentence for each reason."""
    words = [sentence for one in found for sentence in _explain(one, people, viewer, zone)]
    return list(dict.fromkeys(words)) or ["The times that you share begin at no full half hour."]


def _explain(one: Explanation, people: Mapping[UUID, Participation], viewer: Membership, zone: tzinfo) -> list[str]:
    def called(user_id: UUID) -> str:
        return "you" if people[user_id].membership_id == viewer.pk else people[user_id].name

    if one.user_id is None:
        if not one.pairs or len(people) == 2:
            return ["Each of you has time, but never at the same hour."]
        pairs = [sorted(map(called, pair), key=lambda name: name != "you") for pair in one.pairs]
        return [f"{first[:1].upper()}{first[1:]} and {second} have no hour in common." for first, second in pairs[:3]]
    person = people[one.user_id]
    sentence = ALONE[one.obstacle][person.membership_id != viewer.pk]
    early = "from" if one.obstacle == Obstacle.NOTICE else "until"
    bound = f"{early} {clock.moment(one.bound, zone)}" if one.bound else ""
    names = possessive(person.membership.user.first_name)
    return [sentence.format(name=person.name, names=names, bound=bound)]
