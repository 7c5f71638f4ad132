"""The page of a contract with 10 objectives, 50 measurements of each and 40 sessions, against the bare page."""

from datetime import timedelta
from statistics import median

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bench.fill import ORGANIZATION, databases, pair, person, use
from bench.pages import cost, signed_in
from portal.tenancy.context import organization_context
from portal.vault.keys import create_data_key
from programs.coaching.models import Contract
from programs.coaching.queries import agreement_of, digest_of
from programs.coaching.queries.signing import materials_of
from programs.covenant.actions import sign_covenant
from programs.covenant.queries import standing_of
from programs.engagements.models import Participation
from programs.goals.models import Measurement, Objective

ROUNDS = 5
COACH, CLIENT = 1, 2
OBJECTIVES, MEASUREMENTS = 10, 50
TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def measure() -> None:
    """Print queries, and the ratio of CPU to the bare page: median (minimum to maximum)."""
    with databases(contract=2_000) as made:
        use(made["contract"])
        fill()
        path = reverse("coaching:contract-detail", kwargs={"organization": "bench", "engagement_id": pair(1)})
        for who, number in (("the coach", COACH), ("the client", CLIENT)):
            visitor, yardstick = signed_in(f"{number}@bench.example"), signed_in(f"{number}@bench.example")
            ratios = []
            for _ in range(ROUNDS):
                base = cost(yardstick, "/page/", plain=True)
                ratios.append(cost(visitor, path) / base)
            with CaptureQueriesContext(connection) as captured:
                visitor.get(path)
            asked = [row for row in captured if not row["sql"].startswith(TRANSACTION)]
            print(f"contract, for {who}: {len(asked)} queries; CPU {median(ratios):.2f} of the bare page", end="")
            print(f" ({min(ratios):.2f} to {max(ratios):.2f})")


def fill() -> None:
    """One contract that both have signed, with everything that the page shows."""
    now = timezone.now()
    with organization_context(ORGANIZATION, person(COACH)), transaction.atomic():
        create_data_key()
        contract = Contract.objects.create(
            id=pair(1), engagement_id=pair(1), purpose="Lead well", focus_areas="Delegating", session_budget=60,
            working_arrangement="An hour every two weeks", designed_at=now, agreed_at=now, activated_at=now,
        )  # fmt: skip
        contract.engagement.ends_on = now.date() + timedelta(days=200)
        contract.engagement.save(update_fields=["ends_on"])
        places = list(Participation.objects.filter(engagement=pair(1)).select_related("membership__user", "engagement"))
        objectives = [_objective(number) for number in range(OBJECTIVES)]
        _sign(contract, places, objectives)


def _objective(number: int) -> Objective:
    today = timezone.localdate()
    objective = Objective.objects.create(
        owner_id=person(CLIENT), title=f"Let the team decide {number}", indicator="Team survey, average score",
        baseline=2, target=4, position=number, starts_on=today - timedelta(days=100), due_on=today + timedelta(days=90),
    )  # fmt: skip
    for day in range(MEASUREMENTS):
        Measurement.objects.create(
            objective=objective, value=2 + day / 40, measured_on=today - timedelta(days=100 - 2 * day),
            note="What was behind it", recorded_at=timezone.now(), recorded_by_id=person(CLIENT),
        )  # fmt: skip
    return objective


def _sign(contract: Contract, places: list[Participation], objectives: list[Objective]) -> None:
    (material,) = materials_of([contract], {contract.pk: (places, objectives)}, {})
    text, now = agreement_of(material).text, timezone.now()
    version = contract.versions.create(
        number=1, text=text, digest=digest_of(text), sent_at=now, sent_by_id=person(COACH)
    )
    for place in places:
        version.signatures.create(participation=place, name=place.name, digest=version.digest, signed_at=now)
        standing = standing_of(place.engagement, places)
        sign_covenant(engagement=place.engagement, digest=standing.to_sign.digest, by=place)
