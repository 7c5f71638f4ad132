"""What the sponsor sees of a contract, for the client to look at: the same reads, with the sponsor's reading."""

from dataclasses import dataclass

from programs.coaching.models import Contract, SponsorReport
from programs.coaching.queries.reporting import attendance_counts, reports_for
from programs.covenant.queries import reading_of
from programs.engagements.models import Participation
from programs.goals.models import Action, Objective
from programs.goals.queries import actions_of, objectives_of
from programs.goals.reading import reads_actions, reads_objectives_of
from programs.notes.models import Note
from programs.notes.queries import readable_notes


@dataclass(frozen=True)
class SponsorView:
    """All that the sponsor's pages have about this client.

    Args:
        objectives: None where the terms give the sponsor none.
        attendance: counts; None where the sponsor does not read who came.
        notes: the released ones.
        actions: None where the terms give the sponsor none.
        reports: those released, also since taken back.
    """

    objectives: list[Objective] | None
    attendance: dict | None
    notes: list[Note]
    actions: list[Action] | None
    reports: list[SponsorReport]


def sponsor_view_of(
    contract: Contract, client: Participation, sponsor: Participation, parties: list[Participation]
) -> SponsorView:
    """What this sponsor sees of this client today."""
    reading = reading_of(sponsor)
    seen = readable_notes(contract.engagement, sponsor, reading).exclude(author__membership=sponsor.membership_id)
    actions = actions_of(contract.engagement, sponsor, reading) if reads_actions(reading) else None
    return SponsorView(
        objectives=objectives_of(client, reading) if reads_objectives_of(reading, client) else None,
        attendance=attendance_counts(contract, client, reading),
        notes=list(seen),
        actions=None if actions is None else [row for row in actions if row.owner_id == client.pk],
        reports=[row for row in reports_for(contract, sponsor) if row.client_id == client.pk],
    )
