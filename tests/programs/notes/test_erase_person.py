"""Erasing what somebody wrote: for people who have left for good, and for oneself."""

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.actions import set_membership_active
from portal.audit.models import AuditEntry
from portal.errors import DomainError, NotAllowed
from programs.notes.actions import erase_person
from programs.notes.models import Note, NoteVersion
from programs.scheduling.models import Topic
from tests.factories.notes import make_note
from tests.factories.scheduling import make_circle, make_contract
from tests.programs.covenant.test_keeping import held, written

MINE = reverse("notes:my-data-erase", kwargs={"organization": "harbour"})


def url(person):
    return reverse("notes:person-erase", kwargs={"organization": "harbour", "membership_id": person.pk})


@pytest.fixture
def rooms(cast):
    """Amara wrote text of every sort in her contract; Helen a note of her own, and one in which both wrote."""
    with cast.inside("harbour", cast.participant.user):
        contract = make_contract(cast)
        written(cast, contract, cast.participant, cast.coach)
    with cast.inside("harbour", cast.mentor.user):
        circle = make_circle(cast)
        make_note(circle, cast.mentor, text="Helen’s own", audience="private")
        both = make_note(circle, cast.mentor, text="words of both")
        for number, who in enumerate((cast.mentor, cast.participant), start=1):
            NoteVersion.objects.create(
                note=both, number=number, text=f"by {who.name}", written_at=timezone.now(), written_by=who
            )
    return contract, circle


def texts_of(cast, who):
    with cast.inside("harbour", who.user):
        return sorted(note.text for note in Note.objects.all())


def test_an_administrator_erases_what_somebody_wrote_who_has_left(cast, rooms, as_):
    with cast.inside("harbour"), pytest.raises(DomainError, match="access has to end"):
        erase_person(membership=cast.participant, by=cast.administrator)
    with cast.inside("harbour"), connection.cursor() as cursor:  # and the database would not do it either
        cursor.execute("SELECT app.erase_words(%s, now())", [cast.participant.pk])
        assert cursor.fetchone() == (0,)
    browser = as_(cast.administrator)
    assert "Their access has to end first" in browser.get(url(cast.participant)).text
    with cast.inside("harbour"):
        set_membership_active(membership=cast.participant, active=False, by=cast.administrator)
    assert "Erase what they wrote" in browser.get(reverse("accounts:people", kwargs={"organization": "harbour"})).text
    assert browser.post(url(cast.participant)).status_code == 422
    page = browser.post(url(cast.participant), {"sure": "on"}, follow=True)
    assert "What Amara Okafor wrote here is erased" in page.text
    left = held(cast, [cast.participant.user, cast.coach.user])
    both = {("notes_note", "text"), ("notes_noteversion", "text")}  # what Helen wrote, some of it with her
    assert {place: number for place, number in left.items() if number} == dict.fromkeys(both, 1)
    assert texts_of(cast, cast.mentor) == ["Helen’s own", "words of both"]
    with cast.inside("harbour", cast.mentor.user):
        assert [row.text for row in NoteVersion.objects.order_by("number")] == ["by Helen Byrne", ""]
        assert Topic.objects.count() == 1
        entry = AuditEntry.objects.get(verb="words erased")
        assert (entry.by_user, entry.data["notes"]) == (cast.administrator.user_id, "1")
        assert "canary" not in str(entry.data)


@pytest.mark.parametrize("who", ["manager", "mentor", "participant"])
def test_nobody_else_erases_others(cast, rooms, as_, who):
    assert as_(getattr(cast, who)).post(url(cast.mentor), {"sure": "on"}).status_code == 403
    with cast.inside("harbour"):
        set_membership_active(membership=cast.member, active=False, by=cast.administrator)
        with pytest.raises(NotAllowed):
            erase_person(membership=cast.member, by=getattr(cast, who))


def test_people_erase_their_own_words_and_others_keep_theirs(cast, rooms, as_):
    browser = as_(cast.mentor)
    assert "What stays" in browser.get(MINE).text
    assert browser.post(MINE).status_code == 422
    assert texts_of(cast, cast.mentor) == ["Helen’s own", "words of both"]
    page = browser.post(MINE, {"sure": "on"}, follow=True)
    assert "What you wrote here is erased: one text." in page.text
    assert texts_of(cast, cast.mentor) == ["", "words of both"]
    with cast.inside("harbour", cast.mentor.user):
        assert [row.text for row in NoteVersion.objects.order_by("number")] == ["", "by Amara Okafor"]
    assert "canary note" in texts_of(cast, cast.participant)
