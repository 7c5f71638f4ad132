"""The link by which a supporter from outside answers. It is computed, so that none stands in the database."""

import base64
import binascii
from datetime import timedelta
from uuid import UUID

from django.core.signing import BadSignature, TimestampSigner

LASTS = timedelta(days=400)  # each mail brings a fresh one
SALT = "programs.goals.supporter"


def supporter_token(supporter_id: UUID, organization_id: UUID) -> str:
    """What stands in the link: which supporter it is for, and in which organization, signed."""
    return _signer().sign(base64.urlsafe_b64encode(organization_id.bytes + supporter_id.bytes).decode().rstrip("="))


def read_supporter_token(token: str) -> tuple[UUID, UUID] | None:
    """Organization and supporter of a token that we gave out; None for everything else, and when it is too old."""
    try:
        ids = base64.urlsafe_b64decode(_signer().unsign(token, max_age=LASTS) + "==")
        return UUID(bytes=ids[:16]), UUID(bytes=ids[16:])
    except (BadSignature, binascii.Error, ValueError):
        return None


def _signer() -> TimestampSigner:
    return TimestampSigner(salt=SALT, sep=".")
