"""Who sees what: proposed, in force or off, and who still has to sign. What it says is on the page alone."""

from programs.notifications.catalogue.message import Message

PAGE = {"link": "covenant:covenant-detail", "fact": "engagement_id"}

COVENANT = {
    "covenant-proposed": Message(
        name="Another covenant was proposed",
        who="take part in it",
        sentence="{by} proposes to change who sees what in {title}. It waits for your signature.",
        subject="Who sees what in {title}: a change is proposed",
        more="What you signed before holds until everybody has signed. You can also keep it.",
        button="Read what would change",
        topic="agreements",
        **PAGE,
    ),
    "covenant-in-force": Message(
        name="A covenant is signed by everybody",
        who="take part in it",
        sentence="Everybody has signed who sees what in {title}. It holds from now on.",
        subject="Signed by everybody: who sees what in {title}",
        button="Read who sees what",
        topic="agreements",
        **PAGE,
    ),
    "covenant-dropped": Message(
        name="A proposed covenant is off",
        who="take part in it",
        sentence="Nothing changes in who sees what in {title}: the proposal is off, by {by}.",
        subject="Who sees what in {title} stays as it is",
        button="Read who sees what",
        topic="agreements",
        **PAGE,
    ),
    "covenant-asked": Message(
        name="Somebody joined and has to sign a covenant",
        who="joined it later and have not signed yet",
        sentence="The others in {title} have signed who sees what. Sign it too, to read and share notes.",
        subject="To sign: who sees what in {title}",
        button="Read and sign",
        topic="agreements",
        **PAGE,
    ),
    "covenant-missing": Message(
        name="Reminder: a signature on who sees what is missing",
        who="take part in it and have not signed yet",
        sentence="Who sees what in {title} waits for your signature.",
        subject="Your signature is missing: who sees what in {title}",
        more="Read it first. If you can’t agree, propose something else.",
        button="Read and sign",
        topic="waiting",
        **PAGE,
    ),
}
