"""Mails about sessions bring these into calendars, change them there, and take them out; each person's their own."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from portal.email import CalendarPart
from programs.engagements.actions import move_engagement
from programs.engagements.lifecycle import End, State
from programs.mentoring.actions import add_member, close_circle, end_circle, leave_circle, remove_member, replace_mentor
from programs.notifications.models import Notification
from programs.notifications.queries import calendar_of
from programs.scheduling.actions import (
    cancel_session,
    cancel_sessions_of_series,
    move_session,
    move_sessions_of_series,
    propose_topic,
    reply_to_session,
    schedule_session,
)
from programs.scheduling.ical import uid_of
from programs.scheduling.models import Session
from programs.training.actions import enroll, withdraw
from tests.factories import mentoring, training
from tests.factories.mails import entries_in, mails_to, send_all, words_of
from tests.factories.scheduling import in_days, make_cohort, make_contract, make_series, make_session, place_in
from tests.programs.scheduling.second_reader import in_utc

pytestmark = pytest.mark.usefixtures("harbour")
TABLE = {state: set(State) for state in State}


@pytest.fixture
def circle(cast, harbour):
    """Helen with Amara and Tiago; what was told so far has gone out."""
    made = mentoring.make_circle(cast)
    send_all()
    return made


@pytest.fixture
def session(cast, circle):
    """Booked by Helen, not told yet."""
    return make_session(circle.engagement, cast.mentor)


def entry(mails, name):
    """The one session of somebody's one mail, by its first part."""
    (message,) = mails_to(name, mails)
    return entries_in(message)[0]


def by(circle, member):
    return mentoring.place_in(circle, member)


def move(session, person, **fields):
    values = {"starts_at": in_days(8), "minutes": 60, **fields}
    move_session(session=session, by=person, **values)


def test_an_invitation_is_where_mail_programs_look_for_it(cast, session):
    (message,) = mails_to("amara", send_all())
    alternative, attached = entries_in(message)
    assert (alternative.content_type, alternative.told, alternative.method) == ("text/calendar", "REQUEST", "REQUEST")
    assert (attached.content_type, attached.uid) == ("application/ics", alternative.uid)
    assert [kind for _, kind in message.alternatives] == ["text/html", "text/calendar; method=REQUEST"]
    event = alternative.event
    assert alternative.uid == uid_of(session.pk, settings.SITE_URL)
    assert in_utc(event.dtstart.value) == session.starts_at
    assert event.summary.value == "First-time team leads"
    assert (event.organizer.value, event.organizer.params["CN"]) == ("mailto:portal@cairn.example", ["Harbour Health"])
    assert [one.value for one in event.attendee_list] == ["mailto:amara@people.example"], "nobody else’s address"
    assert event.url.value.endswith(f"/o/harbour/sessions/{session.pk}/")


def test_everybody_gets_one_and_who_booked_it_has_accepted_it(cast, session):
    mails = send_all()
    assert {name: entry(mails, name).partstat for name in ("helen", "amara", "tiago")} == {
        "helen": "ACCEPTED",
        "amara": "NEEDS-ACTION",
        "tiago": "NEEDS-ACTION",
    }
    assert "You booked a session" in mails_to("helen", mails)[0].body


def test_a_sponsor_gets_none(cast):
    contract = make_contract(cast)
    make_session(contract, cast.coach)
    mails = send_all()
    assert mails_to("lucia", mails), "they hear of their place"
    move(contract.sessions.get(), place_in(contract, cast.coach))
    mails += send_all()
    assert any(entries_in(message) for message in mails_to("rafael", mails))
    assert not [found for message in mails_to("lucia", mails) for found in entries_in(message)]


def test_a_move_is_the_same_session_with_a_higher_sequence(cast, circle, session):
    first = entry(send_all(), "tiago")
    move(session, by(circle, cast.participant))
    mails = send_all()
    moved = entry(mails, "tiago")
    assert (moved.method, moved.uid, moved.sequence) == ("REQUEST", first.uid, first.sequence + 1)
    assert in_utc(moved.event.dtstart.value) == in_days(8)
    assert entry(mails, "amara").partstat == "ACCEPTED"


def test_another_place_is_in_everybodys_calendar_and_keeps_answers(cast, circle, session):
    reply_to_session(session=session, by=by(circle, cast.member), coming=True)
    first = entry(send_all(), "tiago")
    move(session, by(circle, cast.mentor), starts_at=session.starts_at, place="Room 9")
    mails = send_all()
    changed = entry(mails, "tiago")
    assert changed.sequence > first.sequence
    assert (changed.event.location.value, changed.partstat) == ("Room 9", "ACCEPTED")
    assert "as before" in mails_to("tiago", mails)[0].body
    assert "You changed the place" in mails_to("helen", mails)[0].body


