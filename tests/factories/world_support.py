"""Supporters, exercises and check-ins in the world's contract and circle, each confidential text a canary."""

from datetime import date, timedelta

from django.utils import timezone

from programs.goals.actions import (
    agree_action,
    answer_assignment,
    answer_pulse,
    ask_due_pulses,
    ask_supporter,
    assign_exercise,
    check_in,
    hand_in,
    save_exercise,
    save_reply,
)
from programs.goals.models import Objective, Supporter
from programs.goals.queries import get_action_for
from programs.goals.queries_support import get_own_support
from tests.factories.scheduling import place_in


def plant_support(cast, world) -> None:
    """What supporters said, what was given, handed in and answered, and how actions go."""
    _supporters(cast, world)
    _exercises(cast, world)
    _check_ins(cast, world)


def _supporters(cast, world) -> None:
    objective = Objective.objects.select_related("owner__engagement__program", "owner__membership__user").get(
        pk=world.objective.pk
    )
    asked = {"objective": objective, "every_weeks": 4, "by": cast.participant}
    member = ask_supporter(person=cast.bystander, **asked)
    guest = ask_supporter(guest_name="Rui Costa", guest_email="rui@partner.example", **asked)
    Supporter.objects.filter(pk__in=[member.pk, guest.pk]).update(next_on=date.today())  # noqa: DTZ011
    ask_due_pulses(timezone.now())
    own = get_own_support(cast.bystander, member.pk)
    answer_pulse(supporter=own, change=2, comment="canary-pulse-comment", by=cast.bystander)
    world.canaries["canary-pulse-comment"] = {"participant", "coach"}
    world.canaries["canary-objective"] = {
        *world.canaries["canary-objective"],
        "bystander",
    }  # its owner shows it to them
    world.ids["supporter_id"] = member.pk


def _exercises(cast, world) -> None:
    contract = world.contract.engagement
    client, coach = place_in(contract, cast.participant), place_in(contract, cast.coach)
    day = date.today() + timedelta(days=5)  # noqa: DTZ011
    words = {"title": "canary-exercise-title", "text": "canary-exercise-text", "due_on": day}
    row = assign_exercise(owner=client, by=coach, **words)
    hand_in(assignment=row, reply="canary-exercise-reply", by=client)
    answer_assignment(assignment=row, answer="canary-exercise-answer", by=coach)
    parts = ("title", "text", "reply", "answer")
    world.canaries |= {f"canary-exercise-{part}": {"participant", "coach"} for part in parts}
    draft = assign_exercise(owner=client, by=coach, title="Another one", text="Something", due_on=day)
    save_reply(assignment=draft, reply="canary-exercise-draft", by=client)
    world.canaries["canary-exercise-draft"] = {"participant"}
    exercise = save_exercise(title="Ours", text="Do it", minutes=20, by=cast.administrator)
    own = world.ids_of["goals"][0]
    own |= {"assignment_id": row.pk, "exercise_id": exercise.pk}
    world.ids_of["goals"].append({**own, "assignment_id": draft.pk})


def _check_ins(cast, world) -> None:
    action, place = get_action_for(cast.participant, world.ids_of["goals"][0]["action_id"])
    check_in(action=action, going="stuck", note="canary-check-in", by=place)
    world.canaries["canary-check-in"] = {"participant", "coach"}
    circle = world.circle.engagement
    mentee = place_in(circle, cast.member)
    promise = agree_action(owner=mentee, text="A promise", due_on=None, by=mentee)
    check_in(
        action=get_action_for(cast.member, promise.pk)[0], going="slowly", note="canary-circle-check-in", by=mentee
    )
    world.canaries["canary-circle-check-in"] = {"mentor", "participant", "member"}
