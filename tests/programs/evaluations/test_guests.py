"""People outside answer by a link from a mail, once, without an account."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from portal.audit.models import AuditEntry
from portal.errors import DomainError, NotAllowed
from programs.engagements.lifecycle import State
from programs.evaluations.actions import close_round, invite_guests, withdraw_request
from programs.evaluations.links import guest_token
from programs.evaluations.models import Draft, Request, Response, Round
from programs.evaluations.tasks import remind_due_rounds
from tests.factories import coaching
from tests.factories.evaluations import STANDARD_ANSWERS, answer, make_round
from tests.factories.goals import make_contract, place_of
from tests.factories.mails import send_all, words_of
from tests.programs.coaching.urls import url as coaching_url

pytestmark = pytest.mark.django_db
RUI = ("Rui Costa", "rui@partner.example", "peer")
GOOD = {**STANDARD_ANSWERS["feedback-360"], "comment": "canary-comment"}


@pytest.fixture
def round(cast, harbour):
    contract = make_contract(cast, state=State.ACTIVE)
    asked = [(cast.participant, "self"), (cast.member, "peer")]
    return make_round(contract, "feedback-360", subject=place_of(contract, cast.participant), respondents=asked)


@pytest.fixture
def link(cast, round) -> str:
    """Rui's, from his mail."""
    invite_guests(round=round, guests=[RUI], by=cast.participant)
    (sent,) = [message for message in send_all() if message.to == [RUI[1]]]
    assert sent.reply_to == [cast.participant.user.email]
    assert sent.extra_headers["Message-ID"].startswith(f"<request-{Request.objects.get(guest_email=RUI[1]).pk}@")
    return re.search(rf"{settings.SITE_URL}(/evaluation/[^/\s]+/)", sent.body)[1]


def test_the_page_says_for_whom_about_whom_and_who_reads_it(cast, client, link):
    page = client.get(link)
    for text in ("Amara Okafor", "Harbour Health", "This link was sent to Rui Costa (r…@partner.example)"):
        assert text in page.text
    assert "Amara Okafor and Rafael Moreira see averages, never your answers" in page.text
    for text in (RUI[1], "Leading well", "Tiago", "Lucía"):
        assert text not in page.text
    assert (page["X-Robots-Tag"], page["Referrer-Policy"]) == ("noindex", "same-origin")
    assert "no-store" in page["Cache-Control"]


def test_the_link_works_once_and_shows_nobody_what_was_answered(client, link):
    half = client.post(link, {"delegating": "4", "comment": "canary-comment"})
    assert half.status_code == 422
    assert "canary-comment" in half.text
    assert client.post(link, GOOD).status_code == 302
    response = Response.objects.get()
    assert (response.request, response.group) == (None, "peer")
    page = client.get(link).text
    assert "Your answers are there" in page
    assert "canary" not in page
    assert client.post(link, GOOD).status_code == 409
    assert Response.objects.count() == 1


def test_what_is_saved_on_the_way_is_seen_in_this_browser_alone(link):
    rui, forwarded = Client(), Client()
    saved = rui.post(link, {"step": "save", "delegating": "4", "comment": "canary-comment"})
    assert saved.status_code == 200
    assert "Go on with the same link in this browser" in saved.text
    assert "canary-comment" in rui.get(link).text
    assert "canary-comment" not in forwarded.get(link).text
    assert rui.post(link, GOOD).status_code == 302
    assert not Draft.objects.exists()
    assert "canary" not in rui.get(link).text


def test_opening_it_changes_nothing(client, link):
    writes = []

    def watch(execute, sql, params, many, state):
        if re.match(r"\s*(INSERT|UPDATE|DELETE)", sql):
            writes.append(sql)
        return execute(sql, params, many, state)

    with connection.execute_wrapper(watch):
        for address in (link, f"{link}no/"):
            assert client.get(address).status_code == 200
            assert client.head(address).status_code == 200
    assert writes == []


def test_a_closed_round_and_a_withdrawn_request_say_so(cast, client, round, link):
    other = ("Eva Stone", "eva@partner.example", "peer")
    (eva,) = invite_guests(round=round, guests=[other], by=cast.coach)
    address = reverse("guest-answer", kwargs={"token": guest_token(eva.pk, eva.organization_id)})
    withdraw_request(request=eva, by=cast.coach)
    assert "You are not asked any more" in client.get(address).text
    assert client.post(address, GOOD).status_code == 409
    close_round(round=Round.objects.get())
    assert "These questions are closed" in client.get(link).text
    late = client.post(link, GOOD)
    assert late.status_code == 409
    assert "canary-comment" in late.text, "what they wrote is not lost"
    assert not Response.objects.exists()


def test_a_guest_can_say_no_and_is_asked_no_more(cast, client, round, link):
    page = client.post(f"{link}no/", follow=True).text
    assert "You are not asked any more" in page
    assert not Request.objects.filter(guest_email=RUI[1]).exists()
    for row in (Round.objects.values().get(), *AuditEntry.objects.filter(verb="declined").values()):
        assert RUI[1] not in str(row)
    with pytest.raises(DomainError, match="wants to be asked no more"):
        invite_guests(round=round, guests=[RUI], by=cast.coach)
    with time_machine.travel(round.closes_at - timedelta(hours=20)):
        remind_due_rounds()
        assert not [message for message in send_all() if message.to == [RUI[1]]]


