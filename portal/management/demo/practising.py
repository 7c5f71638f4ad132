"""What happens between the sessions of Amara's contract: supporters who say what they see, exercises, check-ins."""

from django.utils import timezone

from portal.management.demo.harbour_coaching import DECIDE
from portal.management.demo.people import People
from portal.management.demo.sessions import place
from portal.management.demo.timeline import Timeline
from programs.engagements.models import Participation
from programs.goals.actions import (
    answer_assignment,
    answer_pulse,
    ask_due_pulses,
    ask_supporter,
    assign_exercise,
    check_in,
    hand_in,
    save_exercise,
    save_reply,
)
from programs.goals.exercises_library import LIBRARY
from programs.goals.models import Action, Objective, Supporter
from programs.goals.queries_support import is_asked_about, open_pulse

SUPPORTERS = ("tomas", "sara", "lucia")
RUI = {"guest_name": "Rui Costa", "guest_email": "rui.costa@partner.example"}
# who, by first name: days from today, the change, what they saw
PULSES = (
    (-50, "Tomás", 0, ""),
    (-50, "Sara", 1, "She asked me twice what I would do. That is new."),
    (-49, "Rui", -1, "Decisions take longer now that nobody knows who takes them."),
    (-36, "Tomás", 1, "The rota is mine. She looked at it only once."),
    (-35, "Lucía", 1, ""),
    (-35, "Rui", 0, ""),
    (-22, "Tomás", 2, "I changed the weekend plan and told her afterwards. She said thank you."),
    (-21, "Sara", 1, ""),
    (-21, "Lucía", 2, "Fewer mails at night, and the team brings proposals."),
    (-8, "Tomás", 2, ""),
    (-8, "Sara", 2, "In Tuesday’s stand-up she was silent until the end."),
    (-7, "Rui", 2, "I ask Tomás now, and it works."),
)
REPLY = """I sorted the eight decisions twice. Seven stand on “I decide and tell”, which I did not expect.

The rota went up by one step: Tomás decides and tells me. On Wednesday I had half a mail that takes it back."""
ANSWER = "You wrote the mail and did not send it. What did you do with your hands instead? Let us begin with that."
DRAFT = "Gives: the first hour before anybody comes. Takes: the board paper, and whatever comes after six."


def tell(timeline: Timeline, people: People) -> None:
    """Put it on the timeline."""

    def at(days: int, hour: int, act) -> None:
        timeline.at(timeline.exactly(days, hour), lambda: people.organization, act)

    at(-85, 10, lambda: _own_library(people))
    at(-65, 18, lambda: _ask(people))
    for days in range(-51, 0, 14):
        at(days, 7, lambda: ask_due_pulses(timezone.now()))
    for days, name, change, comment in PULSES:
        at(days, 12, lambda name=name, change=change, comment=comment: _answer(name, change, comment))
    at(-40, 19, lambda: _give(people, "delegation", -30, timeline))
    at(-31, 20, lambda: _hand_in(people))
    at(-29, 9, lambda: _answer_exercise(people))
    at(-14, 19, lambda: _give(people, "energy", 4, timeline))
    at(-3, 21, lambda: _draft(people))
    at(-12, 19, lambda: _give(people, "no", -2, timeline))
    at(-6, 8, lambda: _check_in(people, "amara", "Tomás run", "slowly", "He ran it, and I spoke twice."))
    at(-2, 18, lambda: _check_in(people, "rafael", "Send the list", "stuck", "I wait for the date of the board."))


def _places(people: People) -> tuple[Participation, Participation]:
    client = (
        Participation.objects.select_related("engagement__program", "membership__user")
        .filter(membership=people.amara, role="client", left_at__isnull=True)
        .first()
    )
    return client, place(people, "rafael", client.engagement_id)


def _own_library(people: People) -> None:
    by_key = {row.key: row for row in LIBRARY}
    wheel = by_key["wheel"]
    text = f"{wheel.text}\n\nAt Harbour Health: leave the ward out of it, or give it a spoke of its own."
    save_exercise(title=wheel.title, text=text, minutes=wheel.minutes, source=wheel.source, by=people.olga)
    save_exercise(
        title="A shift as somebody else",
        text="Walk one shift with somebody whose work you depend on. Carry something. Ask three questions and answer "
        "none.\n\nWrite down what you would have decided differently if you had known this before.",
        minutes=240,
        by=people.olga,
    )


def _ask(people: People) -> None:
    client, _ = _places(people)
    rows = Objective.objects.filter(owner=client).select_related(
        "owner__engagement__program", "owner__membership__user"
    )
    objective = next(row for row in rows if row.title == DECIDE)
    for who in [*({"person": people[key]} for key in SUPPORTERS), RUI]:
        ask_supporter(objective=objective, every_weeks=2, by=people.amara, **who)


def _answer(name: str, change: int, comment: str) -> None:
    rows = Supporter.objects.select_related(
        "membership__user", "objective__owner__engagement__program", "objective__owner__membership"
    )
    supporter = next(row for row in rows if row.name.startswith(name))
    if is_asked_about(supporter.objective) and open_pulse(supporter):
        answer_pulse(supporter=supporter, change=change, comment=comment, by=supporter.membership)


def _give(people: People, key: str, due: int, timeline: Timeline) -> None:
    client, coach = _places(people)
    words = next(row for row in LIBRARY if row.key == key)
    day = timeline.exactly(due).date()
    assign_exercise(owner=client, title=words.title, text=words.text, due_on=day, by=coach)


def _assignment(client: Participation, key: str):
    title = next(row for row in LIBRARY if row.key == key).title
    return next(row for row in client.assignments.select_related("owner__engagement") if row.title == title)


def _hand_in(people: People) -> None:
    client, _ = _places(people)
    hand_in(assignment=_assignment(client, "delegation"), reply=REPLY, by=client)


def _answer_exercise(people: People) -> None:
    client, coach = _places(people)
    answer_assignment(assignment=_assignment(client, "delegation"), answer=ANSWER, by=coach)


def _draft(people: People) -> None:
    client, _ = _places(people)
    save_reply(assignment=_assignment(client, "energy"), reply=DRAFT, by=client)


def _check_in(people: People, key: str, words: str, going: str, note: str) -> None:
    client, _ = _places(people)
    by = place(people, key, client.engagement_id)
    rows = Action.objects.filter(owner=by, done_at__isnull=True)
    action = next((row for row in rows if words in row.text), None)
    if action:
        check_in(action=action, going=going, note=note, by=by)
