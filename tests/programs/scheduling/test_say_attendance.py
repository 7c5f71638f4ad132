"""Who came, as both sides saw it: what the others say stands beside the lead's marks, and differences are told."""

import html
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import AuditEntry
from portal.errors import DomainError, NotAllowed
from programs.covenant.queries import reading_of
from programs.engagements.actions import add_participant, change_program, end_participation
from programs.engagements.lifecycle import State
from programs.engagements.models import Engagement, Participation
from programs.scheduling.actions import (
    add_person_to_sessions,
    cancel_session,
    complete_session,
    mark_attendance,
    move_session,
    say_attendance,
)
from programs.scheduling.models import AttendanceMark, Session, SessionPlace
from programs.scheduling.queries import places_of, said_of
from programs.scheduling.who_came import who_came
from tests.cast import make_member
from tests.factories.scheduling import at, in_days, make_circle, make_cohort, make_contract, make_session, place_in

PAGE_QUERIES = 21
SAY_QUERIES = 14


def url(session, name="attendance-say"):
    return reverse(f"scheduling:{name}", kwargs={"organization": "harbour", "session_id": session.pk})


def correcting(session):
    return url(session, "attendance-correct")


def fresh(session) -> Session:
    return Session.objects.select_related("engagement__program").get(pk=session.pk)


def over(engagement, lead, days: int = 3) -> Session:
    """A session of some days ago that nobody has marked."""
    with at(in_days(-10)):
        session = make_session(engagement, lead, starts_at=in_days(10 - days))
    return fresh(session)


def of(engagement, *members, mark="present") -> dict:
    return {place_in(engagement, member).pk: mark for member in members}


def say(session, by, said):
    say_attendance(session=fresh(session), said=said, by=place_in(session.engagement, by))


def mark(session, lead, said):
    mark_attendance(session=fresh(session), attendance=said, by=place_in(session.engagement, lead))


def known(session, viewer):
    """What the page knows, for somebody."""
    place = place_in(session.engagement, viewer)
    return who_came(list(places_of(session)), list(said_of(session, reading_of(place))), place, asks=not place.leads)


@pytest.fixture
def contract(cast, harbour):
    return make_contract(cast)


@pytest.fixture
def session(cast, contract):
    return over(contract, cast.coach)


def test_the_client_says_it_of_both(cast, contract, session):
    say(session, cast.participant, of(contract, cast.participant, cast.coach))
    assert {row.attendance for row in AttendanceMark.objects.filter(place__session=session)} == {"present"}
    assert AttendanceMark.objects.filter(said_by=place_in(contract, cast.participant)).count() == 2
    assert not SessionPlace.objects.exclude(attendance="").exists(), "the lead's marks are the lead's"
    entry = AuditEntry.objects.get(verb="said who came")
    assert "present" not in str(entry.data)


def test_it_can_be_changed_and_taken_back(cast, contract, session):
    say(session, cast.participant, of(contract, cast.participant, cast.coach))
    say(session, cast.participant, of(contract, cast.coach, mark="no_show"))
    assert AttendanceMark.objects.get(place__user=cast.coach.user).attendance == "no_show"
    assert AttendanceMark.objects.get(place__user=cast.participant.user).attendance == "present"
    say(session, cast.participant, of(contract, cast.coach, cast.participant, mark=""))
    assert not AttendanceMark.objects.exists()


def test_who_leads_marks_instead(cast, contract, session):
    with pytest.raises(NotAllowed):
        say(session, cast.coach, of(contract, cast.coach))
    assert not AttendanceMark.objects.exists()


def test_only_those_with_a_place_in_it_say_it(cast, contract, session, as_):
    circle = make_circle(cast)
    newcomer = add_participant(engagement=circle, membership=cast.bystander, role="mentee", by=cast.administrator)
    held = over(circle, cast.mentor, days=4)
    SessionPlace.objects.filter(participation=newcomer).delete()
    with pytest.raises(NotAllowed, match="no place in this session"):
        say_attendance(session=fresh(held), said=of(circle, cast.mentor), by=newcomer)
    with pytest.raises(NotAllowed):
        say_attendance(session=session, said={}, by=place_in(circle, cast.member))
    with pytest.raises(NotAllowed):
        say_attendance(session=session, said={}, by=place_in(contract, cast.sponsor))
    assert as_(cast.bystander).get(url(held)).status_code == 409
    assert "who-came" not in as_(cast.bystander).get(url(held, "session-detail")).text


def test_not_before_it_has_begun(cast, contract):
    session = make_session(contract, cast.coach)
    with pytest.raises(DomainError, match="once the session has begun"):
        say(session, cast.participant, of(contract, cast.participant))
    with at(session.starts_at):
        say(session, cast.participant, of(contract, cast.participant))
    assert AttendanceMark.objects.count() == 1


