"""Everything that the portal says to people by itself, in one place: who hears it, in which words, and where it leads.

Words in braces are facts: `title` of the circle, contract or course; `when` it is or was planned, in the reader's
zone; `was`, the time before; `clash`, how many sessions are at a time when the reader
has another one; `by`, a person's name; `until`, a day; `begins`, how long until then. None of them is
anything that people wrote to each other: notices and mails never hold topics, notes, reasons or answers.
"""

from dataclasses import dataclass

ENGAGEMENT = "the engagement's own page"


@dataclass(frozen=True)
class Message:
    """One kind of message.

    Args:
        name: what administrators read on the page about delivery.
        who: who gets it, and so also why; completes "You get this mail because you …".
        sentence: the notice, and the first sentence of the mail.
        subject: the mail's subject.
        link: the page it leads to, by name, or `ENGAGEMENT`.
        fact: the fact that the page's address needs, called like the address's part.
        button: the words on the button that leads there.
        more: another sentence for the mail.
    """

    name: str
    who: str
    sentence: str
    subject: str
    link: str
    fact: str
    button: str
    more: str = ""


SESSION = {"link": "scheduling:session-detail", "fact": "session_id", "button": "Open the session"}
PLACE = {"link": ENGAGEMENT, "fact": "engagement_id"}
BUSY = "You are entered as not coming. If you move the other one, say on the page of this session that you come."

