"""One kind of message."""

from dataclasses import dataclass

ENGAGEMENT = "the engagement's own page"
REQUEST, CANCEL = "REQUEST", "CANCEL"


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
        topic: by which people choose how they hear of it.
        more: another sentence for the mail.
        calendar: what the mail does to the reader's calendar: `REQUEST` puts the sessions into it or changes them
            there, `CANCEL` takes them out. The sessions are those that the facts name (`session_id`, or several as
            `session_ids`), as they are when the mail goes out.
        own: the reader did it, and reads it in the second person. The mail brings it into their calendar too.
    """

    name: str
    who: str
    sentence: str
    subject: str
    link: str
    fact: str
    button: str
    topic: str
    more: str = ""
    calendar: str = ""
    own: bool = False