def test_not_of_one_that_was_cancelled(cast, contract, session):
    cancel_session(session=fresh(session), by=place_in(contract, cast.coach))
    with pytest.raises(DomainError, match="not of one that was cancelled"):
        say(session, cast.participant, of(contract, cast.participant))


def test_unknown_marks_and_people_are_refused(cast, contract, session):
    stray = of(make_circle(cast), cast.mentor)
    with pytest.raises(DomainError, match="one of the four"):
        say(session, cast.participant, of(contract, cast.coach, mark="late"))
    with pytest.raises(DomainError, match="no place in this session"):
        say(session, cast.participant, stray)
    assert not AttendanceMark.objects.exists()


def test_a_no_show_is_nothing_once_the_session_is_cancelled(cast, contract, session):
    mark(session, cast.coach, of(contract, cast.participant, mark="no_show"))
    say(session, cast.participant, of(contract, cast.coach, mark="no_show"))
    cancel_session(session=fresh(session), by=place_in(contract, cast.coach))
    assert not AttendanceMark.objects.exists()
    row = SessionPlace.objects.get(user=cast.participant.user)
    assert (row.attendance, row.marked_at, row.marked_by) == ("", None, None)


def test_at_another_time_nobody_has_been_there_yet(cast, contract, session):
    mark(session, cast.coach, of(contract, cast.participant, mark="no_show"))
    say(session, cast.participant, of(contract, cast.coach, cast.participant))
    by = place_in(contract, cast.coach)
    change_program(program=contract.program, late_hours=0, by=cast.administrator)
    move_session(session=fresh(session), starts_at=in_days(5), minutes=60, by=by)
    assert not AttendanceMark.objects.exists()
    assert not SessionPlace.objects.exclude(attendance="").exists()


def test_a_session_that_moves_in_a_course_forgets_it_too(cast, harbour):
    cohort = make_cohort(cast)
    session = over(cohort, cast.trainer)
    say(session, cast.participant, of(cohort, cast.participant))
    with pytest.raises(NotAllowed, match="for themselves"):
        say(session, cast.participant, of(cohort, cast.trainer))
    move_session(session=fresh(session), starts_at=in_days(5), minutes=60, by=place_in(cohort, cast.trainer))
    assert not AttendanceMark.objects.exists()


def test_what_the_others_say_does_not_complete_it(cast, contract, session):
    say(session, cast.participant, of(contract, cast.participant, cast.coach))
    assert fresh(session).state == "confirmed"


@pytest.mark.parametrize(
    ("whose", "marked", "said", "to_client", "to_coach"),
    [
        (
            "participant",
            "absent",
            "present",
            "Rafael Moreira marked you as missed; you said you attended.",
            "You marked Amara Okafor as missed; they said they attended.",
        ),
        (
            "participant",
            "present",
            "excused",
            "Rafael Moreira marked you as present; you said you were excused.",
            "You marked Amara Okafor as present; they said they were excused.",
        ),
        (
            "coach",
            "present",
            "no_show",
            "Rafael Moreira marked themselves as present; you said Rafael Moreira did not come.",
            "You marked yourself as present; Amara Okafor said you did not come.",
        ),
        (
            "participant",
            "excused",
            "absent",
            "Rafael Moreira marked you as excused; you said you missed it.",
            "You marked Amara Okafor as excused; they said they missed it.",
        ),
    ],
)
def test_a_difference_is_told_to_both_in_facts(cast, contract, session, whose, marked, said, to_client, to_coach):
    person = getattr(cast, whose)
    mark(session, cast.coach, of(contract, person, mark=marked))
    say(session, cast.participant, of(contract, person, mark=said))
    assert known(session, cast.participant).differences == [to_client]
    assert known(session, cast.coach).differences == [to_coach]


def test_missed_and_did_not_come_are_no_difference(cast, contract, session):
    mark(session, cast.coach, of(contract, cast.participant, mark="absent"))
    say(session, cast.participant, of(contract, cast.participant, mark="no_show"))
    assert known(session, cast.coach).differences == []


def test_a_third_person_is_named(cast, harbour):
    circle = make_circle(cast)
    session = over(circle, cast.mentor)
    mark(session, cast.mentor, of(circle, cast.member, mark="no_show"))
    say(session, cast.participant, of(circle, cast.member))
    expected = "Helen Byrne marked {} as a no-show; {} said {} attended."
    assert known(session, cast.participant).differences == [
        expected.format("Tiago Mendes", "you", "Tiago Mendes"),
    ]
    assert known(session, cast.member).differences == [expected.format("you", "Amara Okafor", "you")]


