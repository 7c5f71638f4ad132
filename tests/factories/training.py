"""Courses and runs for tests, made through the actions."""

from datetime import timedelta

from django.utils import timezone

from programs.engagements.actions import create_program, move_program
from programs.engagements.lifecycle import ProgramState
from programs.engagements.models import Engagement
from programs.scheduling.models import Session, SessionPlace
from programs.training import actions
from programs.training.models import Cohort, Course


def make_training_program(cast, name="Skills 2026"):
    """An open training program."""
    program = create_program(kind="training", name=name, by=cast.administrator)
    move_program(program=program, to=ProgramState.OPEN, by=cast.administrator)
    return program


def make_course(cast, title="Difficult conversations", program=None) -> Course:
    """A course in the catalogue."""
    return actions.create_course(
        program=program or make_training_program(cast, name=f"Skills: {title}"),
        title=title,
        summary="Practise the talks most people put off.",
        outcomes="Open a hard talk in two sentences\nStay in it when it gets heated",
        length="3 mornings, 2 hours each",
        by=cast.administrator,
    )


def make_cohort(cast, course=None, *, seats=4, needed_attendance=2, sessions=0, opened=True, **fields) -> Cohort:
    """A run that people can enrol in, led by the cast's trainer."""
    today = timezone.localdate()
    plan = {
        "name": "Spring run",
        "place": "Room 4, Lisbon",
        "starts_on": today + timedelta(days=7),
        "ends_on": today + timedelta(days=60),
        "trainer": cast.trainer,
        **fields,
    }
    cohort = actions.plan_cohort(
        course=course or make_course(cast),
        seats=seats,
        needed_attendance=needed_attendance,
        by=cast.administrator,
        **plan,
    )
    for number in range(sessions):
        make_session(cast, cohort, number)
    if opened:
        actions.open_enrolling(cohort=cohort, by=cast.administrator)
    return fresh(cohort)


def make_session(cast, cohort: Cohort, number: int = 0, *, days: int = 7, title: str = "", by=None) -> Session:
    """A session of the run, a week after the one before."""
    starts_at = (timezone.now() + timedelta(days=days + 7 * number)).replace(minute=0, second=0, microsecond=0)
    return actions.plan_session(
        cohort=cohort,
        title=title or f"Part {number + 1}",
        starts_at=starts_at,
        minutes=120,
        by=by or cast.trainer,
    )


def make_held(cohort: Cohort) -> list[Session]:
    """Move the planned sessions of a run into the past, as if the weeks had gone by."""
    sessions = list(Session.objects.filter(engagement=cohort.pk, state="confirmed").order_by("starts_at"))
    held = Session.objects.filter(state="completed").count()  # of other runs: nobody is in two places
    for number, session in enumerate(sessions):
        session.starts_at = timezone.now() - timedelta(days=7 * (len(sessions) - number + held))
        session.ends_at = session.starts_at + timedelta(hours=2)
        session.remind_at = None
        session.save()
        SessionPlace.objects.filter(session=session).update(period=(session.starts_at, session.ends_at))
    return sessions


def attend(cast, session: Session, *present, excused=()) -> None:
    """Save attendance: these memberships came, everybody else was absent."""
    session = Session.objects.select_related("engagement__cohort__course", "engagement__program").get(pk=session.pk)
    came, sorry = {row.pk for row in present}, {row.pk for row in excused}
    places = SessionPlace.objects.filter(session=session, participation__role="learner").select_related("participation")
    marks = {
        place.participation_id: "present"
        if place.participation.membership_id in came
        else "excused"
        if place.participation.membership_id in sorry
        else "absent"
        for place in places
    }
    actions.save_attendance(session=session, attendance=marks, by=cast.trainer)


def make_completed(cast, *, sessions=3, learners=None, course=None) -> Cohort:
    """A run that was held and completed: the participant came to all of it, the member to none."""
    cohort = make_cohort(cast, course, sessions=sessions)
    for learner in learners or (cast.participant, cast.member):
        actions.enroll(cohort=cohort, membership=learner, by=learner)
    actions.start_cohort(cohort=fresh(cohort), by=cast.trainer)
    for session in make_held(cohort):
        attend(cast, session, cast.participant)
    actions.complete_cohort(cohort=fresh(cohort), by=cast.trainer)
    return fresh(cohort)


def fresh(cohort: Cohort) -> Cohort:
    """The run as the database has it now."""
    cohort = Cohort.objects.select_related("course__program").get(pk=cohort.pk)
    cohort.engagement = Engagement.objects.select_related("program").get(pk=cohort.pk)
    return cohort
