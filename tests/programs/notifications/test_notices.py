"""The pages of a person's notices."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from portal.outbox.relay import relay
from programs.notifications.actions import tell
from programs.notifications.models import Notification
from tests.cast import make_cast
from tests.factories.notifications import book, circle_of, remind

pytestmark = pytest.mark.django_db
NOTICES = "/o/harbour/notices/"


@pytest.fixture
def told(cast, harbour):
    """Amara has been told of one session."""
    engagement, places = circle_of(cast, title="First-year leads")
    book(engagement, places["mentor"])
    relay()
    return Notification.objects.get(membership=cast.participant)


def more(cast, count: int) -> None:
    for number in range(count):
        tell(
            kind="invitation-accepted",
            key=str(number),
            subject_id=cast.member.pk,
            people=[cast.participant.pk],
            facts={"by": str([cast.member, cast.mentor, cast.coach][number % 3].pk)},
        )


def test_the_list_shows_what_is_new_in_the_readers_zone(cast, told, as_):
    page = as_(cast.participant).get(NOTICES).content.decode()
    assert "Helen Byrne booked a session of First-year leads" in page
    assert "Lisbon time" in page
    assert "1 new." in page
    assert "Notices, 1 new" in page


def test_an_empty_list_says_what_will_be_there(cast, harbour, as_):
    page = as_(cast.bystander).get(NOTICES).content.decode()
    assert "No notices yet" in page
    assert "Mark all as read" not in page


def test_notices_are_newest_first_by_day(cast, told, as_):
    more(cast, 1)
    Notification.objects.filter(pk=told.pk).update(created_at=timezone.now() - timedelta(days=3))
    page = as_(cast.participant).get(NOTICES).content.decode()
    assert page.index("accepted your invitation") < page.index("booked a session")
    assert page.count("<section") == 2


@pytest.mark.parametrize("count", [1, 3, 25])
def test_the_list_costs_the_same_for_many(cast, told, as_, count, django_assert_num_queries):
    more(cast, count)
    client = as_(cast.participant)
    client.get(NOTICES)
    with django_assert_num_queries(12):
        client.get(NOTICES)


def test_the_list_is_paged(cast, told, as_):
    more(cast, 35)
    client = as_(cast.participant)
    assert client.get(NOTICES).content.decode().count("<li data-kind") == 0
    assert client.get(NOTICES + "?page=2").content.decode().count("booked a session") >= 1


def test_opening_marks_it_as_read_and_leads_on(cast, told, as_):
    client = as_(cast.participant)
    answer = client.post(f"{NOTICES}{told.pk}/")
    assert answer.status_code == 302
    assert answer.url.startswith("/o/harbour/")
    told.refresh_from_db()
    first = told.read_at
    assert first
    client.post(f"{NOTICES}{told.pk}/")
    told.refresh_from_db()
    assert told.read_at == first
    assert "Notices, 1 new" not in client.get(NOTICES).content.decode()


def test_looking_changes_nothing(cast, told, as_):
    client = as_(cast.participant)
    client.get(NOTICES)
    assert client.get(f"{NOTICES}{told.pk}/").status_code == 405
    assert client.get(f"{NOTICES}read/").status_code == 405
    told.refresh_from_db()
    assert told.read_at is None


@pytest.mark.parametrize("who", ["mentor", "administrator", "bystander", "stranger"])
def test_nobody_else_opens_it(cast, told, as_, who):
    assert as_(getattr(cast, who)).post(f"{NOTICES}{told.pk}/").status_code == 404
    told.refresh_from_db()
    assert told.read_at is None


def test_a_stranger_does_not_reach_it_through_their_own_organization(cast, told, as_):
    assert as_(cast.stranger).post(f"/o/northwind/notices/{told.pk}/").status_code == 404


def test_marking_all_as_read_concerns_only_the_persons_own(cast, told, as_):
    as_(cast.participant).post(f"{NOTICES}read/")
    unread = Notification.objects.filter(read_at=None)
    assert set(unread.values_list("membership", flat=True)) == {cast.coach.pk}


def test_a_strangers_list_does_not_exist_here(cast, told, as_):
    assert as_(cast.stranger).get(NOTICES).status_code == 404


def test_the_bell_alone_knows_the_number(cast, told, as_):
    page = as_(cast.participant).get(f"{NOTICES}bell/").content.decode()
    assert page.strip().startswith('<a class="icon-button" id="bell"')
    assert "Notices, 1 new" in page
    assert 'hx-select="#bell"' in page
    assert "new" not in as_(cast.bystander).get(f"{NOTICES}bell/").content.decode()


def test_the_bell_counts_also_on_a_page_that_was_refused(cast, told, as_):
    page = as_(cast.participant).get("/o/harbour/delivery/")
    assert page.status_code == 403
    assert "Notices, 1 new" in page.content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("path", "status"), [("delivery/", 403), ("none/", 404)])
def test_a_number_that_cannot_be_counted_does_not_hide_what_the_page_says(monkeypatch, client, path, status):
    with transaction.atomic():
        cast = make_cast()
    client.force_login(cast.participant.user)

    def broken(membership):
        raise DatabaseError("gone")

    monkeypatch.setattr("programs.notifications.middleware.unread_count", broken)
    page = client.get(f"/o/harbour/{path}")
    assert page.status_code == status


def test_a_kind_that_this_version_has_no_words_for_is_left_out(cast, told, as_):
    Notification.objects.filter(pk=told.pk).update(kind="from-the-future")
    page = as_(cast.participant).get(NOTICES)
    assert page.status_code == 200
    assert "No notices yet" in page.content.decode()


def test_a_reminder_shows_as_a_notice_too(cast, told, as_):
    engagement, places = circle_of(cast, title="Second")
    remind(book(engagement, places["mentor"], starts_at=timezone.now() + timedelta(days=4)))
    assert "Your session of Second" in as_(cast.participant).get(NOTICES).content.decode()
