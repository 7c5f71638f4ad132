"""The seal of the install under what it prints: Ed25519, with a key that follows from the install's key.

Nothing more has to be kept: who has `CAIRN_KEYS` has the key. The public half is published at /agreements/key/.
"""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from portal.vault.keys import first_key, install_keys

PURPOSE = b"cairn: seal of printed agreements, 1"


def seal(document: str) -> str:
    """The seal over this text by the install's first key, in hexadecimal."""
    return _private(first_key()[1]).sign(document.encode()).hex()


def seal_key() -> str:
    """The public key of new seals, in hexadecimal."""
    return _public(first_key()[1])


def known_keys() -> list[str]:
    """Every public key whose seals are from here: the one of new seals first, then those of earlier keys.

    A key that was taken out of `CAIRN_KEYS` is known on if its public half stands in `AGREEMENT_KEYS`.
    """
    own = [_public(key) for key in install_keys().values()]
    return [*own, *(key for key in settings.AGREEMENT_KEYS if key not in own)]


def _private(install_key: bytes) -> Ed25519PrivateKey:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(install_key)
    return Ed25519PrivateKey.from_private_bytes(derived)


def _public(install_key: bytes) -> str:
    return _private(install_key).public_key().public_bytes_raw().hex()
