"""Forming a circle: by those who run the program, all or nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import AuditEntry
from portal.errors import DomainError, NotAllowed
from programs.engagements.actions import create_program, give_program, move_program
from programs.engagements.lifecycle import ProgramState, State
from programs.engagements.models import Engagement, Participation
from programs.mentoring.actions import create_circle
from programs.mentoring.models import Circle


def wanted(cast, program, **changes):
    return {
        "program": program,
        "title": "Night shift leads",
        "purpose": "To lead at night.",
        "mentor": cast.mentor,
        "members": [cast.participant, cast.member],
        "starts_on": timezone.localdate(),
        "by": cast.administrator,
        **changes,
    }


def test_the_circle_is_forming_with_everybody_in_it(cast, program):
    circle = create_circle(**wanted(cast, program, agreement="Be kind.\n", meets="Weekly"))
    assert circle.engagement.state == State.FORMING
    roles = dict(Participation.objects.filter(engagement=circle.pk).values_list("membership__user__name", "role"))
    assert roles == {"Helen Byrne": "mentor", "Amara Okafor": "mentee", "Tiago Mendes": "mentee"}
    assert (circle.pk, circle.agreement, circle.agreement_version) == (circle.engagement.pk, "Be kind.", 1)


def test_the_audit_trail_has_no_words_of_people(cast, program):
    circle = create_circle(**wanted(cast, program, agreement="Only between us"))
    entry = AuditEntry.objects.get(subject_id=circle.pk, verb="created", subject_type="mentoring.Circle")
    assert entry.by_user == cast.administrator.user_id
    assert "Only between us" not in str(entry.data)


def test_a_manager_forms_circles_in_their_own_program_only(cast, program):
    with pytest.raises(NotAllowed):
        create_circle(**wanted(cast, program, by=cast.manager))
    give_program(program=program, managers=[cast.manager], by=cast.administrator)
    assert create_circle(**wanted(cast, program, by=cast.manager)).pk


def test_a_mentor_does_not_form_circles(cast, program):
    with pytest.raises(NotAllowed):
        create_circle(**wanted(cast, program, by=cast.mentor))
    assert not Circle.objects.exists()


def test_the_mentor_is_not_also_a_member(cast, program):
    with pytest.raises(DomainError) as refused:
        create_circle(**wanted(cast, program, members=[cast.participant, cast.mentor]))
    assert refused.value.field == "members"
    assert not Engagement.objects.exists()


def test_nobody_is_in_it_twice(cast, program):
    circle = create_circle(**wanted(cast, program, members=[cast.participant, cast.participant]))
    assert Participation.objects.filter(engagement=circle.pk).count() == 2


def test_more_members_than_places_are_refused_and_nothing_is_kept(cast, program):
    with pytest.raises(DomainError) as refused:
        create_circle(**wanted(cast, program, most_members=1))
    assert refused.value.field == "members"
    assert not Engagement.objects.exists()


def test_somebody_who_left_the_organization_is_refused_and_nothing_is_kept(cast, program):
    cast.member.is_active = False
    cast.member.save()
    with pytest.raises(DomainError):
        create_circle(**wanted(cast, program))
    assert not Circle.objects.exists()
    assert not Participation.objects.exists()


def test_a_draft_program_takes_no_circles(cast, harbour):
    draft = create_program(kind="mentoring", name="Later", by=cast.administrator)
    with pytest.raises(DomainError):
        create_circle(**wanted(cast, draft))


def test_a_coaching_program_takes_no_circles(cast, harbour):
    coaching = create_program(kind="coaching", name="Coaching", by=cast.administrator)
    move_program(program=coaching, to=ProgramState.OPEN, by=cast.administrator)
    with pytest.raises(DomainError):
        create_circle(**wanted(cast, coaching))


def address(program):
    return reverse("mentoring:circle-create", kwargs={"organization": "harbour", "program_id": program.pk})


def typed(cast, **changes):
    return {
        "title": "Night shift leads",
        "purpose": "To lead at night.",
        "mentor": cast.mentor.pk,
        "members": [cast.participant.pk],
        "starts_on": timezone.localdate().isoformat(),
        "most_members": 8,
        **changes,
    }


def test_the_form_leads_to_the_page_of_those_who_run_it(cast, program, as_):
    answer = as_(cast.administrator).post(address(program), typed(cast))
    circle = Circle.objects.get()
    assert answer.status_code == 302
    assert answer.url == f"/o/harbour/circles/{circle.pk}/manage/"


def test_the_form_keeps_what_was_typed(cast, program, as_):
    answer = as_(cast.administrator).post(address(program), typed(cast, mentor=cast.participant.pk))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Night shift leads" in page
    assert "is the mentor, so not one of the members" in page


def test_the_form_says_which_date_is_wrong(cast, program, as_):
    yesterday = timezone.localdate() - timedelta(days=1)
    answer = as_(cast.administrator).post(address(program), typed(cast, ends_on=yesterday.isoformat()))
    assert answer.status_code == 422
    assert "Choose a later end" in answer.content.decode()


def test_people_of_another_organization_are_no_choice(cast, program, as_):
    answer = as_(cast.administrator).post(address(program), typed(cast, mentor=cast.stranger.pk))
    assert answer.status_code == 422
    assert "Greta" not in answer.content.decode()
    assert not Circle.objects.exists()


def test_members_get_no_form(cast, program, as_):
    assert as_(cast.mentor).get(address(program)).status_code == 403


def test_a_manager_of_other_programs_gets_404(cast, program, as_):
    assert as_(cast.manager).get(address(program)).status_code == 404
    assert as_(cast.manager).post(address(program), typed(cast)).status_code == 404


def test_a_stranger_gets_404(cast, program, as_):
    assert as_(cast.stranger).get(address(program)).status_code == 404
