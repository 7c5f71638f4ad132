"""What people choose by: the kinds of messages in about ten topics, each with a sentence that says what is in it."""

from dataclasses import dataclass

DIGEST = "digest"  # not a topic, but what a link in a digest is for: everything that comes in it


@dataclass(frozen=True)
class Topic:
    """One row of the page “How I hear”.

    Args:
        name: its heading.
        sentence: what is in it; "" for what the page does not name, since people send it to themselves.
        mandatory: why its mails can't be switched off; "" where people choose. Such mails go out by themselves, never
            in a digest.
        by_reply: an answer to its mails may go to who did it. Not for evaluations: whom somebody writes to about an
            evaluation says that they were asked.
    """

    name: str
    sentence: str
    mandatory: str = ""
    by_reply: bool = True


TOPICS = {
    "sessions": Topic(
        "Sessions booked, moved or cancelled",
        "Also a new place or call, and sessions that come with a place or go with it.",
        mandatory="Others count on you, and your calendar would be wrong without them.",
    ),
    "reminders": Topic("Reminders of sessions", "Before one begins, unless you said that you can’t come."),
    "waiting": Topic("Reminders of what waits for you", "Topics, questions, actions, signatures, answers and notes."),
    "times": Topic("Proposed times and polls", "Which time suits you, and what became of it."),
    "signing": Topic(
        "Contracts to sign",
        "A contract waits for your signature.",
        mandatory="The contract applies when every party has signed, so the others wait for you.",
    ),
    "agreements": Topic("Contracts and agreements", "Who signed, what applies now, and what a circle agreed."),
    "beginnings": Topic("Programs that begin", "You were given a place, or it has begun."),
    "endings": Topic(
        "Programs that end for you",
        "One is closed or cancelled, or you no longer have a place.",
        mandatory="Its planned sessions leave your calendar by these mails.",
    ),
    "keeping": Topic(
        "Text that is deleted",
        "What was written will be deleted, and when.",
        mandatory="After that day nobody can bring the text back.",
    ),
    "courses": Topic("Courses", "Your place, the waiting list and your certificate."),
    "openings": Topic(
        "Notes that are opened",
        "Those who run a program opened notes, as everybody there signed, or asked to.",
        mandatory="It was agreed that everybody concerned is told.",
    ),
    "evaluations": Topic("Evaluations", "Your answers are asked for.", by_reply=False),
    "passing-on": Topic("Introductions and stories", "Your yes is asked, or both have given theirs."),
    "coaches": Topic("Coaches", "Somebody looks for a coach, proposals, who was chosen, and credentials."),
    "own": Topic("Mails to yourself", "", mandatory="You sent it yourself."),
    "people": Topic("People", "Somebody accepted your invitation, or left what you lead."),
}

OPTIONAL = {slug: topic for slug, topic in TOPICS.items() if not topic.mandatory}
