"""The catalogue and its courses."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import manager_view, member_view
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.covenant.queries import asked_terms, declared_terms
from programs.engagements.queries import get_program_for
from programs.training import actions
from programs.training.forms import CohortForm, CourseForm, EnrollForm
from programs.training.permissions import can_change_course
from programs.training.queries import courses_for, get_course_for, get_run_course, is_open, places_left, runs_of

COURSES_ON_A_PAGE = 20


@member_view
@require_safe
def course_list(request):
    """The catalogue, with search."""
    search = request.GET.get("q", "").replace("\0", "").strip()[:100]
    page = Paginator(courses_for(request.membership, search), COURSES_ON_A_PAGE).get_page(request.GET.get("page"))
    for course in page:
        _next_run(course)
    return render(request, "training/course_list.html", {"page": page, "search": search})


def _next_run(course) -> None:
    """`.run`: the next run with a place, else the next one that has a waiting list."""
    now = timezone.now()
    runs = [run for run in course.runs if is_open(run, now)]
    course.run = next((run for run in runs if places_left(run)), runs[0] if runs else None)
    course.left = places_left(course.run) if course.run else 0


@member_view
@require_safe
def course_detail(request, course_id):
    """One course: choose when, and enrol or wait."""
    course = get_course_for(request.membership, course_id)
    context = course_page(request, course, request.GET.get("run", ""))
    return render(request, "training/course_detail.html", context)


def course_page(request, course, wanted: str, form: EnrollForm | None = None) -> dict:
    """What the page of a course shows; a refused form comes back to it."""
    runs = runs_of(course, request.membership)
    now = timezone.now()
    for run in runs:
        run.open, run.left = is_open(run, now), places_left(run)
    chosen = _chosen(runs, wanted)
    return {
        "course": course,
        "runs": runs,
        "chosen": chosen,
        "terms": asked_terms([chosen.engagement])[chosen.pk] if chosen else declared_terms(course.program),
        "form": form or EnrollForm(),
        "free_run": next((run for run in runs if run.open and run.left and not run.mine), None),
        "outcomes": course.outcomes.splitlines(),
        "may_change": can_change_course(request.membership, course),
    }


def _chosen(runs, wanted: str):
    """The run that the page is about: the one asked for, then one's own, then the next with a place."""
    tests = (
        lambda run: str(run.pk) == wanted,
        lambda run: run.mine,
        lambda run: run.open and run.left,
        lambda run: run.open,
        lambda run: True,
    )
    return next((run for test in tests for run in runs if test(run)), None)


@manager_view
@require_http_methods(["GET", "POST"])
def course_create(request, program_id):
    """Put a course into the catalogue."""
    program = get_program_for(request.membership, program_id)
    form = CourseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        course = apply_action(form, actions.create_course, program=program, by=request.membership)
        if course:
            messages.success(request, f"“{course.title}” is in the catalogue. Plan its first run next.")
            return redirect(organization_url(request, "training:course-detail", course_id=course.pk))
    return render_form(request, "training/course_form.html", {"form": form, "program": program})


@manager_view
@require_http_methods(["GET", "POST"])
def course_change(request, course_id):
    """Change the texts of a course."""
    course = get_run_course(request.membership, course_id)
    initial = {name: getattr(course, name) for name in CourseForm.base_fields}
    form = CourseForm(request.POST or None, initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and apply_action(form, actions.change_course, course=course, by=request.membership)
    ):
        messages.success(request, "The course is changed. Certificates that were given keep their words.")
        return redirect(organization_url(request, "training:course-detail", course_id=course.pk))
    context = {"form": form, "course": course, "program": course.program}
    return render_form(request, "training/course_form.html", context)


@manager_view
@require_http_methods(["GET", "POST"])
def cohort_create(request, course_id):
    """Plan a run of a course."""
    course = get_run_course(request.membership, course_id)
    form = CohortForm(request.POST or None, zone=request.user.time_zone)
    if request.method == "POST" and form.is_valid():
        cohort = apply_action(form, actions.plan_cohort, course=course, by=request.membership)
        if cohort:
            messages.success(request, f"The {cohort.name} is planned. Add its sessions, then open enrolling.")
            return redirect(organization_url(request, "training:cohort-detail", engagement_id=cohort.pk))
    return render_form(request, "training/cohort_form.html", {"form": form, "course": course})
