"""Propose several times, and answer such a proposal."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.decorators import member_view
from portal.errors import NotAllowed
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.engagements.queries import get_engagement_for
from programs.scheduling import actions
from programs.scheduling.forms import ProposeForm, asked_again, posted
from programs.scheduling.lifecycle import ProposalState
from programs.scheduling.limits import MOST_TIMES
from programs.scheduling.permissions import answers_proposal, can_change_session, can_propose_times
from programs.scheduling.queries import firm_people, get_proposal_for, get_session_for, get_time_of, held_times_of
from programs.scheduling.views.choosing import choosing

OVER = {
    ProposalState.ACCEPTED: "One of the times was taken.",
    ProposalState.DECLINED: "None of the times suited.",
    ProposalState.WITHDRAWN: "The times were taken back.",
    ProposalState.EXPIRED: "Nobody answered in time, so the times are free again.",
}


@member_view
@require_http_methods(["GET", "POST"])
def times_propose(request, engagement_id):
    """Offer several times to somebody, for a new session."""
    engagement, place = get_engagement_for(request.membership, engagement_id)
    return _propose(request, engagement, place, {"minutes": engagement.program.session_minutes})


@member_view
@require_http_methods(["GET", "POST"])
def session_propose(request, session_id):
    """Offer several times to which a session could move."""
    session, place = get_session_for(request.membership, session_id)
    if not can_change_session(place, session):
        raise NotAllowed("This session cannot be moved by you, or not any more.")
    as_it_is = {"minutes": session.minutes, "place": session.place, "join_url": session.join_url}
    return _propose(request, session.engagement, place, as_it_is, moves=session)


def _propose(request, engagement, place, as_it_is: dict, moves=None):
    people = firm_people(engagement)
    if not can_propose_times(place, engagement, people):
        raise NotAllowed("There is nobody here to propose times to. Book a time, or ask with a poll.")
    form = ProposeForm(posted(request), zone=request.user.time_zone, initial={**as_it_is, **asked_again(request)})
    if form.is_valid():
        proposal = apply_action(form, actions.propose_times, engagement=engagement, moves=moves, by=place)
        if proposal:
            messages.success(request, "Proposed. The times are held until there is an answer.")
            return redirect(organization_url(request, "scheduling:proposal-detail", proposal_id=proposal.pk))
    context = {
        "form": form,
        "engagement": engagement,
        "place": place,
        "moves": moves,
        "most": MOST_TIMES,
        **choosing(request, form, place, people, usual=as_it_is["minutes"], leaving_out=[moves.pk] if moves else []),
    }
    return render_form(request, "scheduling/times_propose.html", context)


@member_view
@require_GET
def proposal_detail(request, proposal_id):
    """The times, for whoever answers and for whoever proposed them."""
    proposal, place = get_proposal_for(request.membership, proposal_id)
    people = firm_people(proposal.engagement)
    times = list(held_times_of(proposal))
    context = {
        "proposal": proposal,
        "engagement": proposal.engagement,
        "place": place,
        "times": times,
        "people": people,
        "asked": answers_proposal(place, proposal, people),
        "mine": proposal.proposed_by_id == place.pk,
        "over": OVER.get(proposal.state, ""),
        "reason": next((time.change_reason for time in times if time.change_reason), ""),
    }
    return render(request, "scheduling/proposal_detail.html", context)


@member_view
@require_POST
def time_accept(request, proposal_id):
    """Take one of the times."""
    proposal, place = get_proposal_for(request.membership, proposal_id)
    time = get_time_of(proposal, request.POST.get("time", ""))
    session = actions.accept_time(proposal=proposal, session=time, by=place)
    messages.success(request, "Agreed. The session is planned, and everybody in it is told.")
    return redirect(organization_url(request, "scheduling:session-detail", session_id=session.pk))


@member_view
@require_POST
def times_decline(request, proposal_id):
    """Say that none of the times suits."""
    proposal, place = get_proposal_for(request.membership, proposal_id)
    actions.decline_times(proposal=proposal, by=place)
    messages.success(request, "Declined. The times are free again, and whoever proposed them is told.")
    return redirect(organization_url(request, "scheduling:proposal-detail", proposal_id=proposal.pk))


@member_view
@require_POST
def times_withdraw(request, proposal_id):
    """Take the own times back."""
    proposal, place = get_proposal_for(request.membership, proposal_id)
    actions.withdraw_times(proposal=proposal, by=place)
    messages.success(request, "Taken back. The times are free again.")
    return redirect(organization_url(request, "scheduling:proposal-detail", proposal_id=proposal.pk))
