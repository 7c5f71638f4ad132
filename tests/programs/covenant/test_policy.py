"""Whatever the covenant says: the policy function, its filter and its list of readers give the same answer."""

from uuid import uuid4

import pytest
from django.db.models import Q
from hypothesis import given
from hypothesis import strategies as st

from programs.covenant.items import LEADS, LED, ORGANIZATION, ROLES, Access, Item, choices_for
from programs.covenant.policy import EMERGENCY, OVERSIGHT, Reading, reading_as
from programs.covenant.terms import Terms
from programs.engagements.kinds import Kind
from programs.engagements.models import Participation
from tests.factories.covenant import terms_with

ME, OTHER = uuid4(), uuid4()


@st.composite
def any_terms(draw):
    kind = draw(st.sampled_from(list(Kind)))
    matrix = {
        item.value: {str(role): draw(st.sampled_from(choices_for(item, role))).value for role in ROLES[kind]}
        for item in Item
    }
    overseen = matrix["notes"][ORGANIZATION] == Access.REASON
    return Terms(kind, matrix, oversight="Safeguarding" if overseen else "", emergency=draw(st.booleans()))


@st.composite
def any_reading(draw):
    terms = draw(any_terms())
    role = draw(st.sampled_from(ROLES[Kind(terms.kind)]))
    opening = draw(st.sampled_from(["", OVERSIGHT, EMERGENCY])) if role == ORGANIZATION else ""
    place = None if role == ORGANIZATION else ME
    return Reading(terms, str(role), place, ME, signed=draw(st.booleans()), opening=opening)


def holds(condition: Q, row: dict) -> bool:
    """What the database would say to this condition about a row."""
    answers = [_one(child, row) for child in condition.children]
    found = any(answers) if condition.connector == Q.OR else all(answers)
    return not found if condition.negated else found


def _one(child, row) -> bool:
    if isinstance(child, Q):
        return holds(child, row)
    name, value = child
    field, _, lookup = name.partition("__")
    if lookup == "in":
        return row[field] in value
    return row[field] is not None if lookup == "isnull" else row[field] == value


@given(any_terms())
def test_whatever_can_be_chosen_is_a_covenant(terms):
    terms.check()


@given(any_reading(), st.sampled_from([item for item in Item if item != Item.NOTES]), st.booleans(), st.booleans())
def test_a_list_holds_exactly_what_the_function_allows(reading, item, mine, life):
    owner = ME if mine else OTHER
    row = {"pk": uuid4(), "owner": owner, "life": life}
    allowed = reading.allows(item, owner_id=owner, life=life)
    assert holds(reading.rows(item, owner="owner", life="life"), row) == allowed
    if not life:
        assert holds(reading.rows(item, owner="owner"), row) == allowed


@given(
    any_reading(),
    st.sampled_from(["private", "named", "engagement", "sponsor"]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
def test_a_list_of_notes_holds_exactly_what_the_function_allows(reading, audience, mine, named, life):
    author = ME if mine else OTHER
    row = {"author_member": author, "audience": audience, "life": life, "named": named}
    allowed = reading.allows_note(author_id=author, audience=audience, named={ME} if named else (), life=life)
    assert holds(reading.note_rows(named=Q(named=True)), row) == allowed


@given(any_reading())
def test_whatever_is_signed_an_own_note_stays_with_its_author(reading):
    if reading.opening != EMERGENCY:
        assert not reading.allows_note(author_id=OTHER, audience="private", named={ME})


@given(any_reading(), st.sampled_from([item for item in Item if item != Item.NOTES]))
def test_the_strictest_rule_holds_for_life_questions(reading, item):
    allowed = reading.allows(item, owner_id=OTHER, life=True)
    assert not allowed or reading.role in LEADS
    if reading.role in LED:
        assert reading.allows(item, owner_id=ME, life=True) or reading.access(item) == Access.NONE


@given(any_reading(), st.sampled_from(["named", "engagement", "sponsor"]))
def test_who_has_not_signed_reads_no_note_of_others(reading, audience):
    if reading.role != ORGANIZATION and not reading.signed:
        assert not reading.allows_note(author_id=OTHER, audience=audience, named={ME})


def test_the_organization_reads_no_note_without_an_opening_that_was_reserved():
    plain = terms_with("mentoring", {})
    reserved = terms_with("mentoring", {("notes", ORGANIZATION): Access.REASON}, oversight="Safeguarding")
    shared = {"author_id": OTHER, "audience": "engagement"}
    for terms, opening, opened in [
        (plain, "", False),
        (plain, OVERSIGHT, False),
        (plain, EMERGENCY, False),
        (reserved, "", False),
        (reserved, OVERSIGHT, True),
        (terms_with("mentoring", {}, emergency=True), EMERGENCY, True),
    ]:
        assert Reading(terms, ORGANIZATION, None, ME, opening=opening).allows_note(**shared) == opened


@pytest.mark.parametrize(("access", "seen"), [(Access.OWN, False), (Access.ALL, True)])
def test_one_cell_changes_one_answer(access, seen):
    terms = terms_with("mentoring", {("actions", "mentee"): access})
    mentee = Participation(id=ME, membership_id=ME, role="mentee")
    mentor = Participation(id=OTHER, membership_id=OTHER, role="mentor")
    assert reading_as(terms, mentee).allows("actions", owner_id=OTHER) == seen
    assert reading_as(terms, mentor).allows("actions", owner_id=ME)
