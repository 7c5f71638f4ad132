"""An answer that a calendar saved as a file, uploaded on the session's pages."""

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.audit.models import AuditEntry
from programs.mentoring.actions import add_member, leave_circle
from programs.scheduling.actions import cancel_session, move_session
from programs.scheduling.ical import uid_of
from programs.scheduling.ical.reply import BIGGEST
from programs.scheduling.models import SessionPlace
from tests.factories import mentoring
from tests.factories.mails import entries_in, mails_to, send_all
from tests.factories.scheduling import at, in_days, make_circle, make_contract, make_session, place_in

pytestmark = pytest.mark.usefixtures("harbour")
COMING, NOT_COMING = SessionPlace.Reply.COMING, SessionPlace.Reply.NOT_COMING


@pytest.fixture
def session(cast, harbour):
    return make_session(make_circle(cast), cast.mentor)


def answer_to(session, *, partstat="ACCEPTED", mail="amara@people.example", sequence=0, uid=None) -> bytes:
    """What a calendar sends."""
    return "\r\n".join(
        [
            "BEGIN:VCALENDAR",
            "METHOD:REPLY",
            "VERSION:2.0",
            "BEGIN:VEVENT",
            f"UID:{uid or uid_of(session.pk, settings.SITE_URL)}",
            f"SEQUENCE:{sequence}",
            "DTSTAMP:20260107T081500Z",
            f"ATTENDEE;PARTSTAT={partstat}:mailto:{mail}",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ]
    ).encode()


def page(session, organization="harbour"):
    return reverse("scheduling:session-answer", kwargs={"organization": organization, "session_id": session.pk})


def upload(client, session, content: bytes, name="invite.ics"):
    return client.post(page(session), {"answer": SimpleUploadedFile(name, content, "text/calendar")})


def reply_of(session, membership) -> str:
    return SessionPlace.objects.get(session=session, user=membership.user).reply


@pytest.mark.parametrize(("partstat", "reply"), [("ACCEPTED", COMING), ("DECLINED", NOT_COMING)])
def test_the_answer_is_taken(cast, session, as_, partstat, reply):
    answer = upload(as_(cast.participant), session, answer_to(session, partstat=partstat))
    assert answer.status_code == 302
    assert reply_of(session, cast.participant) == reply
    assert reply_of(session, cast.member) == ""
    assert AuditEntry.objects.filter(verb="replied", subject_id=session.pk).count() == 1


def test_the_way_there_stands_on_the_sessions_page(cast, session, as_):
    client = as_(cast.participant)
    assert page(session) in client.get(page(session).replace("answer/", "")).text
    assert "reach nobody here" in client.get(page(session)).text


def test_another_proven_address_of_the_person_counts_and_capital_letters_do_not(cast, session, as_):
    EmailAddress.objects.create(user=cast.participant.user, email="amara@home.example", verified=True)
    assert upload(as_(cast.participant), session, answer_to(session, mail="Amara@Home.example")).status_code == 302
    assert reply_of(session, cast.participant) == COMING


@pytest.mark.parametrize("mail", ["tiago@people.example", "amara@home.example"], ids=["of another", "not proven"])
def test_an_answer_of_another_address_is_refused(cast, session, as_, mail):
    EmailAddress.objects.create(user=cast.participant.user, email="amara@home.example", verified=False)
    answer = upload(as_(cast.participant), session, answer_to(session, mail=mail))
    assert answer.status_code == 422
    assert "no proven address of yours" in answer.text
    assert {reply_of(session, cast.participant), reply_of(session, cast.member)} == {""}


def test_an_answer_about_the_old_time_is_refused(cast, session, as_):
    move_session(session=session, starts_at=in_days(9), minutes=60, by=place_in(session.engagement, cast.mentor))
    answer = upload(as_(cast.participant), session, answer_to(session, sequence=0))
    assert answer.status_code == 422
    assert "as it was before" in answer.text
    assert upload(as_(cast.participant), session, answer_to(session, sequence=1)).status_code == 302


def test_who_left_and_came_back_answers_the_newest_invitation(cast, as_):
    circle = mentoring.make_circle(cast)
    session = make_session(circle.engagement, cast.mentor)
    send_all()
    leave_circle(circle=circle, by=mentoring.place_in(circle, cast.participant))
    add_member(circle=circle, membership=cast.participant, by=cast.administrator)
    (invited,) = [found[0] for message in mails_to("amara", send_all()) if (found := entries_in(message))]
    client = as_(cast.participant)
    assert upload(client, session, answer_to(session, sequence=0)).status_code == 422
    assert upload(client, session, answer_to(session, sequence=invited.sequence)).status_code == 302


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"sequence": 7}, "no invitation of ours"),
        ({"partstat": "TENTATIVE"}, "says maybe"),
        ({"uid": "040000008200E00074C5B7101A82E008@outlook"}, "about something else"),
        ({"mail": "nobody"}, "no mail address"),
    ],
)
def test_what_is_no_answer_to_this_session_is_refused_at_the_field(cast, session, as_, fields, said):
    answer = upload(as_(cast.participant), session, answer_to(session, **fields))
    assert answer.status_code == 422
    assert said in answer.text
    assert 'id="id_answer_error"' in answer.text
    assert reply_of(session, cast.participant) == ""


def test_an_answer_to_another_session_is_refused(cast, session, as_):
    other = make_session(session.engagement, cast.mentor, starts_at=in_days(9))
    assert "about something else" in upload(as_(cast.participant), session, answer_to(other)).text
    assert reply_of(other, cast.participant) == ""


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff\xfe" * 200,
        b"PK\x03\x04 a zip",
        b"<script>alert(1)</script>",
        b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n" + b"BEGIN:VEVENT\r\n" * 5000,
        b"A" * (BIGGEST + 1),
    ],
    ids=["empty", "bytes", "zip", "script", "nested", "big"],
)
def test_whatever_somebody_uploads_is_answered_with_a_sentence(cast, session, as_, content):
    answer = upload(as_(cast.participant), session, content)
    assert answer.status_code == 422
    assert 'id="id_answer_error"' in answer.text
    assert "<script>alert" not in answer.text


def test_nothing_chosen_says_what_to_do(cast, session, as_):
    answer = as_(cast.participant).post(page(session))
    assert answer.status_code == 422
    assert "Choose the file" in answer.text


def test_a_session_that_is_over_or_cancelled_takes_no_answer(cast, session, as_):
    content = answer_to(session)
    with at(session.ends_at):
        answer = upload(as_(cast.participant), session, content)
    assert answer.status_code == 422
    assert "over or cancelled" in answer.text
    cancel_session(session=session, by=place_in(session.engagement, cast.mentor))
    assert upload(as_(cast.participant), session, answer_to(session, sequence=1)).status_code == 422


def test_others_have_no_such_page(cast, session, as_):
    contract = make_session(make_contract(cast), cast.coach, starts_at=in_days(10))
    assert as_(cast.sponsor).get(page(contract)).status_code == 404
    assert upload(as_(cast.sponsor), contract, answer_to(contract, mail="lucia@people.example")).status_code == 404
    assert as_(cast.bystander).get(page(session)).status_code == 404
    assert as_(cast.stranger).get(page(session)).status_code == 404
    assert as_(cast.stranger).get(page(session, "northwind")).status_code == 404
