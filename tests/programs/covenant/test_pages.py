"""The pages on which people read, sign and change who sees what."""

import re

import pytest
from django.urls import reverse

from programs.covenant.actions import declare_terms, propose_covenant, sign_covenant
from programs.covenant.queries import declared_terms, standing_of, terms_of
from programs.engagements.actions import add_participant, give_program
from programs.engagements.lifecycle import State
from programs.engagements.models import Engagement
from tests.factories.covenant import sign_for_all, terms_with
from tests.factories.scheduling import make_circle, make_contract, place_in

OWN_ACTIONS = {("actions", "mentee"): "own"}


@pytest.fixture
def circle(cast, harbour):
    return make_circle(cast)


def url(name, engagement, **more):
    return reverse(
        f"covenant:covenant-{name}", kwargs={"organization": "harbour", "engagement_id": engagement.pk, **more}
    )


def read(browser, address) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def sign(engagement, membership):
    digest = standing_of(engagement).to_sign.digest
    return sign_covenant(engagement=engagement, digest=digest, by=place_in(engagement, membership))


def propose(engagement, membership, cells=None, **more):
    terms = terms_with(engagement.kind, cells or OWN_ACTIONS)
    return propose_covenant(engagement=engagement, terms=terms, by=place_in(engagement, membership), **more)


def test_the_page_says_by_name_who_reads_what_and_signs_it(cast, circle, as_):
    page = read(as_(cast.participant), url("detail", circle))
    for sentence in (
        "Helen Byrne reads topics, shared notes, objectives, measurements, actions, 360 results, attendance and",
        "Amara Okafor and Tiago Mendes read topics, shared notes, actions, attendance and numbers from evaluations; "
        "of objectives, measurements and 360 results only their own.",
        "Harbour Health sees names, dates and numbers from evaluations, never words.",
        "Text is deleted 24 months after the end.",
        "Nobody at Harbour Health can open notes, whatever the reason.",
        "0 of 3",
    ):
        assert sentence in page
    digest = standing_of(circle).to_sign.digest
    as_(cast.participant).post(url("detail", circle), {"digest": digest})
    page = read(as_(cast.participant), url("detail", circle))
    assert "1 of 3" in page
    assert "Helen Byrne Mentor, not signed yet" in page
    assert "Sign who sees what" not in page
    assert "Sign who sees what" in read(as_(cast.mentor), url("detail", circle))


def test_who_signs_what_has_changed_meanwhile_signs_nothing_and_reads_what_is_new(cast, circle, as_):
    digest = standing_of(circle).to_sign.digest
    declare_terms(program=circle.program, terms=terms_with("mentoring", OWN_ACTIONS), by=cast.administrator)
    for posted, said in [
        (digest, "Who sees what changed since you opened it. Nothing was signed; read it again."),
        ("", "Nothing was signed. Read who sees what below, then sign it."),
    ]:
        answer = as_(cast.mentor).post(url("detail", circle), {"digest": posted})
        assert answer.status_code == 422
        assert said in answer.content.decode()
        assert standing_of(circle).to_sign.digest in answer.content.decode()
    assert not standing_of(circle).signed


def test_a_sponsor_reads_and_signs_and_an_empty_column_is_left_out(cast, circle, as_):
    page = read(as_(cast.sponsor), url("detail", make_contract(cast)))
    assert "Lucía Ferrer reads released notes, objectives, measurements, attendance" in page
    assert "Sponsors read notes that are released to them, and no others." in page
    assert "Sponsor" not in read(as_(cast.mentor), url("detail", circle))


def test_who_has_no_place_finds_nothing(cast, circle, as_):
    sign_for_all(circle)
    propose(circle, cast.mentor, why="A secret reason")
    for person in (cast.administrator, cast.manager, cast.coach, cast.bystander):
        for address in (url("detail", circle), url("propose", circle), url("drop", circle, number=2)):
            assert as_(person).get(address).status_code == 404
            assert as_(person).post(address, {"digest": "x"}).status_code == 404


