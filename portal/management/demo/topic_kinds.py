"""Which kind of topic somebody in a story chooses."""

KINDS = {  # of the topics that stories name
    "Saying no to your own manager without it becoming a thing": "challenge",
    "What Helen wishes she had stopped doing sooner": "opportunity",
}


def kind_of(text: str) -> str:
    """What somebody in a story chose for their topic."""
    return KINDS.get(text, "question" if text.endswith("?") else "")
