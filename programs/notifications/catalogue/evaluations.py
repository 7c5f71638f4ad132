"""Evaluations: the person who is asked. A reminder has the name of the question: no list tells one from the other."""

from programs.notifications.catalogue.message import Message

ANSWER = {"link": "evaluations:request-answer", "fact": "request_id", "button": "Answer", "topic": "evaluations"}
BEFORE_ANYTHING = "It takes a few minutes. The page says who can read what you answer before you begin."
ASKED = {"name": "Somebody is asked for an evaluation", "who": "are asked for your answers", **ANSWER}
FEEDBACK = {
    "name": "Somebody is asked for feedback about another person",
    "who": "are asked for your feedback",
    **ANSWER,
}

EVALUATIONS = {
    "request-asked": Message(
        sentence="How was {title}? Your answers are asked for until {until}.",
        subject="How was {title}?",
        more=BEFORE_ANYTHING,
        **ASKED,
    ),
    "request-before": Message(
        sentence="{title} begins. A few questions first: answer until {until}.",
        subject="A few questions at the beginning of {title}",
        more=BEFORE_ANYTHING,
        **ASKED,
    ),
    "request-underway": Message(
        sentence="How is {title} going? Your answers are asked for until {until}.",
        subject="How is {title} going?",
        more=BEFORE_ANYTHING,
        **ASKED,
    ),
    "request-reminder": Message(
        sentence="The questions about {title} close on {until}, and you have not answered them yet.",
        subject="Until {until}: questions about {title}",
        more="Only you are told this. Nobody else sees who has answered and who has not.",
        **ASKED,
    ),
    # About another person: who is asked hears the name, not what that person takes part in.
    "feedback-asked": Message(
        sentence="{by} asks for your feedback. Answer until {until}.",
        subject="{by} asks for your feedback",
        more=BEFORE_ANYTHING,
        **FEEDBACK,
    ),
    "feedback-wanted": Message(
        sentence="Your feedback about {by} is asked for until {until}.",
        subject="Your feedback about {by}",
        more=BEFORE_ANYTHING,
        **FEEDBACK,
    ),
    "feedback-reminder": Message(
        sentence="The questions about {by} close on {until}, and you have not answered them yet.",
        subject="Until {until}: your feedback about {by}",
        more="Only you are told this. Nobody else sees who has answered and who has not.",
        **FEEDBACK,
    ),
}