def test_as_long_as_nobody_is_marked_the_page_says_what_the_others_said(cast, harbour):
    circle = make_circle(cast)
    session = over(circle, cast.mentor)
    say(session, cast.participant, of(circle, cast.participant, cast.mentor, cast.member))
    assert known(session, cast.mentor).said == ["Amara Okafor said everybody came."]
    assert known(session, cast.participant).mine == "You said everybody came."
    say(session, cast.member, {**of(circle, cast.participant, cast.mentor), **of(circle, cast.member, mark="excused")})
    assert known(session, cast.mentor).said == [
        "Amara Okafor said everybody came.",
        "Tiago Mendes said they were excused.",
    ]
    mark(session, cast.mentor, of(circle, cast.participant, cast.mentor, cast.member))
    assert known(session, cast.mentor).said == []
    assert known(session, cast.mentor).differences == [
        "You marked Tiago Mendes as present; they said they were excused."
    ]


def test_many_who_say_the_same_are_one_line(cast, harbour):
    circle = make_circle(cast)
    people = [cast.mentor, cast.participant, cast.member]
    for name in ("Bea One", "Cem Two", "Dora Three"):
        people.append(make_member(name))
        add_participant(engagement=circle, membership=people[-1], role="mentee", by=cast.administrator)
    session = over(circle, cast.mentor)
    for person in people[1:]:
        say(session, person, of(circle, *people))
    assert known(session, cast.mentor).said == ["Amara Okafor, Bea One and 3 others said everybody came."]


def test_two_say_that_both_came(cast, contract, session):
    say(session, cast.participant, of(contract, cast.participant, cast.coach))
    assert known(session, cast.participant).mine == "You said you both came."
    assert known(session, cast.coach).said == ["Amara Okafor said you both came."]


def test_one_tap_says_that_everybody_came(cast, contract, session, as_):
    browser = as_(cast.participant)
    shown = html.unescape(browser.get(url(session, "session-detail")).text)
    assert "Did you and Rafael Moreira both come?" in shown
    assert "Yes, as planned" in shown
    answer = browser.post(url(session), {"everybody": "1"}, follow=True)
    assert answer.request["PATH_INFO"] == url(session, "session-detail")
    assert "You said you both came." in answer.text
    assert "Yes, as planned" not in answer.text
    assert AttendanceMark.objects.filter(attendance="present").count() == 2
    browser.post(url(session), {"everybody": "1"})
    assert AttendanceMark.objects.count() == 2


def test_the_page_of_each_person_says_the_rest(cast, contract, session, as_):
    browser = as_(cast.participant)
    names = {row.user_id: f"came-{row.participation_id}" for row in session.places.all()}
    sent = {names[cast.coach.user.pk]: "no_show", names[cast.participant.user.pk]: "present"}
    stray = f"came-{place_in(make_circle(cast), cast.mentor).pk}"
    answer = browser.post(url(session), {**sent, stray: "present"}, follow=True)
    assert "You said Rafael Moreira did not come." in answer.text
    chosen = {row["person"].name: row["chosen"] for row in browser.get(url(session)).context["form"].rows()}
    assert chosen == {"Rafael Moreira": "no_show", "Amara Okafor": "present"}


def test_bad_input_comes_back(cast, contract, session, as_):
    names = [f"came-{row.participation_id}" for row in session.places.all()]
    browser = as_(cast.participant)
    for sent in ({}, {names[0]: "present"}, {names[0]: "present", names[1]: "late"}):
        answer = browser.post(url(session), sent)
        assert answer.status_code == 422
    assert "Choose one of the four" in answer.text
    assert not AttendanceMark.objects.exists()


@pytest.mark.parametrize(
    ("part", "status"),
    [("coach", 409), ("sponsor", 409), ("bystander", 404), ("administrator", 404), ("stranger", 404)],
)
def test_others_may_not(cast, contract, session, as_, part, status):
    browser = as_(getattr(cast, part))
    assert browser.get(url(session)).status_code == status
    assert browser.post(url(session), {"everybody": "1"}).status_code == status
    assert not AttendanceMark.objects.exists()


def test_before_it_begins_the_page_asks_nobody(cast, contract, as_):
    session = make_session(contract, cast.coach)
    browser = as_(cast.participant)
    assert "Who came?" not in browser.get(url(session, "session-detail")).text
    assert browser.get(url(session)).status_code == 409
    assert browser.post(url(session), {"everybody": "1"}).status_code == 409


def test_sponsors_see_counts_only(cast, contract, session, as_):
    complete = {**of(contract, cast.participant, mark="absent"), **of(contract, cast.coach)}
    complete_session(session=fresh(session), attendance=complete, by=place_in(contract, cast.coach))
    say(session, cast.participant, of(contract, cast.participant))
    both = as_(cast.participant).get(url(session, "session-detail")).text
    assert "Rafael Moreira marked you as missed; you said you attended." in both
    sponsor = as_(cast.sponsor).get(url(session, "session-detail")).text
    assert "1 of 2 came" in sponsor
    for secret in ("marked", "you said", "Missed", "attended"):
        assert secret not in sponsor


