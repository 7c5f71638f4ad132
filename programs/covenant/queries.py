"""Reads over covenants: what holds in an engagement, for whom, and who has signed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest, JSONObject
from django.http import Http404

from accounts.models import Membership
from programs.covenant.items import ORGANIZATION
from programs.covenant.models import Covenant, CovenantSignature, ProgramTerms
from programs.covenant.policy import Reading
from programs.covenant.terms import Terms, default_terms, from_json
from programs.engagements.lifecycle import MEETING, State
from programs.engagements.models import Engagement, Participation, Program
from programs.engagements.queries import people_of


def declared_terms(program: Program) -> Terms:
    """What the program declares."""
    value = ProgramTerms.objects.filter(program=program).values_list("terms", flat=True).first()
    return from_json(program.kind, value) if value else default_terms(program.kind)


def _in_force(engagement) -> QuerySet[Covenant]:
    return Covenant.objects.filter(engagement=engagement, in_force_at__isnull=False, replaced_at__isnull=True)


def terms_of(engagement: Engagement) -> Terms:
    """What holds in the engagement: the version that everybody signed, before that what the program declares."""
    value = _in_force(engagement).values_list("terms", flat=True).first()
    return from_json(engagement.kind, value) if value else declared_terms(engagement.program)


def readings_of(places: Iterable[Participation]) -> dict[UUID, Reading]:
    """What each of these places reads in its engagement, by participation id; one query, whatever their number.

    Args:
        places: present ones.
    """
    places = list(places)
    held = _in_force(OuterRef("engagement"))
    mine = CovenantSignature.objects.filter(
        participation=OuterRef("pk"), covenant__in_force_at__isnull=False, covenant__replaced_at__isnull=True
    )
    rows = Participation.objects.filter(pk__in=[place.pk for place in places]).annotate(
        agreed=Subquery(held.values("terms")[:1]),
        declared=Subquery(ProgramTerms.objects.filter(program=OuterRef("engagement__program")).values("terms")[:1]),
        signed=Exists(mine),
    )
    names = ("pk", "engagement__program__kind", "agreed", "declared", "signed")
    found = {row["pk"]: row for row in rows.values(*names)}
    return {place.pk: _reading(place, found[place.pk]) for place in places if place.pk in found}


def reading_of(place: Participation) -> Reading:
    """What this place reads in its engagement; one query."""
    return readings_of([place])[place.pk]


def _reading(place: Participation, row: dict) -> Reading:
    terms = _terms(row["engagement__program__kind"], row)
    return Reading(terms, place.role, place.pk, place.membership_id, signed=row["signed"])


def _terms(kind: str, row: dict) -> Terms:
    value = row["agreed"] or row["declared"]
    return from_json(kind, value) if value else default_terms(kind)


def terms_by_engagement(engagements: Iterable[UUID]) -> dict[UUID, Terms]:
    """What holds in each of these engagements, by their ids; one query, whatever their number."""
    declared = ProgramTerms.objects.filter(program=OuterRef("program")).values("terms")
    rows = Engagement.objects.filter(pk__in=set(engagements)).annotate(
        agreed=Subquery(_in_force(OuterRef("pk")).values("terms")[:1]), declared=Subquery(declared[:1])
    )
    return {
        row["pk"]: _terms(row["program__kind"], row) for row in rows.values("pk", "program__kind", "agreed", "declared")
    }


def organization_reading(engagement: Engagement, membership: Membership) -> Reading:
    """What somebody who runs the program reads in one of its engagements; that they run it, the caller has asked."""
    terms = terms_by_engagement([engagement.pk])[engagement.pk]
    return Reading(terms, ORGANIZATION, None, membership.pk)


@dataclass(frozen=True)
class Standing:
    """Where an engagement's covenant stands.

    Args:
        terms: what holds now.
        in_force: the version that everybody signed, if there is one.
        proposed: the version that waits for signatures; None for the first one, which nobody has signed yet.
        to_sign: the terms that people are asked to sign: those proposed, or those that hold.
        signed: participation id to the moment of the signature on what is asked.
        waiting: present people who have not signed it; who is no member any more is not waited for.
        holding: participation ids of the signatures on what holds.
    """

    terms: Terms
    in_force: Covenant | None
    proposed: Covenant | None
    to_sign: Terms
    signed: dict[UUID, datetime]
    waiting: list[Participation]
    holding: frozenset[UUID] = frozenset()

    @property
    def number(self) -> int:
        """The number of the version that people are asked to sign."""
        version = self.proposed or self.in_force
        return version.number if version else 1

    @property
    def holds(self) -> bool:
        """Whether a version is in force and no other one is proposed."""
        return self.in_force is not None and self.proposed is None


def standing_of(engagement: Engagement, people: Collection[Participation] | None = None) -> Standing:
    """Who has signed what holds or what is proposed: one query, and one more as long as nothing is signed.

    Args:
        engagement: with its program.
        people: who takes part, where it is known already; asked for otherwise.
    """
    people = people_of(engagement) if people is None else people
    signatures = CovenantSignature.objects.filter(covenant=OuterRef("pk")).values(
        json=JSONObject(by="participation_id", at="signed_at")
    )
    rows = Covenant.objects.filter(engagement=engagement, replaced_at__isnull=True, dropped_at__isnull=True)
    versions = list(rows.annotate(signatures_json=ArraySubquery(signatures)))
    in_force = next((row for row in versions if row.in_force_at), None)
    proposed = next((row for row in versions if not row.in_force_at), None)
    terms = from_json(engagement.kind, in_force.terms) if in_force else declared_terms(engagement.program)
    signed = _signed_at(proposed or in_force)
    return Standing(
        terms=terms,
        in_force=in_force,
        proposed=proposed,
        to_sign=from_json(engagement.kind, proposed.terms) if proposed else terms,
        signed=signed,
        waiting=[person for person in people if person.pk not in signed and person.membership.is_active],
        holding=frozenset(_signed_at(in_force)),
    )


def _signed_at(version: Covenant | None) -> dict[UUID, datetime]:
    rows = version.signatures_json if version else []
    return {UUID(row["by"]): datetime.fromisoformat(row["at"]) for row in rows}


def reading_in(standing: Standing, place: Participation) -> Reading:
    """What this place reads, where it is known already what holds: the same as `reading_of`, without asking."""
    return Reading(standing.terms, place.role, place.pk, place.membership_id, signed=place.pk in standing.holding)


def asked_terms(engagements: Collection[Engagement]) -> dict[UUID, Terms]:
    """By engagement id the terms that its people are asked to sign, or have signed; two queries, whatever the number.

    Args:
        engagements: with their programs.
    """
    versions = Covenant.objects.filter(engagement__in=engagements, replaced_at__isnull=True, dropped_at__isnull=True)
    asked = dict(
        versions.order_by(F("in_force_at").asc(nulls_last=True)).values_list("engagement_id", "terms")
    )  # what is proposed comes last and stays
    programs = {engagement.program_id for engagement in engagements}
    declared = dict(ProgramTerms.objects.filter(program__in=programs).values_list("program_id", "terms"))
    found = {}
    for engagement in engagements:
        value = asked.get(engagement.pk) or declared.get(engagement.program_id)
        found[engagement.pk] = from_json(engagement.kind, value) if value else default_terms(engagement.kind)
    return found


def versions_of(engagement: Engagement) -> list[Covenant]:
    """Every version that there was, the newest first, with who proposed and who dropped it."""
    rows = Covenant.objects.filter(engagement=engagement).order_by("-number")
    return list(rows.select_related("proposed_by__user", "dropped_by__user"))


def get_version(engagement: Engagement, number: int) -> Covenant:
    """One version of this engagement's covenant, or 404."""
    row = Covenant.objects.filter(engagement=engagement, number=number).select_related("proposed_by__user").first()
    if row is None:
        raise Http404
    row.engagement = engagement
    return row


