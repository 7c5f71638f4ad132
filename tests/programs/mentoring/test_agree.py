"""What a circle agreed: everybody says yes to the same words, and says it again when they change."""

import pytest
from django.urls import reverse

from portal.audit.models import AuditEntry
from portal.errors import DomainError, NotAllowed
from portal.outbox.models import OutboxEvent
from programs.engagements.queries import people_of
from programs.mentoring.actions import add_member, agree, change_agreement, end_circle
from programs.mentoring.models import Circle, Consent
from programs.mentoring.queries import agreed_by
from tests.factories.mentoring import make_circle, place_in


def who_agreed(circle):
    circle = Circle.objects.select_related("engagement").get(pk=circle.pk)
    agreed = agreed_by(circle, people_of(circle.engagement))
    return {person.name for person in agreed.people}, agreed.by_all


def test_all_agree(cast, circle):
    for person in (cast.mentor, cast.participant, cast.member):
        assert not who_agreed(circle)[1]
        agree(circle=circle, by=place_in(circle, person))
    assert who_agreed(circle) == ({"Helen Byrne", "Amara Okafor", "Tiago Mendes"}, True)


def test_saying_it_twice_is_saying_it_once(cast, circle):
    place = place_in(circle, cast.participant)
    assert agree(circle=circle, by=place).pk == agree(circle=circle, by=place).pk
    assert AuditEntry.objects.filter(verb="agreed", subject_id=circle.pk).count() == 1


def test_a_change_asks_everybody_again_but_the_writer(cast, circle):
    for person in (cast.mentor, cast.participant, cast.member):
        agree(circle=circle, by=place_in(circle, person))
    change_agreement(circle=circle, agreement="Cameras on.", by=place_in(circle, cast.participant))
    assert who_agreed(circle) == ({"Amara Okafor"}, False)
    agree(circle=circle, by=place_in(circle, cast.mentor))
    agree(circle=circle, by=place_in(circle, cast.member))
    assert who_agreed(circle)[1]
    assert Consent.objects.filter(circle=circle, version=1).count() == 3, "what was agreed before stays on record"


def test_saving_the_same_words_asks_nobody_again(cast, circle):
    agree(circle=circle, by=place_in(circle, cast.mentor))
    change_agreement(circle=circle, agreement=circle.agreement + "\n\n ", by=place_in(circle, cast.participant))
    assert who_agreed(circle)[0] == {"Helen Byrne"}
    assert Circle.objects.get(pk=circle.pk).agreement_version == 1


def test_who_joins_late_has_not_agreed(cast, circle):
    for person in (cast.mentor, cast.participant, cast.member):
        agree(circle=circle, by=place_in(circle, person))
    add_member(circle=circle, membership=cast.bystander, by=cast.administrator)
    assert not who_agreed(circle)[1]
    agree(circle=circle, by=place_in(circle, cast.bystander))
    assert who_agreed(circle)[1]


def test_words_changed_since_they_were_read_are_not_agreed_to(cast, circle):
    change_agreement(circle=circle, agreement="Everything may be told.", by=place_in(circle, cast.member))
    with pytest.raises(DomainError, match="Read it again"):
        agree(circle=circle, by=place_in(circle, cast.participant), version=1)
    assert who_agreed(circle)[0] == {"Tiago Mendes"}


def test_the_second_of_two_writers_is_told(cast, circle):
    change_agreement(circle=circle, agreement="First.", by=place_in(circle, cast.member), version=1)
    with pytest.raises(DomainError) as refused:
        change_agreement(circle=circle, agreement="Second.", by=place_in(circle, cast.participant), version=1)
    assert refused.value.field == "agreement"
    assert Circle.objects.get(pk=circle.pk).agreement == "First."


def test_an_empty_agreement_is_refused(cast, circle):
    with pytest.raises(DomainError):
        change_agreement(circle=circle, agreement=" \n ", by=place_in(circle, cast.mentor))


def test_there_is_nothing_to_agree_to_without_words(cast, program):
    circle = make_circle(cast, program=program, agreement="")
    with pytest.raises(DomainError, match="Nothing is written"):
        agree(circle=circle, by=place_in(circle, cast.mentor))


def test_a_place_in_another_circle_does_not_count(cast, program, circle):
    other = make_circle(cast, program=program, members=[cast.bystander])
    with pytest.raises(NotAllowed):
        agree(circle=circle, by=place_in(other, cast.bystander))
    with pytest.raises(NotAllowed):
        change_agreement(circle=circle, agreement="Mine.", by=place_in(other, cast.bystander))


def test_at_the_end_nothing_changes_any_more(cast, circle):
    place = place_in(circle, cast.mentor)
    end_circle(circle=circle, by=cast.mentor)
    with pytest.raises(NotAllowed):
        agree(circle=circle, by=place)
    with pytest.raises(NotAllowed):
        change_agreement(circle=circle, agreement="Late.", by=place)


def test_the_event_and_the_trail_hold_no_words(cast, circle):
    change_agreement(circle=circle, agreement="Never tell Olga.", by=place_in(circle, cast.mentor))
    event = OutboxEvent.objects.get(name="mentoring.AgreementChanged")
    assert event.payload["version"] == 2
    assert "Olga" not in str(event.payload)
    assert not [row for row in AuditEntry.objects.all() if "Never tell" in str(row.data)]


def address(name, circle):
    return reverse(f"mentoring:{name}", kwargs={"organization": "harbour", "engagement_id": circle.pk})


def test_the_button_agrees(cast, circle, as_):
    browser = as_(cast.participant)
    for _ in range(2):
        assert browser.post(address("circle-agree", circle), {"version": "1"}).status_code == 302
    assert who_agreed(circle)[0] == {"Amara Okafor"}


def test_the_button_below_old_words_is_refused(cast, circle, as_):
    change_agreement(circle=circle, agreement="Other words.", by=place_in(circle, cast.mentor))
    assert as_(cast.participant).post(address("circle-agree", circle), {"version": "1"}).status_code == 409


def test_opening_the_address_does_not_agree(cast, circle, as_):
    assert as_(cast.participant).get(address("circle-agree", circle)).status_code == 405


def test_the_form_changes_the_words(cast, circle, as_):
    answer = as_(cast.participant).post(
        address("circle-agreement", circle), {"agreement": "Cameras on.\r\nNo phones.", "version": "1"}
    )
    assert answer.status_code == 302
    assert Circle.objects.get(pk=circle.pk).agreement == "Cameras on.\nNo phones."


def test_the_form_keeps_the_words_of_the_second_writer(cast, circle, as_):
    change_agreement(circle=circle, agreement="First.", by=place_in(circle, cast.member))
    answer = as_(cast.participant).post(
        address("circle-agreement", circle), {"agreement": "My long text", "version": "1"}
    )
    assert answer.status_code == 422
    assert "My long text" in answer.content.decode()


@pytest.mark.parametrize("part", ["administrator", "manager", "bystander", "stranger"])
def test_people_outside_the_circle_get_404(cast, circle, as_, part):
    browser = as_(getattr(cast, part))
    assert browser.get(address("circle-agreement", circle)).status_code == 404
    assert browser.post(address("circle-agree", circle), {"version": "1"}).status_code == 404
    assert not Consent.objects.exists()
