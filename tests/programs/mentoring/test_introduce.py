"""Introductions: each learns of the other with the other's yes, and a no is nobody's business."""

import pytest
from django.urls import reverse

from portal.errors import DomainError, NotAllowed
from portal.outbox.relay import relay
from programs.engagements.actions import end_participation
from programs.mentoring.actions import answer_introduction, introduce, withdraw_introduction
from programs.mentoring.models import Introduction
from programs.notifications.models import Notification
from tests.factories.mentoring import make_circle, place_in

WHY = "canary: she led a team through the same merger"


@pytest.fixture
def circle(cast, harbour):
    return make_circle(cast)


@pytest.fixture
def made(cast, circle):
    """Helen would like Amara to meet Nuno."""
    relay()
    Notification.objects.all().delete()
    row = introduce(
        circle=circle,
        mentee=place_in(circle, cast.participant),
        contact=cast.bystander,
        why=WHY,
        by=place_in(circle, cast.mentor),
    )
    relay()
    return row


def page(as_, membership, row):
    url = reverse("mentoring:introduction-detail", kwargs={"organization": "harbour", "introduction_id": row.pk})
    return as_(membership).get(url)


def told():
    relay()
    return {(row.kind, row.membership.name) for row in Notification.objects.select_related("membership__user")}


def answer(row, membership, yes=True):
    return answer_introduction(introduction=row, yes=yes, by=membership)


def test_the_contact_learns_nothing_before_the_mentees_yes(cast, made, as_):
    assert told() == {("introduction-proposed", "Amara Okafor")}
    assert page(as_, cast.bystander, made).status_code == 404
    with pytest.raises(DomainError):
        answer(made, cast.bystander)
    assert WHY in page(as_, cast.participant, made).text
    answer(made, cast.participant)
    assert ("introduction-asked", "Nuno Alves") in told()
    assert WHY in page(as_, cast.bystander, made).text


def test_both_see_how_to_reach_each_other_when_both_have_said_yes(cast, made, as_):
    answer(made, cast.participant)
    assert cast.bystander.user.email not in page(as_, cast.participant, made).text
    answer(made, cast.bystander)
    for person in (cast.participant, cast.bystander, cast.mentor):
        assert cast.bystander.user.email in page(as_, person, made).text
    assert {name for kind, name in told() if kind == "introduction-made"} == {
        "Amara Okafor",
        "Nuno Alves",
        "Helen Byrne",
    }


@pytest.mark.parametrize("who", ["participant", "bystander"])
def test_nobody_is_told_whose_no_it_was(cast, made, as_, who):
    if who == "bystander":
        answer(made, cast.participant)
    answer(made, getattr(cast, who), yes=False)
    seen = page(as_, cast.mentor, made).text
    assert "Came to nothing" in seen
    assert not {kind for kind, _ in told()} & {"introduction-made", "introduction-declined"}
    with pytest.raises(DomainError, match="settled"):
        answer(made, cast.bystander)


def test_only_the_three_reach_it(cast, made, as_):
    for who in ("member", "administrator", "manager", "coach"):
        assert page(as_, getattr(cast, who), made).status_code == 404
    listed = reverse("mentoring:introduction-list", kwargs={"organization": "harbour", "engagement_id": made.circle_id})
    assert "Nuno Alves" in as_(cast.mentor).get(listed).text
    assert "Nuno Alves" not in as_(cast.member).get(listed).text


def test_who_made_it_takes_it_back_until_it_is_made(cast, made):
    with pytest.raises(NotAllowed):
        withdraw_introduction(introduction=made, by=cast.participant)
    withdraw_introduction(introduction=made, by=cast.mentor)
    with pytest.raises(DomainError, match="settled"):
        answer(made, cast.participant)


@pytest.mark.parametrize("why", ["", "x" * 601])
def test_a_reason_is_needed_and_not_a_book(cast, circle, why):
    with pytest.raises(DomainError):
        introduce(
            circle=circle,
            mentee=place_in(circle, cast.participant),
            contact=cast.bystander,
            why=why,
            by=place_in(circle, cast.mentor),
        )


def test_who_can_not_be_introduced(cast, circle, made):
    mentor, amara = place_in(circle, cast.mentor), place_in(circle, cast.participant)
    for mentee, contact, words in [
        (amara, cast.member, "know each other"),
        (amara, cast.bystander, "already"),
        (mentor, cast.coach, "somebody of the circle"),
    ]:
        with pytest.raises(DomainError, match=words):
            introduce(circle=circle, mentee=mentee, contact=contact, why="Why", by=mentor)
    with pytest.raises(NotAllowed):
        introduce(circle=circle, mentee=amara, contact=cast.coach, why="Why", by=amara)
    end_participation(participation=amara, by=cast.administrator)
    amara.refresh_from_db()
    with pytest.raises(DomainError, match="somebody of the circle"):
        introduce(circle=circle, mentee=amara, contact=cast.coach, why="Why", by=mentor)


def test_the_form_asks_through_the_page_and_keeps_what_was_typed(cast, circle, as_):
    url = reverse("mentoring:introduction-create", kwargs={"organization": "harbour", "engagement_id": circle.pk})
    client = as_(cast.mentor)
    sent = {"mentee": str(place_in(circle, cast.participant).pk), "contact": "", "why": "A line that stays"}
    answer_ = client.post(url, sent)
    assert answer_.status_code == 422
    assert "A line that stays" in answer_.text
    assert client.post(url, {**sent, "contact": str(cast.coach.pk)}, follow=True).status_code == 200
    assert Introduction.objects.get().contact == cast.coach
    assert as_(cast.participant).get(url).status_code == 409
