"""Questionnaires of one's own: written by administrators, published once, never changed, one draft at a time."""

import pytest
from django.urls import reverse

from portal.errors import DomainError, NotAllowed
from programs.engagements.lifecycle import State
from programs.evaluations import actions
from programs.evaluations.models import Questionnaire
from programs.evaluations.queries import newest_questionnaire
from programs.evaluations.questions import fingerprint
from tests.factories.evaluations import make_cohort, make_round
from tests.factories.questionnaires import QUESTIONS, make_draft, make_own

pytestmark = pytest.mark.django_db


def url(name, row=None, **kwargs):
    known = {"questionnaire_id": row.pk} if row else {}
    return reverse(f"evaluations:{name}", kwargs={"organization": "harbour", **known, **kwargs})


def keys(row):
    return [question["key"] for question in Questionnaire.objects.get(pk=row.pk).questions]


def test_one_is_written_and_published_through_the_pages(cast, harbour, as_):
    browser = as_(cast.administrator)
    new = {"title": "Our own", "introduction": "Short", "source": "Ourselves", "language": "en"}
    browser.post(url("questionnaire-create"), new)
    row = Questionnaire.objects.get()
    add = url("question-create", row)
    yes_no = {"label": "Would you come again?", "required": "on"}
    browser.post(f"{add}?type=yes_no", yes_no)
    browser.post(f"{add}?type=choice", {"label": "Where?", "options": "In a room\nBy video", "required": "on"})
    scale = {"label": "Worth it?", "least": "0", "most": "10", "low": "No", "high": "Yes", "required": "on"}
    depends = {"when": "where", "when_values": "by video"}
    refused = browser.post(f"{add}?type=scale", {**scale, **depends, "when_values": "at home"})
    assert refused.status_code == 422
    assert "In a room, By video" in refused.content.decode()
    assert 'value="at home"' in refused.content.decode()
    browser.post(f"{add}?type=scale", {**scale, **depends})
    assert Questionnaire.objects.get().questions[2] == {
        "key": "worth-it",
        "type": "scale",
        "label": "Worth it?",
        "least": 0,
        "most": 10,
        "low": "No",
        "high": "Yes",
        "when": {"key": "where", "is": ["by-video"]},
    }
    browser.post(url("question-move", row, question_key="would-you-come-again"), {"way": "down"})
    assert keys(row) == ["where", "would-you-come-again", "worth-it"]
    page = browser.get(url("questionnaire-preview", row)).content.decode()
    assert page.index("Where?") < page.index("Would you come again?")
    assert "disabled" in page
    browser.post(url("questionnaire-publish", row))
    assert newest_questionnaire("our-own") == row
    assert "Our own" in browser.get(url("questionnaire-list")).content.decode()


def test_a_published_version_never_changes_and_an_open_round_keeps_it(cast, harbour, as_):
    first = make_own(cast)
    round = make_round(make_cohort(cast, 2, state=State.ACTIVE), "our-own")
    before = fingerprint(first)
    by = {"questionnaire": first, "by": cast.administrator}
    for change in (
        lambda: actions.save_question(question={"type": "yes_no", "label": "More?"}, **by),
        lambda: actions.save_question(question={**QUESTIONS[1], "label": "Other"}, key="again", **by),
        lambda: actions.move_question(key="again", up=False, **by),
        lambda: actions.remove_question(key="hours", **by),
        lambda: actions.translate_questionnaire(language="de", words={"title": "Unser"}, **by),
        lambda: actions.change_questionnaire(title="Other", introduction="", source="", language="en", **by),
        lambda: actions.publish_questionnaire(**by),
        lambda: actions.delete_draft(**by),
    ):
        with pytest.raises(DomainError, match="published, so it stays"):
            change()
    page = as_(cast.administrator).post(
        url("question-change", first, question_key="hours"), {"label": "Typed in vain", "required": "on"}
    )
    assert page.status_code == 422
    assert "Typed in vain" in page.content.decode()
    assert fingerprint(Questionnaire.objects.get()) == before

    second = actions.copy_questionnaire(**by)
    actions.save_question(questionnaire=second, question={"type": "yes_no", "label": "More?"}, by=cast.administrator)
    actions.publish_questionnaire(questionnaire=second, by=cast.administrator)
    assert (second.code, second.version) == ("our-own", 2)
    round.refresh_from_db()
    assert round.questionnaire == first
    assert newest_questionnaire("our-own") == second
    actions.retire_questionnaire(questionnaire=second, by=cast.administrator)
    assert newest_questionnaire("our-own") == first
    actions.restore_questionnaire(questionnaire=second, by=cast.administrator)
    assert newest_questionnaire("our-own") == second


def test_one_about_a_person_is_not_asked_without_saying_about_whom(cast, harbour):
    make_own(cast, about_a_person=True)
    with pytest.raises(DomainError) as refused:
        make_round(make_cohort(cast, 2, state=State.ACTIVE), "our-own")
    assert refused.value.field == "subject"


def test_there_is_one_draft_at_a_time_and_something_new_beside_it(cast, harbour, as_):
    actions.ensure_library()
    pulse = Questionnaire.objects.get(code="session-pulse")
    draft = actions.copy_questionnaire(questionnaire=pulse, by=cast.administrator)
    assert (draft.version, draft.questions, set(draft.translations)) == (2, pulse.questions, {"de", "pt"})
    browser = as_(cast.administrator)
    page = browser.post(url("questionnaire-copy", pulse), {"way": "version"})
    assert page.status_code == 422
    assert "began a draft of this already" in page.content.decode()
    browser.post(url("questionnaire-copy", pulse), {"way": "own", "title": "Session pulse"})
    assert Questionnaire.objects.filter(code="session-pulse-2", version=1).exists()
    assert newest_questionnaire("session-pulse") == pulse
    browser.post(url("questionnaire-delete", draft))
    assert not Questionnaire.objects.filter(pk=draft.pk).exists()