def find_engagement(engagement_id: UUID) -> Engagement | None:
    """An engagement with its program, if it is still there."""
    return Engagement.objects.select_related("program").filter(pk=engagement_id).first()


def find_covenant(covenant_id: UUID) -> Covenant | None:
    """A version with its engagement and program."""
    return Covenant.objects.select_related("engagement__program").filter(pk=covenant_id).first()


def is_signed_by_all(engagement: Engagement) -> bool:
    """Whether a version is in force."""
    return _in_force(engagement).exists()


def is_asked_to_sign(place: Participation) -> bool:
    """Whether this person's signature is missing."""
    return unsigned_places().filter(pk=place.pk).exists()


def unsigned_places() -> QuerySet[Participation]:
    """Present places whose person has not signed what is asked of them, with `asked`, the version, and `asked_at`.

    While a contract is drafted and designed its agreement asks for the signature, so its parties are not here.
    """
    asked = Covenant.objects.filter(
        engagement=OuterRef("engagement"), replaced_at__isnull=True, dropped_at__isnull=True
    ).order_by(F("in_force_at").asc(nulls_first=True))
    mine = CovenantSignature.objects.filter(participation=OuterRef("pk"), covenant=OuterRef("asked"))
    return (
        Participation.objects.filter(left_at__isnull=True, engagement__state__in=MEETING)
        .exclude(engagement__state__in=(State.DRAFT, State.DESIGN))
        .annotate(asked=Subquery(asked.values("pk")[:1]), proposed_at=Subquery(asked.values("proposed_at")[:1]))
        .annotate(asked_at=Greatest("joined_at", Coalesce("proposed_at", "joined_at")))
        .filter(~Exists(mine))
    )
