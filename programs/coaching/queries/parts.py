"""The parts of a design that are written, each as it stands: so that of two who save at once the second is told."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from programs.coaching.models import Contract, ContractClause, Portrait
from programs.coaching.queries.agreement import digest_of
from programs.engagements.models import Participation

WORDS = ("purpose", "focus_areas", "working_arrangement")
PORTRAIT = ("strengths", "development")
CLAUSE = ("topic", "title", "text", "private")
Role = Participation.Role


def words_of(contract: Contract, name: str) -> dict[str, str]:
    """One of the contract's own texts, by the name of its field."""
    return {"text": getattr(contract, name)}


def portrait_words(portrait: Portrait | None) -> dict[str, str]:
    """What a portrait says; empty where none is written."""
    return {name: getattr(portrait, name) if portrait else "" for name in PORTRAIT}


def clause_words(clause: ContractClause) -> dict[str, str | bool]:
    """What a clause says."""
    return {name: getattr(clause, name) for name in CLAUSE}


def seen_as(values: Mapping[str, object]) -> str:
    """The digest of a part as somebody sees it, which comes back with what they write."""
    return digest_of(*(f"{name}={values[name]}" for name in sorted(values)))


def portraits_of(clients: Iterable[Participation]) -> dict[UUID, Portrait]:
    """Portraits by the client's participation."""
    return {row.client_id: row for row in Portrait.objects.filter(client__in=[client.pk for client in clients])}


def portraits_read_by(parties: Iterable[Participation], place: Participation) -> list[Participation]:
    """The clients whose portrait this party reads and writes: a client their own, the coach all, a sponsor none."""
    clients = [party for party in parties if party.role == Role.CLIENT]
    return clients if place.role == Role.COACH else [client for client in clients if client.pk == place.pk]
