"""One kind of message."""

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
