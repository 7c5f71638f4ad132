"""What waits for a person, each with one verb: the part of home that answers “what do I do now?”."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, F, OuterRef

from accounts.models import Membership
from portal.ui import clock
from programs.coaching.models import ContractVersion, Signature
from programs.covenant.queries import unsigned_places
from programs.engagements.lifecycle import State
from programs.engagements.models import Participation
from programs.evaluations.queries import open_requests_for
from programs.mentoring.models import Circle, Consent
from programs.scheduling.models import Poll
from programs.scheduling.queries import polls_for, proposals_asking, unfiled_sessions_for


@dataclass(frozen=True)
class Prompt:
    """One thing to do: `verb` is the button, `page` the name of its address."""

    kind: str
    title: str
    text: str
    verb: str
    page: str
    arguments: dict = field(default_factory=dict)


def prompts_for(membership: Membership, now: datetime) -> list[Prompt]:
    """Everything that waits for this person in the current organization, the most pressing first."""
    return [
        *_signatures(membership),
        *_proposals(membership),
        *_polls(membership, now),
        *_write_ups(membership, now),
        *_evaluations(membership),
        *_agreements(membership),
        *_covenants(membership),
    ]


def _signatures(membership: Membership) -> Iterator[Prompt]:
    mine = Signature.objects.filter(version=OuterRef("pk"), participation__membership=membership)
    newer = ContractVersion.objects.filter(contract=OuterRef("contract"), number__gt=OuterRef("number"))
    versions = (
        ContractVersion.objects.filter(
            contract__engagement__state=State.DESIGN,
            contract__engagement__participations__membership=membership,
            contract__engagement__participations__left_at__isnull=True,
        )
        .filter(~Exists(mine), ~Exists(newer))
        .select_related("contract__engagement")
    )
    for version in versions:
        engagement = version.contract.engagement
        yield Prompt(
            "coaching",
            engagement.title,
            "The agreement is ready for your signature.",
            "Read and sign",
            "coaching:contract-agreement",
            {"engagement_id": engagement.pk},
        )


def _proposals(membership: Membership) -> Iterator[Prompt]:
    for proposal in proposals_asking(membership):
        engagement = proposal.engagement
        about = "another time for a session" if proposal.moves_id else "times for a session"
        yield Prompt(
            engagement.program.kind,
            engagement.title,
            f"{proposal.proposed_by.name} proposes {about}.",
            "Choose a time",
            "scheduling:proposal-detail",
            {"proposal_id": proposal.pk},
        )


def _polls(membership: Membership, now: datetime) -> Iterator[Prompt]:
    for poll in polls_for(membership, now):
        if poll.takes_answers and poll.is_mine_missing:
            closes = clock.moment(poll.closes_at, membership.user.time_zone, now)
            yield _about_poll(poll, f"Which times suit you? Answer until {closes}.", "Answer")
        elif poll.is_mine_to_settle and (not poll.takes_answers or poll.answered == poll.people):
            yield _about_poll(poll, f"{poll.answered} of {poll.people} have said which times suit.", "Choose a time")


def _about_poll(poll: Poll, text: str, verb: str) -> Prompt:
    engagement = poll.engagement
    page, arguments = "scheduling:poll-detail", {"poll_id": poll.pk}
    return Prompt(engagement.program.kind, engagement.title, text, verb, page, arguments)


def _write_ups(membership: Membership, now: datetime) -> Iterator[Prompt]:
    for session in unfiled_sessions_for(membership, now)[:5]:
        engagement = session.engagement
        yield Prompt(
            engagement.program.kind,
            engagement.title,
            "A session is over. Say who came and keep what matters.",
            "Write it up",
            "notes:session-write-up",
            {"session_id": session.pk},
        )


def _evaluations(membership: Membership) -> Iterator[Prompt]:
    for request in open_requests_for(membership):
        engagement = request.round.engagement
        yield Prompt(
            engagement.program.kind,
            engagement.title,
            f"{request.round.questionnaire.title}: a few minutes of yours.",
            "Answer",
            "evaluations:request-answer",
            {"request_id": request.pk},
        )


def _agreements(membership: Membership) -> Iterator[Prompt]:
    agreed = Consent.objects.filter(
        circle=OuterRef("pk"), participation__membership=membership, version=OuterRef("agreement_version")
    )
    circles = (
        Circle.objects.filter(
            engagement__participations__membership=membership,
            engagement__participations__left_at__isnull=True,
            engagement__participations__role__in=[Participation.Role.MENTOR, Participation.Role.MENTEE],
            engagement__state__in=[State.FORMING, State.ACTIVE, State.PAUSED],
        )
        .exclude(agreement="")
        .filter(~Exists(agreed))
        .annotate(title=F("engagement__title"))
    )
    for circle in circles:
        yield Prompt(
            "mentoring",
            circle.title,
            "Read what the circle agreed, and agree to it.",
            "Read and agree",
            "mentoring:circle-detail",
            {"engagement_id": circle.pk},
        )


def _covenants(membership: Membership) -> Iterator[Prompt]:
    for place in unsigned_places().filter(membership=membership).select_related("engagement__program"):
        yield Prompt(
            place.engagement.program.kind,
            place.engagement.title,
            "Who sees what waits for your signature.",
            "Read and sign who sees what",
            "covenant:covenant-detail",
            {"engagement_id": place.engagement_id},
        )
