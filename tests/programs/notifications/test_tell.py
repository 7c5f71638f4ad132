"""Who is told what, and once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actions import accept_invitation, invite_people
from portal.outbox.models import Delivery, OutboxEvent
from portal.outbox.relay import relay
from programs.engagements.actions import add_participant, end_participation, move_engagement
from programs.engagements.lifecycle import End, State
from programs.notifications.actions import remind_of_sessions
from programs.notifications.models import Notification
from programs.scheduling.actions import cancel_session, move_session
from programs.scheduling.models import SessionPlace
from tests.cast import make_member, make_user
from tests.factories.notifications import book, circle_of, remind, told

pytestmark = pytest.mark.django_db
SECRET = "the topic nobody may read"


@pytest.fixture
def circle(cast, harbour):
    return circle_of(cast)


def test_the_others_hear_of_a_new_session(cast, circle):
    engagement, places = circle
    book(engagement, places["mentor"])
    relay()
    assert told("session-scheduled") == {"Amara Okafor", "Rafael Moreira"}


def test_who_booked_it_gets_the_mail_and_no_news(cast, circle):
    engagement, places = circle
    book(engagement, places["mentor"])
    relay()
    own = Notification.objects.get(kind="session-scheduled-own")
    assert (own.membership, own.mail) == (cast.mentor, "due")
    assert own.read_at
    assert not Notification.objects.exclude(pk=own.pk).filter(read_at__isnull=False).exists()


def test_the_others_hear_of_a_move_with_both_times(cast, circle):
    engagement, places = circle
    session = book(engagement, places["mentor"])
    was = session.starts_at
    relay()
    move_session(session=session, starts_at=was + timedelta(days=1), minutes=60, by=places["mentee"], reason=SECRET)
    relay()
    assert told("session-moved") == {"Helen Byrne", "Rafael Moreira"}, "who moved it knows"
    facts = Notification.objects.filter(kind="session-moved").first().facts
    assert facts["was"] == was.isoformat()
    assert facts["sequence"] == 1
    assert SECRET not in str(facts)


def test_a_second_move_makes_the_first_one_silent_if_nobody_heard_of_it_yet(circle):
    engagement, places = circle
    session = book(engagement, places["mentor"])
    for days in (3, 4):
        move_session(session=session, starts_at=timezone.now() + timedelta(days=days), minutes=60, by=places["mentor"])
    relay()
    assert told("session-scheduled") == set()
    assert set(Notification.objects.filter(kind="session-moved").values_list("facts__sequence", flat=True)) == {2}


def test_the_others_hear_of_a_cancelled_session_without_its_reason(circle):
    engagement, places = circle
    session = book(engagement, places["mentor"])
    relay()
    cancel_session(session=session, by=places["mentee"], reason=SECRET)
    relay()
    assert told("session-cancelled") == {"Helen Byrne", "Rafael Moreira"}
    assert SECRET not in str(list(Notification.objects.values()))


def test_everybody_who_comes_is_reminded_once(circle):
    engagement, places = circle
    session = book(engagement, places["mentor"])
    SessionPlace.objects.filter(participation=places["client"]).update(blocks=False, reply="not_coming")
    remind(session)
    remind_of_sessions()
    relay()
    reminders = Notification.objects.filter(kind="session-reminder")
    assert told("session-reminder") == {"Helen Byrne", "Amara Okafor"}
    assert reminders.count() == 2


def test_handling_the_same_event_again_writes_nothing(circle):
    engagement, places = circle
    remind(book(engagement, places["mentor"]))
    before = Notification.objects.count()
    OutboxEvent.objects.filter(name="engagements.ParticipantJoined").delete()
    Delivery.objects.all().delete()
    OutboxEvent.objects.update(done_at=None, due_at=timezone.now())
    relay()
    assert Notification.objects.count() == before


def test_who_has_left_is_not_told(cast, circle):
    engagement, places = circle
    session = book(engagement, places["mentor"])
    end_participation(participation=places["client"], by=cast.coach)
    remind(session)
    assert told() == {"Helen Byrne", "Amara Okafor"}


def test_somebody_with_a_new_place_hears_of_it_and_nobody_else_does(cast, circle):
    engagement, _ = circle
    add_participant(engagement=engagement, membership=cast.member, role="mentee", by=cast.mentor)
    relay()
    assert told("participant-joined") == {"Tiago Mendes"}


def test_everybody_hears_of_beginning_and_end_but_not_of_the_reason(cast, circle):
    engagement, _ = circle
    engagement.state = State.FORMING
    engagement.save(update_fields=["state"])
    table = {State.FORMING: {State.ACTIVE}, State.ACTIVE: {State.CLOSED}}
    move_engagement(engagement=engagement, to=State.ACTIVE, table=table, by=cast.mentor)
    relay()
    move_engagement(engagement=engagement, to=State.CLOSED, table=table, by=cast.mentor, end=End.STOPPED, reason=SECRET)
    relay()
    assert told("engagement-started") == {"Helen Byrne", "Amara Okafor", "Rafael Moreira"}
    assert told("engagement-closed") == {"Amara Okafor", "Rafael Moreira"}
    assert SECRET not in str(list(Notification.objects.values()))


def test_nobody_is_greeted_when_something_goes_on_after_a_pause(cast, circle):
    engagement, _ = circle
    table = {State.ACTIVE: {State.PAUSED}, State.PAUSED: {State.ACTIVE}}
    move_engagement(engagement=engagement, to=State.PAUSED, table=table, by=cast.mentor)
    move_engagement(engagement=engagement, to=State.ACTIVE, table=table, by=cast.mentor)
    relay()
    assert told("engagement-started") == set()


def test_whoever_invited_somebody_hears_that_they_came(cast, harbour):
    (invitation,) = invite_people(emails=["vera@people.example"], role="member", by=cast.administrator)
    OutboxEvent.objects.all().delete()
    accept_invitation(invitation=invitation, user=make_user("Vera Cruz"))
    relay()
    assert told() == {"Olga Ferreira"}


def test_two_organizations_are_told_apart(cast, circle):
    engagement, places = circle
    book(engagement, places["mentor"])
    with cast.inside("northwind"):
        make_member("Nora North")
    relay()
    with cast.inside("northwind"):
        assert not Notification.objects.exists()
    assert Notification.objects.exists()
