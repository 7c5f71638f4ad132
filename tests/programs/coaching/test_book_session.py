"""Sessions are booked between the last signature and the evaluation, and never more than were agreed."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from portal.errors import DomainError, NotAllowed
from portal.outbox.relay import relay
from programs.coaching.actions import activate_contract, pause_contract
from programs.coaching.queries import sessions_used
from programs.scheduling.actions import cancel_session, schedule_session
from programs.scheduling.models import Session
from tests.cast import make_cast
from tests.factories import coaching


def book_page(contract) -> str:
    names = {"organization": "harbour", "engagement_id": contract.pk}
    return reverse("scheduling:session-create", kwargs=names)


def form_values(days: int = 2, **changes) -> dict:
    day = timezone.now() + timedelta(days=days)
    return {"date": f"{day:%Y-%m-%d}", "starts_at": "12:00", "minutes": 60, **changes}


@pytest.mark.parametrize("part", ["coach", "participant"])
def test_client_and_coach_book_when_everybody_has_signed(cast, harbour, part):
    contract = coaching.agreed(cast)
    session = coaching.book(cast, contract, by=getattr(cast, part))

    assert {place.participation.role for place in session.places.all()} == {"client", "coach"}


def test_a_sponsor_books_nothing(cast, harbour):
    with pytest.raises(NotAllowed):
        coaching.book(cast, coaching.agreed(cast), by=cast.sponsor)


@pytest.mark.parametrize("state", ["draft", "designed"])
def test_nothing_is_booked_before_the_agreement(cast, harbour, state):
    contract = getattr(coaching, state)(cast)
    with pytest.raises(DomainError, match="once everybody has signed"):
        coaching.book(cast, contract)
    assert not Session.objects.exists()


def test_nothing_is_booked_during_a_break(cast, harbour):
    contract = coaching.active(cast)
    pause_contract(contract=contract, by=cast.coach)
    with pytest.raises(DomainError, match="paused"):
        coaching.book(cast, contract)


def test_nothing_is_booked_during_the_evaluation(cast, harbour):
    with pytest.raises(DomainError, match="are over"):
        coaching.book(cast, coaching.evaluating(cast))


def test_the_number_of_sessions_is_kept(cast, harbour):
    contract = coaching.active(cast, budget=2)
    planned = coaching.book(cast, contract)
    with pytest.raises(DomainError, match="All 2 sessions"):
        coaching.book(cast, contract, days=3)

    cancel_session(session=planned, by=coaching.place_of(contract, cast.coach))
    assert sessions_used(contract) == 1
    coaching.book(cast, contract, days=3)
    assert sessions_used(contract) == 2


def test_the_number_is_kept_on_the_way_around_too(cast, harbour):
    contract = coaching.agreed(cast, budget=1)
    coaching.book(cast, contract)
    with pytest.raises(DomainError, match="All 1 sessions"):
        schedule_session(
            engagement=contract.engagement,
            starts_at=timezone.now() + timedelta(days=5),
            minutes=60,
            by=coaching.place_of(contract, cast.coach),
        )


def test_the_way_around_is_closed_before_the_agreement(cast, harbour, as_):
    contract = coaching.designed(cast)
    assert as_(cast.coach).post(book_page(contract), form_values()).status_code == 422
    assert not Session.objects.exists()


def test_the_first_completed_session_makes_the_contract_active_once(cast, harbour):
    contract = coaching.agreed(cast)
    session = coaching.book(cast, contract)
    assert coaching.fresh(contract).engagement.state == "agreed"
    coaching.hold(cast, contract, session)

    begun = coaching.fresh(contract)
    assert begun.engagement.state == "active"
    assert begun.activated_at
    assert activate_contract(contract=begun, session=session) is False
    coaching.hold(cast, contract, coaching.book(cast, contract), days_ago=4)
    assert coaching.fresh(contract).activated_at == begun.activated_at


def test_a_cancelled_session_makes_nothing_active(cast, harbour):
    contract = coaching.agreed(cast)
    cancel_session(session=coaching.book(cast, contract), by=coaching.place_of(contract, cast.coach))
    relay()
    assert coaching.fresh(contract).engagement.state == "agreed"


def test_a_session_is_booked_on_the_page(cast, harbour, as_):
    contract = coaching.agreed(cast)
    response = as_(cast.participant).post(book_page(contract), form_values(join_url="call.example/a"))

    assert response.url.endswith(f"/sessions/{Session.objects.get().pk}/")
    assert Session.objects.get().join_url == "https://call.example/a"


def test_the_page_says_when_all_are_booked(cast, harbour, as_):
    contract = coaching.agreed(cast, budget=1)
    coaching.book(cast, contract)
    browser = as_(cast.coach)
    assert "All 1 sessions of this contract" in browser.get(book_page(contract)).text
    refused = browser.post(book_page(contract), form_values(days=4))
    assert refused.status_code == 422
    assert "Nothing was booked" in refused.text


@pytest.mark.parametrize("part", ["administrator", "member", "stranger"])
def test_others_do_not_get_the_page(cast, harbour, as_, part):
    assert as_(getattr(cast, part)).get(book_page(coaching.agreed(cast))).status_code == 404


def test_a_sponsor_reads_that_others_book(cast, harbour, as_):
    answer = as_(cast.sponsor).get(book_page(coaching.agreed(cast)))
    assert answer.status_code == 409
    assert "booked by others" in answer.text


@pytest.mark.django_db(transaction=True)
def test_two_who_book_the_last_session_at_once_book_one():
    with transaction.atomic():
        cast = make_cast()
    with cast.inside("harbour"), transaction.atomic():
        contract = coaching.agreed(cast, budget=1)
    start, refusals = Barrier(2), []

    def run(days, person):
        try:
            with cast.inside("harbour", person.user):
                with transaction.atomic():
                    mine = coaching.fresh(contract)
                start.wait(timeout=20)
                with transaction.atomic():
                    coaching.book(cast, mine, days=days, by=person)
        except DomainError as error:
            refusals.append(error.message)
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in ((2, cast.coach), (4, cast.participant))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    with cast.inside("harbour"), transaction.atomic():
        assert sessions_used(contract) == 1
    assert len(refusals) == 1
    assert "All 1 sessions" in refusals[0]
