"""Reminders of what waits for somebody. That it waits is told, never what it is: the words are on the page alone."""

from programs.notifications.catalogue.message import ENGAGEMENT, Message

PLACE = {"link": ENGAGEMENT, "fact": "engagement_id"}
SESSION = {"link": "scheduling:session-detail", "fact": "session_id"}
PROPOSAL = {"link": "scheduling:proposal-detail", "fact": "proposal_id"}

NUDGES: dict[str, Message] = {
    # Who is led, comes, and has brought nothing yet.
    "topics-missing": Message(
        topic="waiting",
        name="Reminder: no topic for a session yet",
        who="have a place in this session and no topic there yet",
        sentence="What do you want to talk about? The session of {title} on {when} has no topic of yours yet.",
        subject="Your topic for {title}",
        more="One question is enough. The others see it and can prepare.",
        button="Add a topic",
        **SESSION,
    ),
    # Whose action it is.
    "action-due": Message(
        topic="waiting",
        name="Reminder: an action is due",
        who="have an open action in it",
        sentence="An action of yours in {title} is due {due}.",
        subject="Due {due}: your action in {title}",
        more="Tick it when it is done.",
        button="See your actions",
        **PLACE,
    ),
    "action-overdue": Message(
        topic="waiting",
        name="Reminder: an action is overdue",
        who="have an open action in it",
        sentence="An action of yours in {title} was due {due} and is still open.",
        subject="Still open: your action in {title}",
        more="Tick it if it is done. If it is not needed any more, say so in the next session.",
        button="See your actions",
        **PLACE,
    ),
    # Who has not said yes.
    "signature-missing": Message(
        topic="waiting",
        name="Reminder: a signature is missing",
        who="are a party of this contract and have not signed it",
        sentence="The contract {title} waits for your signature.",
        subject="Your signature is missing: {title}",
        more="Read it first. Sessions can be booked when every party has signed.",
        button="Read and sign",
        **PLACE,
    ),
    "agreement-missing": Message(
        topic="waiting",
        name="Reminder: somebody has not agreed to a circle’s agreement",
        who="take part in this circle and have not agreed yet",
        sentence="The agreement of {title} waits for your yes.",
        subject="Do you agree? {title}",
        more="Read it, and change what you can’t agree to.",
        button="Read the agreement",
        **PLACE,
    ),
    # Who is asked for a time and silent.
    "times-answer-missing": Message(
        topic="waiting",
        name="Reminder: proposed times are not answered",
        who="are asked for a time",
        sentence="{by} waits for your answer: which time suits for a session of {title}? Answer until {closes}.",
        subject="Your answer is missing: times for {title}",
        more="After that the times are free again.",
        button="See the times",
        **PROPOSAL,
    ),
    "move-answer-missing": Message(
        topic="waiting",
        name="Reminder: a request to move is not answered",
        who="are asked for another time",
        sentence="{by} waits for your answer: can the session of {title} on {when} be moved? Answer until {closes}.",
        subject="Your answer is missing: another time for {title}",
        more="Without an answer the session stays where it is.",
        button="See the times",
        **PROPOSAL,
    ),
    "poll-answer-missing": Message(
        topic="waiting",
        name="Reminder: a poll is not answered",
        who="sit in these sessions",
        sentence="{by} looks for a time for {title} and has not heard from you. Answer until {closes}.",
        subject="Which time suits you? {title}",
        more="Without your answer, a time is chosen that may not suit you.",
        link="scheduling:poll-detail",
        fact="poll_id",
        button="Answer",
    ),
    # Who leads.
    "attendance-missing": Message(
        topic="waiting",
        name="Reminder: nobody has marked who came",
        who="lead these sessions",
        sentence="Did the session of {title} on {when} take place? Say who came.",
        subject="Who came? {title}",
        more="If it did not take place, say that: topics then wait for the next session.",
        button="Open the session",
        **SESSION,
    ),
    "note-missing": Message(
        topic="waiting",
        name="Reminder: no note about a session yet",
        who="lead these sessions and have no note about this one",
        sentence="You have no note about the session of {title} on {when} yet.",
        subject="Your note about {title}",
        more="You decide whether it is shared or only yours.",
        button="Open the session",
        **SESSION,
    ),
}