def test_the_lead_sees_it_with_the_way_to_correct_it(cast, contract, session, as_):
    complete_session(
        session=fresh(session),
        attendance={**of(contract, cast.participant, mark="absent"), **of(contract, cast.coach)},
        by=place_in(contract, cast.coach),
    )
    say(session, cast.participant, of(contract, cast.participant))
    page = as_(cast.coach).get(url(session, "session-detail")).text
    assert "You marked Amara Okafor as missed; they said they attended." in page
    assert url(session, "attendance-correct") in page
    browser, names = as_(cast.coach), {row.user_id: f"came-{row.participation_id}" for row in session.places.all()}
    chosen = {row["person"].name: row["chosen"] for row in browser.get(correcting(session)).context["form"].rows()}
    assert chosen == {"Amara Okafor": "absent", "Rafael Moreira": "present"}
    sent = {names[cast.participant.user.pk]: "excused", names[cast.coach.user.pk]: "present"}
    answer = browser.post(correcting(session), sent, follow=True)
    assert "You marked Amara Okafor as excused; they said they attended." in answer.text
    browser.post(correcting(session), dict.fromkeys(names.values(), "present"))
    assert "marked Amara Okafor" not in browser.get(url(session, "session-detail")).text


@pytest.mark.parametrize(
    ("part", "status"), [("participant", 409), ("sponsor", 409), ("bystander", 404), ("stranger", 404)]
)
def test_others_do_not_correct_marks(cast, contract, session, as_, part, status):
    complete_session(session=fresh(session), attendance={}, by=place_in(contract, cast.coach))
    browser = as_(getattr(cast, part))
    names = [f"came-{row.participation_id}" for row in session.places.all()]
    assert browser.get(correcting(session)).status_code == status
    assert browser.post(correcting(session), dict.fromkeys(names, "no_show")).status_code == status
    assert not session.places.exclude(attendance="").exists()


def test_marks_are_corrected_after_the_write_up_and_as_long_as_it_runs(cast, contract, session, as_):
    browser = as_(cast.coach)
    assert browser.get(correcting(session)).status_code == 409, "it is written up first"
    complete_session(session=fresh(session), attendance={}, by=place_in(contract, cast.coach))
    assert browser.get(correcting(session)).status_code == 200
    assert browser.post(correcting(session), {}).status_code == 422
    Engagement.objects.filter(pk=contract.pk).update(state=State.EVALUATING)
    assert browser.get(correcting(session)).status_code == 409


def test_who_has_left_stays_with_what_they_said(cast, harbour, as_):
    circle = make_circle(cast)
    session = over(circle, cast.mentor)
    say(session, cast.member, of(circle, cast.participant, mark="no_show"))
    end_participation(participation=place_in(circle, cast.member), by=cast.administrator)
    assert known(session, cast.mentor).said == ["Tiago Mendes said Amara Okafor did not come."]
    assert as_(cast.member).get(url(session)).status_code == 404


def test_a_newcomer_has_no_place_in_what_is_over(cast, harbour):
    circle = make_circle(cast)
    session = over(circle, cast.mentor)
    newcomer = add_participant(engagement=circle, membership=cast.bystander, role="mentee", by=cast.administrator)
    newcomer = Participation.objects.select_related("membership__user", "engagement__program").get(pk=newcomer.pk)
    add_person_to_sessions(participation=newcomer)
    assert session.places.count() == 3


@pytest.mark.parametrize("number", [0, 3])
def test_the_pages_cost_the_same_for_more_people(cast, harbour, as_, number, django_assert_num_queries):
    circle = make_circle(cast)
    people = [cast.participant, cast.member, cast.mentor]
    for row in range(number):
        people.append(make_member(f"Person{row} New"))
        add_participant(engagement=circle, membership=people[-1], role="mentee", by=cast.administrator)
    session = over(circle, cast.mentor)
    complete_session(
        session=fresh(session),
        attendance=of(circle, *people, mark="absent"),
        by=place_in(circle, cast.mentor),
    )
    for person in people:
        if person != cast.mentor:
            say(session, person, of(circle, *people))
    browser = as_(cast.participant)
    browser.get(url(session, "session-detail"))
    with django_assert_num_queries(PAGE_QUERIES):
        page = browser.get(url(session, "session-detail"))
    assert page.text.count("; you said") == len(people)
    browser.get(url(session))
    with django_assert_num_queries(SAY_QUERIES):
        browser.get(url(session))


def test_the_clock_decides_not_the_write_up(cast, contract):
    session = make_session(contract, cast.coach, starts_at=timezone.now() + timedelta(hours=1))
    assert not fresh(session).may_have_been_held
    with at(session.starts_at + timedelta(minutes=1)):
        assert fresh(session).may_have_been_held
