"""Envelope encryption: AES-256-GCM with a data key per organization, wrapped by the install's key.

Formats follow research in docs/adr/0003: blob = format byte, key version, nonce, ciphertext and tag; the row's
identity is the associated data, so that a ciphertext moved to another row or organization does not open.
"""

import base64
import os
import struct
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from portal.vault.memory import Remembered
from portal.vault.models import OrganizationDataKey

FORMAT, PERSONAL_FORMAT = 1, 2
_HEADER = struct.Struct(">BI12s")
_PERSONAL_HEADER = struct.Struct(">BB12s")
LONGEST_NAME = 40
SEEN_WITHIN = 60  # seconds after which every process seals with a new data key
KEPT = 600  # seconds for which a process holds an unwrapped data key


class CannotOpen(Exception):
    """The ciphertext, its place or the key is not the right one. Nothing is shown."""

    names_no_words = True  # it names the place or the key, so a log may say it


class KeyGone(CannotOpen):
    """The data key was destroyed, or is wrapped by a key that CAIRN_KEYS does not have."""


def install_keys() -> dict[str, bytes]:
    """The install's keys by name, the first is the one for new wraps. No message holds any part of a key.

    Raises:
        ImproperlyConfigured: CAIRN_KEYS is empty, or an entry has no name, a name twice, or no 32 bytes in base64.
    """
    keys: dict[str, bytes] = {}
    for number, entry in enumerate(settings.CAIRN_KEYS, start=1):
        name, colon, encoded = (part.strip() for part in entry.partition(":"))
        if not (colon and name) or len(name.encode()) > LONGEST_NAME:
            raise ImproperlyConfigured(
                f"Entry {number} of CAIRN_KEYS is not `name:base64`, with a name of 1 to {LONGEST_NAME} letters."
            )
        if name in keys:
            raise ImproperlyConfigured(f"The name {name!r} stands twice in CAIRN_KEYS.")
        keys[name] = _decoded(name, encoded)
    if not keys:
        raise ImproperlyConfigured("CAIRN_KEYS is empty: without it no confidential text can be kept or read.")
    return keys


def _decoded(name: str, encoded: str) -> bytes:
    try:
        key = base64.b64decode(encoded, validate=True)
    except ValueError:
        raise ImproperlyConfigured(f"The key {name!r} in CAIRN_KEYS is not base64.") from None
    if len(key) != 32:
        raise ImproperlyConfigured(f"The key {name!r} in CAIRN_KEYS is not 32 bytes in base64.")
    return key


def first_key() -> tuple[str, bytes]:
    """Name and bytes of the install's key for new wraps."""
    return next(iter(install_keys().items()))


def create_data_key(*, in_rotation: bool = False) -> OrganizationDataKey:
    """Make the next data key of the current organization.

    Args:
        in_rotation: text of older versions is about to move to it.
    """
    newest = OrganizationDataKey.objects.order_by("-version").first()
    row = OrganizationDataKey(
        version=newest.version + 1 if newest else 1, created_at=timezone.now(), in_rotation=in_rotation
    )
    row.wrapped_by, row.wrapped = wrap(AESGCM.generate_key(256), row.organization_id, row.version)
    row.save()
    newest_version.forget()
    return row


def wrap(data_key: bytes, organization_id: UUID | None, version: int) -> tuple[str, bytes]:
    """The name of the install's first key, and the data key wrapped by it."""
    name, key = first_key()
    nonce = os.urandom(12)
    return name, nonce + AESGCM(key).encrypt(nonce, data_key, _wrap_identity(organization_id, version))


