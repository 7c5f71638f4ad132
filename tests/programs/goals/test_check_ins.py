"""Between two sessions the owner says how an action goes; what is stuck opens the next agenda."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.errors import DomainError, NotAllowed
from programs.goals.actions import agree_action, check_in, finish_action
from programs.goals.models import Action, CheckIn
from programs.goals.queries import actions_of, get_action_for
from programs.goals.queries_questions import also_on_agenda
from tests.factories.goals import today
from tests.factories.scheduling import make_contract, make_session, place_in

pytestmark = pytest.mark.django_db
NOTE = "canary-check-in: nobody answers my mails"


def url(name, **kwargs):
    return reverse(name, kwargs={"organization": "harbour", **kwargs})


@pytest.fixture
def contract(cast, harbour):
    return make_contract(cast)


@pytest.fixture
def action(cast, contract) -> Action:
    agreed = agree_action(
        owner=place_in(contract, cast.participant),
        text="Let Tomás run the stand-up",
        due_on=today(5),
        by=place_in(contract, cast.coach),
    )
    return get_action_for(cast.participant, agreed.pk)[0]


def test_the_owner_says_it_and_it_stands_beside_the_action(cast, contract, action, as_):
    page = url("goals:check-in", action_id=action.pk)
    client = as_(cast.participant)
    assert client.get(page).status_code == 200
    assert client.post(page, {"going": "", "note": NOTE}).status_code == 422, "nothing typed is lost"
    assert client.post(page, {"going": "slowly", "note": ""}).status_code == 302
    assert client.post(page, {"going": "stuck", "note": NOTE}).status_code == 302
    assert client.post(page, {"going": "stuck", "note": NOTE}).status_code == 302, "sent twice"
    assert CheckIn.objects.count() == 2
    for who in (cast.participant, cast.coach):
        text = as_(who).get(url("goals:objective-list", engagement_id=contract.pk)).text
        assert "Stuck" in text
        assert NOTE in text
        assert "Slower than planned" in as_(who).get(page).text
    assert as_(cast.coach).post(page, {"going": "well"}).status_code == 409, "it is hers to say"
    assert as_(cast.bystander).get(page).status_code == 404
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(encode(note, 'escape'), '') FROM goals_checkin")
        assert "canary" not in cursor.fetchone()[0]


def test_who_does_not_do_it_cannot_say_it_and_a_done_one_goes_no_way(cast, contract, action):
    with pytest.raises(NotAllowed):
        check_in(action=action, going="well", by=place_in(contract, cast.coach))
    owner = place_in(contract, cast.participant)
    with pytest.raises(DomainError, match="Choose how"):
        check_in(action=action, going="fine", by=owner)
    with pytest.raises(DomainError, match="shorter"):
        check_in(action=action, going="well", note="x" * 1001, by=owner)
    check_in(action=action, going="stuck", note=NOTE, by=owner)
    finish_action(action=action, done=True, by=owner)
    with pytest.raises(DomainError, match="is done"):
        check_in(action=action, going="well", by=owner)
    (row,) = actions_of(contract, owner)
    assert row.check_in is None, "of a done one it is of no use"


def test_stuck_ones_open_the_next_agenda_in_front_of_overdue_ones(cast, contract, action, as_):
    session = make_session(contract, cast.coach)
    coach, owner = place_in(contract, cast.coach), place_in(contract, cast.participant)
    assert not also_on_agenda(session, coach)
    late = agree_action(owner=owner, text="An overdue promise", due_on=None, by=owner)
    Action.objects.filter(pk=late.pk).update(due_on=today(-4))
    check_in(action=action, going="stuck", note=NOTE, by=owner)
    assert [row.pk for row in also_on_agenda(session, coach).actions] == [action.pk, late.pk]
    text = as_(cast.coach).get(url("scheduling:session-detail", session_id=session.pk)).text
    assert text.index(action.text) < text.index("An overdue promise")
    assert NOTE in text
    with CaptureQueriesContext(connection) as few:
        also_on_agenda(session, coach)
    for number in range(4):
        more = agree_action(owner=owner, text=f"Promise {number}", due_on=None, by=owner)
        check_in(action=more, going="stuck", note="why", by=owner)
    with CaptureQueriesContext(connection) as many:
        assert len(also_on_agenda(session, coach).actions) == 6
    assert len(many) == len(few) == 5
    check_in(action=action, going="well", by=owner)
    assert action.pk not in [row.pk for row in also_on_agenda(session, coach).actions]
