"""What the page of a contract shows to one of its parties."""

from uuid import UUID

from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from programs.coaching import permissions
from programs.coaching.lifecycle import AMENDABLE
from programs.coaching.permissions import can_ask, can_book, can_log, can_start_feedback
from programs.coaching.queries import (
    client_for,
    clients_of,
    coach_of,
    count_sessions,
    feedback_rounds,
    names_of,
    next_feedback_stage,
    objectives_of_contract,
)
from programs.coaching.queries.page import get_contract_page, signing_on_page
from programs.coaching.views.now import now_for
from programs.coaching.views.stages import beads_of, stages_of
from programs.covenant.items import Item
from programs.covenant.queries import reading_in, standing_of
from programs.evaluations.queries import results_of, rounds_of
from programs.goals.permissions import can_measure
from programs.goals.queries import actions_of, objectives_in, with_path
from programs.goals.reading import reads_actions, reads_objective, reads_objectives_of
from programs.notes.actions import record_accesses
from programs.notes.queries import notes_of
from programs.scheduling.booking import who_books
from programs.scheduling.permissions import can_choose_topic, can_propose_topic
from programs.scheduling.queries import reads_all_attendance, sessions_of, topics_of, waiting_topics, with_marks

SHOWN_NOTES = 3


def contract_page(request: HttpRequest, engagement_id: UUID) -> dict:
    """The context of the page; what the covenant does not give this party is on none of its lists.

    A query for each sort of thing, whatever their number. Notes stand on their own page: opening them is written
    down for everybody concerned, and who only looks when the next session is has read none.
    """
    contract, place, parties = get_contract_page(request.membership, engagement_id)
    engagement, zone = contract.engagement, request.user.time_zone
    standing = standing_of(engagement, parties)
    reading, now = reading_in(standing, place), timezone.now()
    every_objective = objectives_of_contract(parties) if contract.agreed_at is None or contract.is_amended else []
    objectives = _objectives(contract, place, reading, every_objective)
    signing = signing_on_page(contract, parties, every_objective)
    booked = list(with_marks(sessions_of(engagement), reading).annotate(charged=F("charge__kind")))
    sessions = [row for row in booked if row.state != "cancelled"]
    count = count_sessions(contract, sessions, now, {row.pk: row.charged for row in booked if row.charged})
    talks = permissions.talks(place)
    rounds = rounds_of(engagement, request.membership, place, reading)
    request_open = next(
        (row.mine for row in rounds if row.mine and not row.mine.answered_on and not row.closed_at), None
    )
    client = client_for(parties, place)
    context = {
        "contract": contract,
        "engagement": engagement,
        "place": place,
        "talks": talks,
        "reading": reading,
        "standing": standing,
        "people": parties,
        "reads_actions": reads_actions(reading),
        "reads_objectives": any(reads_objectives_of(reading, owner) for owner in clients_of(parties)),
        "client": client,
        "clients": clients_of(parties),
        "client_names": names_of(clients_of(parties)),
        "coach": coach_of(parties),
        "sponsor": next((party for party in parties if party.role == "sponsor"), None),
        "objectives": objectives,
        "every_objective": every_objective,
        "focus_areas": [line.strip() for line in contract.focus_areas.splitlines() if line.strip()],
        "signing": signing,
        "signatures": named(signing.signatures, parties),
        "count": count,
        "sessions": sessions,
        "beads": beads_of(count, now, zone),
        "stages": stages_of(contract, signing, parties, count, zone),
        "books": can_book(place, contract) and count.left > 0,
        "may_log": can_log(place, contract) and count.left > 0 and reads_all_attendance(reading),
        "who_books": who_books(place, engagement),
        "amendable": engagement.state in AMENDABLE,
        "books_first": bool(contract.meeting) and can_book(place, contract),
        "may_propose": count.left > 0 and can_ask(place, contract, parties),
    }
    context["now"] = now_for(request, context, request_open)
    context["actions"] = actions_of(engagement, place, reading) if context["reads_actions"] else []
    if talks:
        return context | _talk(contract, place, reading, client, rounds, count)
    released = notes_of(engagement, place, parties, newest=SHOWN_NOTES)
    return context | {"released": record_accesses(notes=released, reader=place.membership)}


def _objectives(contract, place, reading, every_objective) -> list:
    if every_objective:
        found = [objective for objective in every_objective if reads_objective(reading, objective)]
        for objective in found:
            with_path(objective, reading=reading)
    else:
        found = objectives_in(contract.engagement, place, reading)
    for objective in found:
        objective.may_measure = objective.reads_numbers and can_measure(place, objective)
    return found


def _talk(contract, place, reading, client, rounds, count) -> dict:
    """What only those who sit in the sessions can be given."""
    reads_feedback = reading.allows(Item.FEEDBACK, owner_id=client.pk)
    feedback = feedback_rounds(rounds, client) if reads_feedback else []
    shown = next((row for row in feedback if row.closed_at), None)
    return {
        "topics": _topics(contract, place, reading, count),
        "can_propose": can_propose_topic(place, contract.engagement),
        "can_choose": can_choose_topic(place, contract.engagement),
        "rounds": rounds,
        "feedback": feedback,
        "compares": sum(row.closed_at is not None for row in feedback) > 1,
        "shown_feedback": shown,
        "results": results_of(shown, place.membership, place, reading) if shown else None,
        "may_ask": reads_feedback and can_start_feedback(place, contract) and bool(next_feedback_stage(feedback)),
    }


def _topics(contract, place, reading, count) -> list:
    """The next session's; as long as none is planned, those that wait for one."""
    if count.next:
        return list(topics_of(count.next, place, reading))
    return list(waiting_topics(contract.engagement, place, reading))


def named(signatures, parties) -> list:
    """Signatures with the first name that the page uses."""
    people = {party.pk: party for party in parties}
    return [(people.get(row.participation_id), row) for row in signatures]
