"""Why nothing was fetched, in words that a person understands and that name no address and nothing that was sent."""

from django.db.models import TextChoices


class Why(TextChoices):
    """The value may be stored, the label be shown and logged."""

    ADDRESS = "address", "This is not a whole address that starts with https://."
    CREDENTIALS = "credentials", "The address holds a name or password. Use a secret address without them."
    PLAIN = "plain", "The address is not encrypted. Use one that starts with https://."
    PORT = "port", "The address names a port that belongs to another kind of server."
    PRIVATE = "private", "The address leads into a private network, where this portal does not go."
    REDIRECTS = "redirects", "The address leads on to others too many times."
    NO_HOST = "no_host", "There is no server of this name."
    UNREACHABLE = "unreachable", "The server cannot be reached."
    CERTIFICATE = (
        "certificate",
        "The server cannot prove who it is: its certificate is not valid for the address.",
    )
    SLOW = "slow", "The server took too long."
    BIG = "big", "What is at this address is too big."
    ENCODED = "encoded", "The server sent a compressed form that was not asked for."
    BROKEN = "broken", "The server broke off, or answered what no web server answers."
    SIGN_IN = "sign_in", "The server asks for a sign-in. Use an address that works without one."
    GONE = "gone", "Nothing is at this address."
    LATER = "later", "The server is too busy just now."
    FAULT = "fault", "The server answered with a fault."


class FetchFailed(Exception):
    """Nothing was fetched. It may work another time, unless it is a `FetchRefused`.

    Args:
        why: the reason.
        status: the number that the server answered with, if it did.
    """

    def __init__(self, why: Why, status: int | None = None):
        super().__init__(str(why.label))
        self.why = why
        self.status = status


class FetchRefused(FetchFailed):
    """This address is never opened, whatever its server says."""


def of_status(status: int) -> FetchFailed:
    """What an answer without a document means."""
    if status in (401, 403, 407):
        return FetchFailed(Why.SIGN_IN, status)
    if status in (404, 410):
        return FetchFailed(Why.GONE, status)
    if status in (429, 503):
        return FetchFailed(Why.LATER, status)
    return FetchFailed(Why.FAULT, status)
