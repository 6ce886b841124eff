#!/usr/bin/env python3
"""Checks a bundle and the chain of entries in it, standing alone: standard library only.

The same file runs inside the product (`manage.py verify_log`, `verify_bundle`) and travels in
every bundle, where `python3 data/verify.py` says in words what was proved and what was not.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
SIGNED = (MANIFEST, TAG_MANIFEST)
PUBLIC_KEY = "signature/public-key.pem"
INDEX, CHAIN, HEAD = "data/index.json", "data/log/chain.jsonl", "data/log/head.json"
OWN_PATH = "data/verify.py"
LOG_SEAL, SEAL_CONTEXT = "signature/log-seal.json", b"casefile sealed head v1\n"
# DER: the algorithm rsaEncryption, and what stands before a SHA-256 digest in a signature.
_RSA = bytes.fromhex("300d06092a864886f70d0101010500")
_SHA256 = bytes.fromhex("3031300d060960864801650304020105000420")
_MIN_BITS = 2048


class Entry(NamedTuple):
    """One entry of a chain as stored: exact header bytes, and its body unless withheld."""

    header: bytes
    entry_hash: str
    salt: bytes | None
    body: bytes | None


class Fault(NamedTuple):
    """The first thing wrong with an entry, by its place in the chain."""

    sequence: int
    problem: str


class ChainReport(NamedTuple):
    """What checking a chain found: its last hash, how many bodies were absent, and any faults."""

    length: int
    head: str
    withheld: int
    faults: list[Fault]


class BagFault(NamedTuple):
    """What is wrong with one file of a bundle."""

    file: str
    problem: str


class BagReport(NamedTuple):
    """What checking a bundle found. `fingerprint` is empty when there is no key to be read."""

    file_count: int
    item_count: int
    entry_count: int
    fingerprint: str
    faults: list[BagFault]


def body_hash(salt: bytes, body: bytes) -> str:
    """Return the salted hash of a body, as its header holds it."""
    return hashlib.sha256(salt + body).hexdigest()


def check_chain(entries: Iterable[Entry]) -> ChainReport:
    """Walk a chain from its first entry and report every entry that does not fit."""
    previous, expected, withheld = "", 0, 0
    faults: list[Fault] = []
    for entry in entries:
        expected += 1
        faults.extend(_faults_of(entry, expected, previous))
        previous = entry.entry_hash
        withheld += entry.body is None
    return ChainReport(expected, previous, withheld, faults)


def _faults_of(entry: Entry, expected: int, previous: str) -> Iterator[Fault]:
    if hashlib.sha256(entry.header).hexdigest() != entry.entry_hash:
        yield Fault(expected, "the header was changed: it no longer matches the entry's hash")
    try:
        header: dict[str, Any] = json.loads(entry.header)
    except (ValueError, RecursionError):
        header = {}
    if not isinstance(header, dict) or not header:
        yield Fault(expected, "the header cannot be read")
        return
    if header.get("sequence") != expected:
        yield Fault(expected, f"entry {header.get('sequence')} stands where {expected} should")
    if header.get("previous") != previous:
        yield Fault(expected, "it does not follow from the entry before it")
    if entry.body is not None and body_hash(entry.salt or b"", entry.body) != header.get("body"):
        yield Fault(expected, "the body was changed")


def leaf_hash(entry_hash: str) -> bytes:
    """Return the leaf of an entry in the tree of the log. Source: RFC 6962, section 2.1."""
    return hashlib.sha256(b"\0" + bytes.fromhex(entry_hash)).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the node above two others; its prefix keeps a node from passing for a leaf."""
    return hashlib.sha256(b"\1" + left + right).digest()


