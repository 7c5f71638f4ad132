"""Propose, change, back and choose topics, and look at an agenda; each answers on the page where the button was."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import member_view
from portal.errors import NotAllowed
from portal.ui.forms import apply_action, render_form, values_of
from portal.ui.middleware import back_href
from portal.ui.nav import organization_url
from programs.covenant.items import LEADS, LED, Access, Item
from programs.covenant.queries import reading_of
from programs.engagements.queries import get_engagement_for, people_of
from programs.scheduling import actions
from programs.scheduling.forms import ChangeTopicForm, TopicForm
from programs.scheduling.permissions import can_change_topic, can_propose_topic, sits_in_sessions
from programs.scheduling.queries import get_session_for, get_session_in, get_topic_for


@member_view
@require_POST
def topic_propose(request, engagement_id):
    """Propose a topic for a session (`session` in the form) or for the next one."""
    engagement, place = get_engagement_for(request.membership, engagement_id)
    if not sits_in_sessions(place, engagement):
        raise NotAllowed("Topics are proposed by the people who sit in the sessions.")
    if not can_propose_topic(place, engagement):
        raise NotAllowed("This has come to its end, so no topics are proposed here any more.")
    session = get_session_in(engagement, request.POST.get("session", ""))
    form = TopicForm(request.POST)
    if form.is_valid() and apply_action(form, actions.propose_topic, engagement=engagement, session=session, by=place):
        messages.success(request, f"Proposed. {_seen_by(place, life=form.cleaned_data['life'])} can see it.")
        return redirect(_where_it_began(request, engagement))
    context = {"form": form, "engagement": engagement, "session": session, "back": _where_it_began(request, engagement)}
    context |= {"place": place, "reading": reading_of(place), "people": people_of(engagement)}
    return render_form(request, "scheduling/topic_propose.html", context)


def _seen_by(place, *, life: bool) -> str:
    terms = reading_of(place).terms
    levels = {terms.level(Item.TOPICS, role) for role in terms.roles if role in LEADS | LED}
    return "The others" if levels == {Access.ALL} and not life else "Who leads"


def _where_it_began(request, engagement) -> str:
    """The page with the button; after a refused try that is what the refused page carried along."""
    home = organization_url(request, engagement.words.detail, engagement_id=engagement.pk)
    carried = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        carried, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    if "next" in request.POST:
        return carried if safe else home
    href = back_href(request)
    return home if href.partition("?")[0] == request.path else href


@member_view
@require_POST
def topic_back(request, topic_id):
    """Say “me too”, or take it back."""
    topic, place = get_topic_for(request.membership, topic_id)
    actions.back_topic(topic=topic, by=place, back=request.POST.get("back") == "1")
    return redirect(back_href(request))


@member_view
@require_POST
def topic_choose(request, topic_id):
    """Pick a topic for the session, or put it back."""
    topic, place = get_topic_for(request.membership, topic_id)
    actions.choose_topic(topic=topic, by=place, chosen=request.POST.get("chosen") == "1")
    return redirect(back_href(request))


@member_view
@require_http_methods(["GET", "POST"])
def topic_change(request, topic_id):
    """Change one’s own topic."""
    topic, place = _own_topic(request, topic_id)
    form = ChangeTopicForm(request.POST or None, initial=values_of(topic, ChangeTopicForm))
    if request.method == "POST" and form.is_valid() and apply_action(form, actions.change_topic, topic=topic, by=place):
        messages.success(request, "Changed. The others see it as it is now.")
        return redirect(_where_it_began(request, topic.engagement))
    back = _where_it_began(request, topic.engagement)
    context = {"form": form, "engagement": topic.engagement, "topic": topic, "back": back}
    return render_form(request, "scheduling/topic_change.html", context)


@member_view
@require_POST
def topic_withdraw(request, topic_id):
    """Take one’s own topic back."""
    topic, place = _own_topic(request, topic_id)
    actions.take_topic_back(topic=topic, by=place)
    messages.success(request, "Taken back. Nobody sees this topic any more.")
    return redirect(_where_it_began(request, topic.engagement))


def _own_topic(request, topic_id):
    topic, place = get_topic_for(request.membership, topic_id)
    if not can_change_topic(place, topic):
        raise NotAllowed("A topic is changed by the person who proposed it, until its session begins.")
    return topic, place


@member_view
@require_POST
def agenda_look(request, session_id):
    """Say “I have looked at it”."""
    session, place = get_session_for(request.membership, session_id)
    actions.look_at_agenda(session=session, by=place)
    return redirect(organization_url(request, "scheduling:session-detail", session_id=session.pk) + "#topics")