def unwrap(wrapped: bytes, wrapped_by: str, organization_id: UUID | None, version: int) -> bytes:
    """The data key.

    Raises:
        KeyGone: CAIRN_KEYS has no key of this name, or another one than the one that wrapped it.
    """
    key = install_keys().get(wrapped_by)
    if key is None:
        raise KeyGone(f"the install's key {wrapped_by!r} is not in CAIRN_KEYS")
    try:
        return AESGCM(key).decrypt(wrapped[:12], wrapped[12:], _wrap_identity(organization_id, version))
    except (InvalidTag, ValueError):
        raise KeyGone(f"the install's key {wrapped_by!r} in CAIRN_KEYS is not the one that wrapped it") from None


def seal(text: str, organization_id: UUID, identity: str) -> bytes:
    """Encrypt `text` for one place: `identity` names table, column and row."""
    version = newest_version(organization_id)
    nonce = os.urandom(12)
    sealed = AESGCM(data_key(organization_id, version)).encrypt(nonce, text.encode(), identity.encode())
    return _HEADER.pack(FORMAT, version, nonce) + sealed


def begins_with(version: int) -> bytes:
    """The first bytes of every text that was sealed with this version of a data key."""
    return struct.pack(">BI", FORMAT, version)


def unseal(blob: bytes, organization_id: UUID, identity: str) -> str:
    """Decrypt what `seal` made for the same place.

    Raises:
        CannotOpen: truncated, altered, moved from another row, or its key is gone.
    """
    try:
        form, version, nonce = _HEADER.unpack_from(blob)
        if form != FORMAT:
            raise CannotOpen(f"unknown format {form}")
        key = data_key(organization_id, version)
        return AESGCM(key).decrypt(nonce, bytes(blob[_HEADER.size :]), identity.encode()).decode()
    except (InvalidTag, struct.error):
        raise CannotOpen(identity) from None


def seal_personal(text: str, identity: str) -> bytes:
    """Encrypt text of a person's own row, which belongs to no organization, directly with the install's newest key.

    Formats: format byte, length of the key's name, nonce, the key's name, ciphertext and tag.
    """
    name, key = first_key()
    nonce = os.urandom(12)
    header = _PERSONAL_HEADER.pack(PERSONAL_FORMAT, len(name.encode()), nonce) + name.encode()
    return header + AESGCM(key).encrypt(nonce, text.encode(), identity.encode())


def unseal_personal(blob: bytes, identity: str) -> str:
    """Decrypt what `seal_personal` made for the same place.

    Raises:
        CannotOpen: truncated, altered, moved from another row, or the install's key is gone.
    """
    try:
        form, length, nonce = _PERSONAL_HEADER.unpack_from(blob)
        if form != PERSONAL_FORMAT:
            raise CannotOpen(f"unknown format {form}")
        start = _PERSONAL_HEADER.size + length
        key = install_keys()[blob[_PERSONAL_HEADER.size : start].decode()]
        return AESGCM(key).decrypt(nonce, blob[start:], identity.encode()).decode()
    except (InvalidTag, struct.error, KeyError, UnicodeDecodeError):
        raise CannotOpen(identity) from None


def _ask_newest(organization_id: UUID) -> int:
    try:
        return OrganizationDataKey.objects.filter(organization=organization_id).latest("version").version
    except OrganizationDataKey.DoesNotExist:
        raise KeyGone(f"the organization {organization_id} has no data key") from None


def _ask_key(organization_id: UUID, version: int) -> bytes:
    row = OrganizationDataKey.objects.filter(organization=organization_id, version=version).first()
    if row is None:
        raise KeyGone(f"the organization {organization_id} has no data key of version {version}")
    return unwrap(bytes(row.wrapped), row.wrapped_by, organization_id, version)


newest_version = Remembered(SEEN_WITHIN, _ask_newest)  # the key version for new text of an organization
data_key = Remembered(KEPT, _ask_key)  # of an organization and a version


def _wrap_identity(organization_id: UUID | None, version: int) -> bytes:
    return f"data-key|{organization_id}|{version}".encode()


def forget_keys() -> None:
    """Drop the keys held in memory, after a rotation or between tests."""
    newest_version.forget()
    data_key.forget()
