"""Secrets in links that work without signing in. They are computed, so that none stands in the database."""

import base64
import binascii
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.utils.crypto import constant_time_compare, salted_hmac

ANSWER_LASTS = timedelta(days=400)  # a mail that is older leads to the sign-in
ANSWER_SALT = "programs.scheduling.answer"
FEED_SALT = "programs.scheduling.feed"


def answer_token(place_id: UUID, organization_id: UUID) -> str:
    """What stands in an answer link: which place it is for, and in which organization, signed."""
    return _signer().sign(_text(organization_id.bytes + place_id.bytes))


def read_answer_token(token: str) -> tuple[UUID, UUID] | None:
    """Organization and place of a token that we gave out; None for everything else, and when it is too old."""
    try:
        ids = base64.urlsafe_b64decode(_signer().unsign(token, max_age=ANSWER_LASTS) + "==")
        return UUID(bytes=ids[:16]), UUID(bytes=ids[16:])
    except (BadSignature, binascii.Error, ValueError):
        return None


def feed_token(user_id: UUID, version: int) -> str:
    """What makes the address of a person's calendar feed secret. Another version is another address."""
    return _feed_token(user_id, version, settings.SECRET_KEY)


def is_feed_token(token: str, user_id: UUID, version: int) -> bool:
    """Whether this is the person's present token, made with the install's key or one that it had before."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    matches = [constant_time_compare(token, _feed_token(user_id, version, key)) for key in keys]
    return any(matches)


def _feed_token(user_id: UUID, version: int, key: str) -> str:
    return _text(salted_hmac(FEED_SALT, f"{user_id}:{version}", secret=key, algorithm="sha256").digest())


def _signer() -> TimestampSigner:
    return TimestampSigner(salt=ANSWER_SALT, sep=".")


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
