"""A person's feed: a secret address, what stands in it, and how it is replaced."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions import set_membership_active
from portal.audit.models import AuditEntry
from portal.errors import DomainError
from portal.tenancy.context import user_context
from programs.scheduling.actions import (
    cancel_session,
    make_feed,
    move_session,
    propose_times,
    propose_topic,
    replace_feed,
    reply_to_session,
)
from programs.scheduling.ical import uid_of
from programs.scheduling.links import feed_token
from programs.scheduling.models import CalendarFeed
from programs.scheduling.queries import feed_address
from tests.factories.scheduling import (
    at,
    in_days,
    make_circle,
    make_cohort,
    make_contract,
    make_engagement,
    make_session,
    place_in,
)
from tests.programs.scheduling.second_reader import in_utc, read

PAGE = "/o/harbour/calendar/elsewhere/"


@pytest.fixture
def address(cast) -> str:
    """Amara's."""
    return address_of(cast, cast.participant)


def address_of(cast, membership) -> str:
    with cast.inside("harbour", membership.user):
        return urlsplit(feed_address(make_feed(by=membership))).path


def events(client, path) -> dict[str, object]:
    """What a second library reads, by UID."""
    answer = client.get(path)
    assert answer.status_code == 200
    return {event.uid.value: event for event in read(answer.content).contents.get("vevent", [])}


def uid(session) -> str:
    return uid_of(session.pk, settings.SITE_URL)


def test_looking_at_the_page_makes_nothing_and_the_button_makes_one(cast, as_):
    client = as_(cast.participant)
    assert "Make an address" in client.get(PAGE).text
    with user_context(cast.participant.user.pk):
        assert not CalendarFeed.objects.exists()
    client.post(PAGE)
    client.post(PAGE)
    page = client.get(PAGE).text
    with user_context(cast.participant.user.pk):
        made = CalendarFeed.objects.get()
    assert feed_address(made) in page
    for text in ("Google often only once a day", "Never topics, notes", "without signing in", "Replace this address"):
        assert text in page
    with cast.inside("harbour"):
        entry = AuditEntry.objects.get(verb="made a calendar address")
    assert feed_token(made.user_id, made.version) not in str(vars(entry))


def test_the_same_address_in_every_organization(cast, as_, address):
    with cast.inside("harbour", cast.coach.user), transaction.atomic():
        first = feed_address(make_feed(by=cast.coach))
    client = as_(cast.coach)
    assert first in client.get(PAGE).text
    assert first in client.get("/o/northwind/calendar/elsewhere/").text
    assert address not in client.get(PAGE).text


def test_the_way_there_stands_in_the_calendar_and_in_the_menu(cast, as_):
    assert as_(cast.participant).get("/o/harbour/calendar/").text.count(PAGE) == 2


def test_the_feed_shows_time_title_place_and_nothing_that_people_wrote(cast, client, address):
    with cast.inside("harbour"):
        circle = make_circle(cast)
        session = make_session(
            circle,
            cast.mentor,
            title="canary-title",
            place="Room 4",
            join_url="https://meet.example/x",
            topic="canary-topic",
        )
        propose_topic(engagement=circle, session=session, text="canary-other", by=place_in(circle, cast.member))
        move_session(
            session=session, starts_at=in_days(8), minutes=60, by=place_in(circle, cast.mentor), reason="canary-reason"
        )
    answer = client.get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["X-Robots-Tag"] == "noindex"
    (event,) = events(client, address).values()
    assert in_utc(event.dtstart.value) == in_days(8)
    assert (event.summary.value, event.location.value) == ("First-time team leads", "Room 4")
    assert (event.sequence.value, event.status.value) == ("1", "CONFIRMED")
    text = answer.content.decode().replace("\r\n ", "")
    assert "X-WR-CALNAME:Sessions at Harbour Health" in text
    for secret in ("canary", "Helen", "Tiago", "people.example", "ATTENDEE", "METHOD"):
        assert secret not in text


def test_all_organizations_of_the_person_and_no_session_of_others(cast, client):
    with cast.inside("harbour"):
        here = make_session(make_contract(cast), cast.coach)
        others = make_session(make_circle(cast), cast.mentor, starts_at=in_days(9))
    with cast.inside("northwind"):
        people = {"mentor": cast.stranger_member, "mentee": cast.coach_at_northwind}
        there = make_session(
            make_engagement(by=cast.stranger, people=people), cast.stranger_member, starts_at=in_days(10)
        )
    found = events(client, address_of(cast, cast.coach))
    assert set(found) == {uid(here), uid(there)}
    assert uid(others) not in found
    assert found[uid(there)].url.value.endswith(f"/o/northwind/sessions/{there.pk}/")


def test_a_course_says_which_session(cast, client, address):
    with cast.inside("harbour"):
        make_session(make_cohort(cast), cast.trainer, title="Part 2")
    (event,) = events(client, address).values()
    assert event.summary.value == "Difficult conversations: Part 2"


def test_a_cancelled_session_says_so_for_a_month_and_then_goes(cast, client, address):
    with cast.inside("harbour"):
        circle = make_circle(cast)
        session = make_session(circle, cast.mentor, starts_at=in_days(60))
        cancel_session(session=session, by=place_in(circle, cast.mentor))
    (event,) = events(client, address).values()
    assert (event.status.value, event.summary.value) == ("CANCELLED", "Cancelled: First-time team leads")
    with at(timezone.now() + timedelta(days=31)):
        assert events(client, address) == {}