def test_a_cancelled_session_leaves_every_calendar(cast, circle, session):
    first = entry(send_all(), "helen")
    cancel_session(session=session, by=by(circle, cast.mentor))
    mails = send_all()
    for name in ("helen", "amara", "tiago"):
        gone = entry(mails, name)
        assert (gone.told, gone.method, gone.uid) == ("CANCEL", "CANCEL", first.uid)
        assert gone.sequence > first.sequence
        assert gone.event.status.value == "CANCELLED"
    assert "You cancelled" in mails_to("helen", mails)[0].body


def test_what_is_mailed_late_is_what_is_true_then(cast, circle, session):
    move(session, by(circle, cast.mentor))
    move(session, by(circle, cast.mentor), starts_at=in_days(9))
    assert in_utc(entry(send_all(), "amara").event.dtstart.value) == in_days(9)


def test_a_busy_learner_is_entered_as_not_coming(cast):
    make_session(make_contract(cast), cast.coach)
    cohort = make_cohort(cast)
    send_all()
    make_session(cohort, cast.trainer, title="One")
    mails = send_all()
    assert entry(mails, "amara").partstat == "DECLINED"
    assert entry(mails, "tiago").partstat == "NEEDS-ACTION"
    assert entry(mails, "tiago").event.summary.value == "Difficult conversations: One"


def test_the_mail_has_two_links_to_answer_but_not_for_who_did_it(cast, session):
    mails = send_all()
    for text in (mails_to("amara", mails)[0].body, mails_to("amara", mails)[0].alternatives[0][0]):
        assert f"{settings.SITE_URL}/answer/" in text
        assert "?coming=1" in text
        assert "?coming=0" in text
    assert "/answer/" not in words_of(mails_to("helen", mails)[0])


def test_who_leaves_has_the_sessions_taken_out_and_who_comes_back_gets_them_anew(cast, circle, session):
    sequences = [entry(send_all(), "amara").sequence]
    leave_circle(circle=circle, by=by(circle, cast.participant))
    gone = entry(send_all(), "amara")
    sequences.append(gone.sequence)
    assert (gone.told, gone.method) == ("CANCEL", "CANCEL")
    add_member(circle=circle, membership=cast.participant, by=cast.administrator)
    (again,) = [found[0] for message in mails_to("amara", send_all()) if (found := entries_in(message))]
    sequences.append(again.sequence)
    assert again.method == "REQUEST"
    leave_circle(circle=circle, by=by(circle, cast.participant))
    sequences.append(entry(send_all(), "amara").sequence)
    assert sequences == sorted(set(sequences)), "each is newer than the one before"


def test_who_comes_back_before_the_mail_went_out_keeps_the_sessions(cast, circle, session):
    send_all()
    leave_circle(circle=circle, by=by(circle, cast.participant))
    add_member(circle=circle, membership=cast.participant, by=cast.administrator)
    found = [one for message in mails_to("amara", send_all()) for one in entries_in(message)]
    assert {one.method for one in found} == {"REQUEST"}


def test_the_others_keep_their_entries_when_somebody_is_taken_out(cast, circle, session):
    send_all()
    remove_member(circle=circle, place=by(circle, cast.participant), by=cast.administrator)
    mails = send_all()
    assert [one.method for message in mails_to("amara", mails) for one in entries_in(message)] == ["CANCEL", "CANCEL"]
    assert not [one for name in ("helen", "tiago") for message in mails_to(name, mails) for one in entries_in(message)]


def test_a_new_mentor_gets_what_the_former_loses(cast, circle, session):
    send_all()
    replace_mentor(circle=circle, membership=cast.bystander, by=cast.administrator)
    mails = send_all()
    assert {one.method for message in mails_to("helen", mails) for one in entries_in(message)} == {"CANCEL"}
    assert {one.method for message in mails_to("nuno", mails) for one in entries_in(message)} == {"REQUEST"}


def book_several(cast, engagement, count, since=0):
    for number in range(since, count):
        schedule_session(
            engagement=engagement, starts_at=in_days(10 + number), minutes=60, by=place_in(engagement, cast.mentor)
        )


