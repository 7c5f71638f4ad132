"""Writes on the library of exercises and on what was assigned."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from portal.outbox.publish import publish
from programs.covenant.queries import reading_of
from programs.engagements.models import Participation
from programs.goals.events_support import ExerciseAnswered, ExerciseAssigned, ExerciseHandedIn
from programs.goals.models import Assignment, Exercise, Objective
from programs.goals.queries_exercises import (
    LONGEST_REPLY,
    LONGEST_TEXT,
    can_answer_assignment,
    can_assign,
    can_reply,
    can_withdraw_assignment,
    reads_assignment,
)
from programs.goals.reading import reads_objective

LIBRARIANS = "The library is kept by those who run programs."


@transaction.atomic
def save_exercise(
    *, title: str, text: str, minutes: int, by: Membership, source: str = "", exercise: Exercise | None = None
) -> Exercise:
    """Put an exercise into the library, or change one; what was assigned keeps its words.

    Args:
        exercise: the one to change; None for a new one.
        by: somebody who runs programs.

    Raises:
        NotAllowed: `by` runs no programs.
        DomainError: words are missing, or the title is taken.
    """
    if not by.runs_programs:
        raise NotAllowed(LIBRARIANS)
    title, text, source = " ".join(title.split()), text.strip(), source.strip()
    _check_words(title, text)
    if Exercise.objects.filter(title__iexact=title).exclude(pk=exercise.pk if exercise else None).exists():
        raise DomainError(
            "An exercise with this title is there already. Change that one, or choose another title.", field="title"
        )
    new = exercise is None
    exercise = exercise or Exercise(created_at=timezone.now(), created_by=by)
    exercise.title, exercise.text, exercise.minutes, exercise.source = title, text, minutes, source
    exercise.save()
    record("added" if new else "changed", exercise, by=by)
    return exercise


@transaction.atomic
def end_exercise(*, exercise: Exercise, ended: bool, by: Membership) -> None:
    """Offer an exercise no more, or again. Doing it twice changes nothing; what was assigned stays.

    Raises:
        NotAllowed: `by` runs no programs.
    """
    if not by.runs_programs:
        raise NotAllowed(LIBRARIANS)
    changes = {"ended_at": timezone.now() if ended else None, "ended_by": by if ended else None}
    if Exercise.objects.filter(pk=exercise.pk, ended_at__isnull=ended).update(**changes):
        record("ended" if ended else "reopened", exercise, by=by)
    exercise.refresh_from_db(fields=["ended_at", "ended_by"])


@transaction.atomic
def assign_exercise(
    *,
    owner: Participation,
    title: str,
    text: str,
    due_on: date,
    by: Participation,
    exercise: Exercise | None = None,
    objective: Objective | None = None,
) -> Assignment:
    """Give somebody an exercise until a day, or take one for oneself. Its words are copied.

    Args:
        owner: who does it: a mentee, client or learner of the engagement.
        due_on: today or later, on `by`'s clock.
        by: who leads, or the owner.
        exercise: where the words come from, if from the library.
        objective: of the owner, that it helps.

    Raises:
        NotAllowed: `by` neither leads nor is the owner, or this is over.
        DomainError: words or the day are missing or wrong, or a part belongs elsewhere.
    """
    if not can_assign(by, owner):
        raise NotAllowed("Exercises are given by who leads to those who are led; these also take one for themselves.")
    title, text = " ".join(title.split()), text.strip()
    _check_words(title, text)
    if due_on < timezone.localdate(timezone=by.membership.user.time_zone):
        raise DomainError("This day is past. Choose today or a later day.", field="due_on")
    if objective is not None and (objective.owner_id != owner.pk or not reads_objective(reading_of(by), objective)):
        raise DomainError(f"This objective is not {owner.name}’s. Choose one of theirs, or none.", field="objective")
    if same := _assigned_already(owner, by, title, text, due_on):
        return same
    row = Assignment(owner=owner, exercise=exercise, objective=objective, title=title, text=text, due_on=due_on)
    if not reads_assignment(reading_of(by), row):
        raise DomainError("You would not read this yourself. Choose somebody else.", field="owner")
    row.assigned_at, row.assigned_by = timezone.now(), by.membership
    row.save(force_insert=True)
    record("assigned", row, by=by.membership, due_on=due_on)
    if by.pk != owner.pk:
        publish(ExerciseAssigned(row.pk))
    return row


def _assigned_already(owner, by, title, text, due_on) -> Assignment | None:
    """The same words to the same person, still to do: the form was sent twice."""
    Participation.objects.select_for_update(no_key=True).get(pk=by.pk)  # the second copy waits here for the first
    open_ones = Assignment.objects.filter(
        owner=owner, assigned_by=by.membership, due_on=due_on, replied_at__isnull=True, withdrawn_at__isnull=True
    )
    return next((row for row in open_ones if row.title == title and row.text == text), None)


@transaction.atomic
def save_reply(*, assignment: Assignment, reply: str, by: Participation) -> None:
    """Keep what the owner has written so far; nobody else reads it before it is handed in.

    Raises:
        NotAllowed: it is somebody else's.
        DomainError: it is too long, handed in, or taken back.
    """
    _lock(assignment)
    _may_reply(assignment, by)
    assignment.reply = _checked(reply, "reply", LONGEST_REPLY)
    assignment.save(update_fields=["reply"])


@transaction.atomic
def hand_in(*, assignment: Assignment, reply: str, by: Participation) -> None:
    """Hand the reply in: from now on those who read the exercise read it too, and it stays as it is.

    Raises:
        NotAllowed: it is somebody else's.
        DomainError: nothing is written, it is too long, handed in already, or taken back.
    """
    _lock(assignment)
    _may_reply(assignment, by)
    reply = _checked(reply, "reply", LONGEST_REPLY)
    if not reply:
        raise DomainError("Write what came of it; two lines are enough.", field="reply")
    assignment.reply, assignment.replied_at, assignment.replied_by = reply, timezone.now(), by.membership
    assignment.save(update_fields=["reply", "replied_at", "replied_by"])
    record("handed in", assignment, by=by.membership)
    publish(ExerciseHandedIn(assignment.pk))


@transaction.atomic
def answer_assignment(*, assignment: Assignment, answer: str, by: Participation) -> None:
    """Say something to what was handed in; saying it again changes the words and tells nobody once more.

    Raises:
        NotAllowed: `by` does not lead, or nothing was handed in.
        DomainError: nothing is written, or it is too long.
    """
    _lock(assignment)
    if not can_answer_assignment(by, assignment):
        raise NotAllowed("An answer is given by who leads, once the exercise was handed in.")
    answer = _checked(answer, "answer", LONGEST_TEXT)
    if not answer:
        raise DomainError("Write your answer; one line is enough.", field="answer")
    first = assignment.answered_at is None
    assignment.answer, assignment.answered_at, assignment.answered_by = answer, timezone.now(), by.membership
    assignment.save(update_fields=["answer", "answered_at", "answered_by"])
    record("answered", assignment, by=by.membership)
    if first:
        publish(ExerciseAnswered(assignment.pk))


@transaction.atomic
def withdraw_assignment(*, assignment: Assignment, by: Participation) -> None:
    """Take an exercise back that was not handed in; it leaves every list.

    Raises:
        NotAllowed: `by` neither gave it nor leads, or it is over.
        DomainError: it was handed in meanwhile.
    """
    _lock(assignment)
    if assignment.replied_at:
        raise DomainError("This was handed in meanwhile, so it stays.")
    if not can_withdraw_assignment(by, assignment):
        raise NotAllowed("An exercise is taken back by who gave it and by who leads.")
    assignment.withdrawn_at, assignment.withdrawn_by = timezone.now(), by.membership
    assignment.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record("withdrawn", assignment, by=by.membership)


def _may_reply(assignment: Assignment, by: Participation) -> None:
    if by.pk == assignment.owner_id:
        if assignment.replied_at:
            raise DomainError("This was handed in already, and stays as it was handed in.", field="reply")
        if assignment.withdrawn_at:
            raise DomainError("This exercise was taken back. Nothing has to be handed in any more.", field="reply")
    if not can_reply(by, assignment):
        raise NotAllowed("A reply is written by the person whose exercise it is, until the end.")


def _lock(assignment: Assignment) -> None:
    """Nobody hands it in twice; the state is that of the row."""
    row = Assignment.objects.select_for_update(no_key=True, of=("self",)).get(pk=assignment.pk)
    for name in ("replied_at", "replied_by_id", "answered_at", "answered_by_id", "withdrawn_at", "withdrawn_by_id"):
        setattr(assignment, name, getattr(row, name))


def _checked(text: str, field: str, longest: int) -> str:
    text = text.strip()
    if len(text) > longest:
        raise DomainError(
            f"Make it shorter: at most {longest:,} characters; this has {len(text):,}. What you typed is still here.",
            field=field,
        )
    return text


def _check_words(title: str, text: str) -> None:
    if not title:
        raise DomainError("Give it a title.", field="title")
    if len(title) > 140:
        raise DomainError("Make the title shorter: at most 140 characters.", field="title")
    if not text:
        raise DomainError("Write what there is to do.", field="text")
    _checked(text, "text", LONGEST_TEXT)
