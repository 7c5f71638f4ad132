"""Errors whose text a person understands."""


class DomainError(Exception):
    """A rule of the product said no.

    Args:
        message: a sentence for the person: what happened, what is kept, what to do.
        field: the form field that it concerns, if any.
    """

    def __init__(self, message: str, field: str | None = None):
        super().__init__(message)
        self.message = message
        self.field = field


class IllegalTransition(DomainError):
    """The thing is in a state (or was just moved to one) from which this step is not possible."""


class NotAllowed(DomainError):
    """The person may see this but may not do that."""
