"""CPU and queries of the pages that people walk daily, against the bare page, on the demo's data."""

from statistics import median
from time import process_time

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Organization
from bench import bare
from portal.tenancy.context import organization_context
from programs.engagements.models import Participation

ROUNDS, REPEAT = 5, 20
PARTICIPANT, ADMINISTRATOR = "participant@harbour.example", "admin@harbour.example"
PAGES = [  # name, who looks, address, kind of the engagement that it shows
    ("home", PARTICIPANT, "dashboard:home", ""),
    ("calendar", PARTICIPANT, "scheduling:calendar", ""),
    ("circle", PARTICIPANT, "mentoring:circle-detail", "mentoring"),
    ("contract", PARTICIPANT, "coaching:contract-detail", "coaching"),
    ("cohort", PARTICIPANT, "training:cohort-detail", "training"),
    ("courses", PARTICIPANT, "training:course-list", ""),
    ("notices", PARTICIPANT, "notifications:list", ""),
    ("overview", ADMINISTRATOR, "dashboard:overview", ""),
    ("people", ADMINISTRATOR, "accounts:people", ""),
    ("programs", ADMINISTRATOR, "engagements:program-list", ""),
]


def measure() -> None:
    """Print, for each page, its queries and the ratio of its CPU to the bare page: median (minimum to maximum)."""
    print(f"{'page':<28}{'queries':>8}{'CPU against bare':>28}")
    for name, email, path in pages():
        visitor, yardstick = signed_in(email), signed_in(email)
        ratios = []
        for _ in range(ROUNDS):
            base = cost(yardstick, "/page/", plain=True)
            ratios.append(cost(visitor, path) / base)
        with CaptureQueriesContext(connection) as queries:
            visitor.get(path)
        print(f"{name:<28}{len(queries):>8}{median(ratios):>14.1f} ({min(ratios):.1f} to {max(ratios):.1f})")


def pages():
    """(name, who looks, address) of the key pages."""
    harbour = Organization.objects.get(slug="harbour")
    with organization_context(harbour.pk), transaction.atomic():
        mine = {
            place.engagement.program.kind: place.engagement_id
            for place in Participation.objects.filter(
                membership__user__email=PARTICIPANT, left_at__isnull=True
            ).select_related("engagement__program")
        }
    for name, who, address, kind in PAGES:
        keywords = {"engagement_id": mine[kind]} if kind else {}
        yield name, who, reverse(address, kwargs={"organization": "harbour", **keywords})


def signed_in(email: str) -> Client:
    """A client with a session of this person."""
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(get_user_model().objects.get(email=email), backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def cost(client: Client, path: str, *, plain: bool = False) -> float:
    """CPU seconds of this process for a warm request; `plain` serves the bare application instead."""
    if plain:
        with override_settings(ROOT_URLCONF="bench.bare", MIDDLEWARE=bare.MIDDLEWARE):
            return _timed(client, path)
    return _timed(client, path)


def _timed(client: Client, path: str) -> float:
    client.handler._middleware_chain = None  # the settings may have changed since the last request
    answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code}")
    before = process_time()
    for _ in range(REPEAT):
        client.get(path)
    return (process_time() - before) / REPEAT
