"""Pages of the library of exercises, of what was assigned, and of check-ins."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.decorators import manager_view, member_view
from portal.errors import NotAllowed
from portal.ui.forms import apply_action, render_form, values_of
from portal.ui.nav import organization_url
from programs.covenant.queries import reading_of
from programs.engagements.queries import get_engagement_for, people_of
from programs.goals import actions
from programs.goals import queries_exercises as queries
from programs.goals.forms_exercises import (
    AssignmentAnswerForm,
    AssignmentForm,
    CheckInForm,
    ExerciseForm,
    ReplyForm,
)
from programs.goals.queries import get_action_for, sitting
from programs.goals.reading import reads_actions


def _posted(request):
    return request.POST if request.method == "POST" else None


def _list_url(request, engagement) -> str:
    return organization_url(request, "goals:assignment-list", engagement_id=engagement.pk)


def _page_url(request, assignment) -> str:
    return organization_url(request, "goals:assignment-detail", assignment_id=assignment.pk)


def _engagement_url(request, engagement) -> str:
    try:
        return organization_url(request, engagement.words.detail, engagement_id=engagement.pk)
    except NoReverseMatch:
        return ""


@manager_view
@require_GET
def exercise_list(request) -> HttpResponse:
    """The organization's library, and what the portal brings along."""
    rows = list(queries.exercises())
    context = {
        "offered": [row for row in rows if row.ended_at is None],
        "ended": [row for row in rows if row.ended_at],
        "built_in": queries.built_in_left(rows),
    }
    return render(request, "goals/exercise_list.html", context)


@manager_view
@require_http_methods(["GET", "POST"])
def exercise_create(request) -> HttpResponse:
    """A new exercise; `?from=` begins with the words of a built-in one."""
    built_in = queries.find_built_in(request.GET.get("from", ""))
    initial = values_of(built_in, ExerciseForm) if built_in else None
    form = ExerciseForm(_posted(request), initial=initial)
    if form.is_valid() and apply_action(form, actions.save_exercise, by=request.membership):
        messages.success(request, "It is in the library.")
        return redirect(organization_url(request, "goals:exercise-list"))
    return render_form(request, "goals/exercise_form.html", {"form": form, "built_in": built_in})


@manager_view
@require_http_methods(["GET", "POST"])
def exercise_change(request, exercise_id) -> HttpResponse:
    """Change an exercise; what was assigned keeps its words."""
    exercise = queries.get_exercise(exercise_id)
    form = ExerciseForm(_posted(request), initial=values_of(exercise, ExerciseForm))
    known = {"exercise": exercise, "by": request.membership}
    if form.is_valid() and apply_action(form, actions.save_exercise, **known):
        messages.success(request, "Changed. What was assigned before keeps its words.")
        return redirect(organization_url(request, "goals:exercise-list"))
    return render_form(request, "goals/exercise_form.html", {"form": form, "exercise": exercise})


@manager_view
@require_POST
def exercise_end(request, exercise_id) -> HttpResponse:
    """Offer it no more (`ended=1`), or again (`ended=0`)."""
    exercise = queries.get_exercise(exercise_id)
    actions.end_exercise(exercise=exercise, ended=request.POST.get("ended") == "1", by=request.membership)
    messages.success(request, "It is offered no more." if exercise.ended_at else "It is offered again.")
    return redirect(organization_url(request, "goals:exercise-list"))


def _owners(engagement, place, people) -> list:
    """Who can do an exercise that this person gives."""
    return [person for person in sitting(engagement, people) if queries.can_assign(place, person)]


@member_view
@require_GET
def assignment_list(request, engagement_id) -> HttpResponse:
    """The exercises of one engagement that this person reads."""
    engagement, place = get_engagement_for(request.membership, engagement_id)
    reading, people = reading_of(place), people_of(engagement)
    if not reads_actions(reading):
        raise NotAllowed("Exercises are read by those who read actions here.")
    rows = queries.assignments_in(engagement, place, reading)
    context = {
        "engagement": engagement,
        "place": place,
        "reading": reading,
        "people": people,
        "waiting": [row for row in rows if row.replied_at is None],
        "done": [row for row in rows if row.replied_at],
        "may_assign": bool(_owners(engagement, place, people)),
        "back": _engagement_url(request, engagement),
    }
    return render(request, "goals/assignment_list.html", context)


@member_view
@require_GET
def assignment_choose(request, engagement_id) -> HttpResponse:
    """The library, to take an exercise from; or to write one freely."""
    engagement, place = get_engagement_for(request.membership, engagement_id)
    if not _owners(engagement, place, people_of(engagement)):
        raise NotAllowed("Exercises are given by who leads; those who are led take one for themselves.")
    rows = list(queries.exercises())
    context = {
        "engagement": engagement,
        "place": place,
        "offered": [row for row in rows if row.ended_at is None],
        "built_in": queries.built_in_left(rows),
    }
    return render(request, "goals/assignment_choose.html", context)


