"""The secret in a link that switches mails off without signing in. It is computed: none stands in the database."""

import base64
import binascii
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from programs.notifications.catalogue import DIGEST, OPTIONAL

SALT = "programs.notifications.unsubscribe"
SIZE = 16  # of an id, in bytes


def unsubscribe_token(organization_id: UUID, membership_id: UUID, topic: str) -> str:
    """Whose mails of which topic the link is about, signed. It has no end: old mails must be able to say no too."""
    text = base64.urlsafe_b64encode(organization_id.bytes + membership_id.bytes + topic.encode())
    return _signer().sign(text.decode().rstrip("="))


def read_unsubscribe_token(token: str) -> tuple[UUID, UUID, str] | None:
    """Organization, membership and topic of a token that we gave out; None for everything else, and for a topic that
    can't be switched off."""
    try:
        text = _signer().unsign(token)
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        organization_id, membership_id = UUID(bytes=data[:SIZE]), UUID(bytes=data[SIZE : 2 * SIZE])
        topic = data[2 * SIZE :].decode()
    except (BadSignature, binascii.Error, ValueError):
        return None
    return (organization_id, membership_id, topic) if topic in OPTIONAL or topic == DIGEST else None


def unsubscribe_address(organization_id: UUID, membership_id: UUID, topic: str) -> str:
    """The whole address, for a mail."""
    token = unsubscribe_token(organization_id, membership_id, topic)
    return settings.SITE_URL + reverse("unsubscribe", kwargs={"token": token})


def _signer() -> Signer:
    return Signer(salt=SALT, sep=".")