def test_several_sessions_of_who_leaves_are_files_of_one_mail(cast, circle):
    book_several(cast, circle.engagement, 3)
    send_all()
    leave_circle(circle=circle, by=by(circle, cast.participant))
    (message,) = mails_to("amara", send_all())
    found = entries_in(message)
    assert [(one.content_type, one.method) for one in found] == [("application/ics", "CANCEL")] * 3
    assert len({one.uid for one in found}) == 3
    assert "its 3 planned sessions are taken out of your calendar" in message.body
    assert "open its attached file" in message.body


@pytest.mark.parametrize(("count", "mails", "files"), [(1, 1, 2), (3, 3, 6), (4, 1, 8)])
def test_who_joins_gets_a_mail_for_each_session_or_one_for_many(cast, circle, count, mails, files):
    book_several(cast, circle.engagement, count)
    send_all()
    add_member(circle=circle, membership=cast.bystander, by=cast.administrator)
    brought = [found for message in mails_to("nuno", send_all()) if (found := entries_in(message))]
    assert len(brought) == mails
    assert sum(map(len, brought)) == files
    assert {one.method for found in brought for one in found if one.method != "PUBLISH"} == {"REQUEST"}
    assert len({one.uid for found in brought for one in found}) == count
    unread = Notification.objects.filter(membership=cast.bystander, read_at__isnull=True)
    assert list(unread.values_list("kind", flat=True)) == ["participant-joined"], "one notice tells it all"


def test_a_learner_who_enrols_and_withdraws(cast):
    cohort = training.make_cohort(cast, sessions=2)
    send_all()
    enrollment = enroll(cohort=cohort, membership=cast.participant, by=cast.participant)
    joined = [one for message in mails_to("amara", send_all()) for one in entries_in(message)]
    assert {one.event.summary.value.rpartition(": ")[2] for one in joined} == {"Part 1", "Part 2"}
    withdraw(enrollment=enrollment, by=cast.participant)
    left = [one for message in mails_to("amara", send_all()) for one in entries_in(message)]
    assert [one.method for one in left] == ["CANCEL", "CANCEL"]
    assert {one.uid for one in left} == {one.uid for one in joined}


def test_a_circle_that_comes_to_its_end_takes_its_sessions_along_once(cast, circle):
    book_several(cast, circle.engagement, 2)
    send_all()
    end_circle(circle=circle, by=cast.mentor)
    mails = send_all()
    for name in ("helen", "amara", "tiago"):
        (found,) = [found for message in mails_to(name, mails) if (found := entries_in(message))]
        assert [one.method for one in found] == ["CANCEL", "CANCEL"]
        assert {one.sequence for one in found} == {1}
    assert Notification.objects.get(kind="sessions-ended-own").membership == cast.mentor
    circle.refresh_from_db()
    close_circle(circle=circle, by=cast.mentor)
    later = send_all()
    assert any(message.subject.endswith("is closed") for message in later)
    assert not [one for message in later for one in entries_in(message)], "they have heard of it before"


def close(engagement, person):
    move_engagement(engagement=engagement, to=State.CLOSED, table=TABLE, by=person, end=End.COMPLETED_EARLY)


@pytest.mark.parametrize("count", [1, 2])
def test_the_mail_about_the_end_takes_the_sessions_out(cast, count):
    contract = make_contract(cast)
    for number in range(count):
        make_session(contract, cast.coach, starts_at=in_days(5 + number))
    send_all()
    close(contract, cast.coach)
    mails = send_all()
    for name in ("amara", "rafael"):
        (message,) = mails_to(name, mails)
        assert len({one.uid for one in entries_in(message)}) == count
        assert {(one.method, one.sequence) for one in entries_in(message)} == {("CANCEL", 1)}
    (to_sponsor,) = mails_to("lucia", mails)
    assert "is closed" in to_sponsor.subject
    assert entries_in(to_sponsor) == []


def test_who_ends_something_without_sessions_gets_no_mail(cast):
    contract = make_contract(cast)
    send_all()
    close(contract, cast.coach)
    assert mails_to("rafael", send_all()) == []


def test_a_session_that_was_cancelled_before_is_not_cancelled_again(cast):
    contract = make_contract(cast)
    session = make_session(contract, cast.coach)
    cancel_session(session=session, by=place_in(contract, cast.coach))
    session.cancelled_at = timezone.now() - timedelta(hours=1)
    session.save()
    send_all()
    close(contract, cast.administrator)
    assert not [one for message in send_all() for one in entries_in(message)]


