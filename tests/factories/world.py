"""One engagement of each kind with everything in it, each confidential text a canary that a test can look for."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import time_machine
from django.utils import timezone

from accounts.actions import invite_people
from portal.outbox.relay import relay
from programs.coaching.actions import (
    add_contract_objective,
    create_contract,
    save_design,
    send_for_signing,
    sign_contract,
    start_design,
)
from programs.coaching.queries import digest_to_sign
from programs.covenant.actions import declare_terms, propose_covenant
from programs.engagements.actions import give_program
from programs.engagements.models import Participation
from programs.evaluations.actions import translate_questionnaire
from programs.evaluations.models import Request, Round, RoundPlan
from programs.goals.actions import add_measurement, agree_action, answer_question, ask_question
from programs.mentoring.actions import agree, create_circle, introduce, start_circle
from programs.notes.actions import file_note, open_for_oversight, write_story
from programs.notifications.models import Notification
from programs.scheduling.actions import (
    complete_session,
    open_poll,
    propose_times,
    propose_topic,
    schedule_series,
    schedule_session,
    subscribe_calendar,
)
from programs.scheduling.models import Proposal
from programs.training.actions import (
    complete_cohort,
    create_course,
    enroll,
    open_enrolling,
    plan_cohort,
    plan_session,
    save_attendance,
    start_cohort,
)
from programs.training.models import Certificate
from tests.factories.covenant import sign_for_all, terms_with
from tests.factories.engagements import open_program
from tests.factories.hours import alone
from tests.factories.questionnaires import make_draft
from tests.factories.world_design import WORDS as DESIGN
from tests.factories.world_design import plant_design
from tests.factories.world_ending import plant_an_ending
from tests.factories.world_objectives import plant_objectives
from tests.factories.world_sessions import plant_aim
from tests.factories.world_words import plant_the_rest

ROOM, PARTIES, CLIENT_AND_COACH, AUTHOR = "room", "parties", "client and coach", "author"


@dataclass
class World:
    """Ids for addresses by namespace, and what may be seen by whom.

    Args:
        ids: URL keyword to value, for every namespace; `ids_of[namespace]` has what differs there.
        canaries: secret text to the parts of the cast that may read it.
    """

    ids: dict = field(default_factory=dict)
    ids_of: dict = field(default_factory=dict)
    canaries: dict = field(default_factory=dict)

    def arguments(self, namespace: str, names: set[str]) -> list[dict]:
        """Values for the keywords of an address: one set, or one for each engagement that the namespace serves."""
        found = []
        for own in self.ids_of.get(namespace, [{}]):
            known = {**self.ids, **own}
            values = {name: known[name] for name in names if name in known}
            if len(values) == len(names) and values not in found:
                found.append(values)
        return found


def make_world(cast) -> World:
    """Fill the organization of the running context through the actions."""
    world = World()
    with time_machine.travel(timezone.now() - timedelta(days=40), tick=True):
        _circle(cast, world)
        _contract(cast, world)
        _cohort(cast, world)
        relay()
    _past_sessions(cast, world)
    _overseen(cast, world)
    world.ids["invitation_id"] = invite_people(emails=["new@people.example"], role="member", by=cast.administrator)[
        0
    ].pk
    relay()
    world.ids["notification_id"] = Notification.objects.filter(membership=cast.participant).first().pk
    world.ids["membership_id"] = cast.member.pk
    with alone(cast.participant):
        address = "https://calendar.example/canary-calendar-address.ics"
        calendar = subscribe_calendar(name="canary-calendar-name", address=address, by=cast.participant)
    world.ids["calendar_id"] = calendar.pk
    world.canaries["canary-calendar-name"] = {"participant"}
    plant_the_rest(cast, world)
    plant_an_ending(cast, world)
    plant_objectives(cast, world)
    return world


def at_ten(days: int):
    """Ten in the morning in Lisbon, so many days from now."""
    now = timezone.now().astimezone(ZoneInfo("Europe/Lisbon"))
    return (now + timedelta(days=days)).replace(hour=10, minute=0, second=0, microsecond=0)


def place(engagement, membership) -> Participation:
    return Participation.objects.select_related("membership__user", "engagement__program").get(
        engagement=engagement, membership=membership, left_at__isnull=True
    )


def _circle(cast, world: World) -> None:
    program = open_program(cast.administrator, name="Leads")
    give_program(program=program, managers=[cast.manager], by=cast.administrator)
    circle = create_circle(
        program=program,
        title="First-time leads",
        purpose="The first year",
        mentor=cast.mentor,
        members=[cast.participant, cast.member],
        starts_on=date.today(),  # noqa: DTZ011 - any day will do
        agreement="What is said here stays here.",
        by=cast.administrator,
    )
    start_circle(circle=circle, by=cast.mentor)
    engagement, mentor = circle.engagement, place(circle.pk, cast.mentor)
    agree(circle=circle, by=mentor)
    session = schedule_session(engagement=engagement, starts_at=at_ten(60), minutes=60, by=mentor)
    in_circle = {"mentor", "participant", "member"}
    topic = propose_topic(engagement=engagement, session=session, text="canary-circle-topic", by=mentor)
    world.canaries["canary-circle-topic"] = in_circle
    sign_for_all(engagement)
    note = file_note(
        engagement=engagement, session=session, text="canary-circle-note", audience="engagement", by=mentor
    )
    world.canaries["canary-circle-note"] = in_circle
    file_note(engagement=engagement, session=session, text="canary-mentor-own", audience="private", by=mentor)
    world.canaries["canary-mentor-own"] = {"mentor"}
    named = [place(circle.pk, cast.member).pk]
    file_note(engagement=engagement, text="canary-named-note", audience="named", named=named, life=True, by=mentor)
    world.canaries["canary-named-note"] = {"mentor", "member"}
    agree_action(owner=place(circle.pk, cast.member), text="canary-circle-action", due_on=None, by=mentor)
    world.canaries["canary-circle-action"] = in_circle
    _prepare_circle(cast, world, engagement)
    poll = open_poll(engagement=engagement, options=[at_ten(90)], minutes=60, closes_at=at_ten(80), quorum=2, by=mentor)
    member = place(circle.engagement, cast.member)
    world.ids_of["mentoring"] = [{"engagement_id": circle.pk, "program_id": program.pk, "participation_id": member.pk}]
    starts = [at_ten(days) for days in (61, 68)]
    in_series = schedule_series(engagement=engagement, starts=starts, minutes=60, by=mentor)
    in_sessions = {"session_id": session.pk, "topic_id": topic.pk, "poll_id": poll.pk}
    in_sessions["series_id"] = in_series[0].series_id
    world.ids_of["scheduling"] = [{"engagement_id": circle.pk, **in_sessions}]
    world.ids_of["covenant"] = [{"engagement_id": circle.pk, "program_id": program.pk, "number": 2}]
    world.ids_of["notes"] = [{"engagement_id": circle.pk, "session_id": session.pk, "note_id": note.pk}]
    _passing_on(cast, world, circle, mentor)
    other = terms_with("mentoring", {("objectives", "mentee"): "all"})
    propose_covenant(engagement=engagement, terms=other, by=mentor, why="canary-covenant-why")
    world.canaries["canary-covenant-why"] = in_circle
    world.circle = circle


def _passing_on(cast, world: World, circle, mentor) -> None:
    """An introduction that waits for the mentee, and a story that waits for a yes."""
    amara = place(circle.pk, cast.participant)
    made = introduce(circle=circle, mentee=amara, contact=cast.bystander, why="canary-introduction", by=mentor)
    words = {"title": "canary-story-title", "text": "canary-story", "challenge": "goal", "named": False}
    story = write_story(about=amara, by=mentor, **words)
    world.ids |= {"introduction_id": made.pk, "story_id": story.pk}
    for secret in ("canary-introduction", "canary-story-title", "canary-story"):
        world.canaries[secret] = {"mentor", "participant"}


def _prepare_circle(cast, world: World, engagement) -> None:
    """A challenge for everybody in the room, and a question of life for two."""
    propose_topic(
        engagement=engagement,
        text="canary-challenge",
        kind="challenge",
        tried="canary-tried",
        hoped="canary-hoped",
        by=place(engagement, cast.member),
    )
    ask_question(engagement=engagement, text="canary-life-question", life=True, by=place(engagement, cast.participant))
    in_circle = {"mentor", "participant", "member"}
    world.canaries |= dict.fromkeys(("canary-challenge", "canary-tried", "canary-hoped"), in_circle)
    world.canaries["canary-life-question"] = {"mentor", "participant"}


def _contract(cast, world: World) -> None:
    program = open_program(cast.administrator, kind="coaching", name="Bigger teams")
    contract = create_contract(
        program=program,
        client=cast.participant,
        coach=cast.coach,
        sponsor=cast.sponsor,
        starts_on=date.today(),  # noqa: DTZ011
        ends_on=date.today() + timedelta(days=180),  # noqa: DTZ011
        session_budget=6,
        by=cast.administrator,
    )
    start_design(contract=contract, by=cast.coach)
    save_design(
        contract=contract,
        **DESIGN,
        by=cast.participant,
    )
    plant_design(cast, world, contract)
    objective = add_contract_objective(
        contract=contract,
        title="canary-objective",
        indicator="canary-indicator",
        unit="points",
        baseline=1,
        target=5,
        due_on=date.today() + timedelta(days=100),  # noqa: DTZ011
        by=cast.participant,
    )
    version = send_for_signing(contract=contract, by=cast.coach)
    for party in (cast.participant, cast.coach, cast.sponsor):
        by = place(contract.pk, party)
        sign_contract(version=version, name=party.name, digest=digest_to_sign(version, by), by=by)
    contract.refresh_from_db()
    contract.engagement.refresh_from_db()
    client, coach = place(contract.pk, cast.participant), place(contract.pk, cast.coach)
    session = schedule_session(engagement=contract.engagement, starts_at=at_ten(10), minutes=60, by=coach)
    topic = propose_topic(engagement=contract.engagement, session=session, text="canary-contract-topic", by=client)
    plant_aim(world, session, client)
    starts = [at_ten(70), at_ten(71)]
    proposal = propose_times(
        engagement=contract.engagement, starts=starts, minutes=60, by=client, topic="canary-waiting-topic"
    )
    Proposal.objects.filter(pk=proposal.pk).update(expires_at=at_ten(60))
    world.ids["proposal_id"] = proposal.pk
    note = file_note(
        engagement=contract.engagement, session=session, text="canary-contract-note", audience="engagement", by=coach
    )
    file_note(engagement=contract.engagement, text="canary-released-note", audience="sponsor", by=client)
    action = agree_action(owner=client, text="canary-contract-action", due_on=None, by=coach)
    question = ask_question(engagement=contract.engagement, text="canary-contract-question", by=client)
    question.engagement = contract.engagement
    answer_question(question=question, answer="canary-contract-answer", by=coach)
    world.canaries |= {
        "canary-contract-question": {"participant", "coach"},
        "canary-contract-answer": {"participant", "coach"},
    }
    world.canaries |= {
        "canary-objective": {"participant", "coach", "sponsor"},
        "canary-indicator": {"participant", "coach", "sponsor"},
        "canary-contract-topic": {"participant", "coach"},
        "canary-waiting-topic": {"participant", "coach"},
        "canary-contract-note": {"participant", "coach"},
        "canary-released-note": {"participant", "coach", "sponsor"},
        "canary-contract-action": {"participant", "coach"},
        "canary-measurement": {"participant", "coach"},  # the number is the sponsor's to see, the remark is not
    }
    own = {"engagement_id": contract.pk, "program_id": program.pk, "session_id": session.pk}
    world.ids_of["coaching"] = [{**own, "objective_id": objective.pk, "version_id": version.pk}]
    world.ids_of["goals"] = [{**own, "objective_id": objective.pk, "action_id": action.pk, "question_id": question.pk}]
    world.ids_of["engagements"] = [own]
    world.ids_of["scheduling"].append({**own, "topic_id": topic.pk})
    world.ids_of["notes"].append({**own, "note_id": note.pk})
    world.contract, world.contract_session, world.objective = contract, session, objective


def _cohort(cast, world: World) -> None:
    program = open_program(cast.administrator, kind="training", name="Courses")
    course = create_course(program=program, title="Hard talks", summary="Practise", by=cast.administrator)
    cohort = plan_cohort(
        course=course,
        name="Spring",
        seats=4,
        place="Room 4",
        starts_on=date.today(),  # noqa: DTZ011
        ends_on=date.today() + timedelta(days=60),  # noqa: DTZ011
        trainer=cast.trainer,
        needed_attendance=1,
        by=cast.administrator,
    )
    session = plan_session(cohort=cohort, title="One", starts_at=at_ten(20), minutes=120, by=cast.administrator)
    open_enrolling(cohort=cohort, by=cast.administrator)
    enrollment = enroll(cohort=cohort, membership=cast.participant, by=cast.participant)
    cohort.refresh_from_db()
    start_cohort(cohort=cohort, by=cast.trainer)
    own = {"engagement_id": cohort.pk, "program_id": program.pk, "session_id": session.pk}
    world.ids_of["training"] = [{**own, "course_id": course.pk, "enrollment_id": enrollment.pk}]
    world.cohort, world.cohort_session = cohort, session


def _overseen(cast, world: World) -> None:
    """A circle whose notes an administrator opened for oversight a moment ago, and may open in an emergency."""
    program = open_program(cast.administrator, name="Overseen")
    cells = {("notes", "organization"): "reason"}
    terms = terms_with("mentoring", cells, oversight="Complaints about conduct", emergency=True)
    declare_terms(program=program, terms=terms, by=cast.administrator)
    circle = create_circle(
        program=program,
        title="Overseen",
        purpose="Something",
        mentor=cast.mentor,
        members=[cast.member],
        starts_on=date.today(),  # noqa: DTZ011 - any day will do
        agreement="",
        by=cast.administrator,
    )
    engagement = circle.engagement
    sign_for_all(engagement)
    mentor = place(circle.pk, cast.mentor)
    note = file_note(engagement=engagement, text="canary-overseen-note", audience="engagement", by=mentor)
    file_note(engagement=engagement, text="canary-overseen-own", audience="private", by=mentor)
    reason = "canary-opening-reason"
    opening = open_for_oversight(engagement=engagement, reason=reason, by=cast.administrator)
    world.canaries |= {
        "canary-overseen-note": {"mentor", "member", "administrator"},
        "canary-overseen-own": {"mentor"},
        "canary-opening-reason": {"mentor", "member", "administrator"},
    }
    for own in world.ids_of["notes"]:
        own["opening_id"] = opening.pk
    session_id = world.ids_of["notes"][0]["session_id"]
    own = {"engagement_id": engagement.pk, "note_id": note.pk, "session_id": session_id, "opening_id": opening.pk}
    world.ids_of["notes"].append(own)


def _past_sessions(cast, world: World) -> None:
    session = world.contract_session
    session.refresh_from_db()
    complete_session(session=session, attendance={}, by=place(world.contract.pk, cast.coach))
    relay()
    add_measurement(
        objective=world.objective,
        value=3,
        measured_on=date.today() - timedelta(days=3),  # noqa: DTZ011
        note="canary-measurement",
        by=place(world.contract.pk, cast.participant),
    )
    learner = place(world.cohort.pk, cast.participant)
    world.cohort_session.refresh_from_db()
    save_attendance(session=world.cohort_session, attendance={learner.pk: "present"}, by=cast.trainer)
    world.cohort.refresh_from_db()
    complete_cohort(cohort=world.cohort, by=cast.trainer)
    relay()
    world.ids["code"] = Certificate.objects.get().code
    request = Request.objects.filter(respondent=cast.participant).first()
    plan = RoundPlan.objects.filter(program__name="Leads").first()
    world.ids_of["evaluations"] = [
        {
            "request_id": request.pk,
            "round_id": Round.objects.first().pk,
            "engagement_id": world.cohort.pk,
            "program_id": plan.program_id,
            "plan_id": plan.pk,
        },
        {"questionnaire_id": request.round.questionnaire_id},
        _draft_questionnaire(cast),
    ]


def _draft_questionnaire(cast) -> dict:
    draft = make_draft(cast)
    translate_questionnaire(questionnaire=draft, language="de", words={"title": "Unsere"}, by=cast.administrator)
    return {"questionnaire_id": draft.pk, "question_key": "again", "language": "de"}