def proves_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Say whether the proof leads from a leaf to the root of a tree of `size` leaves.

    Source: RFC 9162, section 2.1.3.2.
    """
    if not 0 <= index < size:
        return False
    at, last, found = index, size - 1, leaf
    for sibling in proof:
        if not last:
            return False
        if at & 1 or at == last:
            found = node_hash(sibling, found)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        at, last = at >> 1, last >> 1
    return not last and found == root


def read_chain(data: bytes) -> Iterator[Entry]:
    """Yield the entries of a `chain.jsonl`; one that is malformed raises ValueError or KeyError."""
    for line in data.split(b"\n"):
        if line:
            row = json.loads(line)
            salt, body = row["salt"], row["body"]
            yield Entry(
                row["header"].encode(),
                row["entry_hash"],
                None if salt is None else bytes.fromhex(salt),
                None if body is None else body.encode(),
            )


def check_bag(root: Path) -> BagReport:
    """Check an unpacked bundle: files, manifests, signatures, log, index, and one by the other."""
    listed = {**manifest(_read(root, TAG_MANIFEST)), **manifest(_read(root, MANIFEST))}
    faults = [*_seal_faults(root), *_file_faults(root, listed), *_stray_faults(root, listed)]
    chain: list[Entry] = []
    items: list[dict[str, Any]] = []
    try:
        chain = list(read_chain(_read(root, CHAIN)))
        faults.extend(_chain_faults(root, chain))
        faults.extend(_log_seal_faults(root, chain))
    except (ValueError, KeyError, TypeError, AttributeError):
        faults.append(BagFault(CHAIN, f"the log cannot be read ({HEAD} says where it ends)"))
    try:
        items = json.loads(_read(root, INDEX))["items"]
        faults.extend(_index_faults(root, items, listed))
        faults.extend(_origin_faults(items, chain))
    except (ValueError, KeyError, TypeError, AttributeError):
        faults.append(BagFault(INDEX, "the index cannot be read"))
    mark = fingerprint(_read(root, PUBLIC_KEY))
    return BagReport(len(listed), len(items), len(chain), mark, faults)


def _read(root: Path, name: str) -> bytes:
    path = root / name
    return path.read_bytes() if path.is_file() else b""


def manifest(data: bytes) -> dict[str, str]:
    """Return path to digest. Lines end at the newline byte alone: names may hold other breaks."""
    rows = (line.partition(b"  ") for line in data.split(b"\n") if line)
    return {_name(path): digest.decode("latin-1") for digest, _, path in rows}


def _name(path: bytes) -> str:
    text = path.decode("utf-8", "surrogateescape")
    return re.sub("%(0[AaDd]|25)", lambda found: chr(int(found[1], 16)), text)


def _digest(path: Path) -> str:
    whole = hashlib.sha256()
    with path.open("rb") as source:
        while chunk := source.read(1 << 20):
            whole.update(chunk)
    return whole.hexdigest()


def _file_faults(root: Path, listed: dict[str, str]) -> Iterator[BagFault]:
    for name in (TAG_MANIFEST, MANIFEST, INDEX, CHAIN, HEAD):
        if name not in listed and not (root / name).is_file():
            yield BagFault(name, "is missing")
    for name, digest in sorted(listed.items()):
        path = root / name
        if name.startswith("/") or ".." in PurePosixPath(name).parts or path.is_symlink():
            yield BagFault(name, "is not a plain file inside the bundle")
        elif not path.is_file():
            yield BagFault(name, "is missing")
        elif _digest(path) != digest:
            yield BagFault(name, "was changed: it does not match its hash")


def _stray_faults(root: Path, listed: dict[str, str]) -> Iterator[BagFault]:
    known = {*listed, TAG_MANIFEST, PUBLIC_KEY, LOG_SEAL, *map(signature_of, SIGNED)}
    for folder, folders, names in os.walk(root):
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        for name in sorted(names + links):
            found = Path(folder, name).relative_to(root).as_posix()
            if found not in known:
                yield BagFault(found, "is not listed: it was added")


def signature_of(name: str) -> str:
    """Return where the signature of a manifest lies."""
    return f"signature/{name}.sig"


def _seal_faults(root: Path) -> Iterator[BagFault]:
    key = public_key(_read(root, PUBLIC_KEY))
    if key is None:
        yield BagFault(PUBLIC_KEY, "is not an RSA public key as it was written")
        return
    fits = {name: _fits(key, _read(root, name), _read(root, signature_of(name))) for name in SIGNED}
    if not any(fits.values()):
        yield BagFault(PUBLIC_KEY, "fits neither signature: the key or both signatures changed")
    for name in (name for name in SIGNED if not fits[name]):
        yield BagFault(name, f"does not fit {signature_of(name)}: one of the two was changed")


def _fits(key: tuple[int, int], data: bytes, signature: bytes) -> bool:
    """Say whether the signature is the key's over the data: RSA PKCS #1 v1.5 with SHA-256."""
    modulus, exponent = key
    size = (modulus.bit_length() + 7) // 8
    tail = b"\0" + _SHA256 + hashlib.sha256(data).digest()
    expected = b"\0\1" + b"\xff" * (size - 2 - len(tail)) + tail
    number = int.from_bytes(signature, "big")
    if len(signature) != size or number >= modulus:
        return False
    return pow(number, exponent, modulus).to_bytes(size, "big") == expected


def public_key(pem: bytes) -> tuple[int, int] | None:
    """Return modulus and exponent, or None unless the file is exactly how such a key is written."""
    try:
        key = _key_numbers(_der_of(pem))
    except (ValueError, IndexError):
        return None
    is_usable = key[0].bit_length() >= _MIN_BITS and key[1] > 2
    return key if is_usable and _pem(*key) == pem else None


def fingerprint(pem: bytes) -> str:
    """Return the SHA-256 of the key's DER form, or nothing when it is no key."""
    return hashlib.sha256(_der_of(pem)).hexdigest() if public_key(pem) else ""


def _der_of(pem: bytes) -> bytes:
    try:
        return base64.b64decode(b"".join(pem.split(b"\n")[1:-2]), validate=True)
    except binascii.Error as problem:
        raise ValueError("not base64") from problem


def _key_numbers(der: bytes) -> tuple[int, int]:
    _, bits = _unwrap(_unwrap(der)[0])
    modulus, rest = _unwrap(_unwrap(_unwrap(bits)[0][1:])[0])
    return int.from_bytes(modulus, "big"), int.from_bytes(_unwrap(rest)[0], "big")


