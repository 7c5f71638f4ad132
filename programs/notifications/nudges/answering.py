"""Questions about a time that somebody has not answered: proposed times, a request to move, a poll."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from programs.engagements.lifecycle import CURRENT, MEETING
from programs.engagements.models import Engagement, Participation
from programs.engagements.reminders import Reminder
from programs.notifications.facts import about_engagement, about_session
from programs.notifications.nudges.window import Subject, Window
from programs.notifications.queries.waiting import sitting_places
from programs.scheduling.lifecycle import PollState, ProposalState
from programs.scheduling.limits import CHASE_PAUSE
from programs.scheduling.models import Poll, Proposal, Vote
from programs.scheduling.permissions import whose_yes
from programs.scheduling.roles import YIELDING_ROLES


def answers_missing(reminder: Reminder, leads: Iterable[int], window: Window) -> list[Subject]:
    """Whoever is asked and silent; of no use once no answer is taken any more."""
    leads = list(leads)
    proposals, polls = _proposals(reminder, leads, window), _polls(reminder, leads, window)
    if not proposals and not polls:
        return []
    people = _people(row.engagement_id for row in (*proposals, *polls))
    found = []
    for proposal in proposals:
        firm = [place for place in people[proposal.engagement_id] if place.role not in YIELDING_ROLES]
        found += [_to_proposal(proposal, place) for place in whose_yes(proposal.proposed_by, firm)]
    answered = set(Vote.objects.filter(option__poll__in=polls).values_list("option__poll_id", "participation_id"))
    for poll in polls:
        silent = [place for place in people[poll.engagement_id] if (poll.pk, place.pk) not in answered]
        found += [_to_poll(poll, place) for place in silent]
    return found


def _proposals(reminder: Reminder, leads: Iterable[int], window: Window) -> list[Proposal]:
    """Those that nobody has answered; also expired ones, which count as missed if they were open at the moment."""
    rows = Proposal.objects.filter(
        window.around("proposed_at", reminder, leads),
        state__in=[ProposalState.OPEN, ProposalState.EXPIRED],
        engagement__state__in=CURRENT,
    )
    return list(rows.select_related("engagement__program", "proposed_by", "moves"))


def _polls(reminder: Reminder, leads: Iterable[int], window: Window) -> list[Poll]:
    """Those that are not settled, and that nobody asked about again in the last day."""
    rows = Poll.objects.filter(
        window.around("opened_at", reminder, leads),
        state__in=[PollState.OPEN, PollState.CLOSED],
        engagement__state__in=MEETING,
    ).exclude(chased_at__gt=window.until - CHASE_PAUSE)
    return list(rows.select_related("engagement__program", "opened_by"))


def _people(engagements: Iterable[UUID]) -> dict[UUID, list[Participation]]:
    found = defaultdict(list)
    for place in sitting_places().filter(engagement__in=set(engagements)).select_related("membership__user"):
        found[place.engagement_id].append(place)
    return found


def _to_proposal(proposal: Proposal, place: Participation) -> Subject:
    session = proposal.moves
    if session:
        session.engagement = proposal.engagement
    about = about_session(session) if session else about_engagement(proposal.engagement)
    facts = {**about, "proposal_id": str(proposal.pk), "by": str(proposal.proposed_by.membership_id)}
    kind = "move-answer-missing" if session else "times-answer-missing"
    return _subject(place, proposal.engagement, kind, proposal, facts, proposal.proposed_at, proposal.expires_at)


def _to_poll(poll: Poll, place: Participation) -> Subject:
    facts = {
        **about_engagement(poll.engagement),
        "poll_id": str(poll.pk),
        "by": str(poll.opened_by.membership_id),
    }
    return _subject(place, poll.engagement, "poll-answer-missing", poll, facts, poll.opened_at, poll.closes_at)


def _subject(
    place: Participation,
    engagement: Engagement,
    kind: str,
    asked: Proposal | Poll,
    facts: dict,
    asked_at: datetime,
    until: datetime,
) -> Subject:
    return Subject(
        membership_id=place.membership_id,
        zone=place.membership.user.time_zone,
        program_id=engagement.program_id,
        kind=kind,
        subject_id=asked.pk,
        version="",
        moment=asked_at,
        facts={**facts, "closes": until.isoformat()},
        until=until,
    )