def test_what_is_not_the_persons_time_is_not_in_it(cast, client, address):
    with cast.inside("harbour"):
        circle, contract = make_circle(cast), make_contract(cast)
        session = make_session(circle, cast.mentor)
        kept = make_session(circle, cast.mentor, starts_at=in_days(8))
        reply_to_session(session=session, by=place_in(circle, cast.participant), coming=False)
        reply_to_session(session=kept, by=place_in(circle, cast.participant), coming=True)
        propose_times(
            engagement=contract, starts=[in_days(12), in_days(13)], minutes=60, by=place_in(contract, cast.coach)
        )
    assert set(events(client, address)) == {uid(kept)}


def test_it_reaches_three_months_back_and_thirteen_ahead(cast, client, address):
    with cast.inside("harbour"):
        circle = make_circle(cast)
        far = make_session(circle, cast.mentor, starts_at=in_days(410))
        near = make_session(circle, cast.mentor, starts_at=in_days(100))
    assert set(events(client, address)) == {uid(near)}
    with at(timezone.now() + timedelta(days=100 + 89)):
        assert set(events(client, address)) == {uid(near), uid(far)}
    with at(timezone.now() + timedelta(days=100 + 92)):
        assert set(events(client, address)) == {uid(far)}


def test_a_sponsor_has_an_empty_feed(cast, client):
    with cast.inside("harbour"):
        make_session(make_contract(cast), cast.coach)
    assert events(client, address_of(cast, cast.sponsor)) == {}


def test_an_organization_that_the_person_left_is_not_in_it(cast, client, address):
    with cast.inside("harbour"):
        make_session(make_circle(cast), cast.mentor)
        set_membership_active(membership=cast.participant, active=False, by=cast.administrator)
    assert events(client, address) == {}


def test_what_a_calendar_has_already_is_not_sent_again(cast, client, address):
    with cast.inside("harbour"):
        circle = make_circle(cast)
        session = make_session(circle, cast.mentor)
    first = client.get(address)
    assert first["Cache-Control"] == "private, no-cache"
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert client.head(address).status_code == 200
    with cast.inside("harbour"):
        by = place_in(circle, cast.mentor)
        move_session(session=session, starts_at=session.starts_at, minutes=60, by=by, place="Room 9")
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_replaced_address_shows_nothing_any_more(cast, as_, address):
    client = as_(cast.participant)
    assert client.get(address).status_code == 200
    assert client.post(f"{PAGE}replace/").status_code == 302
    assert client.get(address).status_code == 404
    with user_context(cast.participant.user.pk):
        new = urlsplit(feed_address(CalendarFeed.objects.get())).path
    assert new != address
    assert client.get(new).status_code == 200


def test_without_an_address_there_is_nothing_to_replace(cast, as_):
    assert as_(cast.participant).post(f"{PAGE}replace/").status_code == 409
    with cast.inside("harbour", cast.participant.user), pytest.raises(DomainError):
        replace_feed(by=cast.participant)


def test_replacing_is_the_persons_own(cast, as_, address):
    address_of(cast, cast.member)
    as_(cast.member).post(f"{PAGE}replace/")
    assert as_(cast.member).get(address).status_code == 200


def test_a_made_up_address_shows_nothing(cast, client, address):
    user = cast.participant.user.pk
    token = address.rpartition("/")[2].removesuffix(".ics")
    for path in (
        address.replace(token, token[:-1] + ("A" if token[-1] != "A" else "B")),
        f"/calendar/{user}/x.ics",
        f"/calendar/{cast.member.user.pk}/{token}.ics",
        f"/calendar/{cast.member.user.pk}/{feed_token(cast.member.user.pk, 1)}.ics",
        f"/calendar/{user}/{feed_token(user, 2)}.ics",
        f"/calendar/00000000-0000-7000-8000-000000000000/{token}.ics",
    ):
        assert client.get(path).status_code == 404, path
    assert client.post(address).status_code == 405


def test_who_may_not_sign_in_has_no_feed(cast, client, address):
    cast.participant.user.is_active = False
    cast.participant.user.save()
    assert client.get(address).status_code == 404


def test_the_address_survives_a_new_key_of_the_install(cast, client, address, settings):
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another-key-of-the-install"
    assert client.get(address).status_code == 200
    settings.SECRET_KEY_FALLBACKS = []
    assert client.get(address).status_code == 404


def test_queries_grow_with_organizations_and_not_with_sessions(cast, client):
    with cast.inside("harbour"):
        contract = make_contract(cast)
    address = address_of(cast, cast.coach)
    counts = []
    for number in range(1, 5):
        with cast.inside("harbour"):
            make_session(contract, cast.coach, starts_at=in_days(number + 2))
        with CaptureQueriesContext(connection) as captured:
            assert len(events(client, address)) == number
        counts.append([query["sql"] for query in captured if query["sql"].startswith("SELECT")])
    # the feed, the memberships, sessions and times left in the one organization, no sessions in the other
    assert {len(found) for found in counts} == {5}, counts[-1]
