"""Insights: one's own log, private until its writer shares one; and questions at hand while a session runs."""

from datetime import timedelta

import pytest
from django.urls import reverse

from programs.notes.models import HiddenPrompts, Note
from programs.notes.prompts import PHASES
from tests.factories.covenant import sign_for_all
from tests.factories.scheduling import at, in_days, make_contract, make_session, place_in


@pytest.fixture
def contract(cast, harbour):
    contract = make_contract(cast)
    sign_for_all(contract)
    return contract


def insights(contract, session=None) -> str:
    found = reverse("notes:insight-list", kwargs={"organization": "harbour", "engagement_id": contract.pk})
    return f"{found}?session={session.pk}" if session else found


def session_page(session) -> str:
    return reverse("scheduling:session-detail", kwargs={"organization": "harbour", "session_id": session.pk})


def test_one_line_is_kept_for_its_writer_with_its_session_and_shared_by_choosing_who(cast, contract, as_):
    session = make_session(contract, cast.coach)
    client = as_(cast.participant)
    assert insights(contract, session) in client.get(session_page(session)).text
    client.post(insights(contract), {"text": "I rescue people", "session": session.pk})
    with cast.inside("harbour", cast.participant.user):
        note = Note.objects.get()
    assert (note.kind, note.audience, note.session_id) == ("insight", "private", session.pk)
    shown = client.get(insights(contract)).text
    assert "I rescue people" in shown
    assert session_page(session) in shown
    assert client.post(insights(contract), {"text": " "}).status_code == 422
    assert "I rescue people" not in as_(cast.coach).get(insights(contract)).text
    assert as_(cast.sponsor).get(insights(contract)).status_code == 409

    change = reverse("notes:note-change", kwargs={"organization": "harbour", "note_id": note.pk})
    coach = str(place_in(contract, cast.coach).pk)
    values = {"text": "I rescue people", "audience": "named", "named": [coach], "version": note.version}
    as_(cast.participant).post(change, values | {"kind": "insight", "wider": f"named {coach}"})
    assert "I rescue people" in as_(cast.coach).get(session_page(session)).text
    assert "I rescue people" not in as_(cast.coach).get(insights(contract)).text


def test_a_coach_has_questions_at_hand_while_the_session_runs_and_can_hide_them(cast, contract, as_):
    session = make_session(contract, cast.coach, starts_at=in_days(1))
    phases = PHASES["coaching"]
    asked = [question for _, questions in phases for question in questions]
    assert len(set(asked)) == len(asked) >= 24
    assert "Questions at hand" not in as_(cast.coach).get(session_page(session)).text
    with at(session.starts_at + timedelta(minutes=5)):
        shown = as_(cast.coach).get(session_page(session)).text
        assert all(phase in shown for phase, _ in phases)
        assert asked[-1] in shown
        assert "Questions at hand" not in as_(cast.participant).get(session_page(session)).text
        hide = reverse("notes:prompts-show", kwargs={"organization": "harbour", "engagement_id": contract.pk})
        as_(cast.coach).post(hide, {"show": "0"})
        assert HiddenPrompts.objects.get().member == cast.coach
        shown = as_(cast.coach).get(session_page(session)).text
        assert asked[-1] not in shown
        assert "Show questions to ask" in shown
