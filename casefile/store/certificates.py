"""The installation's own certificates: an authority made once, and one for each file it signs.

Nobody outside vouches for them, and their names say so. They fit the profile of content credentials
(C2PA 2.4, section 14.5) and do not end, since a file that was signed is kept longer than any year
that could be named now; they say nothing of when something was signed.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from casefile.store.keys import ensure_file, private_pem

ORGANISATION = "This Casefile installation, no public authority"
_BEGINS = datetime(2020, 1, 1, tzinfo=UTC)
_NEVER_ENDS = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)  # RFC 5280, section 4.1.2.5


@dataclass(frozen=True)
class Certified:
    """A private key and the certificates that lead from it to the authority, as PEM texts."""

    private_pem: bytes
    chain_pem: bytes


@dataclass(frozen=True)
class Authority:
    """The installation's own authority."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def certificate_pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    def issue(self) -> Certified:
        """Make a key for one file and certify it; nothing of it is kept here."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = f"Files derived by installation {_id_of(self.key)}"
        made = _certificate(name, key, self.certificate.subject, self.key)
        return Certified(private_pem(key), made.public_bytes(Encoding.PEM) + self.certificate_pem)


def ensure_authority(folder: Path) -> Authority:
    """Read the authority in `folder`, made at first use: key and certificate in one file (0600)."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    pem = ensure_file(folder / "credentials-authority.pem", _make)
    key = load_pem_private_key(pem, None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise ValueError("the authority's key is not of the kind that is made here")
    return Authority(key, x509.load_pem_x509_certificate(pem))


def _make() -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    made = _certificate(f"Installation {_id_of(key)}", key, None, key)
    return private_pem(key) + made.public_bytes(Encoding.PEM)


def _certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: x509.Name | None,
    issuer_key: ec.EllipticCurvePrivateKey,
) -> x509.Certificate:
    """Certify a key; without an issuer it is an authority that certifies itself."""
    subject, is_authority, public = _named(name), issuer is None, key.public_key()
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer or subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(_BEGINS)
        .not_valid_after(_NEVER_ENDS)
        .add_extension(x509.BasicConstraints(is_authority, 0 if is_authority else None), True)
        .add_extension(_usage(is_authority=is_authority), True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), False
        )
    )
    if not is_authority:
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
        made = made.add_extension(purpose, False)
    return made.sign(issuer_key, hashes.SHA256())


def _usage(*, is_authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )


def _named(name: str) -> x509.Name:
    parts = {NameOID.ORGANIZATION_NAME: ORGANISATION, NameOID.COMMON_NAME: name}
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts.items()])


def _id_of(key: ec.EllipticCurvePrivateKey) -> str:
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return sha256(public).hexdigest()[:12]
