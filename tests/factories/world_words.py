"""The confidential fields of the world that its story does not fill by itself, each with a canary."""

from datetime import date

from programs.coaching.models import Contract
from programs.evaluations.actions import answer_request, save_draft
from programs.evaluations.models import Request
from programs.mentoring.actions import cancel_circle, create_circle
from programs.notes.actions import change_note, file_note, save_note_draft
from programs.scheduling.actions import move_session
from programs.scheduling.models import Session
from tests.factories.evaluations import STANDARD_ANSWERS, make_round
from tests.factories.scheduling import place_in
from tests.factories.world_amend import plant_an_amendment
from tests.factories.world_coaches import plant_coaches
from tests.factories.world_feedback import plant_reports
from tests.factories.world_sessions import plant_focus
from tests.factories.world_support import plant_support


def plant_the_rest(cast, world) -> None:
    """Why something ended or moved, what a note said before, what is being written, and what was answered."""
    _cancelled(cast, world)
    _moved(cast, world)
    _written(cast, world)
    _answered(cast, world)
    plant_an_amendment(cast, world)
    plant_focus(cast, world)
    plant_support(cast, world)
    plant_coaches(cast, world)
    plant_reports(cast, world)


def _cancelled(cast, world) -> None:
    circle = create_circle(
        program=world.circle.engagement.program,
        title="Never began",
        purpose="Something",
        mentor=cast.mentor,
        members=[cast.member],
        starts_on=date.today(),  # noqa: DTZ011 - any day will do
        by=cast.administrator,
    )
    cancel_circle(circle=circle, by=cast.administrator, reason="canary-end-reason")
    world.canaries["canary-end-reason"] = {"administrator", "manager"}
    own = {"engagement_id": circle.pk, "program_id": circle.engagement.program_id}
    world.ids_of["mentoring"].append(own)


def _moved(cast, world) -> None:
    engagement = world.circle.engagement
    session = Session.objects.get(pk=world.ids_of["scheduling"][0]["session_id"])
    by = place_in(engagement, cast.mentor)
    later = session.starts_at + (session.ends_at - session.starts_at)
    move_session(session=session, starts_at=later, minutes=session.minutes, by=by, reason="canary-change-reason")
    world.canaries["canary-change-reason"] = {"mentor", "participant", "member"}


def _written(cast, world) -> None:
    contract = Contract.objects.get(pk=world.contract.pk).engagement
    with cast.inside("harbour", cast.coach.user):
        coach = place_in(contract, cast.coach)
        note = file_note(
            engagement=contract, text="canary-earlier-text", audience="engagement", together=True, by=coach
        )
        change_note(note=note, text="What it says now", version=note.version, by=coach)
        save_note_draft(form="note", typed={"text": ["canary-note-draft"]}, by=coach, note=note)
    world.canaries["canary-earlier-text"] = {"coach", "participant"}
    world.canaries["canary-note-draft"] = {"coach"}
    own = world.ids_of["notes"][1]
    world.ids_of["notes"].append({**own, "note_id": note.pk})


def _answered(cast, world) -> None:
    round = make_round(world.cohort.engagement)
    request = Request.objects.get(round=round, respondent=cast.participant)
    answers = {**STANDARD_ANSWERS["training-reaction"], "better": "canary-answer"}
    answer_request(request=request, answers=answers, by=cast.participant)
    asked = make_round(Contract.objects.get(pk=world.contract.pk).engagement, "coaching-end")
    waiting = Request.objects.get(round=asked, respondent=cast.coach)
    save_draft(request=waiting, answers={"said": "canary-draft-answer"}, by=cast.coach)
    world.ids_of["evaluations"].append({"request_id": waiting.pk})
    world.canaries["canary-draft-answer"] = {"coach"}
