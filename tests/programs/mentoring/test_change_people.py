"""Taking a member out and naming another mentor: done by those who run the program, told to whom it concerns."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.errors import DomainError, NotAllowed
from portal.outbox.relay import relay
from programs.engagements.actions import give_program
from programs.engagements.models import Participation
from programs.engagements.queries import people_of
from programs.mentoring.actions import end_circle, remove_member, replace_mentor
from programs.scheduling.actions import schedule_session
from programs.scheduling.models import SessionPlace
from tests.factories.mentoring import make_circle, place_in
from tests.factories.notifications import told


def address(circle, name, **kwargs):
    kwargs = {"organization": "harbour", "engagement_id": circle.pk, **kwargs}
    return reverse(f"mentoring:{name}", kwargs=kwargs)


def removal(circle, membership):
    return address(circle, "member-remove", participation_id=place_in(circle, membership).pk)


def book(cast, circle):
    return schedule_session(
        engagement=circle.engagement,
        starts_at=timezone.now() + timedelta(days=3),
        minutes=60,
        by=place_in(circle, cast.mentor),
    )


def names(circle):
    return {(person.name, person.role) for person in people_of(circle.engagement)}


def test_a_member_who_is_taken_out_has_no_place_and_no_times(cast, circle):
    session, place = book(cast, circle), place_in(circle, cast.participant)
    remove_member(circle=circle, place=place, by=cast.administrator)
    gone = Participation.objects.get(pk=place.pk)
    assert gone.left_at and gone.left_by_id == cast.administrator.pk
    assert SessionPlace.objects.filter(session=session).count() == 2
    assert not SessionPlace.objects.filter(session=session, participation=place).exists()


def test_the_person_and_the_mentor_are_told(cast, circle):
    relay()
    remove_member(circle=circle, place=place_in(circle, cast.participant), by=cast.administrator)
    relay()
    assert told("person-taken-out") == {cast.participant.name}
    assert told("member-left") == {cast.mentor.name}


@pytest.mark.parametrize("part", ["mentor", "member", "bystander", "manager"])
def test_nobody_else_decides_it(cast, circle, part):
    person = getattr(cast, part)
    with pytest.raises(NotAllowed):
        remove_member(circle=circle, place=place_in(circle, cast.participant), by=person)
    with pytest.raises(NotAllowed):
        replace_mentor(circle=circle, membership=cast.bystander, by=person)
    assert len(names(circle)) == 3


def test_the_mentor_is_replaced_not_taken_out(cast, circle):
    with pytest.raises(DomainError, match="another mentor"):
        remove_member(circle=circle, place=place_in(circle, cast.mentor), by=cast.administrator)


def test_a_place_in_another_circle_is_none_here(cast, program, circle):
    other = make_circle(cast, program=program, members=[cast.bystander])
    with pytest.raises(NotAllowed):
        remove_member(circle=circle, place=place_in(other, cast.bystander), by=cast.administrator)
    page = address(circle, "member-remove", participation_id=place_in(other, cast.bystander).pk)
    assert Participation.objects.filter(engagement=other.pk, left_at__isnull=True).count() == 2
    assert "bystander" not in page


def test_taking_out_twice_is_taking_out_once(cast, circle):
    place, same = place_in(circle, cast.participant), place_in(circle, cast.participant)
    remove_member(circle=circle, place=place, by=cast.administrator)
    with pytest.raises(DomainError):
        remove_member(circle=circle, place=same, by=cast.administrator)


def test_another_mentor_leads_and_sits_in_the_coming_sessions(cast, circle):
    session, old = book(cast, circle), place_in(circle, cast.mentor)
    place = replace_mentor(circle=circle, membership=cast.bystander, by=cast.administrator)
    assert place.leads
    assert {person.pk for person in people_of(circle.engagement) if person.leads} == {place.pk}
    seated = set(SessionPlace.objects.filter(session=session).values_list("participation_id", flat=True))
    assert place.pk in seated
    assert old.pk not in seated
    relay()
    assert told("person-taken-out") == {cast.mentor.name}


def test_a_member_can_become_the_mentor(cast, circle):
    replace_mentor(circle=circle, membership=cast.member, by=cast.administrator)
    assert names(circle) == {(cast.member.name, "mentor"), (cast.participant.name, "mentee")}


def test_who_leads_already_is_refused(cast, circle):
    with pytest.raises(DomainError, match="mentor already"):
        replace_mentor(circle=circle, membership=cast.mentor, by=cast.administrator)


def test_at_its_end_a_circle_keeps_its_people(cast, circle, as_):
    place = place_in(circle, cast.participant)
    end_circle(circle=circle, by=cast.mentor)
    with pytest.raises(DomainError, match="come to its end"):
        remove_member(circle=circle, place=place, by=cast.administrator)
    with pytest.raises(DomainError, match="come to its end"):
        replace_mentor(circle=circle, membership=cast.bystander, by=cast.administrator)
    assert as_(cast.administrator).get(removal(circle, cast.participant)).status_code == 409


def test_the_page_asks_first_and_the_button_does_it(cast, circle, as_):
    browser, page = as_(cast.administrator), removal(circle, cast.participant)
    assert f"Take {cast.participant.name} out?" in browser.get(page).content.decode()
    assert len(names(circle)) == 3
    answer = browser.post(page, follow=True).content.decode()
    assert f"{cast.participant.name} is no longer in the circle." in answer
    assert browser.post(page).status_code == 404
    assert as_(cast.participant).get(address(circle, "circle-detail")).status_code == 404


def test_the_form_hands_the_lead_over(cast, circle, as_):
    browser, page = as_(cast.administrator), address(circle, "mentor-replace")
    assert browser.post(page, {"membership": cast.mentor.pk}).status_code == 422
    answer = browser.post(page, {"membership": cast.bystander.pk}, follow=True).content.decode()
    assert f"{cast.bystander.name} leads the circle now." in answer
    assert as_(cast.mentor).get(address(circle, "circle-detail")).status_code == 404
    assert as_(cast.bystander).get(address(circle, "circle-detail")).status_code == 200


def test_a_manager_reaches_it_for_given_programs_only(cast, program, circle, as_):
    pages = [removal(circle, cast.participant), address(circle, "mentor-replace")]
    assert {as_(cast.manager).get(page).status_code for page in pages} == {404}
    give_program(program=program, managers=[cast.manager], by=cast.administrator)
    assert {as_(cast.manager).get(page).status_code for page in pages} == {200}
    assert {as_(cast.stranger).get(page).status_code for page in pages} == {404}
    assert {as_(cast.mentor).get(page).status_code for page in pages} == {403}


def test_the_page_of_those_who_run_it_leads_there(cast, circle, as_):
    page = as_(cast.administrator).get(address(circle, "circle-manage")).content.decode()
    assert removal(circle, cast.participant) in page
    assert address(circle, "mentor-replace") in page
