"""Two organizations and their people, who are invited and accept."""

from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.actions import accept_invitation, change_profile, create_organization, create_sign_in, invite_people
from accounts.models import Invitation, Membership, Organization, User
from accounts.queries import user_with_email
from portal.tenancy.context import organization_context
from programs.notifications.actions import mark_all_read

PASSWORD = "walk-the-path"  # noqa: S105 - the demo's own, shown on its sign-in page
LISBON, MADRID, DUBLIN, SAO_PAULO, COPENHAGEN = (
    "Europe/Lisbon",
    "Europe/Madrid",
    "Europe/Dublin",
    "America/Sao_Paulo",
    "Europe/Copenhagen",
)

LANGUAGES = {"rafael": "pt", "jonas": "de"}  # of their mails; English for everybody else

# key: name, address, role, zone, what they do here
HARBOUR = {
    "olga": ("Olga Ferreira", "admin@harbour.example", "administrator", LISBON, "People and learning"),
    "paul": ("Paul Costa", "manager@harbour.example", "manager", LISBON, "Runs the mentoring programs"),
    "elena": ("Elena Prats", "", "administrator", MADRID, "Occupational health"),
    "helen": ("Helen Byrne", "mentor@harbour.example", "member", DUBLIN, "Director of nursing"),
    "rafael": ("Rafael Moreira", "coach@coaches.example", "member", SAO_PAULO, "External coach"),
    "amara": ("Amara Okafor", "participant@harbour.example", "member", LISBON, "Team lead, day clinic"),
    "tiago": ("Tiago Mendes", "member@harbour.example", "member", LISBON, "Team lead, radiology"),
    "lucia": ("Lucía Ferrer", "sponsor@harbour.example", "member", MADRID, "Head of outpatient care"),
    "marta": ("Marta Quist", "trainer@harbour.example", "member", LISBON, "Trainer"),
    "ana": ("Ana Reis", "", "member", LISBON, "Internal coach"),
    "owen": ("Owen Price", "", "member", DUBLIN, "Trainer"),
    "duarte": ("Duarte Melo", "", "member", LISBON, "Finance lead"),
    "jonas": ("Jonas Keller", "", "member", MADRID, "Team lead, laboratory"),
    "priya": ("Priya Nair", "", "member", LISBON, "Team lead, physiotherapy"),
    "sara": ("Sara Lund", "", "member", MADRID, "Team lead, admissions"),
    "dario": ("Dário Vaz", "", "member", LISBON, "Team lead, pharmacy"),
    "joao": ("João Pinto", "", "member", LISBON, "Ward manager"),
    "mei": ("Mei Tan", "", "member", LISBON, "Head of pharmacy"),
    "ola": ("Ola Berg", "", "member", LISBON, "Project lead"),
    "kim": ("Kim Vos", "", "member", LISBON, "Head of admissions"),
    "nuno": ("Nuno Alves", "", "member", LISBON, "Theatre nurse"),
    "ines": ("Ines Kranz", "", "member", LISBON, "Controller"),
    "tomas": ("Tomás Lima", "", "member", LISBON, "Nurse, day clinic"),
    "beatriz": ("Beatriz Rocha", "", "member", LISBON, "Nurse, day clinic"),
    "lena": ("Lena Vogt", "", "member", MADRID, "Night nurse"),
    "filipe": ("Filipe Sousa", "", "member", LISBON, "Night nurse"),
    "carla": ("Carla Nunes", "", "member", LISBON, "Ward sister"),
    "hugo": ("Hugo Teles", "", "member", LISBON, "Ward sister, surgery"),
    "maja": ("Maja Novak", "", "member", LISBON, "Clinic manager"),
    "sofia": ("Sofia Pires", "", "member", LISBON, "Clinic manager"),
    "erik": ("Erik Dahl", "", "member", MADRID, "Clinic manager"),
    "rita": ("Rita Lopes", "", "member", LISBON, "Theatre lead"),
    "bruno": ("Bruno Faria", "", "member", LISBON, "Theatre lead"),
    "elsa": ("Elsa Ramos", "", "member", LISBON, "Midwife"),
    "pedro": ("Pedro Cruz", "", "member", LISBON, "Physiotherapist"),
    "yara": ("Yara Matos", "", "member", LISBON, "Radiographer"),
    "leo": ("Leo Brandt", "", "member", MADRID, "Laboratory technician"),
    "vera": ("Vera Lobo", "", "member", LISBON, "Social worker"),
    "marco": ("Marco Dias", "", "member", LISBON, "Nurse, surgery"),
}
NORTHWIND = {
    "greta": ("Greta Holm", "admin@northwind.example", "administrator", COPENHAGEN, "Head of studies"),
    "rafael": ("Rafael Moreira", "coach@coaches.example", "member", SAO_PAULO, "External coach"),
    "ida": ("Ida Sand", "", "member", COPENHAGEN, "Lecturer"),
    "mikkel": ("Mikkel Bro", "", "member", COPENHAGEN, "Lecturer"),
    "signe": ("Signe Friis", "", "member", COPENHAGEN, "Dean"),
    "aksel": ("Aksel Juhl", "", "member", COPENHAGEN, "Librarian"),
    "freja": ("Freja Dam", "", "member", COPENHAGEN, "Study advisor"),
    "oskar": ("Oskar Lind", "", "member", COPENHAGEN, "Research assistant"),
    "nora": ("Nora Bech", "", "member", COPENHAGEN, "Research assistant"),
    "emil": ("Emil Kjær", "", "member", COPENHAGEN, "Lecturer"),
    "clara": ("Clara Toft", "", "member", COPENHAGEN, "Lecturer"),
}


