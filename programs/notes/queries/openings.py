"""Reads over openings: what a covenant reserves for those who run the program, and what they read through it."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from accounts.models import Membership
from programs.covenant.items import ORGANIZATION
from programs.covenant.policy import Reading
from programs.covenant.queries import standing_of
from programs.covenant.terms import Terms
from programs.engagements.models import Engagement, Participation
from programs.engagements.queries import get_overseen_engagement, programs_for
from programs.notes.lifecycle import DECIDED_WITHIN, OpeningState
from programs.notes.models import Note, Opening

NOBODY_IS_NAMED = Q(pk__in=[])  # who runs the program has no place here, so no note names them


def state_of(opening: Opening, now: datetime) -> OpeningState:
    """Where an opening stands; nothing has to run for it to end."""
    if opening.refused_at:
        return OpeningState.REFUSED
    if opening.approved_at is None or opening.expires_at is None:
        return OpeningState.WAITING if now < opening.asked_at + DECIDED_WITHIN else OpeningState.LAPSED
    return OpeningState.OPEN if now < opening.expires_at else OpeningState.OVER


def reserved_terms(engagement: Engagement) -> Terms | None:
    """What everybody has signed, if it reserves a way in for the organization. What is only declared opens nothing."""
    standing = standing_of(engagement)
    reserves = standing.in_force and (standing.terms.oversight or standing.terms.emergency)
    return standing.terms if reserves else None


def get_reserved_engagement(membership: Membership, engagement_id: UUID, kind: str) -> tuple[Engagement, Terms]:
    """An engagement that this person oversees and whose covenant reserves this way in, with its terms; or 404."""
    engagement = get_overseen_engagement(membership, engagement_id)
    terms = reserved_terms(engagement)
    if terms is None or not (terms.oversight if kind == Opening.Kind.OVERSIGHT else terms.emergency):
        raise Http404
    return engagement, terms


def has_had_place(membership: Membership, engagement: Engagement) -> bool:
    """Whether this person takes part in the engagement or once did."""
    return Participation.objects.filter(engagement=engagement, membership=membership).exists()


def administrators_apart_from(engagement: Engagement) -> QuerySet[Membership]:
    """The active administrators who neither take part in the engagement nor ever did."""
    place = Participation.objects.filter(engagement=engagement, membership=OuterRef("pk"))
    return Membership.objects.filter(
        ~Exists(place), role=Membership.Role.ADMINISTRATOR, is_active=True, user__is_active=True
    )


def waiting_emergency(engagement: Engagement, now: datetime) -> Opening | None:
    """The emergency that somebody asked for and nobody has decided."""
    return (
        _openings()
        .filter(
            engagement=engagement,
            kind=Opening.Kind.EMERGENCY,
            approved_at__isnull=True,
            refused_at__isnull=True,
            asked_at__gt=now - DECIDED_WITHIN,
        )
        .first()
    )


def open_now(engagement: Engagement, membership: Membership, kind: str, now: datetime) -> Opening | None:
    """The opening of this kind through which this person reads at the moment."""
    return _openings().filter(engagement=engagement, kind=kind, asked_by=membership, expires_at__gt=now).first()


def openings_for(administrator: Membership) -> QuerySet[Opening]:
    """Every opening of the organization, the latest first.

    Whoever has or had a place in the engagement hears of one when it is open, as all there do, not while it is asked.
    """
    place = Participation.objects.filter(engagement=OuterRef("engagement"), membership=administrator)
    return (
        _openings()
        .filter(Q(approved_at__isnull=False) | Q(asked_by=administrator) | ~Exists(place))
        .order_by("-asked_at", "-id")
    )


def get_opening_for(administrator: Membership, opening_id: UUID) -> Opening:
    """One of them, or 404."""
    opening = openings_for(administrator).filter(pk=opening_id).first()
    if opening is None:
        raise Http404
    return opening


def opening_as_it_is(opening: Opening) -> Opening:
    """The same row, read afresh, with its people."""
    return _openings().get(pk=opening.pk)


def get_opening_to_read(reader: Membership, opening_id: UUID) -> Opening:
    """An opening of this person’s, as long as they run the program and have no place in the engagement; or 404."""
    opening = (
        _openings()
        .filter(
            pk=opening_id,
            asked_by=reader,
            approved_at__isnull=False,
            engagement__program__in=programs_for(reader).values("pk"),
        )
        .first()
    )
    emergency = opening is not None and opening.kind == Opening.Kind.EMERGENCY
    if opening is None or has_had_place(reader, opening.engagement) or (emergency and not reader.is_administrator):
        raise Http404
    return opening


def notes_through(opening: Opening, reader: Membership) -> QuerySet[Note]:
    """What the one policy lets the opening show, the latest first; nothing once it is over."""
    terms = reserved_terms(opening.engagement)
    if terms is None or opening.asked_by_id != reader.pk or state_of(opening, timezone.now()) != OpeningState.OPEN:
        return Note.objects.none()
    reading = Reading(terms, ORGANIZATION, None, reader.pk, opening=opening.kind)
    return (
        Note.objects.filter(
            reading.note_rows(named=NOBODY_IS_NAMED), engagement=opening.engagement_id, removed_at__isnull=True
        )
        .select_related("author__membership__user", "session")
        .order_by("-written_at", "-id")
    )


def _openings() -> QuerySet[Opening]:
    return Opening.objects.select_related(
        "engagement__program", "asked_by__user", "approved_by__user", "refused_by__user"
    )
