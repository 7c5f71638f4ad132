"""How people prepare: topics with a kind, a challenge, questions that wait, and an agenda that two have looked at."""

from django.utils import timezone

from portal.management.demo.people import People
from portal.management.demo.sessions import place
from portal.management.demo.timeline import Timeline
from programs.engagements.models import Engagement, Participation
from programs.goals.actions import answer_question, ask_question
from programs.scheduling.actions import look_at_agenda, propose_topic
from programs.scheduling.queries import next_session

CHALLENGE = {
    "text": "My team agrees in the meeting and does something else afterwards.",
    "kind": "challenge",
    "tried": "I asked each of them alone. Everybody said that they were fine with it.",
    "hoped": "That they tell me in the meeting what they don’t agree with.",
}
CLIENTS = (
    ("How do I leave a decision with the team when I know the answer?", "question"),
    ("One evening a week without the laptop", "goal"),
    ("The new site asks who would lead its first six months", "opportunity"),
    ("Rafael’s view of my last three Mondays", "question"),
)


def tell(timeline: Timeline, people: People) -> None:
    """Put it on the timeline."""

    def at(days: int, hour: int, act) -> None:
        timeline.at(timeline.exactly(days, hour), lambda: people.organization, lambda: act(people))

    at(-9, 18, _ask_in_circle)
    at(-1, 9, _bring_a_challenge)
    at(-1, 20, _prepare_coaching)


def _ask_in_circle(people: People) -> None:
    circle = Engagement.objects.select_related("program").get(title="First-time team leads")
    amara, tiago, helen = (place(people, key, circle.pk) for key in ("amara", "tiago", "helen"))
    ask_question(engagement=circle, text="Who reads the yearly reviews that I write?", by=amara)
    ask_question(engagement=circle, text="How did you do this with two small children at home?", by=tiago, life=True)
    answered = ask_question(engagement=circle, text="Do I have to invite everybody to everything?", by=amara)
    answered = type(answered).objects.select_related("engagement__program").get(pk=answered.pk)
    answer_question(question=answered, answer="Invite who decides; tell the others what was decided.", by=helen)


def _bring_a_challenge(people: People) -> None:
    circle = Engagement.objects.select_related("program").get(title="First-time team leads")
    propose_topic(engagement=circle, by=place(people, "priya", circle.pk), **CHALLENGE)


def _prepare_coaching(people: People) -> None:
    client = (
        Participation.objects.select_related("engagement__program", "membership__user")
        .filter(membership=people.amara, role="client", left_at__isnull=True)
        .first()
    )
    contract = client.engagement
    coach = place(people, "rafael", contract.pk)
    for text, kind in CLIENTS:
        propose_topic(engagement=contract, text=text, kind=kind, by=client)
    ask_question(engagement=contract, text="Which of your questions should I ask myself before a meeting?", by=client)
    session = next_session(contract, timezone.now())
    look_at_agenda(session=session, by=coach)
