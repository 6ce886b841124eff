"""The installation's signing keys: made once, kept in a folder that only the service can read."""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import cast

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

_RSA_BITS = 3072


@dataclass(frozen=True)
class Keys:
    """PEM texts: Ed25519 for receipts, RSA for manifests, each private and public."""

    receipt_private_pem: bytes
    receipt_public_pem: bytes
    manifest_private_pem: bytes
    manifest_public_pem: bytes

    def manifest_public_numbers(self) -> tuple[int, int]:
        """Return modulus and exponent, for a verifier that has integers and nothing else."""
        numbers = cast(RSAPublicKey, load_pem_public_key(self.manifest_public_pem)).public_numbers()
        return numbers.n, numbers.e


def ensure_keys(folder: Path) -> Keys:
    """Read the keys in `folder`, making those that are missing (files of mode 0600)."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    receipt = ensure_file(folder / "receipt-ed25519.pem", _make_ed25519)
    manifest = ensure_file(folder / "manifest-rsa.pem", _make_rsa)
    return Keys(receipt, _public(receipt), manifest, _public(manifest))


def ensure_recovery_key(folder: Path) -> bytes:
    """Read the RSA key under which devices wrap their data keys, made at first use; private PEM."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return ensure_file(folder / "recovery-rsa.pem", _make_rsa)


def retired_manifest_key(folder: Path, key_id: str) -> bytes | None:
    """Return the public key that signed earlier, kept as `retired-<its id>.pem` when it went."""
    path = folder / f"retired-{key_id}.pem"
    return path.read_bytes() if key_id.isalnum() and path.is_file() else None


def ensure_file(path: Path, make: Callable[[], bytes]) -> bytes:
    """Read a secret file, made if it is missing (mode 0600), and never replaced."""
    if not path.exists():
        with NamedTemporaryFile(dir=path.parent) as whole:
            whole.write(make())
            whole.flush()
            os.fsync(whole.fileno())
            # A link never replaces: of two processes that start together, both use the first key.
            with suppress(FileExistsError):
                os.link(whole.name, path)
    return path.read_bytes()


def private_pem(key: PrivateKeyTypes) -> bytes:
    """Return a private key as PEM, not encrypted."""
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _make_ed25519() -> bytes:
    return private_pem(Ed25519PrivateKey.generate())


def _make_rsa() -> bytes:
    return private_pem(rsa.generate_private_key(public_exponent=65537, key_size=_RSA_BITS))


def _public(private: bytes) -> bytes:
    key = cast(Ed25519PrivateKey, load_pem_private_key(private, None))
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
