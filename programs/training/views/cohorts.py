"""A run: the learner's page, and the trainer's."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import member_view
from portal.ui import clock
from portal.ui.forms import apply_action, render_form
from portal.ui.nav import organization_url
from programs.covenant.items import Access, Item
from programs.covenant.queries import organization_reading, reading_of
from programs.evaluations.queries import rounds_of
from programs.scheduling.queries import reads_all_attendance
from programs.training import actions
from programs.training.forms import AttendanceForm, CancelForm, CohortChangeForm, SessionPlanForm
from programs.training.permissions import can_mark_attendance
from programs.training.queries import (
    enrollment_of,
    get_cohort_for,
    get_led_cohort,
    get_roll,
    learner_sessions,
    learners_and_waiting,
    learners_of,
    sessions_of_cohort,
    trainer_of,
    unmarked_sessions,
)


def _to_cohort(request, engagement_id):
    return redirect(organization_url(request, "training:cohort-detail", engagement_id=engagement_id))


@member_view
@require_safe
def cohort_detail(request, engagement_id):
    """The run as its trainer or as one of its learners sees it; who waits goes to the course's page."""
    cohort = get_cohort_for(request.membership, engagement_id)
    if cohort.leading:
        return _lead_page(request, cohort)
    enrollment = enrollment_of(request.membership, cohort)
    if enrollment.participation_id is None:
        address = organization_url(request, "training:course-detail", course_id=cohort.course_id)
        return redirect(f"{address}?run={cohort.pk}")
    return _learner_page(request, cohort, enrollment)


def _learner_page(request, cohort, enrollment):
    now = timezone.now()
    rows = learner_sessions(enrollment, now)
    attended = sum(row.step == "attended" for row in rows)
    coming = sum(row.session.state == "confirmed" for row in rows)
    context = {
        "cohort": cohort,
        "enrollment": enrollment,
        "rows": rows,
        "now": now,
        "states": [row.step for row in rows],
        "next": next((row for row in rows if row.step == "next"), None),
        "attended": attended,
        "coming": coming,
        "enough": attended >= cohort.needed_attendance,
        "certificate": getattr(enrollment, "certificate", None),
        "trainer": trainer_of(cohort),
        "outcomes": cohort.course.outcomes.splitlines(),
        "rounds": _rounds(request, cohort),
    }
    return render(request, "training/cohort.html", context)


def _rounds(request, cohort) -> list:
    """What was asked at the end of the run."""
    asked = cohort.engagement.state in {"evaluating", "closed"}
    return rounds_of(cohort.engagement, request.membership) if asked else []


def _lead_page(request, cohort):
    sessions = list(sessions_of_cohort(cohort))
    now = timezone.now()
    trainer = trainer_of(cohort)
    marks = can_mark_attendance(trainer) and trainer.membership_id == request.membership.pk
    reading = _reading(request.membership, cohort, trainer if marks else None)
    learners, waiting = learners_and_waiting(cohort)
    unmarked = [row for row in sessions if row.state == "confirmed" and row.starts_at <= now]
    context = {
        "cohort": cohort,
        "sessions": sessions,
        "learners": learners,
        "waiting": waiting,
        "trainer": trainer,
        "teaches": marks,
        "reads_attendance": reads_all_attendance(reading),
        "may_mark": marks and cohort.engagement.state == "active",
        "to_mark": unmarked[0] if unmarked else None,
        "planned": sum(row.state == "confirmed" for row in sessions),
        "held": sum(row.state == "completed" for row in sessions),
        "now": now,
        "rounds": _rounds(request, cohort) if reading.access(Item.EVALUATIONS) == Access.ALL or reading.sits else [],
    }
    return render(request, "training/cohort_lead.html", context)


def _reading(membership, cohort, trainer):
    """What the trainer reads of a run, or somebody who runs the program and does not teach it."""
    return reading_of(trainer) if trainer else organization_reading(cohort.engagement, membership)


@member_view
@require_http_methods(["GET", "POST"])
def cohort_change(request, engagement_id):
    """Change places, name or the last day to enrol."""
    cohort = get_led_cohort(request.membership, engagement_id)
    initial = {name: getattr(cohort, name) for name in CohortChangeForm.base_fields}
    form = CohortChangeForm(request.POST or None, initial=initial, zone=request.user.time_zone)
    if (
        request.method == "POST"
        and form.is_valid()
        and apply_action(form, actions.change_cohort, cohort=cohort, by=request.membership)
    ):
        messages.success(request, "The run is changed. Free places have gone to those who waited.")
        return _to_cohort(request, cohort.pk)
    return render_form(request, "training/cohort_form.html", {"form": form, "course": cohort.course, "cohort": cohort})


