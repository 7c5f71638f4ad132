"""Exercises between sessions, and the question that supporters get. That there is something is told, never what."""

from programs.notifications.catalogue.message import Message

EXERCISE = {"topic": "waiting", "link": "goals:assignment-detail", "fact": "assignment_id"}
SUPPORT = {"topic": "waiting", "link": "goals:pulse-answer", "fact": "supporter_id"}

PRACTISING: dict[str, Message] = {
    "exercise-assigned": Message(
        name="Somebody got an exercise",
        who="have an exercise in it",
        sentence="{by} gave you an exercise in {title}, due {due}.",
        subject="An exercise from {by}: {title}",
        more="What there is to do stands on its page. Write back there what came of it.",
        button="Read the exercise",
        **EXERCISE,
    ),
    "exercise-handed-in": Message(
        name="An exercise was handed in",
        who="lead this",
        sentence="{by} handed in an exercise in {title}.",
        subject="Handed in: an exercise of {by}",
        more="You can answer on its page.",
        button="Read the reply",
        **EXERCISE,
    ),
    "exercise-answered": Message(
        name="A reply to an exercise was answered",
        who="handed it in",
        sentence="{by} answered what you handed in in {title}.",
        subject="An answer from {by}: {title}",
        more="It stands on the page of the exercise, below your reply.",
        button="Read the answer",
        **EXERCISE,
    ),
    "exercise-due": Message(
        name="Reminder: an exercise is due",
        who="have an open exercise in it",
        sentence="An exercise of yours in {title} is due {due}.",
        subject="Due {due}: your exercise in {title}",
        more="Two lines on what came of it are enough.",
        button="Open the exercise",
        **EXERCISE,
    ),
    "supporter-asked": Message(
        name="Somebody is asked to watch how an objective goes",
        who="are asked for your view",
        sentence="{by} asks you to say every few weeks what you see of something that they work on.",
        subject="{by} asks for your view",
        more="It is one question and takes a minute. What it is about, and who reads your answers, stands on the page; "
        "there you can also say no.",
        button="See what it is about",
        **SUPPORT,
    ),
    "pulse-asked": Message(
        name="A supporter is asked what they see",
        who="said what you see before, or were asked to",
        sentence="{by} asks what you see: one question, one minute.",
        subject="One question about {by}",
        more="Your name stands beside your answer. If you don’t want to be asked any more, say so on the page.",
        button="Answer the question",
        **SUPPORT,
    ),
}
