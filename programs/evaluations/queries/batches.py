"""Reads over batches: which closed rounds wait to be joined, and whose answers a batch holds."""

import json
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from programs.covenant.items import ORGANIZATION, Access, Item
from programs.covenant.queries import terms_by_engagement
from programs.covenant.terms import Terms
from programs.evaluations.disclosure import Waiting
from programs.evaluations.library import ABOUT_A_PERSON
from programs.evaluations.models import Batch, Request, Response, Round


def program_rounds(programs) -> QuerySet[Round]:
    """The opened rounds of programs that may count for them: what is said about a person is for that person."""
    return Round.objects.filter(
        engagement__program__in=programs,
        opened_at__isnull=False,
        subject=None,
        questionnaire__about_a_person=False,
    ).exclude(questionnaire__code__in=ABOUT_A_PERSON)


def program_of_round(round_id: UUID) -> UUID | None:
    """The program that a round belongs to, if it is still there."""
    return Round.objects.filter(pk=round_id).values_list("engagement__program_id", flat=True).first()


def waiting_rounds(program_id: UUID) -> dict[tuple, tuple[list[Round], list[Waiting]]]:
    """The closed rounds that are in no batch, in the order of closing, each list of a kind that may be joined.

    A round of an engagement whose covenant gives the organization no evaluations waits until it does: it is part of no
    batch, so batches stay disjoint and whole (ADR 9). What is in one stays there, whatever is signed later.

    Returns:
        (questionnaire, stage, roles asked, anonymous) to the rounds, each with `.audience`, and who answered in them.
    """
    rounds = list(
        program_rounds([program_id])
        .filter(closed_at__isnull=False, batch=None)
        .select_related("plan")
        .order_by("closed_at", "id")
    )
    terms = terms_by_engagement(row.engagement_id for row in rounds)
    rounds = [row for row in rounds if _reaches_organization(terms[row.engagement_id])]
    people = _people_in(rounds)
    found: dict[tuple, tuple[list[Round], list[Waiting]]] = {}
    for row in rounds:
        row.audience = audience_of(row)
        key = (row.questionnaire_id, row.stage, tuple(row.audience), row.anonymous)
        members, waiting = found.setdefault(key, ([], []))
        members.append(row)
        waiting.append(Waiting(row.pk, tuple(people[row.pk])))
    return found


def _reaches_organization(terms: Terms) -> bool:
    return terms.level(Item.EVALUATIONS, ORGANIZATION) == Access.ALL


def audience_of(round: Round) -> list[str]:
    """The roles that a round's plan asks, in order; nothing for everybody."""
    return sorted(round.plan.roles) if round.plan_id else []


def _people_in(rounds: Iterable[Round]) -> dict[UUID, list]:
    """Who answered in each round: a member by id, a guest by address."""
    found: dict[UUID, list] = defaultdict(list)
    answered = Request.objects.filter(round__in=[row.pk for row in rounds], answered_on__isnull=False)
    for round_id, respondent, guest in answered.values_list("round_id", "respondent_id", "guest_email"):
        found[round_id].append(respondent or guest.lower())
    return found


def answers_by_batch(batches: Iterable[Batch]) -> dict[UUID, list[dict]]:
    """The answers in each of these batches; a batch from which some were erased has none any more."""
    by_id = {batch.pk: batch for batch in batches}
    responses = (
        Response.objects.filter(round__batch__in=by_id)
        .select_related("round", "request")
        .order_by("round__closed_at", "round_id", "id")
    )
    found: dict[UUID, list[dict]] = defaultdict(list)
    seen: set[tuple] = set()
    for response in responses:
        batch = response.round.batch_id
        person = (batch, _person(response))
        if person[1] is not None and person in seen:
            continue  # once per person: see disclosure.batches.strength_of
        seen.add(person)
        found[batch].append(json.loads(response.answers))
    return {key: answers for key, answers in found.items() if len(answers) == by_id[key].answers}


def _person(response: Response) -> object | None:
    """Whose these are, where it is known."""
    if response.request_id is None:
        return None
    return response.request.respondent_id or response.request.guest_email.lower()
