"""Stories: told to the program with the yes of everybody whom they concern, and taken back by any of them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.errors import DomainError, NotAllowed
from portal.outbox.relay import relay
from programs.notes.actions import answer_story, change_story, confirm_story, withdraw_story, write_story
from programs.notes.models import Story
from programs.notes.queries import is_old, people_named
from programs.notifications.models import Notification
from tests.factories.scheduling import make_circle, place_in

WORDS = "canary: I waited too long to say no"


@pytest.fixture
def circle(cast, harbour):
    return make_circle(cast)


def tell(cast, circle, *, about=None, by=None, **changes):
    values = {"title": "Saying no", "text": WORDS, "challenge": "challenge", "named": False, **changes}
    place = place_in(circle, about) if about else None
    return write_story(about=place, by=place_in(circle, by or cast.mentor), **values)


def detail(as_, membership, story):
    url = reverse("notes:story-detail", kwargs={"organization": "harbour", "story_id": story.pk})
    return as_(membership).get(url)


def test_a_story_of_the_mentors_own_is_read_by_the_program_at_once(cast, circle, as_):
    story = tell(cast, circle)
    assert WORDS in detail(as_, cast.member, story).text
    for who in ("administrator", "manager", "coach", "bystander"):
        assert detail(as_, getattr(cast, who), story).status_code == 404


def test_a_story_that_began_with_a_question_waits_for_the_other_ones_yes(cast, circle, as_):
    story = tell(cast, circle, about=cast.participant)
    relay()
    assert Notification.objects.filter(kind="story-asked", membership=cast.participant).count() == 1
    assert detail(as_, cast.member, story).status_code == 404
    assert WORDS in detail(as_, cast.participant, story).text
    with pytest.raises(DomainError):
        answer_story(story=story, yes=True, by=cast.member)
    answer_story(story=story, yes=True, by=cast.participant)
    assert WORDS in detail(as_, cast.member, story).text


def test_a_no_keeps_it_with_its_teller(cast, circle, as_):
    story = tell(cast, circle, about=cast.participant)
    answer_story(story=story, yes=False, by=cast.participant)
    assert detail(as_, cast.member, story).status_code == 404
    assert detail(as_, cast.participant, story).status_code == 404
    assert "Taken back" in detail(as_, cast.mentor, story).text


def test_other_words_need_another_yes(cast, circle, as_):
    story = tell(cast, circle, about=cast.participant)
    answer_story(story=story, yes=True, by=cast.participant)
    values = {"title": "Saying no", "text": "Other words", "challenge": "goal", "named": False}
    change_story(story=story, by=cast.mentor, **values)
    assert detail(as_, cast.member, story).status_code == 404
    with pytest.raises(NotAllowed):
        change_story(story=story, by=cast.participant, **values)


def test_both_take_it_back_at_any_time(cast, circle, as_):
    story = tell(cast, circle, about=cast.participant)
    answer_story(story=story, yes=True, by=cast.participant)
    with pytest.raises(NotAllowed):
        withdraw_story(story=story, by=cast.member)
    withdraw_story(story=story, by=cast.participant)
    assert detail(as_, cast.member, story).status_code == 404


def test_names_are_found_before_they_are_told(cast, circle):
    assert people_named("When amara came to me", circle) == ["Amara Okafor"]
    with pytest.raises(DomainError, match="It names Amara Okafor"):
        tell(cast, circle, text="Amara asked me this")
    assert tell(cast, circle, text="Amara asked me this", named=True).published_at


def test_a_story_that_nobody_looked_at_for_a_year_says_so(cast, circle):
    story = tell(cast, circle)
    Story.objects.filter(pk=story.pk).update(published_at=timezone.now() - timedelta(days=400))
    story.refresh_from_db()
    assert is_old(story, timezone.now())
    confirm_story(story=story, by=cast.mentor)
    story.refresh_from_db()
    assert not is_old(story, timezone.now())


@pytest.mark.parametrize("changes", [{"title": " "}, {"text": " "}, {"text": "x" * 6001}, {"challenge": "gossip"}])
def test_a_story_needs_words(cast, circle, changes):
    with pytest.raises(DomainError):
        tell(cast, circle, **changes)


def test_mentees_tell_none(cast, circle, as_):
    with pytest.raises(NotAllowed):
        tell(cast, circle, by=cast.participant)
    url = reverse("notes:story-create", kwargs={"organization": "harbour", "engagement_id": circle.pk})
    assert as_(cast.participant).get(url).status_code == 409


def test_the_form_and_the_list(cast, circle, as_):
    client = as_(cast.mentor)
    url = reverse("notes:story-create", kwargs={"organization": "harbour", "engagement_id": circle.pk})
    sent = {"title": "Saying no", "text": "Tiago was late", "challenge": "goal", "about": ""}
    refused = client.post(url, sent)
    assert refused.status_code == 422
    assert "It names Tiago Mendes" in refused.text
    assert "Tiago was late" in refused.text
    assert client.post(url, {**sent, "text": WORDS}, follow=True).status_code == 200
    listed = reverse("notes:story-list", kwargs={"organization": "harbour", "program_id": circle.program_id})
    reader = as_(cast.member)
    assert "Saying no" in reader.get(listed + "?challenge=goal").text
    assert "Saying no" not in reader.get(listed + "?challenge=question").text
    assert as_(cast.administrator).get(listed).status_code == 404
