"""A copy of what one wrote and may keep: all of it, and nobody else's private words."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import AuditEntry
from programs.engagements.actions import end_participation
from programs.notes.actions import file_note
from programs.notes.models import NoteAccess, NoteReader, Story
from programs.notes.queries import copying
from programs.scheduling.models import Topic
from tests.factories.covenant import sign_for_all
from tests.factories.notes import make_note
from tests.factories.scheduling import make_circle, make_contract, place_in

MY_DATA = reverse("notes:my-data", kwargs={"organization": "harbour"})


def url(engagement):
    return reverse("notes:copy", kwargs={"organization": "harbour", "engagement_id": engagement.pk})


@pytest.fixture
def circle(cast):
    """Helen, Amara and Tiago, each with a private note, one shared one, and Tiago's question of life."""
    with cast.inside("harbour"):
        circle = make_circle(cast)
        sign_for_all(circle)
    for who in (cast.mentor, cast.participant, cast.member):
        with cast.inside("harbour", who.user):
            make_note(circle, who, text=f"canary alone {who.name}", audience="private")
    with cast.inside("harbour", cast.member.user):
        make_note(circle, cast.member, text="canary shared\n# no heading")
        tiago = place_in(circle, cast.member)
        Topic.objects.create(
            engagement=circle, proposed_by=tiago, proposed_at=timezone.now(), text="canary life", life=True
        )
        Story.objects.create(
            program=circle.program,
            engagement=circle,
            told_by=cast.member,
            challenge="challenge",
            title="canary story",
            text="not told to anybody yet",
            written_at=timezone.now(),
        )
        named = file_note(engagement=circle, text="canary named life", audience="private", by=tiago)
        named.audience, named.life = "named", True
        named.save(update_fields=["audience", "life"])
        for place in (place_in(circle, cast.participant), place_in(circle, cast.mentor)):
            NoteReader.objects.create(note=named, participation=place, member=place.membership)
    return circle


def file_of(browser, address, form="md"):
    answer = browser.post(address, {"form": form})
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "no-store"
    return b"".join(answer.streaming_content).decode()


@pytest.mark.parametrize(
    ("who", "life", "named"), [("mentor", True, True), ("participant", False, False), ("member", True, True)]
)
def test_the_file_holds_ones_own_and_what_is_shared_and_no_others_private_words(
    cast, circle, as_, who, life, named, monkeypatch
):
    monkeypatch.setattr(copying, "BATCH", 2)
    monkeypatch.setattr("programs.notes.actions.copying.BATCH", 2)
    me, browser = getattr(cast, who), as_(getattr(cast, who))
    for address in (url(circle), MY_DATA):
        text = file_of(browser, address)
        assert "> canary shared\n> # no heading\n" in text
        assert {name for name in ("Helen", "Amara", "Tiago") if f"canary alone {name}" in text} == {me.name.split()[0]}
        assert ("canary life" in text) == life
        assert ("canary named life" in text) == named
        assert ("canary story" in text) == (who == "member")
        value = json.loads(file_of(browser, address, "json"))
        assert len(value["engagements"]) == 1
        kinds = [found["kind"] for found in value["engagements"][0]["texts"]]
        assert kinds.count("note") == 2 + named
        assert kinds.count("topic") == life
    with cast.inside("harbour", me.user):
        opened = NoteAccess.objects.values_list("note__author_member__user__name", "reader__user__name").distinct()
        assert set(opened) == (set() if who == "member" else {("Tiago Mendes", me.name)})
        assert AuditEntry.objects.filter(verb="took a copy").count() == 4


def test_who_has_left_takes_their_own_words_and_nothing_else(cast, circle, as_):
    with cast.inside("harbour"):
        end_participation(participation=place_in(circle, cast.participant), by=cast.administrator)
    text = file_of(as_(cast.participant), url(circle))
    assert text.count("canary") == 1
    assert "canary alone Amara" in text


def test_others_have_nothing_to_copy(cast, circle, as_):
    for who in ("administrator", "manager", "bystander", "stranger"):
        assert as_(getattr(cast, who)).post(url(circle), {"form": "md"}).status_code == 404
    for who in ("administrator", "bystander"):
        assert "canary" not in file_of(as_(getattr(cast, who)), MY_DATA)
    assert as_(cast.mentor).post(url(circle), {}).status_code == 409
    with cast.inside("harbour"):
        assert not NoteAccess.objects.exists()
        contract = make_contract(cast)
    assert "Nothing to copy yet" in as_(cast.sponsor).get(url(contract)).text


def test_the_page_counts_what_is_in_the_file(cast, circle, as_, django_assert_max_num_queries):
    browser = as_(cast.mentor)
    browser.get(MY_DATA)
    with django_assert_max_num_queries(20):
        page = browser.get(MY_DATA).text
    assert "First-time team leads" in page
    assert "canary" not in page
    assert "Take a copy" in browser.get(url(circle)).text
