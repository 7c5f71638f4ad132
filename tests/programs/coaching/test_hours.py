"""The coach's log of hours: what counts, and whose name stands in it."""

import csv
import io
from decimal import Decimal

import pytest
from django.utils import timezone

from portal.errors import NotAllowed
from programs.coaching.actions import allow_name_in_hours, send_for_signing
from programs.coaching.models import Charge, Contract, HoursConsent
from programs.coaching.queries import hours_of, parties_of
from programs.scheduling.models import Session, SessionPlace
from tests.cast import make_member
from tests.factories import coaching
from tests.programs.coaching.urls import url


def consent(contract, who, *, given=True) -> None:
    place = coaching.place_of(contract, who)
    allow_name_in_hours(client=place, by=place, given=given)


def group(cast) -> Contract:
    """Amara and Tiago in one contract, signed by everybody."""
    contract = coaching.designed(cast, objectives=0, also=[cast.member])
    for who in (cast.participant, cast.member):
        coaching.add_objective(cast, contract, owner=coaching.place_of(contract, who))
    version = send_for_signing(contract=contract, by=cast.coach)
    for party in parties_of(contract):
        coaching.sign(version, party.membership)
    return coaching.fresh(contract)


def test_hours_are_those_that_both_were_in_by_client_and_by_year(cast, harbour, django_assert_num_queries):
    paid = coaching.active(cast, held=3)
    free = coaching.agreed(cast, client=cast.member, sponsor=None, program=paid.engagement.program)
    coaching.hold(cast, free, coaching.book(cast, free, days=3), days_ago=9)
    Contract.objects.filter(pk=free.pk).update(paid=False)
    first, second, third = Session.objects.filter(engagement=paid.pk).order_by("starts_at")
    Charge.objects.create(session=first, kind="free", charged_at=timezone.now(), charged_by=cast.coach)
    away = SessionPlace.objects.filter(session=second, participation__role="client")
    away.update(attendance="absent", marked_at=timezone.now(), marked_by=cast.coach)
    coaching.book(cast, paid, days=5)
    with django_assert_num_queries(2):
        log = hours_of(cast.coach)
    assert [(row.name, row.kind, row.paid_hours, row.free_hours) for row in log.rows] == [
        ("Client 2", "Individual", Decimal(0), Decimal(1)),
        ("Client 1", "Individual", Decimal(1), Decimal(0)),
    ]
    assert (log.hours, log.sessions, log.years) == (2, 2, [third.starts_at.year])
    assert log.rows[1].starts_on == log.rows[1].ends_on == third.starts_at.date()
    assert hours_of(cast.coach, 1999).rows == []
    assert hours_of(cast.mentor).rows == []


def test_a_name_stands_there_while_its_owner_consents_and_numbers_stay(cast, harbour, as_):
    contract = group(cast)
    coaching.hold(cast, contract, coaching.book(cast, contract), days_ago=2)
    nora = make_member("=Nora Evil")
    other = coaching.agreed(cast, client=nora, sponsor=None, program=contract.engagement.program)
    coaching.hold(cast, other, coaching.book(cast, other, days=3), days_ago=9)
    consent(contract, cast.member)
    consent(other, nora)
    shown = as_(cast.coach).get(url("hours")).text
    assert "Client 1 and Tiago Mendes" in shown
    assert "Group, 2 people" in shown
    assert "Amara" not in shown
    year = str(timezone.now().year)
    text = as_(cast.coach).post(url("hours-export"), {"year": year}).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0][:4] == ["Client name", "Contact", "Individual or group", "Number in group"]
    assert {row[0] for row in rows[1:]} == {"Client 1 and Tiago Mendes", "'=Nora Evil", "Total"}

    consent(other, nora, given=False)
    shown = as_(cast.coach).get(url("hours")).text
    assert "Nora" not in shown
    assert "Client 3" in shown
    assert "hours coached" not in as_(cast.administrator).get(url("hours")).text
    assert "Tiago" not in as_(cast.administrator).get(url("hours")).text


def test_the_client_alone_gives_and_takes_back(cast, harbour, as_):
    contract = coaching.active(cast)
    page = url("hours-consent", contract)
    assert as_(cast.coach).get(page).status_code == 404
    assert as_(cast.sponsor).post(page, {"given": "1"}).status_code == 404
    client = as_(cast.participant)
    assert "without a name" in client.get(page).text
    client.post(page, {"given": "1"})
    client.post(page, {"given": "1"})
    assert HoursConsent.objects.get().withdrawn_at is None
    client.post(page, {"given": "0"})
    assert HoursConsent.objects.get().withdrawn_by == cast.participant
    client.post(page, {"given": "1"})
    assert HoursConsent.objects.get().withdrawn_at is None
    with pytest.raises(NotAllowed):
        allow_name_in_hours(
            client=coaching.place_of(contract, cast.participant),
            by=coaching.place_of(contract, cast.coach),
            given=True,
        )
