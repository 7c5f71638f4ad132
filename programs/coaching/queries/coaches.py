"""Reads over coaches: their profiles, credentials, and how many clients they have.

A coach asks and listens; they need not know the client's trade. So nothing here compares fields or industries, and
there is no column for them: competencies, languages, credentials and room are what counts.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from accounts.models import Membership
from programs.coaching.languages import language_names
from programs.coaching.models import CoachCompetency, CoachProfile, CoachProposal, Credential
from programs.engagements.lifecycle import CURRENT
from programs.engagements.models import Participation
from programs.goals.models import Competency

SOURCES = list(CoachProfile.Source.choices)
CHECKED, WAITS, REFUSED, EXPIRED = "checked", "waits", "refused", "expired"
STANDING_WORDS = {
    CHECKED: ("Checked", "ok"),
    WAITS: ("Not checked yet", ""),
    REFUSED: ("Could not be confirmed", "warn"),
    EXPIRED: ("Expired", "warn"),
}


def standing_of(credential: Credential, today: date) -> str:
    """What counts of a credential: one that has expired is expired, whatever anybody saw before."""
    if credential.expires_on and credential.expires_on < today:
        return EXPIRED
    if credential.checked_at:
        return CHECKED
    return REFUSED if credential.refused_at else WAITS


@dataclass
class CoachCard:
    """A coach as pages show them.

    Args:
        competencies: what they work on, by area and name.
        credentials: each with `.standing`, `.words` and `.tone`.
        clients: how many contracts they have now.
    """

    profile: CoachProfile
    competencies: list[Competency]
    credentials: list[Credential]
    clients: int

    @property
    def membership(self) -> Membership:
        return self.profile.membership

    @property
    def name(self) -> str:
        return self.profile.membership.name

    @property
    def languages(self) -> list[str]:
        """The names of their languages."""
        return language_names(self.profile.languages)

    @property
    def source(self) -> str:
        """ "Works here", "From Northstar Coaching", "Independent"."""
        if self.profile.source == CoachProfile.Source.PROVIDER:
            return f"From {self.profile.provider}"
        return self.profile.get_source_display()

    @property
    def places(self) -> int:
        """How many more clients there is room for."""
        return max(self.profile.capacity - self.clients, 0)

    @property
    def takes_clients(self) -> bool:
        return self.membership.is_active and self.profile.is_open and self.places > 0

    @property
    def room(self) -> str:
        """ "Takes new clients: 2 places left"."""
        if not self.profile.is_open:
            return "Takes no new clients now"
        if not self.places:
            return "Has no place left now"
        return f"Takes new clients: {self.places} place{'s' * (self.places != 1)} left"

    def with_standing(self, standing: str) -> list[Credential]:
        """Their credentials of one standing."""
        return [row for row in self.credentials if row.standing == standing]


def contracts_counted() -> QuerySet[Participation]:
    """Coaches' places that count against their capacity: current contracts, but none for getting to know each other."""
    return Participation.objects.filter(
        role=Participation.Role.COACH, left_at__isnull=True, engagement__state__in=CURRENT
    ).exclude(engagement__contract__proposal__state=CoachProposal.State.MEETING)


def clients_by_coach(coaches: Collection[UUID]) -> dict[UUID, int]:
    """How many contracts count for each of these memberships."""
    rows = contracts_counted().filter(membership__in=coaches).values("membership")
    return {row["membership"]: row["number"] for row in rows.annotate(number=Count("pk"))}


def cards_of(profiles: Iterable[CoachProfile]) -> list[CoachCard]:
    """The cards of these profiles, in three queries whatever their number."""
    found = list(profiles)
    competencies: dict[UUID, list[Competency]] = {row.pk: [] for row in found}
    links = CoachCompetency.objects.filter(profile__in=found).select_related("competency")
    for link in links.order_by("competency__area", "competency__name"):
        competencies[link.profile_id].append(link.competency)
    credentials = credentials_by_profile(found)
    clients = clients_by_coach([row.membership_id for row in found])
    return [
        CoachCard(row, competencies[row.pk], credentials.get(row.pk, []), clients.get(row.membership_id, 0))
        for row in found
    ]


def credentials_by_profile(profiles: Collection[CoachProfile]) -> dict[UUID, list[Credential]]:
    """Credentials with their standing today, those that last longest first."""
    found: dict[UUID, list[Credential]] = {}
    rows = Credential.objects.filter(profile__in=profiles)
    for row in rows.order_by(F("expires_on").desc(nulls_first=True), "name"):
        found.setdefault(row.profile_id, []).append(with_standing(row))
    return found


def with_standing(credential: Credential) -> Credential:
    """The same with `.standing` and how it is said, as of today."""
    credential.standing = standing_of(credential, timezone.localdate())
    credential.words, credential.tone = STANDING_WORDS[credential.standing]
    return credential


def all_profiles() -> QuerySet[CoachProfile]:
    """Every profile, also of those who have left, by name."""
    return CoachProfile.objects.select_related("membership__user").order_by("membership__user__name", "id")


def coach_profiles(*, competency: str = "", language: str = "", source: str = "") -> QuerySet[CoachProfile]:
    """The coaches who are here, by name.

    Args:
        competency: the id of what they work on.
        language: a code that they speak.
        source: of `CoachProfile.Source`.
    """
    rows = all_profiles().filter(membership__is_active=True)
    if competency:
        rows = rows.filter(competencies__competency=competency)
    if language:
        rows = rows.filter(languages__contains=[language])
    return rows.filter(source=source) if source else rows


def find_profile(coach: Membership) -> CoachProfile | None:
    """The profile of a member, if they have one."""
    return all_profiles().filter(membership=coach).first()


def has_profile(coach: Membership) -> bool:
    """Whether this member has a profile."""
    return CoachProfile.objects.filter(membership=coach).exists()


def get_coach(coach_id: UUID) -> CoachCard:
    """The coach with this membership, or 404; also one who has left, whose page says so."""
    profile = all_profiles().filter(membership=coach_id).first()
    if profile is None:
        raise Http404
    return cards_of([profile])[0]


def coaches_somebody(membership: Membership) -> bool:
    """Whether this person is the coach of a contract, or was."""
    return Participation.objects.filter(membership=membership, role=Participation.Role.COACH).exists()


def get_credential(credential_id: UUID) -> Credential:
    """A credential with whose it is and how it stands, or 404."""
    rows = Credential.objects.select_related("profile__membership__user")
    credential = rows.filter(pk=credential_id).first()
    if credential is None:
        raise Http404
    return with_standing(credential)


def credentials_to_check() -> list[Credential]:
    """What waits for an administrator: neither checked nor refused nor expired, of coaches who are here."""
    return _credentials(
        Q(expires_on__isnull=True) | Q(expires_on__gte=timezone.localdate()),
        checked_at__isnull=True,
        refused_at__isnull=True,
    )


def credentials_expired() -> list[Credential]:
    """Those of coaches who are here whose time is over."""
    return _credentials(expires_on__lt=timezone.localdate())


def _credentials(*conditions: Q, **more) -> list[Credential]:
    rows = Credential.objects.filter(*conditions, profile__membership__is_active=True, **more)
    return [with_standing(row) for row in rows.select_related("profile__membership__user").order_by("written_at")]
