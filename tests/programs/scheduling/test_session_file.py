"""A session taken into a calendar by hand: as a file, or by an address that fills in "new event"."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from programs.scheduling.actions import cancel_session
from tests.factories.mails import entries_in, mails_to, send_all
from tests.factories.scheduling import at, in_days, make_circle, make_contract, make_session, place_in
from tests.programs.scheduling.second_reader import in_utc, read

pytestmark = pytest.mark.usefixtures("harbour")


@pytest.fixture
def session(cast, harbour):
    return make_session(make_circle(cast), cast.mentor, title="canary-title", topic="canary-topic", place="Room 4")


def url(name, session, organization="harbour"):
    return reverse(f"scheduling:session-{name}", kwargs={"organization": organization, "session_id": session.pk})


def test_the_file_is_the_same_session_as_in_the_mail(cast, session, as_):
    mailed = entries_in(mails_to("amara", send_all())[-1])[0]
    answer = as_(cast.participant).get(url("file", session))
    assert answer["Content-Disposition"] == 'attachment; filename="session.ics"'
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = read(answer.content)
    event = calendar.vevent
    assert (calendar.method.value, event.uid.value) == ("PUBLISH", mailed.uid)
    assert int(event.sequence.value) == mailed.sequence
    assert in_utc(event.dtstart.value) == session.starts_at
    assert (event.summary.value, event.location.value) == ("First-time team leads", "Room 4")
    assert "attendee" not in event.contents
    assert b"canary" not in answer.content


def test_the_page_offers_calendars_and_the_file(cast, session, as_):
    page = as_(cast.participant).get(url("detail", session))
    assert url("file", session) in page.text
    (google,) = [href for name, href in page.context["add_links"] if name == "Google Calendar"]
    asked = parse_qs(urlsplit(google).query)
    assert asked["text"] == ["First-time team leads"]
    assert "canary" not in str(page.context["add_links"])


def test_a_cancelled_session_is_not_offered_and_its_file_says_so(cast, session, as_):
    cancel_session(session=session, by=place_in(session.engagement, cast.mentor))
    client = as_(cast.participant)
    assert "Add to my calendar" not in client.get(url("detail", session)).text
    assert read(client.get(url("file", session)).content).vevent.status.value == "CANCELLED"


def test_a_past_session_is_not_offered(cast, session, as_):
    with at(session.ends_at + timedelta(minutes=1)):
        assert "Add to my calendar" not in as_(cast.participant).get(url("detail", session)).text


def test_others_get_no_file(cast, session, as_):
    contract = make_session(make_contract(cast), cast.coach, starts_at=in_days(10))
    client = as_(cast.sponsor)
    assert client.get(url("file", contract)).status_code == 404
    assert "Add to my calendar" not in client.get(url("detail", contract)).text
    for person in (cast.bystander, cast.administrator, cast.stranger):
        assert as_(person).get(url("file", session)).status_code == 404
    assert as_(cast.stranger).get(url("file", session, "northwind")).status_code == 404
