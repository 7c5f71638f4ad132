"""Objectives that are revised. What they say, and why they change, is on their page alone."""

from portal.outbox.registry import handles
from programs.goals.events import RevisionProposed, RevisionSettled
from programs.notifications.actions import tell
from programs.notifications.facts import about_engagement
from programs.notifications.queries.present_revising import find_revision, parties_of_revision


@handles(RevisionProposed)
def on_revision_proposed(event: RevisionProposed) -> None:
    """Ask those whose yes it needs."""
    revision = find_revision(event.subject_id)
    if revision and revision.settled_at is None and revision.dropped_at is None:
        _tell("revision-proposed", revision, but=revision.proposed_by.membership_id, by=_id(revision.proposed_by))


@handles(RevisionSettled)
def on_revision_settled(event: RevisionSettled) -> None:
    """Tell the parties, but for who gave the last yes: they saw it."""
    revision = find_revision(event.subject_id)
    if revision and revision.settled_at:
        _tell("revision-settled", revision, but=revision.settled_by_id)


def _id(place) -> str:
    return str(place.membership_id)


def _tell(kind: str, revision, *, but, **facts) -> None:
    engagement = revision.objective.owner.engagement
    tell(
        kind=kind,
        key=f"{revision.pk}",
        subject_id=revision.pk,
        people=parties_of_revision(revision),
        but=[but],
        facts={**about_engagement(engagement), "objective_id": str(revision.objective_id), **facts},
    )
