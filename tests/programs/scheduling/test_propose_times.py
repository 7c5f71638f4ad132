"""Somebody offers times; they are held for both until one is taken, or until the proposal is over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.errors import DomainError, IllegalTransition, NotAllowed
from portal.outbox.models import OutboxEvent
from portal.outbox.relay import relay
from programs.engagements.actions import end_participation, move_engagement
from programs.engagements.lifecycle import End, State
from programs.scheduling.actions import (
    accept_time,
    cancel_session,
    decline_times,
    expire_due_proposals,
    move_session,
    propose_times,
    remove_person_from_sessions,
    withdraw_times,
)
from programs.scheduling.lifecycle import ProposalState
from programs.scheduling.models import Proposal, Session, SessionPlace, Topic
from programs.scheduling.queries import coming_sessions_for, sessions_of
from programs.scheduling.tasks import expire_due_proposals_everywhere
from tests.factories.scheduling import at, in_days, make_circle, make_cohort, make_contract, make_session, place_in


def propose(cast, engagement, *, by=None, starts=None, **fields) -> Proposal:
    starts = [in_days(5), in_days(6)] if starts is None else starts
    by = place_in(engagement, by or cast.coach)
    return propose_times(engagement=engagement, starts=starts, minutes=60, by=by, **fields)


def held(proposal) -> list[Session]:
    return list(Session.objects.filter(proposal=proposal).order_by("starts_at"))


def events() -> list[str]:
    return list(OutboxEvent.objects.order_by("id").values_list("name", flat=True))


@pytest.fixture
def contract(cast, harbour):
    return make_contract(cast)


def test_each_time_is_held_for_both(cast, contract):
    proposal = propose(cast, contract)
    times = held(proposal)
    assert [time.state for time in times] == ["held", "held"]
    assert SessionPlace.objects.filter(session__in=times, blocks=True).count() == 4
    assert "scheduling.TimesProposed" in events()


def test_a_held_time_cannot_be_booked_elsewhere(cast, contract):
    propose(cast, contract)
    circle = make_circle(cast)
    with pytest.raises(DomainError, match="another session"):
        make_session(circle, cast.mentor, starts_at=in_days(5))
    assert make_session(circle, cast.mentor, starts_at=in_days(7))


def test_held_times_are_in_no_list_of_sessions(cast, contract):
    propose(cast, contract)
    assert not sessions_of(contract).exists()
    assert not coming_sessions_for(cast.participant, timezone.now()).exists()


def test_a_time_is_taken_and_the_other_is_free_again(cast, contract):
    proposal = propose(cast, contract, topic="The rota")
    first, second = held(proposal)
    taken = accept_time(proposal=proposal, session=second, by=place_in(contract, cast.participant))
    assert taken.pk == second.pk
    session = Session.objects.get()
    assert (session.state, session.proposal_id) == ("confirmed", None)
    assert session.remind_at is not None
    assert Proposal.objects.get().state == ProposalState.ACCEPTED
    assert Topic.objects.get().session_id == session.pk
    assert not SessionPlace.objects.filter(period__overlap=(first.starts_at, first.ends_at)).exists()
    assert events()[-1] == "scheduling.TimeAccepted"


def test_only_the_other_answers(cast, contract):
    proposal = propose(cast, contract)
    for who in (cast.coach, cast.sponsor):
        with pytest.raises(NotAllowed):
            accept_time(proposal=proposal, session=held(proposal)[0], by=place_in(contract, who))
        with pytest.raises(NotAllowed):
            decline_times(proposal=proposal, by=place_in(contract, who))
    assert len(held(proposal)) == 2


def test_declining_frees_all_times(cast, contract):
    proposal = propose(cast, contract)
    decline_times(proposal=proposal, by=place_in(contract, cast.participant))
    assert held(proposal) == []
    assert make_session(make_circle(cast), cast.mentor, starts_at=in_days(5))
    with pytest.raises(IllegalTransition, match="settled already: declined"):
        withdraw_times(proposal=Proposal.objects.get(), by=place_in(contract, cast.coach))


def test_only_who_proposed_takes_them_back(cast, contract):
    proposal = propose(cast, contract)
    with pytest.raises(NotAllowed):
        withdraw_times(proposal=proposal, by=place_in(contract, cast.participant))
    withdraw_times(proposal=proposal, by=place_in(contract, cast.coach))
    assert held(proposal) == []


def test_a_time_of_a_settled_proposal_is_not_taken_any_more(cast, contract):
    proposal = propose(cast, contract)
    first, second = held(proposal)
    participant = place_in(contract, cast.participant)
    accept_time(proposal=proposal, session=first, by=participant)
    with pytest.raises(DomainError, match="not held any more"):
        accept_time(proposal=Proposal.objects.get(), session=second, by=participant)
    assert Session.objects.count() == 1


def test_an_unanswered_proposal_expires_and_frees_its_times(cast, contract):
    proposal = propose(cast, contract)
    with at(proposal.expires_at - timedelta(seconds=1)):
        assert expire_due_proposals() == 0
    with at(proposal.expires_at):
        assert expire_due_proposals() == 1
        assert expire_due_proposals() == 0
    assert Proposal.objects.get().state == ProposalState.EXPIRED
    assert held(proposal) == []
    assert events()[-1] == "scheduling.TimesExpired"


def test_beat_finds_what_has_expired_in_every_organization(cast, contract):
    proposal = propose(cast, contract)
    with at(proposal.expires_at):
        expire_due_proposals_everywhere()
    assert Proposal.objects.get().state == ProposalState.EXPIRED


def test_a_proposal_never_outlives_its_last_time(cast, contract):
    proposal = propose(cast, contract, starts=[in_days(1), in_days(2)])
    assert proposal.expires_at == in_days(2)


def test_a_time_that_has_passed_meanwhile_is_not_taken(cast, contract):
    proposal = propose(cast, contract, starts=[in_days(1), in_days(2)])
    first, _ = held(proposal)
    with at(first.starts_at), pytest.raises(DomainError, match="past"):
        accept_time(proposal=proposal, session=first, by=place_in(contract, cast.participant))


@pytest.mark.parametrize(
    ("starts", "sentence"),
    [
        ([], "at least one"),
        ([in_days(day) for day in range(3, 9)], "up to 5"),
        ([in_days(5), in_days(5) + timedelta(minutes=30)], "overlap"),
        ([in_days(-1)], "past"),
        ([in_days(800)], "two years"),
    ],
)
def test_impossible_times_get_a_sentence(cast, contract, starts, sentence):
    with pytest.raises(DomainError, match=sentence):
        propose(cast, contract, starts=starts)
    assert not Session.objects.exists()


def test_a_time_at_which_somebody_is_busy_is_refused_and_nothing_is_held(cast, contract):
    make_session(make_circle(cast), cast.mentor, starts_at=in_days(6))
    with pytest.raises(DomainError, match="Amara Okafor has another session"):
        propose(cast, contract)
    assert not Proposal.objects.exists()


def test_who_leads_a_circle_has_nobody_to_propose_to_but_members_propose_to_them(cast, harbour):
    circle = make_circle(cast)
    with pytest.raises(NotAllowed):
        propose(cast, circle, by=cast.mentor)
    proposal = propose(cast, circle, by=cast.member)
    with pytest.raises(NotAllowed):
        accept_time(proposal=proposal, session=held(proposal)[0], by=place_in(circle, cast.participant))
    taken = accept_time(proposal=proposal, session=held(proposal)[0], by=place_in(circle, cast.mentor))
    assert taken.places.count() == 3


def test_in_a_course_nothing_is_proposed(cast, harbour):
    cohort = make_cohort(cast)
    for who in (cast.trainer, cast.participant):
        with pytest.raises(NotAllowed):
            propose(cast, cohort, by=who)


def test_the_end_of_an_engagement_frees_what_was_held(cast, contract):
    proposal = propose(cast, contract)
    table = {State.ACTIVE: {State.CLOSED}}
    move_engagement(engagement=contract, to=State.CLOSED, table=table, by=cast.administrator, end=End.COMPLETED)
    relay()
    assert held(proposal) == []
    assert Proposal.objects.get().state == ProposalState.WITHDRAWN


def test_shortly_before_a_session_moves_only_with_the_others_yes(cast, contract):
    session = make_session(contract, cast.coach, starts_at=timezone.now() + timedelta(hours=20))
    with pytest.raises(DomainError, match="the other’s yes"):
        move_session(session=session, starts_at=in_days(3), minutes=60, by=place_in(contract, cast.coach))
    proposal = propose(cast, contract, starts=[in_days(3)], moves=session, reason="A strike")
    assert Session.objects.get(pk=session.pk).sequence == 0
    moved = accept_time(proposal=proposal, session=held(proposal)[0], by=place_in(contract, cast.participant))
    assert (moved.pk, moved.starts_at, moved.sequence) == (session.pk, in_days(3), 1)
    assert moved.change_reason == "A strike"
    assert Session.objects.count() == 1


def test_the_program_says_how_late_is_late(cast, contract):
    contract.program.late_hours = 0
    contract.program.save()
    session = make_session(contract, cast.coach, starts_at=timezone.now() + timedelta(hours=2))
    move_session(session=session, starts_at=in_days(3), minutes=60, by=place_in(contract, cast.coach))
    assert Session.objects.get().sequence == 1


def test_a_mentor_of_several_moves_late_without_asking_each(cast, harbour):
    circle = make_circle(cast)
    session = make_session(circle, cast.mentor, starts_at=timezone.now() + timedelta(hours=2))
    move_session(session=session, starts_at=in_days(3), minutes=60, by=place_in(circle, cast.mentor))
    assert Session.objects.get().sequence == 1


def test_half_an_hour_later_can_be_proposed_though_it_overlaps_the_session_itself(cast, contract):
    start = in_days(3)
    session = make_session(contract, cast.coach, starts_at=start)
    proposal = propose(cast, contract, starts=[start + timedelta(minutes=30)], moves=session)
    moved = accept_time(proposal=proposal, session=held(proposal)[0], by=place_in(contract, cast.participant))
    assert moved.starts_at == start + timedelta(minutes=30)


@pytest.mark.parametrize("change", ["move", "cancel"])
def test_times_for_a_session_go_when_it_moves_or_is_cancelled(cast, contract, change):
    session = make_session(contract, cast.coach, starts_at=in_days(9))
    proposal = propose(cast, contract, moves=session)
    by = place_in(contract, cast.coach)
    if change == "move":
        move_session(session=session, starts_at=in_days(10), minutes=60, by=by)
    else:
        cancel_session(session=session, by=by)
    assert held(proposal) == []
    assert Proposal.objects.get().state == ProposalState.WITHDRAWN


def test_only_one_proposal_at_a_time_for_a_session(cast, contract):
    session = make_session(contract, cast.coach, starts_at=in_days(9))
    propose(cast, contract, moves=session)
    with pytest.raises(DomainError, match="waits for an answer already"):
        propose(cast, contract, starts=[in_days(7)], moves=session)


def test_who_leaves_is_kept_busy_by_no_proposed_time_and_has_no_place_in_what_comes_of_it(cast, harbour):
    circle = make_circle(cast)
    proposal = propose(cast, circle, by=cast.participant)
    tiago = place_in(circle, cast.member)
    remove_person_from_sessions(participation=tiago)
    end_participation(participation=tiago, by=cast.administrator)
    assert not SessionPlace.objects.filter(user=cast.member.user).exists()
    session = accept_time(proposal=proposal, session=held(proposal)[0], by=place_in(circle, cast.mentor))
    assert set(session.places.values_list("user", flat=True)) == {cast.mentor.user_id, cast.participant.user_id}
    assert "scheduling.PlacesGivenUp" not in events()
