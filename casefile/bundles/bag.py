"""Writes a BagIt 1.0 bag as a zip, in one pass over the bytes; the same payload, the same bytes.

Only `signature/` differs between two installations. Nothing is compressed: media would not shrink,
and a compressor's bytes change with its version.
"""

import hashlib
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from types import MappingProxyType
from typing import BinaryIO

from casefile.store import CorruptObject
from casefile.verify import MANIFEST, PUBLIC_KEY, SIGNED, TAG_MANIFEST, signature_of

HOW_TO_CHECK = "signature/how-to-check.txt"
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_CHUNK_BYTES = 1 << 20
_HOW = b"""public-key.pem is the RSA key that signed the two manifests (PKCS #1 v1.5 with SHA-256).
python3 data/verify.py checks them and everything that they cover. With OpenSSL:

  openssl dgst -sha256 -verify signature/public-key.pem \\
    -signature signature/manifest-sha256.txt.sig manifest-sha256.txt

Neither says whose key it is: compare its fingerprint with one that reached you another way.
"""


class PayloadChanged(Exception):
    """A file's bytes are not those that the build began with; `path` says which file's."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


@dataclass(frozen=True)
class Payload:
    """One file of the bag; `sha256` is what its bytes must hash to, empty where none is known."""

    path: str
    size: int
    open: Callable[[], BinaryIO]
    sha256: str = ""


def of_bytes(path: str, content: bytes) -> Payload:
    """Return a payload of bytes at hand."""
    return Payload(path, len(content), lambda: BytesIO(content))


@dataclass(frozen=True)
class Seal:
    """What signs the manifests: a function from bytes to their signature, and the public key."""

    sign: Callable[[bytes], bytes]
    public_key_pem: bytes


def write(
    target: BinaryIO,
    payload: Sequence[Payload],
    *,
    info: Mapping[str, str],
    seal: Seal,
    at: datetime,
    beside: Mapping[str, bytes] = MappingProxyType({}),
) -> bytes:
    """Write the bag and return its manifest. Every file in the zip bears the moment `at`.

    `beside` are files of `signature/` that carry a signature of their own.

    Raises: PayloadChanged.
    """
    head = {"bag-info.txt": _info(info, payload), "bagit.txt": DECLARATION}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        # The names fall in this order by themselves: head, data/, manifest, signature/, tags.
        for name, content in head.items():
            _add(archive, of_bytes(name, content), at)
        rows = {part.path: _add(archive, part, at) for part in _in_order(payload)}
        manifest = _lines(rows)
        covered = {**head, MANIFEST: manifest, HOW_TO_CHECK: _HOW}
        tags = _lines({name: hashlib.sha256(text).hexdigest() for name, text in covered.items()})
        signed = dict(zip(SIGNED, (manifest, tags), strict=True))
        signatures = {signature_of(name): seal.sign(text) for name, text in signed.items()}
        tail = {MANIFEST: manifest, HOW_TO_CHECK: _HOW, PUBLIC_KEY: seal.public_key_pem}
        for name, content in sorted({**tail, **signatures, **beside, TAG_MANIFEST: tags}.items()):
            _add(archive, of_bytes(name, content), at)
    return manifest


def _in_order(payload: Sequence[Payload]) -> list[Payload]:
    names = [part.path for part in payload]
    if len(set(names)) != len(names) or not all(name.startswith("data/") for name in names):
        raise ValueError("two files of the bag have one path, or one lies outside data/")
    return sorted(payload, key=lambda part: part.path)


def _add(archive: zipfile.ZipFile, part: Payload, at: datetime) -> str:
    entry = zipfile.ZipInfo(part.path, at.astimezone(UTC).timetuple()[:6])
    entry.create_system, entry.external_attr = 3, 0o100644 << 16
    entry.file_size = part.size
    whole, size = hashlib.sha256(), 0
    with part.open() as source, archive.open(entry, "w") as target:
        for chunk in _chunks(source, part.path):
            whole.update(chunk)
            size += len(chunk)
            target.write(chunk)
    if size != part.size or part.sha256 not in {"", whole.hexdigest()}:
        raise PayloadChanged(part.path)
    return whole.hexdigest()


def _chunks(source: BinaryIO, path: str) -> Iterator[bytes]:
    try:
        while chunk := source.read(_CHUNK_BYTES):
            yield chunk
    except CorruptObject as problem:
        raise PayloadChanged(path) from problem


def _lines(rows: Mapping[str, str]) -> bytes:
    return "".join(
        f"{digest}  {_escaped(path)}\n" for path, digest in sorted(rows.items())
    ).encode()


def _escaped(path: str) -> str:
    """Return a path as a manifest writes it: RFC 8493, section 2.1.3."""
    return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def _info(info: Mapping[str, str], payload: Sequence[Payload]) -> bytes:
    size = sum(part.size for part in payload)
    rows = {**info, "Payload-Oxum": f"{size}.{len(payload)}"}
    return "".join(f"{name}: {' '.join(rows[name].split())}\n" for name in sorted(rows)).encode()
