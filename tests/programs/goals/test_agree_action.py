"""Actions: agreed by those who sit in the sessions, finished by whom they belong to."""

import pytest
from django.db import connection

from portal.audit.models import AuditEntry
from portal.errors import DomainError, NotAllowed
from programs.engagements.actions import end_participation
from programs.engagements.lifecycle import State
from programs.goals.actions import agree_action, finish_action
from programs.goals.models import Action
from programs.goals.queries import actions_of, objectives_for, open_actions_for
from tests.factories.goals import make_contract, make_engagement, make_objective, place_of, set_state, today

pytestmark = pytest.mark.django_db
TEXT = "Let Tomás run the stand-up, and stay out of it"


@pytest.fixture
def contract(cast, harbour):
    return make_contract(cast, state=State.ACTIVE)


@pytest.fixture
def circle(cast, harbour):
    people = [(cast.mentor, "mentor"), (cast.participant, "mentee"), (cast.member, "mentee")]
    return make_engagement(cast, people, kind="mentoring", state=State.ACTIVE, name="First-time leads")


def agree(engagement, owner, by=None, **changes):
    values = {"text": TEXT, "due_on": today(3), **changes}
    return agree_action(owner=place_of(engagement, owner), by=place_of(engagement, by or owner), **values)


def test_anybody_who_sits_in_it_agrees_an_action_for_anybody(cast, circle):
    agree(circle, cast.member, by=cast.participant)
    row = Action.objects.get()
    assert (row.text, row.owner.membership, row.agreed_by) == (TEXT, cast.member, cast.participant)


def test_a_sponsor_neither_agrees_nor_owns_nor_sees_actions(cast, contract):
    with pytest.raises(NotAllowed):
        agree(contract, cast.participant, by=cast.sponsor)
    with pytest.raises(DomainError, match="does not sit"):
        agree(contract, cast.sponsor, by=cast.coach)
    agree(contract, cast.participant)
    assert actions_of(contract, place_of(contract, cast.sponsor)) == []
    assert len(actions_of(contract, place_of(contract, cast.coach))) == 1


def test_nobody_agrees_actions_somewhere_else(cast, contract, circle):
    with pytest.raises(NotAllowed):
        agree_action(
            owner=place_of(contract, cast.participant), text=TEXT, due_on=None, by=place_of(circle, cast.mentor)
        )


def test_an_objective_of_somewhere_else_is_refused(cast, contract, circle):
    elsewhere = make_objective(circle, cast.participant)
    with pytest.raises(DomainError) as refused:
        agree(contract, cast.participant, objective=elsewhere)
    assert refused.value.field == "objective"


@pytest.mark.parametrize(("changes", "field"), [({"text": " "}, "text"), ({"due_on": today(-2)}, "due_on")])
def test_empty_and_past_actions_are_refused(cast, contract, changes, field):
    with pytest.raises(DomainError) as refused:
        agree(contract, cast.participant, **changes)
    assert refused.value.field == field


def test_after_the_end_nothing_is_agreed(cast, contract):
    set_state(contract, State.CLOSED)
    with pytest.raises(NotAllowed):
        agree(contract, cast.participant)


def test_the_owner_finishes_and_opens_again_and_twice_is_once(cast, contract):
    action, place = agree(contract, cast.participant), place_of(contract, cast.participant)
    for _ in range(2):
        finish_action(action=action, done=True, by=place)
    assert Action.objects.get().done_by == cast.participant
    assert AuditEntry.objects.filter(verb="finished").count() == 1
    finish_action(action=action, done=False, by=place)
    assert Action.objects.get().done_at is None


def test_the_lead_finishes_for_others_and_another_mentee_does_not(cast, circle):
    action = agree(circle, cast.participant)
    with pytest.raises(NotAllowed, match="Amara"):
        finish_action(action=action, done=True, by=place_of(circle, cast.member))
    finish_action(action=action, done=True, by=place_of(circle, cast.mentor))
    assert Action.objects.get().done_by == cast.mentor


def test_the_lead_of_another_engagement_does_not_finish_it(cast, contract, circle):
    action = agree(contract, cast.participant)
    with pytest.raises(NotAllowed):
        finish_action(action=action, done=True, by=place_of(circle, cast.mentor))


def test_home_lists_open_actions_of_current_engagements_by_day(cast, contract, circle):
    late = agree(contract, cast.participant, due_on=today(9))
    undated = agree(circle, cast.participant, due_on=None)
    soon = agree(circle, cast.participant, due_on=today(1))
    agree(circle, cast.member)
    finish_action(action=agree(circle, cast.participant), done=True, by=place_of(circle, cast.participant))
    assert open_actions_for(cast.participant) == [soon, late, undated]
    set_state(circle, State.CLOSED)
    assert open_actions_for(cast.participant) == [late]


def test_home_drops_what_belongs_to_a_place_that_was_given_up(cast, circle):
    make_objective(circle, cast.participant)
    agree(circle, cast.participant)
    assert (len(open_actions_for(cast.participant)), len(objectives_for(cast.participant))) == (1, 1)
    end_participation(participation=place_of(circle, cast.participant), by=cast.participant)
    assert (open_actions_for(cast.participant), objectives_for(cast.participant)) == ([], [])


def test_an_action_is_overdue_after_its_day_while_it_is_open(cast, contract):
    action = agree(contract, cast.participant, due_on=today())
    assert not action.is_overdue
    action.due_on = today(-1)
    assert action.is_overdue
    finish_action(action=action, done=True, by=place_of(contract, cast.participant))
    assert not action.is_overdue


def test_the_database_holds_ciphertext_only(cast, contract):
    agree(contract, cast.participant)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM goals_action")
        assert b"stand-up" not in bytes(cursor.fetchone()[0])


def test_a_form_that_was_sent_twice_is_one_action(cast, circle):
    first = agree(circle, cast.member, by=cast.participant)
    assert agree(circle, cast.member, by=cast.participant) == first
    assert Action.objects.count() == 1
    agree(circle, cast.participant)
    finish_action(action=first, done=True, by=place_of(circle, cast.member))
    agree(circle, cast.member, by=cast.participant)  # once more, after it was done
    assert Action.objects.count() == 3
