import ast
import hashlib
import json
import random
import sys
from pathlib import Path

import pytest

from casefile import verify

SOURCE = Path(verify.__file__).read_text()


def make_chain(length):
    """Return entries whose bodies are short texts."""
    entries, previous = [], ""
    for sequence in range(1, length + 1):
        salt, body = bytes([sequence]) * 16, f"body {sequence}".encode()
        digest = verify.body_hash(salt, body)
        header = {"sequence": sequence, "previous": previous, "body": digest}
        raw = json.dumps(header).encode()
        previous = hashlib.sha256(raw).hexdigest()
        entries.append(verify.Entry(raw, previous, salt, body))
    return entries


def test_it_stands_alone_on_the_standard_library():
    tree = ast.walk(ast.parse(SOURCE))
    names = {a.name for n in tree if isinstance(n, ast.Import) for a in n.names}
    names |= {n.module for n in ast.walk(ast.parse(SOURCE)) if isinstance(n, ast.ImportFrom)}

    assert {name.partition(".")[0] for name in names} <= set(sys.stdlib_module_names)


def test_a_whole_chain_has_no_fault_and_gives_its_head():
    entries = make_chain(4)

    assert verify.check_chain(entries) == (4, entries[-1].entry_hash, 0, [])


def test_an_empty_chain_has_no_fault():
    assert verify.check_chain([]) == (0, "", 0, [])


def test_bodies_may_be_withheld_and_are_counted():
    entries = [entry._replace(salt=None, body=None) for entry in make_chain(3)]

    report = verify.check_chain(entries)

    assert (report.withheld, report.faults) == (3, [])


def changed_header(entries, place):
    raw = entries[place].header.replace(b'"sequence": ', b'"sequence":  ')
    return [*entries[:place], entries[place]._replace(header=raw), *entries[place + 1 :]]


def changed_body(entries, place):
    return [*entries[:place], entries[place]._replace(body=b"other"), *entries[place + 1 :]]


def changed_salt(entries, place):
    return [*entries[:place], entries[place]._replace(salt=b"other"), *entries[place + 1 :]]


def removed(entries, place):
    return entries[:place] + entries[place + 1 :]


def repeated(entries, place):
    return entries[: place + 1] + entries[place:]


def swapped(entries, place):
    return [*entries[:place], entries[place + 1], entries[place], *entries[place + 2 :]]


@pytest.mark.parametrize(
    ("tamper", "offset"),
    [
        (changed_header, 0),
        (changed_body, 0),
        (changed_salt, 0),
        (removed, 0),
        (repeated, 1),
        (swapped, 0),
    ],
)
@pytest.mark.parametrize("seed", range(40))
def test_the_first_bad_entry_is_named(tamper, offset, seed):
    place = random.Random(seed).randrange(8)

    report = verify.check_chain(tamper(make_chain(10), place))

    assert report.faults[0].sequence == place + 1 + offset


def test_a_rehashed_forgery_breaks_the_chain_at_the_next_entry():
    entries = make_chain(5)
    forged = entries[2].header.replace(b'"body": "', b'"body": "00')
    digest = hashlib.sha256(forged).hexdigest()
    entries[2] = verify.Entry(forged, digest, None, None)

    report = verify.check_chain(entries)

    assert report.faults == [(4, "it does not follow from the entry before it")]


@pytest.mark.parametrize("header", [b"", b"{", b"[]", b'"x"', b"null", b"\xff", b"[" * 100_000])
def test_a_header_that_cannot_be_read_is_a_fault_and_no_crash(header):
    entry = verify.Entry(header, hashlib.sha256(header).hexdigest(), None, None)

    assert verify.check_chain([entry]).faults == [(1, "the header cannot be read")]
