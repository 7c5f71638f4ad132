"""The page with questions of all kinds: what is half done is kept, for the respondent alone, until it is handed in."""

import json

import pytest
from django.db import connection
from django.urls import reverse

from portal.audit.models import AuditEntry
from portal.errors import DomainError, NotAllowed
from programs.engagements.lifecycle import State
from programs.evaluations.actions import answer_request, close_round, save_draft
from programs.evaluations.models import Draft, Request, Response
from tests.factories.evaluations import SECRET, make_cohort, make_round, request_of
from tests.factories.questionnaires import ANSWERS, make_own

pytestmark = pytest.mark.django_db
GERMAN = {"title": "Unser", "questions": {"again": {"label": "Würden Sie wiederkommen?"}}}
SENT = {"again": "no", "why": SECRET, "worth": "0", "hours": "3", "place": "call", "trouble": ["sound", "focus"]}


@pytest.fixture
def round(cast, harbour):
    make_own(cast)
    round = make_round(make_cohort(cast, 3, state=State.ACTIVE), "our-own", anonymous=True)
    round.questionnaire.translations = {"de": GERMAN}
    round.questionnaire.save()
    return round


@pytest.fixture
def asked(cast, round):
    return request_of(round, cast.participant)


@pytest.fixture
def address(asked):
    return reverse("evaluations:request-answer", kwargs={"organization": "harbour", "request_id": asked.pk})


def test_all_kinds_of_questions_are_handed_in_from_one_page(cast, address, as_):
    browser = as_(cast.participant)
    page = browser.get(address).content.decode()
    assert '<h2 id="part-first">How it went</h2>' in page
    assert "If you said “No” at “Would you come again?”:" in page
    assert "If you said “By video, from home” at “Where?”:" in page
    assert browser.post(address, SENT).status_code == 302
    stored = {**SENT, "worth": 0, "hours": 3}
    assert json.loads(Response.objects.get().answers) == stored


def test_each_missing_answer_is_named_at_its_question_and_what_is_hidden_is_not(cast, address, as_):
    response = as_(cast.participant).post(address, {**SENT, "again": "yes", "worth": "11", "hours": "", "place": ""})
    errors = response.context["form"].errors
    assert response.status_code == 422
    assert set(errors) == {"worth", "hours", "place"}
    assert errors["worth"] == ["Choose a number from 0 to 10."]
    assert errors["hours"] == ["Write a whole number from 0 to 40."]
    assert SECRET in response.content.decode(), "also what is hidden now is not lost"
    assert not Response.objects.exists()


def test_a_draft_is_kept_as_it_was_typed_and_goes_when_it_is_handed_in(cast, asked, address, as_):
    browser = as_(cast.participant)
    page = browser.post(address, {"why": SECRET, "hours": "a few", "step": "save", "who": "me"}).content.decode()
    assert "Nothing is handed in yet" in page
    assert json.loads(Draft.objects.get().answers) == {"why": SECRET, "hours": "a few"}
    page = browser.get(address).content.decode()
    assert SECRET in page
    assert 'value="a few"' in page
    fragment = browser.post(
        address, {"why": "Shorter", "step": "save"}, headers={"hx-request": "true"}
    ).content.decode()
    assert "Saved" in fragment
    assert "<html" not in fragment
    assert AuditEntry.objects.filter(verb="began to answer").count() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM evaluations_draft")
        assert b"Shorter" not in bytes(cursor.fetchone()[0])
    browser.post(address, SENT)
    assert (Response.objects.count(), Draft.objects.count()) == (1, 0)
    late = browser.post(address, {"why": SECRET, "step": "save"})
    assert late.status_code == 409
    assert SECRET in late.content.decode()
    assert not Draft.objects.exists()


def test_a_draft_is_seen_by_its_writer_alone(cast, round, asked, address, as_):
    save_draft(request=asked, answers={"why": SECRET}, by=cast.participant)
    for part in ("trainer", "administrator", "manager", "bystander"):
        page = as_(getattr(cast, part)).get(address)
        assert page.status_code == 404
        assert SECRET not in page.content.decode()
        with pytest.raises(NotAllowed):
            save_draft(request=asked, answers={"why": "Mine"}, by=getattr(cast, part))
    own = as_(cast.trainer).get(address.replace(str(asked.pk), str(request_of(round, cast.trainer).pk)))
    assert own.status_code == 200
    assert SECRET not in own.content.decode()


def test_closing_ends_drafts_and_shows_what_is_typed_too_late(cast, round, asked, address, as_):
    save_draft(request=asked, answers={"why": SECRET}, by=cast.participant)
    close_round(round=round)
    assert not Draft.objects.exists()
    late = as_(cast.participant).post(address, SENT)
    assert late.status_code == 409
    assert SECRET in late.content.decode()
    with pytest.raises(DomainError, match="closed"):
        save_draft(request=asked, answers={"why": SECRET}, by=cast.participant)


def test_a_guest_answers_without_a_membership_and_nobody_else_does_so_for_a_member(cast, round, asked):
    guest = Request.objects.create(
        round=round, guest_name="Ada", guest_email="ada@elsewhere.example", asked_at=round.opened_at
    )
    for action in (save_draft, answer_request):
        with pytest.raises(NotAllowed):
            action(request=asked, answers=ANSWERS, by=None)
    with pytest.raises(NotAllowed):
        answer_request(request=guest, answers=ANSWERS, by=cast.participant)
    save_draft(request=guest, answers={"again": "yes"})
    answer_request(request=guest, answers=ANSWERS)
    assert json.loads(Response.objects.get().answers) == ANSWERS
    assert AuditEntry.objects.get(verb="answered", subject_id=guest.pk).by_user is None
    assert not Draft.objects.exists()


def test_another_language_keeps_what_was_typed_and_stores_the_same(cast, address, as_):
    browser = as_(cast.participant)
    german = browser.get(address, headers={"accept-language": "de-AT,en;q=0.5"}).content.decode()
    assert "Würden Sie wiederkommen?" in german
    switched = browser.post(address, {**SENT, "hours": "x", "shown": "en", "language": "de"})
    page = switched.content.decode()
    assert switched.status_code == 200
    assert "Würden Sie wiederkommen?" in page
    assert "Ja</span>" in page
    assert SECRET in page
    assert 'value="x"' in page
    assert not Response.objects.exists()
    refused = browser.post(address, {**SENT, "hours": "x", "shown": "de"}).content.decode()
    assert "Würden Sie wiederkommen?" in refused, "the page stays in its language"
    browser.post(address, {**SENT, "shown": "de"})
    assert json.loads(Response.objects.get().answers)["again"] == "no"


def test_a_second_tab_is_told_and_loses_nothing(cast, round, asked):
    answer_request(request=asked, answers=ANSWERS, by=cast.participant)
    with pytest.raises(DomainError, match="there already"):
        save_draft(request=asked, answers={"why": SECRET}, by=cast.participant)
    assert not Draft.objects.exists()
