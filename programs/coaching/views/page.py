"""What the page of a contract shows to one of its parties."""

from django.http import HttpRequest
from django.utils import timezone

from programs.coaching.permissions import can_ask, can_book, can_log, can_read_talk, can_start_feedback
from programs.coaching.queries import (
    SEES,
    client_of,
    coach_of,
    count_sessions,
    feedback_rounds,
    next_feedback_stage,
    objectives_of_contract,
    parties_of,
    signing_of,
)
from programs.coaching.views.now import now_for
from programs.coaching.views.stages import beads_of, stages_of
from programs.evaluations.queries import results_of, rounds_of
from programs.goals.permissions import can_measure
from programs.goals.queries import actions_of
from programs.notes.queries import notes_of
from programs.scheduling.booking import who_books
from programs.scheduling.permissions import can_choose_topic, can_propose_topic
from programs.scheduling.queries import sessions_of, topics_of, waiting_topics


def contract_page(request: HttpRequest, contract, place) -> dict:
    """The context of the page; what stays between client and coach is not even read for a sponsor."""
    place.membership = request.membership  # the same row, with person and organization at hand
    parties = parties_of(contract)
    objectives = objectives_of_contract(parties)
    for objective in objectives:
        objective.may_measure = can_measure(place, objective)
    signing = signing_of(contract, parties, objectives)
    now = timezone.now()
    sessions = [row for row in sessions_of(contract.engagement) if row.state != "cancelled"]
    count = count_sessions(contract, sessions, now)
    talks = can_read_talk(place)
    rounds = rounds_of(contract.engagement, request.membership, place)
    request_open = next(
        (row.mine for row in rounds if row.mine and not row.mine.answered_on and not row.closed_at), None
    )
    context = {
        "contract": contract,
        "engagement": contract.engagement,
        "place": place,
        "talks": talks,
        "parties": [(party, SEES[party.role]) for party in parties],
        "client": client_of(parties),
        "coach": coach_of(parties),
        "sponsor": next((party for party in parties if party.role == "sponsor"), None),
        "objectives": objectives,
        "focus_areas": [line.strip() for line in contract.focus_areas.splitlines() if line.strip()],
        "signing": signing,
        "signatures": named(signing.signatures, parties),
        "count": count,
        "sessions": sessions,
        "beads": beads_of(count, now, request.user.time_zone),
        "stages": stages_of(contract, signing, parties, count, request.user.time_zone),
        "books": can_book(place, contract) and count.left > 0,
        "may_log": can_log(place, contract) and count.left > 0,
        "who_books": who_books(place, contract.engagement),
        "may_propose": count.left > 0 and can_ask(place, contract, parties),
    }
    context["now"] = now_for(request, context, request_open)
    if talks:
        return context | _talk(request, contract, place, parties, rounds, count)
    return context | {"released": notes_of(contract.engagement, place, parties, newest=3)}


def _talk(request, contract, place, parties, rounds, count) -> dict:
    """What stays between client and coach."""
    feedback = feedback_rounds(rounds)
    shown = next((row for row in feedback if row.closed_at), None)
    return {
        "actions": actions_of(contract.engagement, place),
        "topics": _topics(contract, place, count),
        "can_propose": can_propose_topic(place, contract.engagement),
        "can_choose": can_choose_topic(place, contract.engagement),
        "notes": notes_of(contract.engagement, place, parties, newest=3),
        "rounds": rounds,
        "feedback": feedback,
        "shown_feedback": shown,
        "results": results_of(shown, place.membership, place) if shown else None,
        "may_ask": can_start_feedback(place, contract) and bool(next_feedback_stage(feedback)),
    }


def _topics(contract, place, count) -> list:
    """The next session's; as long as none is planned, those that wait for one."""
    return list(topics_of(count.next, place) if count.next else waiting_topics(contract.engagement, place))


def named(signatures, parties) -> list:
    """Signatures with the first name that the page uses."""
    people = {party.pk: party for party in parties}
    return [(people.get(row.participation_id), row) for row in signatures]