def test_what_is_based_on_an_older_state_is_refused_with_what_changed(cast, harbour, as_):
    draft = make_draft(cast)
    browser = as_(cast.administrator)
    address = url("question-change", draft, question_key="again")
    base = browser.get(address).context["form"]["base"].value()
    actions.save_question(
        questionnaire=draft, question={**QUESTIONS[4], "label": "How many hours?"}, key="hours", by=cast.administrator
    )
    mine = {"label": "Once more?", "key": "again", "required": "on", "base": base}
    refused = browser.post(address, mine)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Somebody else changed this draft meanwhile: “How many hours?”." in page
    assert "Once more?" in page
    newer = refused.context["form"]["base"].value()
    assert browser.post(address, {**mine, "base": newer}).status_code == 302
    labels = {one["key"]: one["label"] for one in Questionnaire.objects.get().questions}
    assert (labels["again"], labels["hours"]) == ("Once more?", "How many hours?")
    actions.remove_question(questionnaire=draft, key="hours", by=cast.administrator)
    gone = browser.post(url("question-change", draft, question_key="hours"), {"type": "number", "label": "My hours"})
    assert "took this question out meanwhile" in gone.content.decode()
    assert "My hours" in gone.content.decode()


def test_order_and_removal_respect_what_depends(cast, harbour):
    by = {"questionnaire": make_draft(cast), "by": cast.administrator}
    with pytest.raises(DomainError, match="Why not"):
        actions.move_question(key="why", up=True, **by)
    with pytest.raises(DomainError, match="depends on “Would you come again"):
        actions.remove_question(key="again", **by)
    with pytest.raises(DomainError, match="cannot be answered"):
        actions.save_question(question={**QUESTIONS[5], "options": QUESTIONS[7]["options"]}, key="place", **by)
    renamed = actions.save_question(question={**QUESTIONS[1], "key": "back"}, key="again", **by)
    assert renamed.questions[2]["when"] == {"key": "back", "is": ["no"]}


def test_a_translation_is_written_side_by_side_and_what_lacks_is_said(cast, harbour, as_):
    draft = make_draft(cast, questions=QUESTIONS[1:2])
    browser = as_(cast.administrator)
    address = url("questionnaire-translate", draft, language="de")
    page = browser.get(f"{url('questionnaire-languages', draft)}?language=de", follow=True).content.decode()
    assert "Would you come again?" in page
    browser.post(address, {"title": "Unser eigener"})
    refused = browser.post(url("questionnaire-publish", draft))
    assert refused.status_code == 422
    assert "Deutsch: 1" in refused.content.decode()
    browser.post(address, {"title": "Unser eigener", "questions.again.label": "Würden Sie wiederkommen?"})
    assert (
        "Würden Sie wiederkommen?" in browser.get(f"{url('questionnaire-preview', draft)}?language=de").content.decode()
    )
    assert browser.post(url("questionnaire-publish", draft)).status_code == 302
    assert Questionnaire.objects.get().translations["de"]["questions"]["again"]["label"] == "Würden Sie wiederkommen?"


def test_an_empty_one_is_not_published(cast, harbour):
    draft = make_draft(cast, questions=[])
    with pytest.raises(DomainError, match="no question yet"):
        actions.publish_questionnaire(questionnaire=draft, by=cast.administrator)


def test_what_the_portal_asks_by_itself_is_not_retired_without_another(cast, harbour):
    actions.ensure_library()
    end = Questionnaire.objects.get(code="mentoring-end")
    with pytest.raises(DomainError, match="asks this by itself"):
        actions.retire_questionnaire(questionnaire=end, by=cast.administrator)
    actions.retire_questionnaire(
        questionnaire=Questionnaire.objects.get(code="training-behaviour"), by=cast.administrator
    )
    assert newest_questionnaire("training-behaviour") is None


@pytest.mark.parametrize("part", ["manager", "mentor", "participant"])
def test_administrators_write_managers_look_others_do_neither(cast, harbour, as_, part):
    draft, person = make_draft(cast), getattr(cast, part)
    browser, looks = as_(person), 200 if part == "manager" else 403
    for name in ("questionnaire-detail", "questionnaire-preview"):
        assert browser.get(url(name, draft)).status_code == looks
    assert browser.get(url("questionnaire-list")).status_code == looks
    for name in ("questionnaire-change", "questionnaire-copy", "questionnaire-publish", "questionnaire-delete"):
        assert browser.post(url(name, draft)).status_code == 403
    for action in (actions.copy_questionnaire, actions.publish_questionnaire, actions.delete_draft):
        with pytest.raises(NotAllowed):
            action(questionnaire=draft, by=person)
    assert Questionnaire.objects.get().published_at is None


def test_the_list_takes_as_many_queries_for_more_rows(cast, harbour, as_, django_assert_num_queries):
    browser = as_(cast.administrator)
    browser.get(url("questionnaire-list"))
    for title in ("One", "Two", "Three"):
        make_own(cast, title)
        with django_assert_num_queries(10):
            page = browser.get(url("questionnaire-list")).content.decode()
    assert page.count("row-link") == 3
