"""A client's way to a coach: asking, proposals with reasons, a first meeting, the choice."""

from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from django.urls import reverse

from portal.errors import DomainError, NotAllowed
from portal.outbox.models import OutboxEvent
from portal.outbox.relay import relay
from programs.coaching.actions import (
    ask_for_others,
    choose_coach,
    decline_proposal,
    meet_coach,
    offer_coaches,
    save_profile,
    start_design,
    withdraw_choice,
)
from programs.coaching.models import Charge, CoachChoice, CoachProposal, Contract
from programs.coaching.queries.choices import overlapping_contracts, suggestions_for, why_few
from programs.coaching.queries.coaches import clients_by_coach
from programs.engagements.lifecycle import State
from programs.notifications.models import Notification
from programs.scheduling.models import Session
from tests.cast import make_cast
from tests.factories import coaches, coaching
from tests.factories.coaching import today

WISH = "Somebody who does not spare me"


def url(name, **kwargs):
    return reverse(f"coaching:{name}", kwargs={"organization": "harbour", **kwargs})


def told(kind) -> set:
    return set(Notification.objects.filter(kind=kind).values_list("membership__user__name", flat=True))


def states(choice) -> list[str]:
    return list(choice.proposals.order_by("position").values_list("state", flat=True))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"sponsor": "participant"}, "sponsor"),
        ({"starts_on": today(-1)}, "starts_on"),
        ({"ends_on": today()}, "ends_on"),
        ({"ends_on": today(400)}, "longer"),
        ({"session_budget": 0}, "session_budget"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(cast, harbour, wrong, field):
    if "sponsor" in wrong:
        wrong = {"sponsor": getattr(cast, wrong["sponsor"])}
    with pytest.raises(DomainError) as refusal:
        coaches.ask(cast, **wrong)
    assert refusal.value.field == field


def test_a_member_asks_and_only_they_and_those_who_run_the_program_read_the_wish(cast, harbour, as_):
    program = coaching.make_program(cast)
    page = url("choice-create", program_id=program.pk)
    assert "Coaches and sponsors do not see it" in as_(cast.participant).get(page).text
    form = {
        "wishes": WISH,
        "languages": ["pt"],
        "sponsor": cast.sponsor.pk,
        "starts_on": today(),
        "ends_on": today(400),
        "session_budget": 6,
    }
    refused = as_(cast.participant).post(page, form)
    assert refused.status_code == 422
    assert WISH in refused.text, "nothing typed is lost"
    assert as_(cast.participant).post(page, {**form, "longer": "on"}).status_code == 302
    choice = CoachChoice.objects.get()
    assert (choice.client, choice.wishes, choice.asked_by) == (cast.participant, WISH, cast.participant)
    again = as_(cast.participant).post(page, {**form, "longer": "on"})
    assert "looks for a coach in this program already" in again.text
    with pytest.raises(NotAllowed):
        coaches.ask(cast, program=program, client=cast.member, by=cast.participant)
    relay()
    assert told("coach-asked-for") == {cast.administrator.name}
    for part, status in (("participant", 302), ("administrator", 200), ("coach", 403), ("manager", 404)):
        shown = as_(getattr(cast, part)).get(url("choice-manage", choice_id=choice.pk))
        assert shown.status_code == (403 if part == "participant" else status)
        assert (WISH in shown.text) == (part == "administrator")
    assert WISH in as_(cast.participant).get(url("choice-detail", choice_id=choice.pk)).text
    assert as_(cast.sponsor).get(url("choice-detail", choice_id=choice.pk)).status_code == 404


def test_suggestions_say_what_fits_and_what_does_not_and_leave_sponsors_out(cast, harbour, as_):
    coaches.make_competencies(cast)
    best, second, full, closed = coaches.make_coaches(cast, 4)
    coaches.make_profile(cast, best, competencies=["Delegating", "Listening"], languages=["pt", "en"])
    coaches.check(cast, coaches.add_one(best.coach_profile))
    coaches.make_profile(cast, second, competencies=["Listening"], languages=["en"])
    coaches.make_profile(cast, full, capacity=0)
    coaches.make_profile(cast, closed, is_open=False)
    coaches.make_profile(cast, cast.sponsor)
    wanted = coaches.named("Delegating", "Listening")
    choice = coaches.ask(cast, competencies=wanted, languages=["pt"])
    first, last = suggestions_for(choice)
    assert (first.card.name, last.card.name) == (best.name, second.name)
    assert first.fits == [
        "Works on Listening and Delegating.",
        "Speaks Portuguese.",
        "Checked: Professional Certified Coach.",
        "Takes new clients: 2 places left.",
    ]
    assert first.lacks == []
    assert last.lacks == ["Does not name Delegating.", "Does not speak Portuguese.", "No credential has been checked."]
    why = why_few(choice, [first, last])
    assert why == (
        "Only 2 can be proposed now. "
        "Of the others, 2 take no new clients or have no place left, 1 sponsors this client."
    )
    page = url("choice-manage", choice_id=choice.pk)
    shown = as_(cast.administrator).get(page).text
    assert "%" not in shown.split("Who fits")[1].split("What was asked for")[0]
    both = {"coaches": [str(best.pk), str(second.pk)]}
    answer = as_(cast.administrator).post(page, both)
    assert "tick that fewer are meant" in answer.text
    assert answer.text.count("checked") >= 2, "the ticks are kept"
    assert as_(cast.administrator).post(page, {**both, "few": "on"}).status_code == 302
    assert states(choice) == ["offered", "offered"]
    relay()
    assert told("coaches-proposed") == {cast.participant.name}
    with pytest.raises(DomainError, match="can’t be proposed"):
        offer_coaches(choice=choice, coaches=[cast.sponsor.pk], by=cast.administrator, few=True)
    with pytest.raises(NotAllowed):
        offer_coaches(choice=choice, coaches=[full.pk], by=cast.participant, few=True)


def test_one_session_to_get_to_know_each_other_does_not_count(cast, harbour, as_):
    proposals = coaches.offered(cast, coaches.make_coaches(cast))
    with pytest.raises(NotAllowed):
        meet_coach(proposal=proposals[0], by=cast.coach)
    meet = url("coach-meet", coach_proposal_id=proposals[0].pk)
    assert as_(cast.member).post(meet).status_code == 404
    assert as_(cast.participant).post(meet).status_code == 302
    contract = coaching.fresh(coaches.fresh(proposals[0]).contract)
    assert [row.role for row in contract.engagement.participations.order_by("role")] == ["client", "coach"]
    assert meet_coach(proposal=proposals[0], by=cast.participant) == contract, "once, however often it is pressed"
    assert clients_by_coach([cast.coach.pk]) == {}
    with pytest.raises(DomainError, match="getting to know"):
        start_design(contract=contract, by=cast.coach)
    session = coaching.book(cast, contract, by=cast.participant)
    relay()
    assert Charge.objects.get(session=session).kind == Charge.Kind.FREE
    with pytest.raises(DomainError, match="one session"):
        coaching.book(cast, contract, days=2)
    assert told("coach-to-meet") == {cast.coach.name}
    assert not Notification.objects.filter(kind="participant-joined").exists()
    assert cast.participant.name in as_(cast.coach).get(url("proposal-list")).text

    other = coaching.draft(cast, program=contract.engagement.program, client=cast.member)
    with pytest.raises(DomainError, match="once everybody has signed"):
        coaching.book(cast, other, days=3)  # a plain draft stays closed


def test_the_choice_makes_the_contract_and_thanks_the_others(cast, harbour, as_):
    first, second, third = coaches.offered(cast, coaches.make_coaches(cast))
    choice = first.choice
    drafts = [meet_coach(proposal=row, by=cast.participant) for row in (first, second)]
    session = coaching.book(cast, coaching.fresh(drafts[1]), by=cast.participant)
    page = url("coach-choose", coach_proposal_id=first.pk)
    for wrong in (cast.coach, cast.participant):
        with pytest.raises(DomainError) as refusal:
            choose_coach(proposal=first, sponsor=wrong, by=cast.participant)
        assert refusal.value.field == "sponsor"
    with pytest.raises(NotAllowed):
        choose_coach(proposal=first, by=cast.administrator)
    assert f'value="{cast.sponsor.pk}" selected' in as_(cast.participant).get(page).text
    assert as_(cast.participant).post(page, {"sponsor": cast.sponsor.pk}).url == url(
        "contract-detail", engagement_id=drafts[0].pk
    )
    relay()
    contract = coaching.fresh(drafts[0])
    assert contract.engagement.state == State.DRAFT
    assert {row.role: row.membership for row in contract.engagement.participations.all()} == {
        "client": cast.participant,
        "coach": cast.coach,
        "sponsor": cast.sponsor,
    }
    assert states(choice) == ["chosen", "thanked", "thanked"]
    assert coaching.fresh(drafts[1]).engagement.state == State.CANCELLED
    assert Session.objects.get(pk=session.pk).state == "cancelled"
    assert clients_by_coach([cast.coach.pk]) == {cast.coach.pk: 1}
    assert told("coach-chosen") == {cast.coach.name}
    assert told("coach-thanked") == {second.coach.name}, "who was only looked at hears nothing"
    assert third.coach.name not in str(list(Notification.objects.values_list("membership__user__name", flat=True)))
    late = as_(cast.participant).post(url("coach-choose", coach_proposal_id=second.pk), {})
    assert late.status_code == 422
    assert f"The choice is made: {cast.coach.name}" in late.text, "a second tab learns who it is"
    start_design(contract=contract, by=cast.coach)
    texts = str([event.payload for event in OutboxEvent.objects.all()]) + str(
        list(Notification.objects.values_list("facts", flat=True))
    )
    assert WISH not in texts


def test_who_is_full_gone_or_busy_meanwhile_is_said_and_nothing_is_lost(cast, harbour):
    people = coaches.make_coaches(cast, 4, capacity=1)
    proposals = coaches.offered(cast, people)
    full, closed, gone, declined = proposals
    coaching.draft(cast, program=full.choice.program, client=cast.member, sponsor=None)
    save_profile(
        coach=closed.coach, source="internal", approach="", languages=["en"], competencies=(), capacity=1,
        is_open=False, by=closed.coach,
    )  # fmt: skip
    type(gone.coach).objects.filter(pk=gone.coach_id).update(is_active=False)
    meet_coach(proposal=declined, by=cast.participant)
    decline_proposal(proposal=declined, by=declined.coach)
    for proposal, words in (
        (full, "no place left"),
        (closed, "no new clients"),
        (gone, "has left"),
        (declined, "not among the proposals"),
    ):
        with pytest.raises(DomainError, match=words) as refusal:
            choose_coach(proposal=proposal, by=cast.participant)
        assert "you can ask for others" in refusal.value.message
    choice = CoachChoice.objects.get(pk=full.choice_id)
    assert choice.ended_at is None
    assert coaching.fresh(coaches.fresh(declined).contract).engagement.state == State.CANCELLED
    relay()
    assert told("coach-declined") == {cast.participant.name, cast.administrator.name}

    ask_for_others(choice=choice, by=cast.participant)
    with pytest.raises(DomainError, match="asked already"):
        ask_for_others(choice=choice, by=cast.participant)
    relay()
    assert told("others-asked-for") == {cast.administrator.name}
    assert states(choice) == ["thanked", "thanked", "thanked", "declined"]
    coaches.make_profile(cast, cast.mentor)
    assert [row.card.name for row in suggestions_for(choice)] == [cast.mentor.name], "nobody is proposed twice"
    (late,) = offer_coaches(choice=choice, coaches=[cast.mentor.pk], few=True, by=cast.administrator)

    contract = coaching.draft(cast, program=choice.program, coach=cast.trainer, sponsor=None)
    assert overlapping_contracts(cast.participant, choice.starts_on, choice.ends_on)
    with pytest.raises(DomainError) as refusal:
        choose_coach(proposal=late, by=cast.participant)
    assert (refusal.value.field, contract.engagement.title in refusal.value.message) == ("beside", True)
    assert choose_coach(proposal=late, beside=True, by=cast.participant)


def test_a_withdrawn_search_cancels_meetings_and_says_so(cast, harbour, as_):
    proposals = coaches.offered(cast, coaches.make_coaches(cast))
    draft = meet_coach(proposal=proposals[0], by=cast.participant)
    page = url("choice-withdraw", choice_id=proposals[0].choice_id)
    assert as_(cast.coach).post(page).status_code == 404
    assert as_(cast.administrator).get(page).status_code == 200
    assert as_(cast.administrator).post(page).status_code == 302
    relay()
    assert coaching.fresh(draft).engagement.state == State.CANCELLED
    assert told("choice-withdrawn") == {cast.participant.name}
    assert told("coach-thanked") == {cast.coach.name}
    with pytest.raises(DomainError, match="Nobody looks for a coach here"):
        withdraw_choice(choice=proposals[0].choice, by=cast.participant)
    assert coaches.ask(cast, program=proposals[0].choice.program), "one can ask again"


@pytest.mark.django_db(transaction=True)
def test_two_clients_who_choose_at_once_never_share_the_last_place():
    with transaction.atomic():  # row security learns the organization at the beginning of a transaction
        cast = make_cast()
    with cast.inside("harbour"), transaction.atomic():
        program = coaching.make_program(cast)
        coaches.make_profile(cast, cast.coach, capacity=1)
        mine = [
            coaches.offered(cast, [cast.coach], program=program, client=client, sponsor=None)[0]
            for client in (cast.participant, cast.member)
        ]
    start, failures = Barrier(2), []

    def run(proposal, client):
        try:
            with cast.inside("harbour", client.user):
                start.wait(timeout=20)
                choose_coach(proposal=proposal, by=client)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in zip(mine, (cast.participant, cast.member), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    with cast.inside("harbour"), transaction.atomic():
        assert [type(error) for error in failures] == [DomainError]
        assert "somebody else was first" in failures[0].message
        assert clients_by_coach([cast.coach.pk]) == {cast.coach.pk: 1}
        assert sorted(CoachProposal.objects.values_list("state", flat=True)) == ["chosen", "offered"]
        assert Contract.objects.count() == 1
