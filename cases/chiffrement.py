"""NIR at rest: AES-256-GCM bound to its row, and a keyed index to find it again (securite.md R5)."""

import hashlib
import hmac
import os
import uuid

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_VERSION = b"\x01"


def chiffrer_nir(nir13: str, uuid_assure: uuid.UUID) -> bytes:
    """version | nonce | ciphertext; the row's uuid is the associated data, so rows cannot be swapped."""
    nonce = os.urandom(12)
    return _VERSION + nonce + AESGCM(settings.CLE_NIR).encrypt(nonce, nir13.encode(), uuid_assure.bytes)


def dechiffrer_nir(chiffre: bytes, uuid_assure: uuid.UUID) -> str:
    """Raises cryptography.exceptions.InvalidTag on a wrong key or another row's value: never ciphertext."""
    chiffre = bytes(chiffre)
    if chiffre[:1] != _VERSION:
        raise ValueError("Version de chiffrement inconnue.")
    return AESGCM(settings.CLE_NIR).decrypt(chiffre[1:13], chiffre[13:], uuid_assure.bytes).decode()


def indexer_nir(nir13: str) -> str:
    """HMAC-SHA256 of the normalised number with another key: equal for equal NIR, useless without the key."""
    return hmac.new(settings.CLE_INDEX_NIR, nir13.encode(), hashlib.sha256).hexdigest()
