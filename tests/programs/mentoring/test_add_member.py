"""Joining later: while there is room, with a place in the coming sessions."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from portal.errors import DomainError, NotAllowed
from programs.engagements.models import Participation
from programs.mentoring.actions import add_member, end_circle
from programs.scheduling.actions import schedule_session
from programs.scheduling.models import SessionPlace
from tests.cast import make_cast, make_member
from tests.factories.mentoring import make_circle, place_in


def test_the_newcomer_sits_in_coming_sessions(cast, circle):
    session = schedule_session(
        engagement=circle.engagement,
        starts_at=timezone.now() + timedelta(days=3),
        minutes=60,
        by=place_in(circle, cast.mentor),
    )
    place = add_member(circle=circle, membership=cast.bystander, by=cast.administrator)
    assert SessionPlace.objects.filter(session=session, participation=place, blocks=True).exists()
    assert place.role == "mentee"


def test_neither_the_mentor_nor_a_member_adds_people(cast, circle):
    for person in (cast.mentor, cast.participant, cast.manager):
        with pytest.raises(NotAllowed):
            add_member(circle=circle, membership=cast.bystander, by=person)
    assert Participation.objects.filter(engagement=circle.pk).count() == 3


def test_the_same_person_again_is_refused(cast, circle):
    add_member(circle=circle, membership=cast.bystander, by=cast.administrator)
    with pytest.raises(DomainError, match="takes part already"):
        add_member(circle=circle, membership=cast.bystander, by=cast.administrator)


def test_a_full_circle_takes_nobody(cast, program):
    circle = make_circle(cast, program=program, most_members=2)
    with pytest.raises(DomainError, match="All 2 places are taken"):
        add_member(circle=circle, membership=cast.bystander, by=cast.administrator)


def test_a_circle_at_its_end_takes_nobody(cast, circle):
    end_circle(circle=circle, by=cast.mentor)
    with pytest.raises(DomainError, match="come to its end"):
        add_member(circle=circle, membership=cast.bystander, by=cast.administrator)


def test_an_old_copy_of_the_circle_does_not_help(cast, circle):
    """The state that counts is the one in the database, not the one on the page."""
    stale = type(circle).objects.select_related("engagement__program").get(pk=circle.pk)
    end_circle(circle=circle, by=cast.mentor)
    with pytest.raises(DomainError):
        add_member(circle=stale, membership=cast.bystander, by=cast.administrator)


@pytest.mark.django_db(transaction=True)
def test_eight_race_for_the_last_place_and_one_gets_it():
    with transaction.atomic():  # row security learns the organization at the beginning of a transaction
        cast = make_cast()
    with cast.inside("harbour"), transaction.atomic():
        circle = make_circle(cast, most_members=3)
        racers = [make_member(f"Racer{number} Swift") for number in range(8)]
    barrier, outcomes = Barrier(len(racers)), []

    def race(racer):
        try:
            with cast.inside("harbour"):
                barrier.wait(timeout=10)
                add_member(circle=circle, membership=racer, by=cast.administrator)
            outcomes.append("in")
        except DomainError as refused:
            outcomes.append(refused.message)
        finally:
            connection.close()

    threads = [Thread(target=race, args=[racer]) for racer in racers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=10)
    assert len(outcomes) == 8
    assert outcomes.count("in") == 1
    assert sum("All 3 places are taken" in said for said in outcomes) == 7
    with cast.inside("harbour"), transaction.atomic():
        assert Participation.objects.filter(engagement=circle.pk, role="mentee", left_at__isnull=True).count() == 3


def address(circle):
    return reverse("mentoring:member-create", kwargs={"organization": "harbour", "engagement_id": circle.pk})


def test_the_form_offers_only_people_who_are_not_in_it(cast, circle, as_):
    page = as_(cast.administrator).get(address(circle)).content.decode()
    assert "Nuno Alves" in page
    assert f'value="{cast.participant.pk}"' not in page


def test_the_form_adds_and_says_so(cast, circle, as_):
    answer = as_(cast.administrator).post(address(circle), {"membership": cast.bystander.pk}, follow=True)
    assert "Nuno Alves is in the circle" in answer.content.decode()


def test_the_form_of_a_full_circle_says_so_with_422(cast, program, as_):
    circle = make_circle(cast, program=program, most_members=2)
    answer = as_(cast.administrator).post(address(circle), {"membership": cast.bystander.pk})
    assert answer.status_code == 422
    assert "All 2 places are taken" in answer.content.decode()


def test_others_do_not_reach_the_form(cast, circle, as_):
    assert as_(cast.mentor).get(address(circle)).status_code == 403
    assert as_(cast.manager).get(address(circle)).status_code == 404
    assert as_(cast.stranger).post(address(circle), {"membership": cast.stranger.pk}).status_code == 404
