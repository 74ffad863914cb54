"""NIR and lists at rest: AES-256-GCM bound to the row, and a keyed index to find a NIR again (docs/securite.md R5)."""

import hashlib
import hmac
import os
import uuid

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_VERSION = b"\x01"


def chiffrer(clair: bytes, ligne: uuid.UUID) -> bytes:
    """Returns version | nonce | ciphertext.

    The row's uuid is the associated data, so that two rows cannot be swapped.
    """
    nonce = os.urandom(12)
    return _VERSION + nonce + AESGCM(settings.CLE_NIR).encrypt(nonce, clair, ligne.bytes)


def dechiffrer(chiffre: bytes | memoryview, ligne: uuid.UUID) -> bytes:
    """Returns the clear bytes.

    Raises InvalidTag on a wrong key or on the value of another row, and never gives ciphertext.
    """
    chiffre = bytes(chiffre)
    if chiffre[:1] != _VERSION:
        raise ValueError("Version de chiffrement inconnue.")
    return AESGCM(settings.CLE_NIR).decrypt(chiffre[1:13], chiffre[13:], ligne.bytes)


def chiffrer_nir(nir13: str, ligne: uuid.UUID) -> bytes:
    return chiffrer(nir13.encode(), ligne)


def dechiffrer_nir(chiffre: bytes, ligne: uuid.UUID) -> str:
    return dechiffrer(chiffre, ligne).decode()


def indexer_nir(nir13: str) -> str:
    """Returns the HMAC-SHA256 of the normalised NIR with another key: equal for equal NIR, useless without the key."""
    return indexer(nir13)


def indexer(texte: str) -> str:
    """Returns the same index of any text that must be found again and never read."""
    return hmac.new(settings.CLE_INDEX_NIR, texte.encode(), hashlib.sha256).hexdigest()