def _unwrap(der: bytes) -> tuple[bytes, bytes]:
    """Return the content of the first DER value, and what follows it."""
    size, start = der[1], 2
    if size & 0x80:
        start += size & 0x7F
        size = int.from_bytes(der[2:start], "big")
    return der[start : start + size], der[start + size :]


def _wrap(tag: int, content: bytes) -> bytes:
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


def _pem(modulus: int, exponent: int) -> bytes:
    numbers = (n.to_bytes(n.bit_length() // 8 + 1, "big") for n in (modulus, exponent))
    key = _wrap(0x30, b"".join(_wrap(2, number) for number in numbers))
    text = base64.b64encode(_wrap(0x30, _RSA + _wrap(3, b"\0" + key)))
    lines = [text[start : start + 64] for start in range(0, len(text), 64)]
    ends = (b"-----BEGIN PUBLIC KEY-----", b"-----END PUBLIC KEY-----\n")
    return b"\n".join([ends[0], *lines, ends[1]])


def _chain_faults(root: Path, chain: list[Entry]) -> Iterator[BagFault]:
    report = check_chain(chain)
    for fault in report.faults:
        yield BagFault(CHAIN, f"entry {fault.sequence}: {fault.problem}")
    head = json.loads(_read(root, HEAD))
    if (head["sequence"], head["entry_hash"]) != (report.length, report.head):
        yield BagFault(HEAD, f"is not the last entry of {CHAIN}")


def _log_seal_faults(root: Path, chain: list[Entry]) -> Iterator[BagFault]:
    """Hold the last entry of the log against the sealed head of the record, if one is there."""
    if not (root / LOG_SEAL).is_file():
        return
    try:
        row = json.loads(_read(root, LOG_SEAL))
        text, key = row["head"].encode(), public_key(_read(root, PUBLIC_KEY))
        head, path = json.loads(text), [bytes.fromhex(each) for each in row["proof"]]
        leaf, top = leaf_hash(chain[-1].entry_hash), bytes.fromhex(head["root"])
        holds = proves_inclusion(leaf, row["leaf"], head["size"], path, top)
        signature = bytes.fromhex(row["signature"])
        holds = holds and key is not None and _fits(key, SEAL_CONTEXT + text, signature)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        holds = False
    if not holds:
        yield BagFault(LOG_SEAL, f"does not show that the last entry of {CHAIN} was sealed")


def _index_faults(
    root: Path, items: list[dict[str, Any]], listed: dict[str, str]
) -> Iterator[BagFault]:
    for row in (part for item in items for part in (item, *item["derived"])):
        path = row["path"]
        if not path:
            continue
        if listed.get(path) != row["sha256"]:
            yield BagFault(path, f"does not have the hash that {INDEX} gives")
        elif (root / path).is_file() and (root / path).stat().st_size != row["size"]:
            yield BagFault(path, f"does not have the size that {INDEX} gives")


def _origin_faults(items: list[dict[str, Any]], chain: list[Entry]) -> Iterator[BagFault]:
    """Hold what was captured against the log: the hash must be the one taken on arrival."""
    bodies = {json.loads(entry.header)["id"]: entry.body for entry in chain}
    for item in items:
        if item["origin"] != "captured" or not item["sha256"]:
            continue
        sources = [bodies[event] for event in item["source_events"] if event in bodies]
        hashes = {json.loads(body).get("sha256") for body in sources if body is not None}
        if f"sha256:{item['sha256']}" not in hashes:
            yield BagFault(item["path"], "has no entry in the log that took this hash")


def in_words(report: BagReport) -> str:
    """Return what was proved and what was not, for a person to read."""
    if report.faults:
        wrong = "\n".join(f"- {fault.file}: {fault.problem}" for fault in report.faults)
        return f"THIS BUNDLE DOES NOT CHECK OUT. What is wrong:\n{wrong}\n"
    return f"""This bundle checks out: {report.file_count} files.

Proved:
- No file was changed, lost or added since the manifests were signed with the key below.
- The log of the case has {report.entry_count} entries, each bound to the one before it.
- Each of the {report.item_count} items has the hash and size that the index gives, and what was
  captured (exhibits, signed statements, unused material) has the hash the log took on arrival.
- Where signature/log-seal.json lies beside it: the whole record had this log in it when its head
  was sealed.

Not proved:
- Whose key it is. Compare its fingerprint with one that reached you another way:
  {report.fingerprint}
- When it was signed, and that the log was not written anew before that.
- That this program is the one that was packed: any BagIt tool checks {OWN_PATH} too.
- That what people said is true.
"""


def main(arguments: Sequence[str]) -> int:
    """Check the bundle around this file, or the folder named; 0 when nothing is wrong."""
    root = Path(arguments[0]) if arguments else Path(__file__).resolve().parent.parent
    report = check_bag(root)
    sys.stdout.write(in_words(report))
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
