"""The list, and the pages of those who run a program: names, dates and states, nothing that a circle shares."""

import pytest
from django.urls import reverse

from programs.engagements.actions import give_program
from programs.mentoring.actions import change_circle, end_circle
from programs.mentoring.models import Circle
from tests.factories.mentoring import make_circle, make_mentoring_program

LIST = "/o/harbour/circles/"


def address(name, circle):
    return reverse(f"mentoring:circle-{name}", kwargs={"organization": "harbour", "engagement_id": circle.pk})


def test_members_see_their_circles_only(cast, program, as_):
    make_circle(cast, program=program, title="Mine")
    make_circle(cast, program=program, title="Of others", members=[cast.bystander])
    page = as_(cast.participant).get(LIST).content.decode()
    assert "Mine" in page
    assert "Of others" not in page
    assert "programs you run" not in page


def test_without_a_circle_it_says_so(cast, program, as_):
    assert "You are in no circle now" in as_(cast.bystander).get(LIST).content.decode()


def test_administrators_see_all_and_managers_theirs(cast, program, as_):
    make_circle(cast, program=program, title="Given circle")
    other = make_mentoring_program(cast, name="Another program")
    make_circle(cast, program=other, title="Hidden circle")
    give_program(program=program, managers=[cast.manager], by=cast.administrator)
    assert "Hidden circle" in as_(cast.administrator).get(LIST).content.decode()
    page = as_(cast.manager).get(LIST).content.decode()
    assert "Given circle" in page
    assert "Hidden circle" not in page


def test_a_stranger_gets_404(cast, circle, as_):
    assert as_(cast.stranger).get(LIST).status_code == 404


def test_two_circles_or_six_cost_the_same(cast, program, as_, django_assert_num_queries):
    browser = as_(cast.administrator)
    for number in range(2):
        make_circle(cast, program=program, title=f"Circle {number}")
    browser.get(LIST)
    with django_assert_num_queries(11):
        browser.get(LIST)
    for number in range(2, 6):
        make_circle(cast, program=program, title=f"Circle {number}")
    with django_assert_num_queries(11):
        browser.get(LIST)


def test_the_page_of_those_who_run_it_has_names_and_no_agreement(cast, circle, as_):
    page = as_(cast.administrator).get(address("manage", circle)).content.decode()
    assert "Amara Okafor" in page
    assert "Bring a real case" not in page


def test_an_administrator_outside_manages_but_does_not_look_in(cast, circle, as_):
    browser = as_(cast.administrator)
    assert browser.get(address("detail", circle)).status_code == 404
    assert browser.get(address("manage", circle)).status_code == 200
    assert browser.get(address("change", circle)).status_code == 200
    assert browser.get(address("end", circle)).status_code == 200


@pytest.mark.parametrize("part", ["administrator", "mentor"])
def test_name_and_purpose_can_change(cast, circle, as_, part):
    typed = {"title": "Leads", "purpose": "To lead.", "meets": "", "most_members": 4}
    assert as_(getattr(cast, part)).post(address("change", circle), typed).status_code == 302
    fresh = Circle.objects.select_related("engagement").get(pk=circle.pk)
    assert (fresh.engagement.title, fresh.purpose, fresh.most_members) == ("Leads", "To lead.", 4)


def test_fewer_places_than_members_are_refused(cast, circle, as_):
    typed = {"title": "Leads", "purpose": "To lead.", "most_members": 1}
    answer = as_(cast.mentor).post(address("change", circle), typed)
    assert answer.status_code == 422
    assert "That is 2 members" in answer.content.decode()


def test_members_do_not_change_it(cast, circle, as_):
    assert as_(cast.participant).get(address("change", circle)).status_code == 409
    assert as_(cast.participant).post(address("change", circle), {"title": "Mine"}).status_code == 409
    assert as_(cast.bystander).get(address("change", circle)).status_code == 404
    assert as_(cast.stranger).get(address("change", circle)).status_code == 404


def test_at_its_end_the_name_stays(cast, circle):
    end_circle(circle=circle, by=cast.mentor)
    with pytest.raises(Exception, match="come to its end"):
        change_circle(circle=circle, title="Other", purpose="Other", by=cast.mentor)


def test_the_page_of_the_program_leads_to_it(cast, circle, as_):
    overseen = reverse("engagements:overseen", kwargs={"organization": "harbour", "engagement_id": circle.pk})
    assert address("manage", circle) in as_(cast.administrator).get(overseen).content.decode()
