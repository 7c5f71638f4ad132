"""Name, colour and zone of the organization."""

from zoneinfo import ZoneInfo

import pytest

from accounts.models import Organization
from portal.audit.models import AuditEntry

LOOK = "/o/harbour/look/"
TYPED = {"name": "Harbour Health Group", "hue": "248", "time_zone": "Europe/Madrid"}


def harbour(cast):
    return Organization.objects.get(pk=cast.harbour.pk)


def test_an_administrator_changes_it_for_everybody(cast, as_):
    assert as_(cast.administrator).post(LOOK, TYPED).url == LOOK
    found = harbour(cast)
    assert (found.name, found.hue, found.time_zone) == ("Harbour Health Group", 248, ZoneInfo("Europe/Madrid"))
    page = as_(cast.participant).get("/o/harbour/profile/").content.decode()
    assert "Harbour Health Group" in page
    assert "/ui/theme/248-90.css" in page
    with cast.inside("harbour"):
        assert AuditEntry.objects.get(verb="changed", subject_id=found.pk).data == {"hue": "248"}


def test_seeing_it_first_shows_the_colour_and_saves_nothing(cast, as_):
    answer = as_(cast.administrator).post(LOOK, {**TYPED, "preview": "1"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'href="/ui/theme/248-90.css"' in page
    assert "Nothing is saved yet" in page
    assert 'value="Harbour Health Group"' in page
    assert (harbour(cast).hue, harbour(cast).name) == (160, "Harbour Health")


@pytest.mark.parametrize("change", [{"hue": "360"}, {"hue": "-1"}, {"name": ""}, {"time_zone": ""}])
def test_what_is_wrong_comes_back_with_what_was_typed(cast, as_, change):
    for extra in ({}, {"preview": "1"}):
        answer = as_(cast.administrator).post(LOOK, {**TYPED, **change, **extra})
        assert answer.status_code == 422
    assert harbour(cast).name == "Harbour Health"


@pytest.mark.parametrize(("part", "status"), [("manager", 403), ("participant", 403), ("stranger", 404)])
def test_others_may_not(cast, as_, part, status):
    browser = as_(getattr(cast, part))
    assert browser.get(LOOK).status_code == status
    assert browser.post(LOOK, TYPED).status_code == status
    assert harbour(cast).name == "Harbour Health"
