"""The addresses of an organization's calls: a template in which {session} makes each call a room of its own."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from portal.errors import DomainError

SESSION = "{session}"
EXAMPLE = UUID("0198c0de-2f1a-7b64-9d3e-5a7c41f0e826")
LONGEST = 200  # characters of an address


def call_address(template: str, session_id: UUID) -> str:
    """The address of a session's call, or "" without a template."""
    return template.replace(SESSION, session_id.hex)


def shares_one_room(template: str) -> bool:
    """Whether every session would meet at the same address."""
    return bool(template) and SESSION not in template


def check_call_template(template: str) -> str:
    """The template without spaces around it; none is fine.

    Raises:
        DomainError: it does not lead to an address that is safe and can be opened.
    """
    template = template.strip()
    if not template:
        return ""
    field = "call_template"
    if not template.lower().startswith("https://"):
        raise DomainError("Write an address that begins with https://, so that nobody can listen in.", field=field)
    address = call_address(template, EXAMPLE)
    if "{" in address or "}" in address:
        raise DomainError("The only thing that can stand in curly brackets is {session}.", field=field)
    if len(address) > LONGEST:
        raise DomainError("Make it shorter: with the session in it, it is too long for an address.", field=field)
    try:
        URLValidator(schemes=["https"])(address)
    except ValidationError:
        raise DomainError("This is no address of a call. Copy it from a call of yours.", field=field) from None
    return template
