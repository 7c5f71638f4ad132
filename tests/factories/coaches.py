"""Coaches with profiles, and clients who look for one. Everything goes through actions."""

from datetime import timedelta

from django.utils import timezone

from programs.coaching.actions import add_credential, answer_credential, ask_for_coach, offer_coaches, save_profile
from programs.coaching.models import CoachChoice, CoachProfile, CoachProposal, Credential
from programs.goals.actions import take_starting_set
from programs.goals.queries_competencies import competencies
from tests.cast import make_member
from tests.factories.coaching import make_program, today

APPROACH = "I ask, and I wait for the answer."


def named(*names: str) -> list:
    """The ids of competencies with these names, from the starting set."""
    found = {row.name: row.pk for row in competencies()}
    return [found[name] for name in names]


def make_competencies(cast) -> None:
    """The starting set."""
    take_starting_set(by=cast.administrator)


def make_profile(cast, coach, *, competencies=(), **changes) -> CoachProfile:
    """A coach with room for two clients who speaks English."""
    values = {
        "source": "internal",
        "approach": APPROACH,
        "languages": ["en"],
        "capacity": 2,
        "is_open": True,
        "by": cast.administrator,
    }
    return save_profile(coach=coach, competencies=named(*competencies), **{**values, **changes})


def make_coaches(cast, number: int = 3, **changes) -> list:
    """Rafael and other coaches, each with a profile."""
    coaches = [cast.coach, *(make_member(f"Coach{index} Number") for index in range(number - 1))]
    for coach in coaches:
        make_profile(cast, coach, **changes)
    return coaches


def add_one(profile: CoachProfile, **changes) -> Credential:
    """A credential that lasts for two more years."""
    values = {
        "issuer": "ICF",
        "name": "Professional Certified Coach",
        "number": "PCC-1",
        "issued_on": today(-365),
        "expires_on": today(730),
        "by": profile.membership,
    }
    return add_credential(profile=profile, **{**values, **changes})


def check(cast, credential: Credential, *, is_true: bool = True) -> None:
    """What an administrator says who has seen it as it is."""
    answer_credential(credential=credential, seen=credential.written_at, is_true=is_true, by=cast.administrator)


def ask(cast, *, program=None, client=None, **changes) -> CoachChoice:
    """Amara looks for a coach, sponsored by Lucía."""
    client = client or cast.participant
    values = {
        "program": program or make_program(cast),
        "client": client,
        "sponsor": cast.sponsor,
        "wishes": "Somebody who does not spare me",
        "starts_on": today(),
        "ends_on": today() + timedelta(days=182),
        "session_budget": 8,
        "by": client,
    }
    return ask_for_coach(**{**values, **changes})


def offered(cast, coaches, **changes) -> list[CoachProposal]:
    """The same with these coaches before her."""
    choice = ask(cast, **changes)
    return offer_coaches(choice=choice, coaches=[coach.pk for coach in coaches], few=True, by=cast.administrator)


def fresh(proposal: CoachProposal) -> CoachProposal:
    """The proposal as the database has it."""
    return CoachProposal.objects.select_related("choice__program", "coach__user", "contract__engagement").get(
        pk=proposal.pk
    )


def at_noon(days: int):
    """Noon UTC in so many days."""
    return (timezone.now() + timedelta(days=days)).replace(hour=12, minute=0, second=0, microsecond=0)
