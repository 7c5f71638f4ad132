"""What other rooms add to a write-up: actions and measurements, saved with it or not at all; prompts beside it."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.goals.models import Action, Measurement, Objective
from programs.notes.models import HiddenPrompts, Note
from programs.notes.prompts import PROMPTS, prompts_for
from programs.scheduling.actions import propose_topic
from programs.scheduling.models import Session
from tests.factories.covenant import sign_for_all
from tests.factories.scheduling import at, in_days, make_circle, make_contract, make_session, place_in


def contract_session(cast):
    """A coaching session of yesterday, with a topic and an objective."""
    contract = make_contract(cast)
    today = timezone.localdate()
    Objective.objects.create(
        owner=place_in(contract, cast.participant),
        title="Let the team decide",
        indicator="Team survey",
        baseline=2,
        target=4,
        starts_on=today - timedelta(days=30),
        due_on=today + timedelta(days=90),
    )
    with at(timezone.now() - timedelta(days=8)):
        session = make_session(contract, cast.coach, starts_at=in_days(7))
        by = place_in(contract, cast.participant)
        propose_topic(engagement=contract, session=session, text="The budget meeting", by=by)
    return session


@pytest.fixture
def session(cast):
    with cast.inside("harbour"):
        found = contract_session(cast)
        sign_for_all(found.engagement)
        return found


def url(session, name="session-write-up"):
    return reverse(f"notes:{name}", kwargs={"organization": "harbour", "session_id": session.pk})


def filled(cast, session, **values):
    with cast.inside("harbour"):
        objective = Objective.objects.get()
        amara = place_in(session.engagement, cast.participant)
        return {
            "held": "yes",
            "came": [str(amara.pk)],
            "shared": "for both",
            "own": "for me",
            "actions-rows": "2",
            "actions-0-text": "Let Tomás run the stand-up",
            "actions-0-owner": str(amara.pk),
            "actions-0-due_on": f"{timezone.localdate() + timedelta(days=5)}",
            "actions-1-text": "Send the list of questions",
            f"measure-{objective.pk}-value": "3.4",
            f"measure-{objective.pk}-note": "She left the room",
            **values,
        }


def test_everything_is_saved_at_once(cast, session, as_):
    page = as_(cast.coach).get(url(session)).text
    for words in ("Save and share with Amara", "The budget meeting", "Let the team decide", "What does it show now?"):
        assert words in page
    answer = as_(cast.coach).post(url(session), filled(cast, session))
    assert answer.status_code == 302
    with cast.inside("harbour", cast.coach.user):
        assert Session.objects.get().is_completed
        assert set(Note.objects.values_list("audience", flat=True)) == {"engagement", "private"}
        agreed = {action.text: action for action in Action.objects.select_related("owner__membership")}
        assert agreed["Let Tomás run the stand-up"].owner.membership == cast.participant
        assert agreed["Let Tomás run the stand-up"].session == session
        assert agreed["Send the list of questions"].owner.membership == cast.coach
        row = Measurement.objects.get()
        assert (str(row.value), row.note) == ("3.40", "She left the room")
        assert row.measured_on == timezone.localdate(session.starts_at, timezone=cast.coach.user.time_zone)


def test_one_bad_row_saves_nothing_and_brings_everything_back(cast, session, as_):
    past = f"{date(2020, 1, 1)}"
    for bad, words in (
        ({"actions-1-due_on": past}, "This day is past."),
        ({"actions-1-text": "", "actions-1-due_on": past}, "clear the day"),
        ({"actions-1-owner": str(cast.harbour.pk)}, "not one of the choices any more"),
    ):
        page = as_(cast.coach).post(url(session), filled(cast, session, **bad))
        assert page.status_code == 422
        assert words in page.text
        for typed in ("for both", "for me", "Let Tomás run the stand-up", "She left the room", 'value="3.4"'):
            assert typed in page.text
    with cast.inside("harbour", cast.coach.user):
        assert Session.objects.get().is_planned
        assert not Note.objects.exists()
        assert not Action.objects.exists()
        assert not Measurement.objects.exists()


def test_a_row_is_added_without_script_and_nothing_is_lost_or_saved(cast, session, as_):
    page = as_(cast.coach).post(url(session), filled(cast, session, add="actions", came=[]))
    assert page.status_code == 200
    assert "error-summary" not in page.text
    assert re.search(r'<input[^>]*name="actions-2-text"[^>]*autofocus', page.text)
    for typed in ("for both", "for me", "Send the list of questions", "She left the room"):
        assert typed in page.text
    with cast.inside("harbour", cast.coach.user):
        assert not Note.objects.exists()


def test_until_all_have_signed_the_note_for_all_is_kept_for_oneself(cast, as_):
    with cast.inside("harbour"):
        session = contract_session(cast)
    page = as_(cast.coach).get(url(session)).text
    assert "not shared yet" in page
    assert "Save and share" not in page
    assert "Lucía Ferrer" in page
    refused = as_(cast.coach).post(url(session), filled(cast, session))
    assert (refused.status_code, "Still to sign" in refused.text) == (422, True)
    kept = as_(cast.coach).post(url(session), filled(cast, session, shared_later="on"), follow=True)
    assert "Your notes can be read by you alone." in kept.text
    with cast.inside("harbour", cast.coach.user):
        assert {(note.audience, note.text) for note in Note.objects.all()} == {
            ("private", "for both"),
            ("private", "for me"),
        }


def test_a_note_becomes_an_action_in_one_step(cast, session, as_):
    page = url(session, "note-create")
    client = as_(cast.participant)
    shown = client.get(page).text
    assert "And somebody does something about it" in shown
    assert "The budget meeting" in shown
    assert "What does it show now?" not in shown
    sent = {"text": "What I saw", "audience": "private", "actions-0-text": "Ask Tomás"}
    assert client.post(page, sent).status_code == 302
    with cast.inside("harbour", cast.participant.user):
        assert Action.objects.get().text == "Ask Tomás"
        assert Note.objects.get().text == "What I saw"


def test_the_last_session_stands_beside_the_next(cast, session, as_):
    as_(cast.coach).post(url(session), filled(cast, session))
    with cast.inside("harbour"), at(timezone.now() - timedelta(days=2)):
        later = make_session(session.engagement, cast.coach, starts_at=in_days(2) - timedelta(hours=18))
    page = as_(cast.participant).get(url(later, "note-create")).text
    assert "The last time" in page
    assert "for both" in page
    assert "for me" not in page
    assert "Let Tomás run the stand-up" in page


def test_prompts_fit_the_role_change_by_session_and_can_be_hidden(cast, session, as_):
    for kind, by_role in PROMPTS.items():
        for role, found in by_role.items():
            assert 5 <= len(found) <= 8
            assert prompts_for(kind, role, 1) == list(found[:3])
            assert prompts_for(kind, role, 2) != list(found[:3])
    assert prompts_for("coaching", "sponsor", 1) == []
    client = as_(cast.coach)
    assert PROMPTS["coaching"]["coach"][0] in client.get(url(session)).text
    show = reverse("notes:prompts-show", args=["harbour", session.engagement_id])
    client.post(show, {"show": "0"})
    page = client.get(url(session)).text
    assert PROMPTS["coaching"]["coach"][0] not in page
    assert "Show questions to think about" in page
    with cast.inside("harbour"):
        assert list(HiddenPrompts.objects.values_list("member", "kind")) == [(cast.coach.pk, "coaching")]
        circle = make_circle(cast)
        elsewhere = reverse("notes:note-create", args=["harbour", circle.pk])
    assert PROMPTS["mentoring"]["mentor"][0] in as_(cast.mentor).get(elsewhere).text
    client = as_(cast.coach)
    client.post(show, {"show": "1"})
    assert PROMPTS["coaching"]["coach"][0] in client.get(url(session)).text
