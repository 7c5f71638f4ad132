"""Envelope encryption: AES-256-GCM with a data key per organization, wrapped by the install's key.

Formats follow research in docs/adr/0003: blob = format byte, key version, nonce, ciphertext and tag; the row's
identity is the associated data, so that a ciphertext moved to another row or organization does not open.
"""

import base64
import os
import struct
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from portal.vault.models import OrganizationDataKey

FORMAT, PERSONAL_FORMAT = 1, 2
_HEADER = struct.Struct(">BI12s")
_PERSONAL_HEADER = struct.Struct(">BB12s")


class CannotOpen(Exception):
    """The ciphertext, its place or the key is not the right one. Nothing is shown."""


def install_keys() -> dict[str, bytes]:
    """The install's keys by name, the first is the one for new wraps.

    Raises:
        ImproperlyConfigured: CAIRN_KEYS is missing or a key is not 32 bytes.
    """
    keys = {}
    for entry in settings.CAIRN_KEYS:
        name, _, encoded = entry.partition(":")
        key = base64.b64decode(encoded)
        if len(key) != 32:
            raise ImproperlyConfigured(f"The key {name!r} in CAIRN_KEYS is not 32 bytes in base64.")
        keys[name] = key
    if not keys:
        raise ImproperlyConfigured("CAIRN_KEYS is empty: without it no confidential text can be kept or read.")
    return keys


def create_data_key() -> OrganizationDataKey:
    """Make the next data key of the current organization."""
    name, key = next(iter(install_keys().items()))
    newest = OrganizationDataKey.objects.order_by("-version").first()
    row = OrganizationDataKey(version=newest.version + 1 if newest else 1, wrapped_by=name, created_at=timezone.now())
    nonce = os.urandom(12)
    row.wrapped = nonce + AESGCM(key).encrypt(nonce, AESGCM.generate_key(256), _wrap_identity(row))
    row.save()
    newest_version.cache_clear()
    return row


def seal(text: str, organization_id: UUID, identity: str) -> bytes:
    """Encrypt `text` for one place: `identity` names table, column and row."""
    version = newest_version(organization_id)
    nonce = os.urandom(12)
    sealed = AESGCM(_data_key(organization_id, version)).encrypt(nonce, text.encode(), identity.encode())
    return _HEADER.pack(FORMAT, version, nonce) + sealed


def unseal(blob: bytes, organization_id: UUID, identity: str) -> str:
    """Decrypt what `seal` made for the same place.

    Raises:
        CannotOpen: truncated, altered, moved from another row, or its key is gone.
    """
    try:
        form, version, nonce = _HEADER.unpack_from(blob)
        if form != FORMAT:
            raise CannotOpen(f"unknown format {form}")
        key = _data_key(organization_id, version)
        return AESGCM(key).decrypt(nonce, bytes(blob[_HEADER.size :]), identity.encode()).decode()
    except (InvalidTag, struct.error, OrganizationDataKey.DoesNotExist) as error:
        raise CannotOpen(identity) from error


def seal_personal(text: str, identity: str) -> bytes:
    """Encrypt text of a person's own row, which belongs to no organization, directly with the install's newest key.

    Formats: format byte, length of the key's name, nonce, the key's name, ciphertext and tag.
    """
    name, key = next(iter(install_keys().items()))
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
    except (InvalidTag, struct.error, KeyError, UnicodeDecodeError) as error:
        raise CannotOpen(identity) from error


@lru_cache(maxsize=4096)
def newest_version(organization_id: UUID) -> int:
    """The key version for new text of this organization."""
    return OrganizationDataKey.objects.filter(organization=organization_id).latest("version").version


@lru_cache(maxsize=4096)
def _data_key(organization_id: UUID, version: int) -> bytes:
    row = OrganizationDataKey.objects.get(organization=organization_id, version=version)
    wrapped = bytes(row.wrapped)
    try:
        key = install_keys()[row.wrapped_by]
    except KeyError as error:
        raise CannotOpen(f"the install's key {row.wrapped_by!r} is not in CAIRN_KEYS") from error
    return AESGCM(key).decrypt(wrapped[:12], wrapped[12:], _wrap_identity(row))


def _wrap_identity(row: OrganizationDataKey) -> bytes:
    return f"data-key|{row.organization_id}|{row.version}".encode()


def forget_keys() -> None:
    """Drop the keys held in memory, after a rotation or between tests."""
    newest_version.cache_clear()
    _data_key.cache_clear()