def test_reminders_go_to_guests_who_have_not_answered(cast, client, round, link):
    eva = ("Eva Stone", "eva@partner.example", "peer")
    invite_guests(round=round, guests=[eva], by=cast.coach)
    client.post(link, GOOD)
    send_all()
    with time_machine.travel(round.closes_at - timedelta(hours=20)):
        remind_due_rounds()
        sent = [message for message in send_all() if "partner.example" in message.to[0]]
    assert [message.to for message in sent] == [[eva[1]]]
    assert sent[0].subject.startswith("Until ")
    assert "canary" not in words_of(sent[0])


@pytest.mark.parametrize("token", ["nothing", "AAAA.BBBB.CCCC", ""])
def test_other_tokens_are_404(client, link, token):
    """Also one for the same request in another organization, and one that was changed."""
    assert client.get(f"/evaluation/{token or link.split('/')[2][:-1]}/").status_code == 404


def test_a_token_of_another_organization_finds_nothing(cast, client, round, link):
    request = Request.objects.get(guest_email=RUI[1])
    page = client.get(f"/evaluation/{guest_token(request.pk, cast.northwind.pk)}/").text
    for text in ("Rui", "Amara", "Harbour"):
        assert text not in page


def test_a_members_request_has_no_link(cast, client, round):
    request = round.requests.get(respondent=cast.member)
    page = client.get(f"/evaluation/{guest_token(request.pk, request.organization_id)}/").text
    assert "You are not asked any more" in page


@pytest.mark.parametrize(
    ("guests", "words"),
    [
        ([RUI, ("Rui", "RUI@partner.example", "report")], "stands here twice"),
        ([("Helen", "helen@people.example", "peer")], "belongs to Helen Byrne, who is a member"),
        ([("Rui", "rui(at)partner", "peer")], "is no address"),
        ([("Rui", "rui@partner.example", "self")], "as what each person answers"),
        ([], "at least one person"),
    ],
)
def test_who_cannot_be_asked_is_named(cast, round, guests, words):
    with pytest.raises(DomainError, match=words):
        invite_guests(round=round, guests=guests, by=cast.coach)
    assert not Request.objects.exclude(guest_email="").exists()


def test_the_person_and_who_leads_invite_on_a_page_and_nobody_else(cast, round, as_):
    address = reverse("evaluations:guest-invite", kwargs={"organization": "harbour", "round_id": round.pk})
    for part in ("sponsor", "member", "manager", "bystander"):
        assert as_(getattr(cast, part)).get(address).status_code == 404
        with pytest.raises(NotAllowed):
            invite_guests(round=round, guests=[RUI], by=getattr(cast, part))
    typed = {"guests": "Rui Costa, rui@partner.example\nEva", "group": "peer"}
    page = as_(cast.participant).post(address, typed)
    assert page.status_code == 422
    assert "“Eva” needs a name and one address" in page.text
    typed["guests"] = "Rui Costa <rui@partner.example>\nEva Stone\teva@partner.example"
    assert as_(cast.participant).post(address, typed).status_code == 302
    assert Request.objects.filter(group="peer").exclude(guest_email="").count() == 2


def test_people_outside_are_named_where_a_360_begins(cast, harbour, as_):
    contract = coaching.agreed(cast)
    typed = {"peers": "Helen Byrne\nRui Costa, rui@partner.example\nRui <rui@partner.example>\nx@partner.example"}
    typed |= {"reports": "Tiago, tiago@people.example", "managers": "Nuno Alves"}
    page = as_(cast.participant).post(coaching_url("feedback-start", contract), typed)
    assert page.status_code == 422
    for text in ("stands here twice", "For somebody outside write the name too", "belongs to Tiago Mendes"):
        assert text in page.text
    typed = {"peers": "Helen Byrne\nRui Costa, rui@partner.example", "reports": "Tiago Mendes", "managers": ""}
    typed["managers"] = "Eva Stone (eva@partner.example)"
    assert as_(cast.participant).post(coaching_url("feedback-start", contract), typed).status_code == 302
    found = {(row.name, row.group) for row in Request.objects.select_related("respondent__user")}
    assert {("Rui Costa", "peer"), ("Eva Stone", "manager"), ("Amara Okafor", "self")} < found
    assert len(found) == 5


def test_only_rounds_without_names_ask_people_outside(cast, round):
    named = make_round(round.engagement, "coaching-end")
    with pytest.raises(DomainError, match="without names"):
        invite_guests(round=named, guests=[RUI], by=cast.coach)
    answer(named, cast.participant)


def test_a_manager_is_shown_by_name_only_if_they_tick_it(cast, client, round):
    asked = [("Rui Costa", "rui@partner.example", "manager"), ("Eva Stone", "eva@partner.example", "peer")]
    for request, says in zip(
        invite_guests(round=round, guests=asked, by=cast.participant), ("manager", ""), strict=True
    ):
        link = reverse("guest-answer", kwargs={"token": guest_token(request.pk, request.organization_id)})
        assert ("under my name" in client.get(link).text) == bool(says)
        assert client.post(link, {**GOOD, "by_name": "1"}).status_code == 302
        request.refresh_from_db()
        assert request.named == bool(says), "nobody else can be named, whatever is sent"
