"""Who is told of what happens to a covenant, who is asked on home, and who is reminded."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from portal.outbox.relay import relay
from programs.coaching.queries import sections_of
from programs.covenant.actions import drop_proposal, propose_covenant, sign_covenant
from programs.covenant.queries import standing_of, terms_of
from programs.engagements.actions import add_participant, end_participation
from programs.notifications.models import Notification, Sweep
from programs.notifications.nudges import sweep
from programs.notifications.queries import is_still_true
from tests.factories import coaching
from tests.factories.covenant import sign_for_all, terms_with
from tests.factories.notifications import told
from tests.factories.scheduling import at, make_circle, place_in

OWN_ACTIONS = {("actions", "mentee"): "own"}
SECRET = "Because of the thing with Carla"


@pytest.fixture
def circle(cast, harbour):
    return make_circle(cast)


def propose(circle, membership):
    terms = terms_with("mentoring", OWN_ACTIONS)
    return propose_covenant(engagement=circle, terms=terms, by=place_in(circle, membership), why=SECRET)


def sign(circle, membership):
    digest = standing_of(circle).to_sign.digest
    return sign_covenant(engagement=circle, digest=digest, by=place_in(circle, membership))


def true_now(kind: str) -> set[str]:
    rows = Notification.objects.filter(kind=kind).select_related("membership__user", "organization")
    return {row.membership.name for row in rows if is_still_true(row, timezone.now())}


def test_all_hear_that_it_holds_the_others_of_a_change_and_nobody_reads_why_in_a_notice(cast, circle):
    sign_for_all(circle)
    relay()
    assert told("covenant-in-force") == {"Helen Byrne", "Amara Okafor", "Tiago Mendes"}
    assert told("covenant-asked") == set(), "who is there from the beginning is asked on their home"
    propose(circle, cast.participant)
    relay()
    assert true_now("covenant-proposed") == {"Helen Byrne", "Tiago Mendes"}
    sign(circle, cast.mentor)
    assert true_now("covenant-proposed") == {"Tiago Mendes"}, "no mail asks who has signed meanwhile"
    drop_proposal(covenant=standing_of(circle).proposed, by=place_in(circle, cast.member))
    relay()
    assert told("covenant-dropped") == {"Helen Byrne", "Amara Okafor"}
    assert true_now("covenant-proposed") == set()
    assert not [row for row in Notification.objects.all() if "Carla" in str(row.facts)]


def test_who_joins_late_is_asked_and_who_leaves_holds_nobody_up(cast, circle):
    sign_for_all(circle)
    add_participant(engagement=circle, membership=cast.bystander, role="mentee", by=cast.administrator)
    relay()
    assert told("covenant-asked") == {"Nuno Alves"}
    propose(circle, cast.mentor)
    sign(circle, cast.participant)
    sign(circle, cast.member)
    relay()
    assert terms_of(circle).level("actions", "mentee") == "all"
    end_participation(participation=place_in(circle, cast.bystander), by=cast.administrator)
    relay()
    assert terms_of(circle).level("actions", "mentee") == "own"


def test_home_asks_until_it_is_signed(cast, circle, as_):
    words = "Read and sign who sees what"
    address = f"/o/harbour/engagements/{circle.pk}/covenant/"
    page = as_(cast.participant).get("/o/harbour/").content.decode()
    assert words in page
    assert address in page
    sign(circle, cast.participant)
    assert words not in as_(cast.participant).get("/o/harbour/").content.decode()
    assert words in as_(cast.mentor).get("/o/harbour/").content.decode()


def test_two_days_later_whoever_has_not_signed_is_reminded_once_and_a_contract_in_design_by_its_agreement(cast, circle):
    coaching.sent(cast)
    sign(circle, cast.participant)
    day = timezone.localdate() + timedelta(days=2)
    morning = datetime.combine(day, time(8), tzinfo=ZoneInfo("Europe/Lisbon"))
    for since in (timedelta(hours=4), timedelta(minutes=10)):
        Sweep.objects.update_or_create(kind="covenant", defaults={"until": morning - since})
        with at(morning):
            sweep(kinds=["covenant"])
    rows = Notification.objects.filter(kind="covenant-missing")
    assert sorted(rows.values_list("membership__user__name", flat=True)) == ["Helen Byrne", "Tiago Mendes"]
    sign(circle, cast.member)
    assert true_now("covenant-missing") == {"Helen Byrne"}


def test_the_coaching_agreement_is_made_from_the_terms_and_signs_them(cast, harbour):
    contract, version = coaching.sent(cast)
    lines = sections_of(version.text)[-1].lines
    assert (
        "Lucía Ferrer reads released notes, objectives, measurements, attendance and numbers from evaluations; "
        "never topics, actions or 360 results."
    ) in lines
    assert "Nobody at the organization can open notes, whatever the reason." in lines
    for party in (cast.participant, cast.coach, cast.sponsor):
        coaching.sign(version, party)
    assert standing_of(contract.engagement).holds
    relay()
    assert told("covenant-in-force") == set(), "they hear that the contract is agreed"
