"""Reports to a sponsor, and a 360 that a coach planned. What stands in them is on their pages alone."""

from programs.notifications.catalogue.message import Message

REPORT = {"link": "coaching:report-list", "fact": "engagement_id", "topic": "agreements", "button": "Open the reports"}

REPORTS: dict[str, Message] = {
    "report-released": Message(
        name="A client released a report",
        who="sponsor or coach a contract",
        sentence="{by} released a report in {title}.",
        subject="A report in {title}",
        **REPORT,
    ),
    "report-taken-back": Message(
        name="A client took a report back",
        who="sponsor or coach a contract",
        sentence="{by} took a report in {title} back. It can’t be read any more.",
        subject="A report in {title} was taken back",
        **REPORT,
    ),
    "feedback-planned": Message(
        name="A coach named people for a 360",
        who="are the person whom others are asked about",
        sentence="{by} named people for your 360. They are asked in a day; you can look at the list and stop it.",
        subject="{by} named people for your 360",
        link="coaching:feedback-start",
        fact="engagement_id",
        topic="evaluations",
        button="Look at the list",
    ),
}