class People(dict):
    """Memberships of one organization by a short key."""

    organization: Organization

    def __init__(self, slug: str):
        super().__init__()
        self.slug = slug

    def __getattr__(self, key: str) -> Membership:
        return self[key]


def address(name: str, key: str, domain: str) -> str:
    """The mail address of somebody whose address nobody has to remember."""
    return f"{key}.{name.split()[-1].lower()}@{domain}.example".encode("ascii", "ignore").decode()


def make_operator() -> User:
    """The person who runs the install; there is nobody who could invite them."""
    operator = User.objects.create_superuser(
        "operator@cairn.example", PASSWORD, name="Otto Lind", time_zone=ZoneInfo(LISBON)
    )
    EmailAddress.objects.create(user=operator, email=operator.email, verified=True, primary=True)
    return operator


def open_organization(people: People, name: str, hue: int, zone: str, plan: dict, operator: User) -> None:
    """Create the organization; its first administrator joins, then invites everybody else."""
    first = next(iter(plan))
    people.organization = create_organization(
        name=name,
        slug=people.slug,
        administrator_email=plan[first][1],
        by=operator,
        hue=hue,
        time_zone=ZoneInfo(zone),
    )
    with organization_context(people.organization.pk), transaction.atomic():
        people[first] = _join(people, first, plan[first])
        for key, entry in list(plan.items())[1:]:
            person = (entry[0], entry[1] or address(entry[0], key, people.slug), *entry[2:])
            invite_people(emails=[person[1]], role=person[2], by=people[first])
            people[key] = _join(people, key, person)


def _join(people: People, key: str, entry: tuple) -> Membership:
    name, email, _, zone, title = entry
    invitation = Invitation.objects.select_related("organization").get(email=email)
    user = user_with_email(email) or create_sign_in(
        invitation=invitation, name=name, time_zone=ZoneInfo(zone), password=PASSWORD
    )
    membership = accept_invitation(invitation=invitation, user=user)
    if key in LANGUAGES:
        change_profile(user=user, name=name, time_zone=user.time_zone, theme=user.theme, language=LANGUAGES[key])
    membership.title = title
    membership.save(update_fields=["title"])
    return membership


def read_notices(people: People) -> None:
    """Everybody has seen what the portal told them up to now."""
    for membership in people.values():
        mark_all_read(by=membership)
