"""What was agreed changes with everybody's yes who agreed to it."""

from decimal import Decimal

import pytest
from django.urls import reverse

from portal.errors import DomainError, NotAllowed
from portal.outbox.relay import relay
from programs.engagements.actions import end_participation
from programs.engagements.lifecycle import State
from programs.goals.actions import (
    add_measurement,
    consent_to_revision,
    drop_revision,
    propose_revision,
)
from programs.goals.models import Objective, Revision
from programs.notifications.models import Notification
from tests.factories.goals import (
    make_contract,
    make_engagement,
    make_objective,
    objective_values,
    place_of,
    set_state,
    today,
)

pytestmark = pytest.mark.django_db
WHY = "The ward was merged with another"


@pytest.fixture
def objective(cast, harbour):
    return make_objective(make_contract(cast, state=State.ACTIVE), cast.participant)


def at(objective, person):
    return place_of(objective.owner.engagement, person)


def propose(objective, person, **changes) -> Revision:
    values = objective_values(target=Decimal(5), evidence="The survey of HR", **changes)
    values.pop("starts_on")
    return propose_revision(objective=objective, reason=WHY, by=at(objective, person), **values)


def told(kind) -> set:
    relay()
    return {row.membership for row in Notification.objects.filter(kind=kind).select_related("membership")}


def test_with_the_last_yes_it_holds_and_what_was_measured_stays(cast, objective, as_):
    add_measurement(objective=objective, value=Decimal(3), measured_on=today(-1), by=at(objective, cast.participant))
    revision = propose(objective, cast.participant)
    assert told("revision-proposed") == {cast.coach, cast.sponsor}
    assert not [row for row in Notification.objects.all() if WHY in str(row.facts)]
    for person in (cast.coach, cast.coach):  # twice changes nothing
        consent_to_revision(revision=revision, by=at(objective, person))
    assert Objective.objects.get().target == 4
    address = reverse("goals:objective-detail", kwargs={"organization": "harbour", "objective_id": objective.pk})
    assert "Agree to the revision" in as_(cast.sponsor).get(address).content.decode()
    assert "Agree to the revision" not in as_(cast.coach).get(address).content.decode()
    agree = reverse("goals:revision-agree", kwargs={"organization": "harbour", "revision_id": revision.pk})
    assert as_(cast.sponsor).post(agree).status_code == 302
    kept = Objective.objects.get()
    assert (kept.target, kept.evidence, kept.measurements.count()) == (5, "The survey of HR", 1)
    assert told("revision-settled") == {cast.participant, cast.coach}
    page = as_(cast.sponsor).get(address).content.decode()
    assert WHY in page
    assert '<del><span class="visually-hidden">Before: </span>4</del>' in page
    with pytest.raises(DomainError, match="decided already"):
        consent_to_revision(revision=revision, by=at(objective, cast.sponsor))
    assert propose(objective, cast.coach, title="Once more").number == 2


def test_nobody_but_the_parties_agrees_and_a_no_drops_it(cast, objective, as_):
    revision = propose(objective, cast.coach)
    with pytest.raises(DomainError, match="waits already"):
        propose(objective, cast.participant)
    for person in (cast.member, cast.administrator, cast.mentor):
        for name in ("goals:revision-agree", "goals:revision-drop"):
            address = reverse(name, kwargs={"organization": "harbour", "revision_id": revision.pk})
            assert as_(person).post(address).status_code == 404
    drop_revision(revision=revision, by=at(objective, cast.sponsor))
    with pytest.raises(DomainError, match="decided already"):
        consent_to_revision(revision=revision, by=at(objective, cast.participant))
    assert Objective.objects.get().target == 4
    assert not told("revision-proposed"), "nobody is asked for what was dropped before"


def test_who_has_left_is_not_waited_for(cast, objective):
    revision = propose(objective, cast.participant)
    consent_to_revision(revision=revision, by=at(objective, cast.coach))
    end_participation(participation=at(objective, cast.sponsor), by=cast.administrator)
    relay()
    assert Revision.objects.get().settled_by == cast.coach
    assert Objective.objects.get().target == 5


def test_a_life_objective_is_between_owner_and_coach(cast, harbour):
    objective = make_objective(make_contract(cast, state=State.AGREED), cast.participant, life=True)
    revision = propose(objective, cast.participant)
    with pytest.raises(NotAllowed):
        consent_to_revision(revision=revision, by=at(objective, cast.sponsor))
    assert told("revision-proposed") == {cast.coach}
    assert consent_to_revision(revision=revision, by=at(objective, cast.coach)).settled_at


def test_in_a_circle_owner_and_mentor_agree(cast, harbour):
    people = [(cast.mentor, "mentor"), (cast.participant, "mentee"), (cast.member, "mentee")]
    circle = make_engagement(cast, people, kind="mentoring", state=State.ACTIVE, name="First-time leads")
    objective = make_objective(circle, cast.participant)
    revision = propose(objective, cast.mentor)
    with pytest.raises(NotAllowed):
        consent_to_revision(revision=revision, by=at(objective, cast.member))
    assert consent_to_revision(revision=revision, by=at(objective, cast.participant)).settled_at


def test_what_does_not_fit_is_refused(cast, objective):
    for changes, field in (({"highest": Decimal(4)}, "target"), ({"due_on": today(-50)}, "due_on")):
        with pytest.raises(DomainError) as refused:
            propose(objective, cast.participant, **changes)
        assert refused.value.field == field
    values = objective_values()
    values.pop("starts_on")
    with pytest.raises(DomainError, match="Nothing is different"):
        propose_revision(objective=objective, reason=WHY, by=at(objective, cast.coach), **values)
    with pytest.raises(DomainError) as refused:
        propose_revision(objective=objective, reason=" ", by=at(objective, cast.coach), **values)
    assert refused.value.field == "reason"
    with pytest.raises(NotAllowed):
        propose(objective, cast.sponsor)
    for state in (State.DESIGN, State.CLOSED):
        set_state(objective.owner.engagement, state)
        with pytest.raises(NotAllowed, match="between the agreement and the end"):
            propose(objective, cast.participant)
    assert not Revision.objects.exists()


def test_it_is_revised_by_form_and_nothing_typed_is_lost(cast, objective, as_):
    address = reverse("goals:objective-revise", kwargs={"organization": "harbour", "objective_id": objective.pk})
    browser = as_(cast.participant)
    assert "Team survey" in browser.get(address).content.decode()
    typed = {key: str(value) for key, value in objective_values(title="Speak early").items()}
    page = browser.post(address, typed)
    assert page.status_code == 422
    assert "Speak early" in page.content.decode()
    assert browser.post(address, {**typed, "reason": WHY}).status_code == 302
    assert Revision.objects.get().reason == WHY
    assert as_(cast.sponsor).get(address).status_code == 409
