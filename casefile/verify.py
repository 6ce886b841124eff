#!/usr/bin/env python3
"""Checks a chain of entries, standing alone: standard library only.

The same file runs inside the product (`manage.py verify_log`) and travels in every bundle.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple


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
    except ValueError:
        yield Fault(expected, "the header cannot be read")
        return
    if header.get("sequence") != expected:
        yield Fault(expected, f"entry {header.get('sequence')} stands where {expected} should")
    if header.get("previous") != previous:
        yield Fault(expected, "it does not follow from the entry before it")
    if entry.body is not None and body_hash(entry.salt or b"", entry.body) != header.get("body"):
        yield Fault(expected, "the body was changed")
