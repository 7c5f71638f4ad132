"""The framework of competencies and the pages of coaches."""

import pytest
from django.urls import reverse

from portal.errors import DomainError, NotAllowed
from programs.coaching.actions import save_profile
from programs.coaching.models import CoachProfile
from programs.coaching.queries.coaches import get_coach
from programs.goals.actions import change_competency, create_competency, end_competency, take_starting_set
from programs.goals.models import Competency
from programs.goals.queries_competencies import competencies, competency_choices
from tests.factories import coaches, coaching
from tests.factories.engagements import open_program


def url(name, **kwargs):
    return reverse(name, kwargs={"organization": "harbour", **kwargs})


def test_the_starting_set_is_taken_over_in_one_step_and_never_twice(cast, harbour, as_):
    browser = as_(cast.administrator)
    assert "Take over the starting set" in browser.get(url("goals:competency-list")).text
    create_competency(name="giving  Feedback", by=cast.administrator)
    assert browser.post(url("goals:competency-take")).status_code == 302
    assert take_starting_set(by=cast.administrator) == 0
    assert competencies().count() == 16, "the name that was there is left as it is"
    areas = [area for area, _ in competency_choices()]
    assert areas == ["Communicating", "Deciding", "Leading oneself", "Leading people", "Others"]
    shown = browser.get(url("goals:competency-list")).text
    assert "Take over" not in shown
    assert "Delegating" in shown


def test_competencies_are_written_by_those_who_run_programs_and_names_are_kept_apart(cast, harbour, as_):
    coaches.make_competencies(cast)
    listening = Competency.objects.get(name="Listening")
    for part, status in (("manager", 200), ("coach", 403), ("participant", 403)):
        assert as_(getattr(cast, part)).get(url("goals:competency-list")).status_code == status
    with pytest.raises(NotAllowed):
        create_competency(name="Selling", by=cast.coach)
    answer = as_(cast.manager).post(url("goals:competency-create"), {"name": "LISTENING", "area": "Kept"})
    assert answer.status_code == 422
    assert 'value="Kept"' in answer.text
    with pytest.raises(DomainError, match="has this name"):
        change_competency(competency=listening, name="Delegating", by=cast.manager)

    coaches.make_profile(cast, cast.coach, competencies=["Listening"])
    end_competency(competency=listening, by=cast.manager)
    assert "Listening" not in str(competency_choices())
    assert [row.name for row in get_coach(cast.coach.pk).competencies] == ["Listening"], "who names it keeps it"
    page = as_(cast.coach).get(url("coaching:coach-change", coach_id=cast.coach.pk)).text
    assert "Offered no more" in page


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"source": "provider", "provider": " "}, "provider"),
        ({"source": "elsewhere"}, "source"),
        ({"languages": ["xx"]}, "languages"),
        ({"capacity": 101}, "capacity"),
    ],
)
def test_a_profile_is_refused_with_a_word_at_its_field(cast, harbour, wrong, field):
    with pytest.raises(DomainError) as refusal:
        coaches.make_profile(cast, cast.coach, **wrong)
    assert refusal.value.field == field
    assert not CoachProfile.objects.exists()


def test_coaches_write_their_own_profile_and_nobody_elses(cast, harbour, as_):
    values = {"source": "independent", "languages": ["pt", "en"], "capacity": 3, "is_open": "on"}
    own = url("coaching:coach-change", coach_id=cast.coach.pk)
    assert as_(cast.coach).post(own, values).status_code == 409, "who coaches nobody is no coach yet"
    coaching.draft(cast)
    assert as_(cast.coach).post(own, {**values, "approach": "I wait."}).status_code == 302
    profile = CoachProfile.objects.get(membership=cast.coach)
    assert (profile.languages, profile.provider, profile.approach) == (["en", "pt"], "", "I wait.")
    for part in ("participant", "manager", "mentor"):
        assert as_(getattr(cast, part)).post(own, values).status_code == 409
    with pytest.raises(NotAllowed):
        save_profile(
            coach=cast.mentor, source="internal", approach="", languages=["en"], competencies=(), capacity=1,
            is_open=True, by=cast.mentor,
        )  # fmt: skip
    change = {**values, "source": "provider", "provider": "Northstar", "coach": str(cast.mentor.pk)}
    assert as_(cast.administrator).post(url("coaching:coach-create"), change).status_code == 302
    assert get_coach(cast.mentor.pk).source == "From Northstar"


def test_members_find_coaches_by_competency_language_and_source(cast, harbour, as_, django_assert_max_num_queries):
    coaches.make_competencies(cast)
    open_program(cast.administrator, kind="coaching", name="Open to all")
    coaches.make_profile(cast, cast.coach, competencies=["Delegating"], languages=["pt"], source="independent")
    coaches.make_profile(cast, cast.mentor, competencies=["Listening"], is_open=False)
    page, browser = url("coaching:coach-list"), as_(cast.bystander)
    shown = browser.get(page).text
    assert "Ask for a coach" in shown
    assert "need not know your field" in shown
    delegating = coaches.named("Delegating")[0]
    for query, names in (
        (f"competency={delegating}", {"Rafael"}),
        ("language=en", {"Helen"}),
        ("source=independent&language=pt", {"Rafael"}),
        ("language=fi", set()),
        ("competency=nonsense", {"Rafael", "Helen"}),
    ):
        found = browser.get(f"{page}?{query}").text.split("Find coaches")[1]
        assert {name for name in ("Rafael", "Helen") if name in found} == names, query
    detail = browser.get(url("coaching:coach-detail", coach_id=cast.mentor.pk)).text
    assert "Takes no new clients now" in detail
    assert "Change the profile" not in detail

    with django_assert_max_num_queries(60) as few:
        browser.get(page)
    coaches.make_coaches(cast, 6)
    with django_assert_max_num_queries(len(few)):
        browser.get(page)
