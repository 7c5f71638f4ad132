"""A person's own page: the same inside an organization and outside."""

from zoneinfo import ZoneInfo

import pytest

from accounts.models import User
from accounts.zones import grouped_zones, zone_choices

TYPED = {"name": "Amara O. Okafor", "time_zone": "America/Sao_Paulo", "theme": "dark", "language": "pt"}


@pytest.mark.parametrize("path", ["/profile/", "/o/harbour/profile/"])
def test_name_zone_language_and_theme_are_saved(cast, as_, path):
    answer = as_(cast.participant).post(path, TYPED)
    assert answer.url == path
    person = User.objects.get(pk=cast.participant.user_id)
    assert (person.name, person.time_zone, person.theme) == ("Amara O. Okafor", ZoneInfo("America/Sao_Paulo"), "dark")
    assert person.language == "pt"
    page = as_(person_of(cast)).get(path).content.decode()
    assert '<option value="pt" selected>Português</option>' in page
    assert 'data-theme="dark"' in page
    assert "São Paulo time" in page


def person_of(cast):
    cast.participant.user = User.objects.get(pk=cast.participant.user_id)
    return cast.participant


def test_what_is_wrong_comes_back_with_what_was_typed(cast, as_):
    answer = as_(cast.participant).post("/profile/", {**TYPED, "time_zone": "Mars/Base"})
    assert answer.status_code == 422
    assert "Amara O. Okafor" in answer.content.decode()
    assert as_(cast.participant).post("/profile/", {**TYPED, "language": "xx"}).status_code == 422
    assert User.objects.get(pk=cast.participant.user_id).name == "Amara Okafor"


def test_it_is_the_viewer_s_own_page_only(cast, as_, client):
    assert client.get("/profile/").url == "/accounts/login/?next=/profile/"
    as_(cast.stranger).post("/profile/", TYPED)
    assert User.objects.get(pk=cast.participant.user_id).name == "Amara Okafor"
    assert as_(cast.stranger).get("/o/harbour/profile/").status_code == 404


def test_it_links_to_password_and_mail_address(cast, as_):
    page = as_(cast.participant).get("/profile/").content.decode()
    assert 'href="/accounts/password/change/"' in page
    assert 'href="/accounts/email/"' in page


def test_zones_are_cities_by_region():
    groups = dict(grouped_zones())
    assert ("Europe/Lisbon", "Lisbon") in groups["Europe"]
    assert ("America/Sao_Paulo", "São Paulo") in groups["Americas"]
    assert ("America/Argentina/San_Juan", "San Juan (Argentina)") in groups["Americas"]
    cities = [label for _, label in groups["Asia"]]
    assert cities.count("Kolkata") == 1


def test_an_old_spelling_that_somebody_has_stays_theirs():
    assert zone_choices("Asia/Calcutta")[0] == ("Yours now", [("Asia/Calcutta", "Kolkata")])
    assert zone_choices("Europe/Lisbon") == grouped_zones()
