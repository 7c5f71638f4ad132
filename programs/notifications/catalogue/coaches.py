"""A client’s way to a coach, and credentials. What somebody wishes, and why, is on the page alone."""

from programs.notifications.catalogue.message import ENGAGEMENT, Message

CHOICE = {"link": "coaching:choice-detail", "fact": "choice_id", "topic": "coaches"}
ASKED = {"link": "coaching:proposal-list", "fact": "", "topic": "coaches"}
COACH = {"link": "coaching:coach-detail", "fact": "coach_id", "topic": "coaches"}

COACHES: dict[str, Message] = {
    # Those who run the program.
    "coach-asked-for": Message(
        name="Somebody looks for a coach",
        who="run this program",
        sentence="{by} looks for a coach in {title}.",
        subject="{by} looks for a coach",
        more="Propose three to five coaches. The page says who fits, and why.",
        button="See who fits",
        **CHOICE,
    ),
    "others-asked-for": Message(
        name="Somebody asks for other coaches",
        who="run this program",
        sentence="{by} asks for other coaches in {title}.",
        subject="{by} asks for other coaches",
        button="Propose others",
        **CHOICE,
    ),
    # The client.
    "coaches-proposed": Message(
        name="Coaches are proposed to a client",
        who="look for a coach",
        sentence="Coaches are proposed to you in {title}. Look at them side by side, meet them, and choose.",
        subject="Coaches for you",
        button="See the coaches",
        **CHOICE,
    ),
    "coach-declined": Message(
        name="A coach can’t take a client now",
        who="look for a coach, or run this program",
        sentence="{by} can’t take on a new contract in {title} now. The other proposals stay.",
        subject="{by} can’t take it on now",
        button="See the other proposals",
        **CHOICE,
    ),
    "choice-withdrawn": Message(
        name="The search for a coach was ended",
        who="looked for a coach",
        sentence="The search for a coach in {title} was ended by those who run it.",
        subject="The search for a coach was ended",
        more="Ask them if you did not expect it. You can ask for a coach again.",
        button="Open it",
        **CHOICE,
    ),
    # The coach.
    "coach-to-meet": Message(
        name="A client wants to get to know a coach",
        who="were proposed as a coach",
        sentence="{by} would like to get to know you before choosing a coach.",
        subject="{by} would like to meet you",
        more="You can book one session that does not count, or say that it is not possible now.",
        button="See who asks",
        **ASKED,
    ),
    "coach-chosen": Message(
        name="A coach was chosen",
        who="are the coach",
        sentence="{by} has chosen you as coach.",
        subject="{by} has chosen you",
        more="The contract is a draft now. You write its design together.",
        button="Open the contract",
        link=ENGAGEMENT,
        fact="engagement_id",
        topic="coaches",
    ),
    "coach-thanked": Message(
        name="A coach is thanked who was not chosen",
        who="were asked to meet a client",
        sentence="{by} does not begin a contract with you this time, and thanks you for your time and openness.",
        subject="Thank you from {by}",
        more="Your place is free for somebody else.",
        button="See who asks for you",
        **ASKED,
    ),
    # Credentials.
    "credential-to-check": Message(
        name="A credential is to be checked",
        who="check the credentials of coaches",
        sentence="{by} wrote down a credential. Look whether it is true.",
        subject="A credential of {by} to check",
        button="Check it",
        **COACH,
    ),
    "credential-checked": Message(
        name="A credential was checked",
        who="wrote it down",
        sentence="A credential of yours was checked. Clients see that.",
        subject="Your credential was checked",
        button="See your page",
        **COACH,
    ),
    "credential-refused": Message(
        name="A credential could not be confirmed",
        who="wrote it down",
        sentence="A credential of yours could not be confirmed. Look whether everything is written as it should be.",
        subject="Your credential could not be confirmed",
        button="See your page",
        **COACH,
    ),
    "credential-expires": Message(
        name="Reminder: a credential expires",
        who="wrote it down",
        sentence="A credential of yours expires {due}.",
        subject="A credential of yours expires {due}",
        more="Once it is renewed, write down the new date; then it is checked again.",
        button="See your page",
        **COACH,
    ),
    "credential-expired": Message(
        name="A coach’s credential has expired",
        who="check the credentials of coaches",
        sentence="A credential of {by} has expired. Their page says so.",
        subject="A credential of {by} has expired",
        button="See their page",
        **COACH,
    ),
}