def test_a_change_is_proposed_shown_cell_by_cell_and_holds_when_all_have_signed(cast, circle, as_):
    sign_for_all(circle)
    answer = as_(cast.participant).get(url("propose", circle))
    form = answer.context["form"]
    values = {name: form[name].value() for name in form.fields}
    assert "topics-mentor" not in values, "what has no choice is no field"
    assert "notes-organization" not in values, "what the organization reserves is not negotiated"
    sent = {**values, "actions-mentee": "own", "months": "0", "why": "So that we dare more"}
    refused = as_(cast.participant).post(url("propose", circle), sent)
    assert refused.status_code == 422
    assert "So that we dare more" in refused.content.decode()
    assert re.search(r'name="actions-mentee".*?<option value="own" selected', refused.content.decode(), re.S)
    assert as_(cast.participant).post(url("propose", circle), {**sent, "months": "12"}).status_code == 302

    page = read(as_(cast.mentor), url("detail", circle))
    assert "Amara Okafor proposes a change" in page
    assert "So that we dare more" in page
    assert "Actions Amara Okafor and Tiago Mendes Everybody’s Only their own" in page
    assert "Text is deleted Everybody After 24 months After 12 months" in page
    again = as_(cast.member).post(url("propose", circle), {**sent, "months": "12"})
    assert "A change waits for signatures already" in again.content.decode()
    for person in (cast.mentor, cast.member):
        as_(person).post(url("detail", circle), {"digest": standing_of(circle).to_sign.digest})
    assert (terms_of(circle).level("actions", "mentee"), terms_of(circle).months) == ("own", 12)
    assert "Version 1 Held from" in read(as_(cast.mentor), url("detail", circle))


def test_keeping_the_old_terms_asks_first_and_says_who_did(cast, circle, as_):
    sign_for_all(circle)
    propose(circle, cast.participant)
    assert "Take it back" in read(as_(cast.participant), url("drop", circle, number=2))
    assert "Keep the old terms?" in read(as_(cast.member), url("drop", circle, number=2))
    assert as_(cast.member).post(url("drop", circle, number=2)).status_code == 302
    assert standing_of(circle).holds
    assert "dropped by Tiago Mendes" in read(as_(cast.mentor), url("detail", circle))
    assert "This was settled in the meantime" in read(as_(cast.mentor), url("drop", circle, number=2))
    assert as_(cast.mentor).get(url("drop", circle, number=9)).status_code == 404


def test_before_anything_is_in_force_people_come_to_terms(cast, circle, as_):
    sign(circle, cast.mentor)
    propose(circle, cast.participant)
    assert "Against what the program declares" in read(as_(cast.mentor), url("detail", circle))
    propose(circle, cast.mentor, {("objectives", "mentee"): "all"})
    sign(circle, cast.participant)
    sign(circle, cast.member)
    assert terms_of(circle).level("objectives", "mentee") == "all"


def test_who_joined_late_is_asked_and_what_is_over_is_only_read(cast, circle, as_):
    sign_for_all(circle)
    add_participant(engagement=circle, membership=cast.bystander, role="mentee", by=cast.administrator)
    page = read(as_(cast.mentor), url("detail", circle))
    assert "not everybody who joined later has signed" in page
    assert "Sign who sees what" in read(as_(cast.bystander), url("detail", circle))
    Engagement.objects.filter(pk=circle.pk).update(state=State.CLOSED)
    page = read(as_(cast.bystander), url("detail", circle))
    assert "This has ended" in page
    assert "did not sign" in page
    for word in ("Sign who sees what", "Propose a change"):
        assert word not in page
    assert as_(cast.mentor).get(url("propose", circle)).status_code == 409
    answer = as_(cast.bystander).post(url("detail", circle), {"digest": standing_of(circle).to_sign.digest})
    assert answer.status_code == 422


def test_a_program_declares_and_only_administrators_reserve(cast, circle, as_):
    program = circle.program
    address = reverse("covenant:program-terms", kwargs={"organization": "harbour", "program_id": program.pk})
    form = as_(cast.administrator).get(address).context["form"]
    sent = {name: form[name].value() for name in form.fields} | {"actions-mentee": "own"}
    sent |= {"oversight": "Safeguarding of minors", "emergency": "on"}
    assert as_(cast.administrator).post(address, sent).status_code == 302
    terms = declared_terms(program)
    assert (terms.level("notes", "organization"), terms.level("actions", "mentee")) == ("reason", "own")
    page = read(as_(cast.participant), url("detail", circle))
    assert "each time with a reason, and everybody here is told. Why it is reserved: Safeguarding of minors." in page
    assert "In an emergency two administrators of Harbour Health may open all notes together" in page
    detail = reverse("engagements:program-detail", kwargs={"organization": "harbour", "program_id": program.pk})
    assert address in as_(cast.administrator).get(detail).content.decode()
    give_program(program=program, managers=[cast.manager], by=cast.administrator)
    form = as_(cast.manager).get(address).context["form"]
    assert "oversight" not in form.fields
    sent = {name: form[name].value() for name in form.fields} | {"months": "6", "oversight": ""}
    assert as_(cast.manager).post(address, sent).status_code == 302
    assert (declared_terms(program).months, declared_terms(program).oversight) == (6, "Safeguarding of minors")
    assert as_(cast.participant).get(address).status_code == 403
