"""The design of a coaching contract: whose turn it is, and that something was said. The words are on the page alone."""

from programs.notifications.catalogue.message import Message

DESIGN_PAGE = {"link": "coaching:contract-design", "fact": "engagement_id", "topic": "agreements"}

DESIGN: dict[str, Message] = {
    "design-turn": Message(
        name="The design of a contract is handed over",
        who="write the design of this contract",
        sentence="{by} handed the design of {title} over: it is your turn.",
        subject="Your turn: the design of {title}",
        button="Open the design",
        **DESIGN_PAGE,
    ),
    "design-comment": Message(
        name="Somebody commented on the design of a contract",
        who="write the design of this contract",
        sentence="{by} commented on the design of {title}.",
        subject="{by} commented on the design of {title}",
        button="Read the comment",
        **DESIGN_PAGE,
    ),
}
