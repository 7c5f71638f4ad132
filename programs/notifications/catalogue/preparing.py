"""What comes ahead of a session: topics to who leads, and questions. That they came is told, never what they say."""

from programs.notifications.catalogue.message import Message

SESSION = {"link": "scheduling:session-detail", "fact": "session_id"}
QUESTIONS = {"link": "goals:question-list", "fact": "engagement_id"}

PREPARING: dict[str, Message] = {
    "agenda-there": Message(
        topic="waiting",
        name="Before a session: how many topics have come",
        who="lead this session",
        sentence="Topics for the session of {title} on {when} are there: {count}.",
        subject="Topics for {title}: {count}",
        more="What they say is on the page of the session.",
        button="See the topics",
        **SESSION,
    ),
    "agenda-empty": Message(
        topic="waiting",
        name="Before a session: no topic has come",
        who="lead this session",
        sentence="Nothing yet for the session of {title} on {when}: nobody has sent a topic.",
        subject="Nothing yet for {title}",
        more="You can propose one yourself, or ask at the beginning.",
        button="Open the session",
        **SESSION,
    ),
    "question-asked": Message(
        topic="waiting",
        name="A question was asked",
        who="lead this",
        sentence="{by} has a question for you in {title}.",
        subject="A question from {by}",
        more="It stands on the next agenda until it is answered.",
        button="Read the question",
        **QUESTIONS,
    ),
    "question-answered": Message(
        topic="waiting",
        name="A question was marked as answered",
        who="asked it",
        sentence="{by} marked a question of yours in {title} as answered.",
        subject="Answered: your question in {title}",
        more="Is it not? Open it again, and it is on the next agenda.",
        button="See the answer",
        **QUESTIONS,
    ),
}
