"""The story bank of a program."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.decorators import member_view
from portal.errors import NotAllowed
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.engagements.queries import get_engagement_for, people_of
from programs.notes import actions, permissions, queries
from programs.notes.forms import ChangeStoryForm, StoryForm
from programs.notes.views.ways import posted

STORIES_A_PAGE = 20


@member_view
@require_GET
def story_list(request, program_id):
    """What people in the program tell; filtered by what it helps with."""
    program = queries.program_of_member(request.membership, program_id)
    kinds = queries.topic_kinds()
    challenge = request.GET.get("challenge", "")
    challenge = challenge if challenge in dict(kinds) else ""
    stories = queries.stories_in(program, request.membership, challenge)
    page = Paginator(stories, STORIES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "program": program,
        "page": page,
        "kinds": kinds,
        "challenge": challenge,
        "places": queries.places_to_tell(request.membership, program),
    }
    return render(request, "notes/story_list.html", context)


@member_view
@require_http_methods(["GET", "POST"])
def story_create(request, engagement_id):
    """Write a story down."""
    engagement, place = get_engagement_for(request.membership, engagement_id)
    if not permissions.can_tell_story(place):
        raise NotAllowed("Stories are told by mentors, coaches and trainers.")
    people = [person for person in people_of(engagement) if not person.leads and person.role != "sponsor"]
    form = StoryForm(posted(request), people=people)
    if form.is_valid() and (story := apply_action(form, actions.write_story, by=place)):
        messages.success(request, _kept(story))
        return _to_story(request, story)
    context = {"form": form, "program": engagement.program, "verb": "Keep this story"}
    return render_form(request, "notes/story_form.html", context)


@member_view
@require_http_methods(["GET", "POST"])
def story_change(request, story_id):
    """Other words; the other one is asked again."""
    story = queries.get_story_for(request.membership, story_id)
    if not permissions.can_change_story(request.membership, story):
        raise NotAllowed("A story is changed by the person who tells it.")
    initial = {"title": story.title, "text": story.text, "challenge": story.challenge}
    form = ChangeStoryForm(posted(request), initial=initial)
    if form.is_valid() and (fresh := apply_action(form, actions.change_story, story=story, by=request.membership)):
        messages.success(request, _kept(fresh))
        return _to_story(request, fresh)
    context = {"form": form, "program": story.program, "story": story, "verb": "Save"}
    return render_form(request, "notes/story_form.html", context)


@member_view
@require_GET
def story_detail(request, story_id):
    """One story, with the buttons of those whom it concerns."""
    story, me = queries.get_story_for(request.membership, story_id), request.membership
    context = {
        "story": story,
        "program": story.program,
        "is_old": queries.is_old(story, timezone.now()),
        "may_change": permissions.can_change_story(me, story),
        "may_answer": permissions.can_answer_story(me, story),
        "may_withdraw": permissions.can_withdraw_story(me, story),
    }
    return render(request, "notes/story_detail.html", context)


@member_view
@require_POST
def story_answer(request, story_id):
    """The other one's yes or no."""
    story = queries.get_story_for(request.membership, story_id)
    yes = request.POST.get("answer") == "yes"
    fresh = actions.answer_story(story=story, yes=yes, by=request.membership)
    if yes:
        messages.success(request, "Thank you. Everybody in the program can read it now; you can take it back any time.")
        return _to_story(request, fresh)
    messages.success(request, "It is not told. Nobody but its teller has it.")
    return redirect(organization_url(request, "notes:story-list", program_id=story.program_id))


@member_view
@require_POST
def story_confirm(request, story_id):
    """It still holds."""
    story = queries.get_story_for(request.membership, story_id)
    actions.confirm_story(story=story, by=request.membership)
    messages.success(request, "Good: it counts as looked at today.")
    return _to_story(request, story)


@member_view
@require_http_methods(["GET", "POST"])
def story_withdraw(request, story_id):
    """Ask before it is taken back."""
    story = queries.get_story_for(request.membership, story_id)
    if request.method == "POST":
        actions.withdraw_story(story=story, by=request.membership)
        messages.success(request, "Taken back. Nobody else reads it any more.")
        return redirect(organization_url(request, "notes:story-list", program_id=story.program_id))
    if not permissions.can_withdraw_story(request.membership, story):
        raise NotAllowed("A story is taken back by those whom it concerns.")
    return render(request, "notes/story_withdraw.html", {"story": story, "program": story.program})


def _kept(story) -> str:
    if story.about_id:
        return f"Kept. {story.about.name} is asked; it is told after their yes."
    return "Everybody in the program can read it now."


def _to_story(request, story):
    return redirect(organization_url(request, "notes:story-detail", story_id=story.pk))
