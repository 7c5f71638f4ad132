"""Coaches of Harbour Health: what they work on, what they can show, and who looks for one."""

from datetime import timedelta
from functools import partial

from portal.management.demo.people import People
from portal.management.demo.sessions import place
from portal.management.demo.timeline import Timeline
from programs.coaching.actions import (
    add_credential,
    answer_credential,
    ask_for_coach,
    choose_coach,
    decline_proposal,
    meet_coach,
    offer_coaches,
    save_profile,
)
from programs.coaching.models import CoachChoice, CoachProfile, CoachProposal, Credential
from programs.engagements.models import Program
from programs.goals.actions import take_starting_set
from programs.goals.models import Competency
from programs.scheduling.actions import schedule_session

# key: source, provider, languages, capacity, takes new clients, what they work on, how they work
COACHES = {
    "rafael": (
        "independent",
        "",
        ["en", "es", "pt"],
        8,
        True,
        ("Delegating", "Speaking to groups", "Setting direction", "Managing energy"),
        "I ask one question at a time and wait. Between sessions you try something small, and we look at what it did.",
    ),
    "ana": (
        "internal",
        "",
        ["en", "pt"],
        5,
        True,
        ("Delegating", "Giving feedback", "Handling conflict", "Listening"),
        "We begin with what works already. I take notes so that you do not have to, and you take them with you.",
    ),
    "duarte": (
        "internal",
        "",
        ["fr", "pt"],
        2,
        True,
        ("Setting priorities", "Deciding with little information"),
        "I draw while you talk. Most knots come apart once they are on a sheet of paper.",
    ),
    "helen": (
        "internal",
        "",
        ["en", "ga"],
        3,
        True,
        ("Developing others", "Listening", "Finding one’s own way"),
        "I listen for what you say twice. That is usually where it begins.",
    ),
    "elena": (
        "provider",
        "Northstar Coaching",
        ["de", "en", "es"],
        4,
        True,
        ("Staying calm under pressure", "Managing energy", "Listening"),
        "We work standing, walking, breathing: pressure sits in the body first.",
    ),
    "owen": (
        "provider",
        "Northstar Coaching",
        ["en"],
        2,
        False,
        ("Negotiating", "Speaking to groups"),
        "We rehearse the conversation that you put off.",
    ),
}
ICF, EMCC = "International Coaching Federation", "European Mentoring and Coaching Council"
# coach, name, issuer, number, given and valid until in days from today, what the administrator said
CREDENTIALS = (
    ("rafael", "Master Certified Coach", ICF, "M-20418", -700, 395, True),
    ("ana", "Professional Certified Coach", ICF, "P-88213", -1000, 12, True),
    ("helen", "Senior Practitioner", EMCC, "SP-5521", -1500, -9, True),
    ("elena", "Practitioner", EMCC, "PR-0917", -80, 1000, None),
    ("owen", "Associate Certified Coach", ICF, "A-11", -300, 700, False),
)
WISH = "Somebody who does not give advice. I have enough of it; I need to hear myself think."


def tell(timeline: Timeline, people: People, programs: dict) -> None:
    """Profiles and credentials early; one who chose a month ago, and one who looks at proposals now."""
    at = partial(_at, timeline, people)
    at(-355, lambda: take_starting_set(by=people["olga"]))
    for key in COACHES:
        at(-354, partial(_profile, people, key))
    for number, row in enumerate(CREDENTIALS):
        at(max(-350, row[4] + 1) + number, partial(_credential, timeline, people, row))
    program = partial(_program, programs)
    at(-46, partial(_vera_asks, timeline, people, program))
    at(-44, partial(_offer, people, "vera", ("ana", "rafael", "elena")))
    at(-43, partial(_meet, people, "vera", "ana"))
    at(-42, partial(_meet, people, "vera", "rafael"))
    at(-41, partial(_book, timeline, people, "vera", "ana", -38))
    at(-33, partial(_choose, people, "vera", "ana"))
    at(-6, partial(_priya_asks, timeline, people, program))
    at(-4, partial(_offer, people, "priya", ("rafael", "ana", "elena", "duarte")))
    at(-3, partial(_meet, people, "priya", "rafael"))
    at(-3, partial(_meet, people, "priya", "duarte"))
    at(-2, lambda: decline_proposal(proposal=_proposal(people, "priya", "duarte"), by=people["duarte"]))
    at(-1, partial(_book, timeline, people, "priya", "rafael", 4))


def _at(timeline: Timeline, people: People, days: int, act) -> None:
    timeline.at(timeline.exactly(days, 10, 30), lambda: people.organization, act)


def _program(programs: dict) -> Program:
    return Program.objects.get(pk=programs["coaching"])


def _named(names) -> list:
    return list(Competency.objects.filter(name__in=names).values_list("pk", flat=True))


def _profile(people: People, key: str) -> None:
    source, provider, languages, capacity, is_open, names, approach = COACHES[key]
    save_profile(
        coach=people[key],
        source=source,
        provider=provider,
        languages=languages,
        capacity=capacity,
        is_open=is_open,
        competencies=_named(names),
        approach=approach,
        by=people["olga"],
    )


def _credential(timeline: Timeline, people: People, row: tuple) -> None:
    key, name, issuer, number, issued, expires, answer = row
    profile = CoachProfile.objects.select_related("membership__user").get(membership=people[key])
    credential: Credential = add_credential(
        profile=profile,
        name=name,
        issuer=issuer,
        number=number,
        issued_on=timeline.exactly(issued).date(),
        expires_on=timeline.exactly(expires).date(),
        by=people[key],
    )
    if answer is not None:
        answer_credential(credential=credential, seen=credential.written_at, is_true=answer, by=people["olga"])


def _vera_asks(timeline: Timeline, people: People, program) -> None:
    _ask(timeline, people, program, "vera", -46, "lucia", "I want to stop carrying it home.", ("Managing energy",))


def _priya_asks(timeline: Timeline, people: People, program) -> None:
    _ask(timeline, people, program, "priya", -6, "olga", WISH, ("Delegating", "Listening"))


def _ask(timeline: Timeline, people: People, program, key: str, days: int, sponsor: str, wish: str, names) -> None:
    first = timeline.exactly(days).date()
    ask_for_coach(
        program=program(),
        client=people[key],
        sponsor=people[sponsor],
        wishes=wish,
        competencies=_named(names),
        languages=["en", "pt"],
        starts_on=first,
        ends_on=first + timedelta(days=182),
        session_budget=6,
        by=people[key],
    )


def _choice(people: People, key: str) -> CoachChoice:
    return CoachChoice.objects.select_related("program", "client__user").get(client=people[key])


def _proposal(people: People, client: str, coach: str) -> CoachProposal:
    return CoachProposal.objects.get(choice__client=people[client], coach=people[coach])


def _offer(people: People, client: str, coaches) -> None:
    offer_coaches(choice=_choice(people, client), coaches=[people[key].pk for key in coaches], by=people["olga"])


def _meet(people: People, client: str, coach: str) -> None:
    meet_coach(proposal=_proposal(people, client, coach), by=people[client])


def _book(timeline: Timeline, people: People, client: str, coach: str, days: int) -> None:
    contract = _proposal(people, client, coach).contract_id
    by = place(people, client, contract)
    schedule_session(engagement=by.engagement, starts_at=timeline.day(days, 17, 30), minutes=30, by=by)


def _choose(people: People, client: str, coach: str) -> None:
    choice = _choice(people, client)
    choose_coach(proposal=_proposal(people, client, coach), sponsor=choice.sponsor, by=people[client])