CATALOGUE = {
    # Sessions: everybody who has a place in them; not the one who booked.
    "session-scheduled": Message(
        name="A session was booked",
        who="have a place in this session",
        sentence="{by} booked a session of {title}: {when}.",
        subject="New session of {title}",
        more="If you can’t come, say so on its page.",
        **SESSION,
    ),
    "session-moved": Message(
        name="A session was moved",
        who="have a place in this session",
        sentence="The session of {title} has a new time: {when}. Before, it was {was}.",
        subject="New time: session of {title}",
        more="Topics and notes stay with it.",
        **SESSION,
    ),
    # The same, to a learner who has another session then.
    "session-scheduled-busy": Message(
        name="A session was booked when a learner is busy",
        who="have a place in this session",
        sentence="{by} booked a session of {title}: {when}. You have another session then.",
        subject="New session of {title}, when you have another one",
        more=BUSY,
        **SESSION,
    ),
    "session-moved-busy": Message(
        name="A session was moved to when a learner is busy",
        who="have a place in this session",
        sentence="The session of {title} has a new time: {when}. You have another session then. Before, it was {was}.",
        subject="New time, when you have another one: session of {title}",
        more=BUSY,
        **SESSION,
    ),
    "session-cancelled": Message(
        name="A session was cancelled",
        who="had a place in this session",
        sentence="The session of {title} is cancelled. It was planned for {when}.",
        subject="Cancelled: session of {title}",
        more="The time is free again. Topics wait for the next session.",
        **SESSION,
    ),
    # Not those who said that they can't come.
    "session-reminder": Message(
        name="Reminder of a session",
        who="have a place in this session",
        sentence="Your session of {title}: {when}.",
        subject="{begins}: session of {title}",
        **SESSION,
    ),
    # Engagements: the person concerned, or everybody who takes part.
    "participant-joined": Message(
        name="Somebody was given a place",
        who="take part in it",
        sentence="You have a place in {title}.",
        subject="You have a place in {title}",
        button="See what it is about",
        **PLACE,
    ),
    "engagement-started": Message(
        name="An engagement began",
        who="take part in it",
        sentence="{title} has begun.",
        subject="{title} has begun",
        button="Open {title}",
        **PLACE,
    ),
    "engagement-closed": Message(
        name="An engagement was closed",
        who="took part in it",
        sentence="{title} is closed.",
        subject="{title} is closed",
        more="What you shared there can still be read by those who could read it before.",
        button="Open {title}",
        **PLACE,
    ),
    "engagement-cancelled": Message(
        name="An engagement was cancelled",
        who="had a place in it",
        sentence="{title} will not take place.",
        subject="{title} will not take place",
        button="Open {title}",
        **PLACE,
    ),
    # Evaluations: the person who is asked.
    "request-asked": Message(
        name="Somebody is asked for an evaluation",
        who="are asked for your answers",
        sentence="How was {title}? Your answers are asked for until {until}.",
        subject="How was {title}?",
        more="It takes a few minutes. The page says who can read what you answer before you begin.",
        link="evaluations:request-answer",
        fact="request_id",
        button="Answer",
    ),
    # The same, about another person: who is asked hears the name, not what that person takes part in.
    "feedback-asked": Message(
        name="Somebody is asked for feedback about another person",
        who="are asked for your feedback",
        sentence="{by} asks for your feedback. Answer until {until}.",
        subject="{by} asks for your feedback",
        more="It takes a few minutes. The page says who can read what you answer before you begin.",
        link="evaluations:request-answer",
        fact="request_id",
        button="Answer",
    ),
    # Coaching: the parties of the contract.
    "contract-for-signing": Message(
        name="A contract waits for signatures",
        who="are a party of this contract",
        sentence="The contract {title} is ready to be signed.",
        subject="To sign: {title}",
        more="Read it first. It applies when every party has signed the same version.",
        button="Read and sign",
        **PLACE,
    ),
    "contract-signed": Message(
        name="A contract was signed by a party",
        who="are a party of this contract",
        sentence="{by} signed the contract {title}.",
        subject="{by} signed: {title}",
        button="Open the contract",
        **PLACE,
    ),
    "contract-agreed": Message(
        name="A contract was agreed",
        who="are a party of this contract",
        sentence="Everybody has signed: the contract {title} is agreed.",
        subject="Agreed: {title}",
        more="Sessions can be booked from now on.",
        button="Open the contract",
        **PLACE,
    ),
    # Training: the learner.
    "learner-enrolled": Message(
        name="A learner has a place",
        who="enrolled for this course",
        sentence="You have a place in {title}.{clash}",
        subject="Your place in {title}",
        button="Open the course",
        **PLACE,
    ),
    "learner-waitlisted": Message(
        name="A learner waits for a place",
        who="are on the waiting list of this course",
        sentence="{title} is full. You are on the waiting list.",
        subject="Waiting list: {title}",
        more="A place that comes free goes to the one who has waited longest, and you hear of it at once.",
        button="Open the course",
        **PLACE,
    ),
    "place-opened": Message(
        name="A waiting learner has a place",
        who="were on the waiting list of this course",
        sentence="A place came free: you have it now, in {title}.{clash}",
        subject="You have a place in {title} now",
        more="If you can’t come any more, give up the place, so that the next person gets it.",
        button="Open the course",
        **PLACE,
    ),
    "waiting-list-closed": Message(
        name="A waiting list was closed",
        who="were on the waiting list of this course",
        sentence="The waiting list of {title} is closed. No place came free for you.",
        subject="Waiting list closed: {title}",
        link="training:course-list",
        fact="",
        button="See other courses",
    ),
    "certificate-issued": Message(
        name="A certificate was issued",
        who="completed this course",
        sentence="You completed {title}. Your certificate is ready.",
        subject="Your certificate of {title}",
        link="training:certificate",
        fact="enrollment_id",
        button="See the certificate",
    ),
    # Mentoring: everybody else in the circle; when somebody leaves, the mentor.
    "agreement-changed": Message(
        name="A circle’s agreement was changed",
        who="take part in this circle",
        sentence="The agreement of {title} has changed. Read it and say whether you agree.",
        subject="Changed agreement: {title}",
        button="Read the agreement",
        **PLACE,
    ),
    "member-left": Message(
        name="Somebody left a circle",
        who="lead this circle",
        sentence="{by} has left {title}.",
        subject="{by} has left {title}",
        more="What they shared stays with the circle.",
        button="Open the circle",
        **PLACE,
    ),
    # The person themselves, since they can't open the circle any more.
    "person-taken-out": Message(
        name="Somebody was taken out of a circle",
        who="had a place in this circle",
        sentence="You no longer have a place in {title}. Those who run its program have changed who takes part.",
        subject="Your place in {title}",
        more="What you shared stays with the circle. Ask those who run the program if you have questions.",
        link="engagements:mine",
        fact="",
        button="See your programs",
    ),
    # People: whoever sent the invitation.
    "invitation-accepted": Message(
        name="An invitation was accepted",
        who="sent the invitation",
        sentence="{by} accepted your invitation and is a member now.",
        subject="{by} accepted your invitation",
        link="accounts:people",
        fact="",
        button="See the people",
    ),
}