@member_view
@require_http_methods(["GET", "POST"])
def assignment_create(request, engagement_id) -> HttpResponse:
    """Give an exercise. `?exercise=` or `?from=` begin with words of the library, `?objective=` with what it helps."""
    engagement, place = get_engagement_for(request.membership, engagement_id)
    reading, people = reading_of(place), people_of(engagement)
    owners = _owners(engagement, place, people)
    if not owners:
        raise NotAllowed("Exercises are given by who leads; those who are led take one for themselves.")
    chosen = queries.find_offered(request.GET.get("exercise", ""))
    words = chosen or queries.find_built_in(request.GET.get("from", ""))
    initial = {"objective": request.GET.get("objective", "")}
    initial |= {"title": words.title, "text": words.text} if words else {}
    form = AssignmentForm(_posted(request), owners=owners, place=place, reading=reading, initial=initial)
    known = {"exercise": chosen, "by": place}
    known |= {} if "owner" in form.fields else {"owner": owners[0]}
    if form.is_valid() and (row := apply_action(form, actions.assign_exercise, **known)):
        messages.success(request, _given(row, place))
        return redirect(_list_url(request, engagement))
    context = {"form": form, "engagement": engagement, "place": place, "words": words, "owners": owners}
    return render_form(request, "goals/assignment_form.html", {**context, "reading": reading, "people": people})


def _given(row, place) -> str:
    return "It is yours to do." if row.owner_id == place.pk else f"{row.owner.name} is told that there is an exercise."


@member_view
@require_http_methods(["GET", "POST"])
def assignment_detail(request, assignment_id) -> HttpResponse:
    """An exercise; its owner replies here, who leads answers below."""
    row, place, reading = queries.get_assignment_for(request.membership, assignment_id)
    mine = place.pk == row.owner_id
    form = ReplyForm(_posted(request), initial={"reply": row.reply}) if mine else None
    if request.method == "POST" and form is None:
        raise NotAllowed("A reply is written by the person whose exercise it is.")
    later = request.POST.get("step") == "save"
    act = actions.save_reply if later else actions.hand_in
    if form and form.is_valid() and apply_action(form, act, assignment=row, by=place):
        messages.success(request, "Saved. Only you see it." if later else "Handed in. Who leads is told.")
        return redirect(_page_url(request, row))
    context = {"form": form, **_beside(row, place, reading)}
    return render_form(request, "goals/assignment_detail.html", context)


def _beside(row, place, reading) -> dict:
    """What both pages of an exercise show."""
    return {
        "row": row,
        "engagement": row.owner.engagement,
        "place": place,
        "reading": reading,
        "people": people_of(row.owner.engagement),
        "life": bool(row.objective and row.objective.life),
        "may_reply": queries.can_reply(place, row),
        "may_answer": queries.can_answer_assignment(place, row),
        "may_withdraw": queries.can_withdraw_assignment(place, row),
    }


@member_view
@require_http_methods(["GET", "POST"])
def assignment_answer(request, assignment_id) -> HttpResponse:
    """Say something to what was handed in."""
    row, place, reading = queries.get_assignment_for(request.membership, assignment_id)
    if not queries.can_answer_assignment(place, row):
        raise NotAllowed("An answer is given by who leads, once the exercise was handed in.")
    form = AssignmentAnswerForm(_posted(request), initial={"answer": row.answer})
    if form.is_valid() and apply_action(form, actions.answer_assignment, assignment=row, by=place):
        messages.success(request, f"{row.owner.name} can read your answer.")
        return redirect(_page_url(request, row))
    return render_form(request, "goals/assignment_answer.html", {"form": form, **_beside(row, place, reading)})


@member_view
@require_http_methods(["GET", "POST"])
def assignment_withdraw(request, assignment_id) -> HttpResponse:
    """Ask first, then take an exercise back."""
    row, place, _ = queries.get_assignment_for(request.membership, assignment_id)
    if request.method == "POST":
        actions.withdraw_assignment(assignment=row, by=place)
        messages.success(request, "Taken back. It stands in no list any more.")
        return redirect(_list_url(request, row.owner.engagement))
    if not queries.can_withdraw_assignment(place, row):
        raise NotAllowed("An exercise is taken back by who gave it and by who leads, until it is handed in.")
    return render(request, "goals/assignment_withdraw.html", {"row": row, "engagement": row.owner.engagement})


@member_view
@require_http_methods(["GET", "POST"])
def check_in(request, action_id) -> HttpResponse:
    """How an action goes; for its readers, what was said so far."""
    action, place = get_action_for(request.membership, action_id)
    may_tell, reading = queries.can_check_in(place, action), reading_of(place)
    if request.method == "POST" and not may_tell:
        raise NotAllowed("How an action goes is said by the person who does it, while it is open.")
    form = CheckInForm(_posted(request)) if may_tell else None
    if form and form.is_valid() and apply_action(form, partial(actions.check_in, action=action), by=place):
        messages.success(request, "Said. Those who read the action see it beside it.")
        return redirect(organization_url(request, "goals:objective-list", engagement_id=place.engagement_id))
    context = {"form": form, "action": action, "told": queries.check_ins_of(action), "place": place}
    context |= {"engagement": action.owner.engagement, "reading": reading, "people": people_of(place.engagement)}
    return render_form(request, "goals/check_in_form.html", context)
