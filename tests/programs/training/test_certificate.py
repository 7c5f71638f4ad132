"""A certificate, and its public check."""

import pytest

from programs.training.models import Certificate
from programs.training.queries import enrollment_of, spelled_code
from tests.factories.training import make_cohort, make_completed

pytestmark = pytest.mark.usefixtures("harbour")


@pytest.fixture
def completed(cast):
    return make_completed(cast)


@pytest.fixture
def certificate(completed):
    return Certificate.objects.get()


def test_the_holder_the_trainer_and_the_runner_see_the_certificate(cast, as_, completed, certificate):
    address = f"/o/harbour/enrollments/{certificate.enrollment_id}/certificate/"
    for viewer in (cast.participant, cast.trainer, cast.administrator):
        page = as_(viewer).get(address)
        assert page.status_code == 200
        assert f"/check/{certificate.code}" in page.content.decode()
        assert 'class="certificate"' in page.content.decode()


def test_others_get_404(cast, as_, certificate):
    address = f"/o/harbour/enrollments/{certificate.enrollment_id}/certificate/"
    for other in (cast.member, cast.bystander, cast.manager, cast.stranger, cast.stranger_member):
        assert as_(other).get(address).status_code == 404


def test_a_member_of_another_organization_gets_404_below_their_own_address_too(cast, as_, certificate):
    address = f"/o/northwind/enrollments/{certificate.enrollment_id}/certificate/"
    for other in (cast.stranger, cast.stranger_member):
        assert as_(other).get(address).status_code == 404


def test_who_did_not_complete_has_no_certificate_page(cast, as_, completed):
    enrollment = enrollment_of(cast.member, completed)
    assert as_(cast.member).get(f"/o/harbour/enrollments/{enrollment.pk}/certificate/").status_code == 404


def test_anybody_can_check_a_code(client, certificate):
    page = client.get(f"/check/{certificate.code}/")
    text = page.content.decode()
    assert page.status_code == 200
    for claim in ("Amara Okafor", "Difficult conversations", "Spring run", "Harbour Health", "Marta Quist", "3 of 3"):
        assert claim in text
    assert certificate.dated_claims["issued_on"].strftime("%Y") in text
    assert page["X-Robots-Tag"] == "noindex"


def test_the_check_page_shows_nothing_but_the_claims(client, cast, certificate):
    text = client.get(f"/check/{certificate.code}/").content.decode()
    for secret in (cast.participant.user.email, str(certificate.enrollment_id), str(cast.harbour.pk), "Tiago"):
        assert secret not in text
    assert "/o/harbour/" not in text


def test_a_member_of_another_organization_can_check_the_code(cast, as_, certificate):
    page = as_(cast.stranger).get(f"/check/{certificate.code}/")
    assert page.status_code == 200
    assert "Amara Okafor" in page.content.decode()


@pytest.mark.parametrize("spelling", ["lower", "spaces", "plain", "dash"])
def test_case_spaces_and_hyphens_do_not_matter(client, certificate, spelling):
    code = certificate.code
    typed = {
        "lower": code.lower(),
        "spaces": f" {code.replace('-', ' ')} ",
        "plain": code.replace("-", ""),
        "dash": code.replace("-", "–"),
    }[spelling]
    assert client.get("/check/", {"code": typed}, follow=True).status_code == 200
    assert "Amara Okafor" in client.get(f"/check/{typed}/").content.decode()


@pytest.mark.parametrize("typed", ["AAAA-2222", "nonsense", "%27%3B--", "7KQ4-M2XO", "1", "ÄÄÄÄ-ÄÄÄÄ"])
def test_an_unknown_code_gets_a_friendly_page_with_the_form(client, certificate, typed):
    page = client.get(f"/check/{typed}/")
    assert page.status_code == 404
    assert "No certificate has this code" in page.content.decode()
    assert 'name="code"' in page.content.decode()


@pytest.mark.parametrize("typed", ["..", "a/b", "<b>", "x" * 41])
def test_odd_things_typed_into_the_form_are_answered(client, certificate, typed):
    page = client.get("/check/", {"code": typed}, follow=True)
    assert page.status_code in {404, 422}
    assert "<b>" not in page.content.decode()


def test_the_form_waits_for_a_code(client, db):
    assert client.get("/check/").status_code == 200
    empty = client.get("/check/", {"code": " "})
    assert empty.status_code == 422
    assert "Type the code" in empty.content.decode()


def test_the_check_page_takes_no_post(client, certificate):
    assert client.post(f"/check/{certificate.code}/").status_code == 405


def test_a_run_without_completion_has_nothing_to_check(cast, client):
    make_cohort(cast, sessions=1)
    assert client.get("/check/ABCD-2345/").status_code == 404


def test_a_code_is_spelled_in_one_way():
    assert spelled_code("7kq4 m2xd") == "7KQ4-M2XD"
    assert spelled_code("7KQ4-M2X") == ""
    assert spelled_code("7KQ4-M2XO") == ""  # the letter O is in no code