def test_many_sessions_cost_as_many_queries_as_few(cast, circle, django_assert_num_queries):
    for count in (4, 9):
        book_several(cast, circle.engagement, count, since=circle.engagement.sessions.count())
        send_all()
        person = [cast.bystander, cast.trainer][count > 4]
        add_member(circle=circle, membership=person, by=cast.administrator)
        send_all()
        row = Notification.objects.select_related("membership__user", "organization").get(
            kind="sessions-joined", membership=person
        )
        with django_assert_num_queries(3):
            entries = calendar_of(row, timezone.now())
        assert len(entries.attachments) == count + 1
        assert entries.part is None


def test_a_series_is_one_mail_with_a_file_for_each_session_and_one_for_all(cast, circle):
    sessions = make_series(circle.engagement, cast.mentor)
    mails = send_all()
    for name in ("helen", "amara", "tiago"):
        (message,) = mails_to(name, mails)
        names = [attachment[0] for attachment in message.attachments]
        assert names == ["all-sessions.ics", *(f"session-{number}.ics" for number in range(1, 5))]
        found = entries_in(message)
        assert [one.method for one in found] == ["PUBLISH"] * 4 + ["REQUEST"] * 4
        uids = [uid_of(session.pk, settings.SITE_URL) for session in sessions]
        assert [one.uid for one in found] == uids * 2
        assert [one.told for one in found] == [""] * 8, "none competes to be the point of the mail"
    assert {one.partstat for one in entries_in(mails_to("helen", mails)[0]) if one.method == "REQUEST"} == {"ACCEPTED"}


def test_a_series_that_moves_changes_rooms_or_is_cancelled_stays_the_same_sessions(cast, circle):
    sessions = make_series(circle.engagement, cast.mentor)
    send_all()
    person = by(circle, cast.mentor)

    def first():
        return Session.objects.select_related("engagement__program").get(pk=sessions[0].pk)

    for number, change in enumerate(
        [
            lambda: move_sessions_of_series(
                session=first(), scope="all", starts_at=first().starts_at + timedelta(hours=1), minutes=60, by=person
            ),
            lambda: move_sessions_of_series(
                session=first(), scope="all", starts_at=first().starts_at, minutes=60, by=person, place="Room 9"
            ),
            lambda: cancel_sessions_of_series(session=first(), scope="all", by=person),
        ],
        start=1,
    ):
        change()
        mails = send_all()
        for name in ("helen", "amara", "tiago"):
            (message,) = mails_to(name, mails)
            found = [one for one in entries_in(message) if one.method != "PUBLISH"]
            assert {one.method for one in found} == {"CANCEL" if number == 3 else "REQUEST"}
            assert [one.sequence for one in found] == [number] * 4
            assert {one.uid for one in found} == {uid_of(session.pk, settings.SITE_URL) for session in sessions}


def test_one_session_is_the_point_of_its_mail(cast, session):
    send_all()
    row = Notification.objects.select_related("membership__user", "organization").get(kind="session-scheduled-own")
    assert isinstance(calendar_of(row, timezone.now()).part, CalendarPart)


def test_nothing_that_people_wrote_is_in_words_or_files(cast, circle):
    mentor, member = by(circle, cast.mentor), by(circle, cast.member)
    one = make_session(circle.engagement, cast.mentor, starts_at=in_days(5), title="canary-title", topic="canary-first")
    propose_topic(engagement=circle.engagement, session=one, text="canary-topic", by=member)
    series = make_series(circle.engagement, cast.mentor)
    mails = send_all()
    move_session(session=one, starts_at=in_days(6), minutes=60, by=mentor, reason="canary-moved")
    first = Session.objects.select_related("engagement__program").get(pk=series[0].pk)
    later = first.starts_at + timedelta(hours=1)
    move_sessions_of_series(
        session=first, scope="all", starts_at=later, minutes=60, by=mentor, reason="canary-all-moved"
    )
    mails += send_all()
    add_member(circle=circle, membership=cast.bystander, by=cast.administrator)
    mails += send_all()
    cancel_session(session=one, by=mentor, reason="canary-cancelled")
    first = Session.objects.select_related("engagement__program").get(pk=series[0].pk)
    cancel_sessions_of_series(session=first, scope="all", by=mentor, reason="canary-all-cancelled")
    mails += send_all()
    assert {one.method for message in mails for one in entries_in(message)} == {"REQUEST", "PUBLISH", "CANCEL"}
    assert not [message.subject for message in mails if "canary" in words_of(message)]
    assert "canary" not in str(list(Notification.objects.values()))
