"""Times that somebody proposes. Which times these are stands on the page alone: they can be gone any moment."""

from programs.notifications.catalogue.message import REQUEST, Message

PROPOSAL = {"link": "scheduling:proposal-detail", "fact": "proposal_id", "topic": "times"}
SESSION = {
    "link": "scheduling:session-detail",
    "fact": "session_id",
    "button": "Open the session",
    "topic": "sessions",
}

PROPOSALS = {
    # Those who answer.
    "times-proposed": Message(
        name="Times were proposed",
        who="are asked for a time",
        sentence="{by} proposes times for a session of {title}. They are held until {closes}.",
        subject="Which time suits you? {title}",
        more="Take one of them, and the session is planned.",
        button="See the times",
        **PROPOSAL,
    ),
    "move-asked": Message(
        name="Somebody asks to move a session",
        who="are asked for another time",
        sentence="{by} asks for another time for the session of {title} on {when}. Answer until {closes}.",
        subject="Another time for your session of {title}?",
        more="The session stays where it is until you take one of the times.",
        button="See the times",
        **PROPOSAL,
    ),
    "times-withdrawn": Message(
        name="Proposed times were taken back",
        who="were asked for a time",
        sentence="The times that {by} proposed for a session of {title} are off. You need not answer any more.",
        subject="Not needed any more: times for {title}",
        button="See what became of it",
        **PROPOSAL,
    ),
    # Who proposed them.
    "times-declined": Message(
        name="None of the proposed times suits",
        who="proposed these times",
        sentence="None of the times that you proposed for a session of {title} suits {by}. They are free again.",
        subject="No time yet: session of {title}",
        button="Find another time",
        **PROPOSAL,
    ),
    "times-expired": Message(
        name="Nobody answered in time",
        who="proposed these times",
        sentence="Nobody answered in time: the times that you proposed for a session of {title} are free again.",
        subject="No answer: times for {title}",
        button="Find another time",
        **PROPOSAL,
    ),
    # Everybody who has a place in the session that is planned now.
    "time-accepted": Message(
        name="A proposed time was taken",
        who="have a place in this session",
        sentence="{by} took one of the proposed times. The session of {title} is planned: {when}.",
        subject="Planned: session of {title}",
        calendar=REQUEST,
        **SESSION,
    ),
    "time-accepted-own": Message(
        name="A proposed time was taken, to who took it",
        who="have a place in this session",
        sentence="You took one of the proposed times. The session of {title} is planned: {when}.",
        subject="Planned: session of {title}",
        calendar=REQUEST,
        own=True,
        **SESSION,
    ),
}