@member_view
@require_http_methods(["GET", "POST"])
def session_plan(request, engagement_id):
    """Add a session to the run."""
    cohort = get_led_cohort(request.membership, engagement_id)
    zone = request.user.time_zone
    initial = {"minutes": cohort.engagement.program.session_minutes, "place": cohort.place}
    form = SessionPlanForm(request.POST or None, initial=initial, zone=zone, city=clock.zone_name(zone))
    if request.method == "POST" and form.is_valid():
        session = apply_action(form, actions.plan_session, cohort=cohort, by=request.membership)
        if session:
            when = clock.span(session.starts_at, session.ends_at, zone)
            messages.success(request, f"“{session.title}” is planned: {when}.")
            again = organization_url(request, "training:session-plan", engagement_id=cohort.pk)
            return redirect(again) if "again" in request.POST else _to_cohort(request, cohort.pk)
    context = {"form": form, "cohort": cohort, "sessions": sessions_of_cohort(cohort)}
    return render_form(request, "training/session_plan.html", context)


@member_view
@require_POST
def cohort_open(request, engagement_id):
    """Let people enrol."""
    actions.open_enrolling(cohort=get_led_cohort(request.membership, engagement_id), by=request.membership)
    messages.success(request, "Enrolling is open. The run is in the catalogue now.")
    return _to_cohort(request, engagement_id)


@member_view
@require_POST
def cohort_start(request, engagement_id):
    """Close enrolling and begin."""
    actions.start_cohort(cohort=get_led_cohort(request.membership, engagement_id), by=request.membership)
    messages.success(request, "The run has started. Everybody enrolled is told.")
    return _to_cohort(request, engagement_id)


@member_view
@require_http_methods(["GET", "POST"])
def cohort_complete(request, engagement_id):
    """Ask, with who gets a certificate and who does not; then complete."""
    cohort = get_led_cohort(request.membership, engagement_id)
    if request.method == "POST":
        given = len(actions.complete_cohort(cohort=cohort, by=request.membership))
        messages.success(request, f"The run is completed. Certificates given: {given}.")
        return _to_cohort(request, cohort.pk)
    learners = [row for row in learners_of(cohort) if row.state == "enrolled"]
    for row in learners:
        row.passes = row.attended >= cohort.needed_attendance
    trainer = trainer_of(cohort)
    teaches = trainer and trainer.membership_id == request.membership.pk
    reading = _reading(request.membership, cohort, trainer if teaches else None)
    context = {"cohort": cohort, "learners": learners, "unmarked": unmarked_sessions(cohort)}
    context["reads_attendance"] = reads_all_attendance(reading)
    return render(request, "training/cohort_complete.html", context)


@member_view
@require_POST
def cohort_close(request, engagement_id):
    """Close a completed run."""
    actions.close_cohort(cohort=get_led_cohort(request.membership, engagement_id), by=request.membership)
    messages.success(request, "The run is closed. Certificates stay where they are.")
    return _to_cohort(request, engagement_id)


@member_view
@require_http_methods(["GET", "POST"])
def cohort_cancel(request, engagement_id):
    """Ask, say who will be told, then cancel."""
    cohort = get_led_cohort(request.membership, engagement_id)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if (
        request.method == "POST"
        and form.is_valid()
        and apply_action(form, actions.cancel_cohort, cohort=cohort, by=request.membership)
    ):
        messages.success(request, "The run is cancelled. Everybody enrolled and everybody who waited is told.")
        return _to_cohort(request, cohort.pk)
    return render_form(request, "training/cohort_cancel.html", {"form": form, "cohort": cohort})


@member_view
@require_http_methods(["GET", "POST"])
def attendance(request, session_id):
    """Who came: three big toggles a learner, one Save."""
    session, cohort, roll = get_roll(request.membership, session_id)
    held = session.state == "completed"
    form = AttendanceForm(request.POST if request.method == "POST" else None, roll=roll, held=held)
    if (
        request.method == "POST"
        and form.is_valid()
        and apply_action(form, actions.save_attendance, session=session, by=request.membership)
    ):
        messages.success(request, "Attendance is corrected." if held else "Attendance is saved.")
        return _to_cohort(request, cohort.pk)
    context = {"form": form, "session": session, "cohort": cohort, "held": held, "begun": _begun(session)}
    return render_form(request, "training/attendance.html", context)


def _begun(session) -> bool:
    return session.starts_at <= timezone.now()
