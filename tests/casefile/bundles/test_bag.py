"""The bag as BagIt asks, the same bytes each time."""

import io
import zipfile
from datetime import UTC, datetime

import bagit
import pytest

from casefile import verify
from casefile.bundles import bag
from casefile.store import receipts
from casefile.store.keys import ensure_keys

AT = datetime(2026, 11, 24, 9, 30, 12, tzinfo=UTC)
PARTS = [bag.of_bytes("data/b.txt", b"two"), bag.of_bytes("data/a b/é.txt", b"one")]


@pytest.fixture(scope="module")
def seal(tmp_path_factory):
    keys = ensure_keys(tmp_path_factory.mktemp("keys"))
    return bag.Seal(
        lambda data: receipts.sign_manifest(keys.manifest_private_pem, data),
        keys.manifest_public_pem,
    )


def written(seal, payload):
    target = io.BytesIO()
    bag.write(target, payload, info={"External-Identifier": "X-v1"}, seal=seal, at=AT)
    return target


def unpacked(target, folder):
    with zipfile.ZipFile(target) as archive:
        archive.extractall(folder)
    return folder


def faulty_files(folder):
    return {fault.file for fault in verify.check_bag(folder).faults}


def test_the_bag_is_valid_for_an_independent_tool(seal, tmp_path):
    folder = unpacked(written(seal, PARTS), tmp_path)

    assert bagit.Bag(str(folder)).validate()


def test_the_order_in_which_files_are_given_makes_no_difference(seal):
    assert written(seal, PARTS).getvalue() == written(seal, PARTS[::-1]).getvalue()


def test_names_stand_in_order_with_one_moment_and_nothing_compressed(seal):
    entries = zipfile.ZipFile(written(seal, PARTS)).infolist()

    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {entry.date_time for entry in entries} == {(2026, 11, 24, 9, 30, 12)}
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}


@pytest.mark.parametrize(
    "name", ["a\nb", "a\rb", "a%0Ab", "100%", "a\u2028b", "a\u0085b", "a\x0cb", " lead", "é"]
)
def test_odd_names_come_back_as_they_were(seal, tmp_path, name):
    folder = unpacked(written(seal, [bag.of_bytes(f"data/{name}", b"x")]), tmp_path)

    assert f"data/{name}" not in faulty_files(folder)
    (folder / "data" / name).write_bytes(b"y")
    assert f"data/{name}" in faulty_files(folder)


def test_bytes_that_are_not_those_expected_stop_the_bag(seal):
    wrong = bag.Payload("data/a", 3, lambda: io.BytesIO(b"one"), sha256="0" * 64)

    with pytest.raises(bag.PayloadChanged, match="data/a"):
        written(seal, [wrong])


def test_a_size_that_is_not_the_one_announced_stops_the_bag(seal):
    with pytest.raises(bag.PayloadChanged):
        written(seal, [bag.Payload("data/a", 4, lambda: io.BytesIO(b"one"))])


@pytest.mark.parametrize("payload", [[*PARTS, PARTS[0]], [bag.of_bytes("elsewhere/a", b"x")]])
def test_two_files_of_one_name_and_files_outside_data_are_refused(seal, payload):
    with pytest.raises(ValueError, match="data/"):
        written(seal, payload)


def test_a_line_break_in_the_bag_s_own_description_adds_no_line(seal):
    target = io.BytesIO()
    info = {"Source-Organization": "Northgate\nPayload-Oxum: 0.0"}

    bag.write(target, PARTS, info=info, seal=seal, at=AT)

    lines = zipfile.ZipFile(target).read("bag-info.txt").decode().splitlines()
    assert lines == ["Payload-Oxum: 6.2", "Source-Organization: Northgate Payload-Oxum: 0.0"]
