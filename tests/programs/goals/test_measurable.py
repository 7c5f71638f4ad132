"""What is asked back before an objective is kept, as a table of examples."""

from decimal import Decimal

import pytest
from django.urls import reverse

from programs.engagements.lifecycle import State
from programs.goals.measurable import HALFWAY, SAME, SEEN, UNIT, questions_about
from programs.goals.models import Objective
from tests.factories.goals import make_contract, objective_values, set_state

NOTHING = []


@pytest.mark.parametrize(
    ("title", "indicator", "unit", "numbers", "asked"),
    [
        ("Let the team decide", "Team survey, average score. Tiago counts it.", "points", (2, 4), NOTHING),
        ("Speak early", "Times I speak in the first half hour", "", (1, 5), NOTHING),
        ("Close work that is done", "Open threads on my board", "threads", (31, 10), NOTHING),
        ("Ask for people by name", "Requests granted in the first round", "%", (20, 60), NOTHING),
        ("Keep the team", "People who say they will stay, of 18", "people", (11, 17), NOTHING),
        ("Leave on time", "Leave on time, days a week", "days", (0, 1), NOTHING),
        ("Speak better", "I am more confident", "points", (1, 5), [SEEN]),
        ("Talk to each other", "Better communication in the team", "", (1, 5), [SEEN, UNIT]),
        ("Be heard", "My boss listens to me", "", (1, 5), [SEEN, UNIT]),
        ("Be calm in theatre", "Be calm in theatre.", "points out of five", (1, 5), NOTHING),
        ("Be calm in theatre", "Be calm in  Theatre", "", (1, 5), [SAME, UNIT]),
        ("Write the plan", "The plan is written", "", (0, 1), [HALFWAY, SEEN]),
        ("Pass", "The exam", "exam", (0, 1), [HALFWAY]),
        ("Melhorar", "Inquérito à equipa", "pontos", (1, 5), NOTHING),
    ],
)
def test_what_is_asked(title, indicator, unit, numbers, asked):
    baseline, target = map(Decimal, numbers)
    assert questions_about(title, indicator, unit, baseline, target) == asked


@pytest.mark.django_db
def test_it_is_asked_once_and_then_kept(cast, harbour, as_):
    contract = make_contract(cast)
    set_state(contract, State.DESIGN)
    names = {"organization": "harbour", "engagement_id": contract.pk}
    address, browser = reverse("goals:objective-create", kwargs=names), as_(cast.participant)
    vague = objective_values(title="Talk to each other", indicator="Better communication", unit="")
    typed = {key: str(value) for key, value in vague.items()}
    page = browser.post(address, typed)
    assert SEEN.text in page.content.decode()
    assert "Better communication" in page.content.decode()
    assert not Objective.objects.exists()
    assert 'name="asked" value="yes"' in page.content.decode()
    assert browser.post(address, {**typed, "asked": "yes", "evidence": "My log", "highest": "10"}).status_code == 302
    kept = Objective.objects.get()
    assert (kept.indicator, kept.evidence, kept.highest, kept.lowest) == ("Better communication", "My log", 10, None)
