"""Text that will be deleted, as its covenant says."""

from programs.notifications.catalogue.message import Message

KEEPING = {
    # Everybody who took part, also who left before the end: what they wrote goes too.
    "text-deletion": Message(
        topic="keeping",
        name="Text will be deleted",
        who="took part in it",
        sentence="What was written in {title} is deleted on {until}, as agreed.",
        subject="{title}: text is deleted on {until}",
        more="Take a copy of what you wrote if you want to keep it. After that day nobody can bring it back.",
        link="notes:copy",
        fact="engagement_id",
        button="Take a copy",
    ),
}
