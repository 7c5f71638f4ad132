"""Notes of every kind and for every audience at Harbour Health, beside those of the sessions."""

from collections.abc import Callable
from functools import partial

from portal.management.demo.people import People
from portal.management.demo.sessions import place, sign_for_all
from portal.management.demo.timeline import Timeline
from portal.tenancy.context import organization_context
from programs.engagements.models import Engagement
from programs.notes.actions import change_note, erase_note, file_note, release_note
from programs.notes.models import Note

CIRCLE = [  # days ago, hour, who, values
    (
        -34,
        18,
        "helen",
        {
            "kind": "story",
            "audience": "engagement",
            "text": "## The winter I hid in paperwork\n\nIn my first year I wrote *eleven* new forms. Nobody had asked "
            "for one. I was avoiding a **single talk** with somebody who was better than me at the old job.\n\n"
            "- The talk took twenty minutes.\n- The forms took a winter.\n- Nobody misses the forms.",
        },
    ),
    (
        -30,
        20,
        "amara",
        {
            "kind": "insight",
            "audience": "named",
            "names": ["helen", "priya"],
            "text": "I praise results and never effort.",
        },
    ),
    (
        -28,
        21,
        "amara",
        {
            "kind": "reflection",
            "audience": "named",
            "names": ["helen"],
            "life": True,
            "text": "My father is ill, and I am at work when I am with him and with him when I am at work. "
            "How did you decide what could wait?",
        },
    ),
    (-12, 9, "amara", {"kind": "reflection", "audience": "private", "text": "Ask less, wait longer."}),
    (
        -20,
        10,
        "helen",
        {
            "audience": "engagement",
            "together": True,
            "text": "What we want to try before the summer:\n\n1. One piece of praise a week.\n2. Ask before advising.",
        },
    ),
]
TOGETHER = (-14, 12, "amara", "3. One hour a week without a screen, all of us at the same time.")
CONTRACT = [
    (
        -13,
        18,
        "amara",
        {
            "kind": "insight",
            "audience": "sponsor",
            "text": "The rota is no longer mine, and it has not fallen apart. The budget is next.",
        },
    ),
    (
        -12,
        18,
        "rafael",
        {"kind": "note", "audience": "engagement", "text": "Four decisions of this week were the team’s."},
    ),
    (-11, 18, "amara", {"kind": "note", "audience": "private", "text": "I do not want this to stand here."}),
]


def tell(timeline: Timeline, people: People) -> None:
    """Put it on the timeline."""
    for rows, find in ((CIRCLE, _circle), (CONTRACT, partial(_contract, people))):
        for days, hour, who, values in rows:
            _at(timeline, people, days, hour, who, partial(_file, people, find, who, values))
    days, hour, who, line = TOGETHER
    _at(timeline, people, days, hour, who, lambda: _add_line(people, who, line))
    _at(timeline, people, -10, 20, "amara", lambda: _release_and_erase(people))


def _at(timeline: Timeline, people: People, days: int, hour: int, who: str, act: Callable[[], object]) -> None:
    """Only its readers select a note, so it is done as somebody."""

    def as_somebody() -> None:
        with organization_context(people.organization.pk, people[who].user_id):
            act()

    timeline.at(timeline.exactly(days, hour), lambda: people.organization, as_somebody)


def _circle() -> Engagement:
    return Engagement.objects.select_related("program").get(title="First-time team leads")


def _contract(people: People) -> Engagement:
    sponsored = Engagement.objects.filter(participations__membership=people.lucia, participations__role="sponsor")
    mine = sponsored.filter(pk__in=people.amara.participations.filter(role="client").values("engagement"))
    return mine.select_related("program").order_by("starts_on").first()


def _file(people: People, find: Callable[[], Engagement], who: str, values: dict) -> None:
    engagement = find()
    sign_for_all(engagement)
    values = dict(values)
    named = [place(people, key, engagement.pk).pk for key in values.pop("names", [])]
    file_note(engagement=engagement, by=place(people, who, engagement.pk), named=named, **values)


def _add_line(people: People, who: str, line: str) -> None:
    note = Note.objects.select_related("engagement__program").get(engagement=_circle(), together=True)
    by = place(people, who, note.engagement_id)
    change_note(note=note, text=f"{note.text}\n{line}", version=note.version, by=by)


def _release_and_erase(people: People) -> None:
    contract = _contract(people)
    amara = place(people, "amara", contract.pk)
    notes = Note.objects.filter(engagement=contract, session=None).select_related("engagement__program")
    release_note(note=notes.get(author_member=people.rafael, audience="engagement"), by=amara)
    erase_note(note=notes.get(author_member=people.amara, audience="private"), by=amara)
