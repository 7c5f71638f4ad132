"""The cast: the same people in every test, and a stranger who must never see anything.

In Harbour Health: Olga (administrator), Paul (program manager), Helen (mentor), Rafael (external coach, also in
Northwind), Amara (participant in everything), Tiago (another member), Lucia (sponsor), Marta (trainer), Nuno (in no
engagement). In Northwind Academy: Greta (administrator), Ida (member). Otto operates the platform.
"""

from contextlib import contextmanager
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts.models import Membership, Organization, User
from portal.tenancy.context import organization_context
from portal.vault.keys import create_data_key

PEOPLE = {
    "harbour": {
        "administrator": ("Olga Ferreira", "administrator", "Europe/Lisbon"),
        "manager": ("Paul Costa", "manager", "Europe/Lisbon"),
        "mentor": ("Helen Byrne", "member", "Europe/Dublin"),
        "coach": ("Rafael Moreira", "member", "America/Sao_Paulo"),
        "participant": ("Amara Okafor", "member", "Europe/Lisbon"),
        "member": ("Tiago Mendes", "member", "Europe/Lisbon"),
        "sponsor": ("Lucía Ferrer", "member", "Europe/Madrid"),
        "trainer": ("Marta Quist", "member", "Europe/Lisbon"),
        "bystander": ("Nuno Alves", "member", "Europe/Lisbon"),
    },
    "northwind": {
        "stranger": ("Greta Holm", "administrator", "Europe/Copenhagen"),
        "stranger_member": ("Ida Sand", "member", "Europe/Copenhagen"),
    },
}


@dataclass
class Cast:
    """Memberships by the part that somebody plays."""

    harbour: Organization
    northwind: Organization
    operator: User
    administrator: Membership
    manager: Membership
    mentor: Membership
    coach: Membership
    participant: Membership
    member: Membership
    sponsor: Membership
    trainer: Membership
    bystander: Membership
    stranger: Membership
    stranger_member: Membership
    coach_at_northwind: Membership

    @contextmanager
    def inside(self, slug: str, user: User | None = None):
        """Work in one organization, as one of its people if given."""
        with organization_context(getattr(self, slug).pk, user.pk if user else None):
            yield


def make_user(name: str, zone: str = "Europe/Lisbon", **fields) -> User:
    """A person with a proven address and the password `walk-the-path`."""
    email = f"{name.split()[0].lower()}@people.example".replace("í", "i")
    user = User.objects.create_user(email, "walk-the-path", name=name, time_zone=ZoneInfo(zone), **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def make_member(name: str, role: str = "member", zone: str = "Europe/Lisbon") -> Membership:
    """Another member of the current organization."""
    return Membership.objects.create(user=make_user(name, zone), role=role, joined_at=timezone.now())


def make_cast() -> Cast:
    """Two organizations with their people."""
    made: dict = {"operator": make_user("Otto Lind", is_operator=True)}
    for slug, people in PEOPLE.items():
        made[slug] = Organization.objects.create(
            slug=slug, name={"harbour": "Harbour Health", "northwind": "Northwind Academy"}[slug]
        )
        with organization_context(made[slug].pk):
            create_data_key()
            for part, (name, role, zone) in people.items():
                made[part] = make_member(name, role, zone)
            if slug == "northwind":
                made["coach_at_northwind"] = Membership.objects.create(
                    user=made["coach"].user, joined_at=timezone.now()
                )
    return Cast(**made)
