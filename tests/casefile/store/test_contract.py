"""What every evidence store promises, held against each of them in turn."""

import hashlib
import io
import os
import signal
from datetime import UTC, datetime, timedelta

import pytest

from casefile.crashpoints import NAMES
from casefile.store import BadKey, CorruptObject, DigestMismatch, TooLarge, UnknownKey
from tests.casefile.store.conftest import InBucket, InFolder

BYTES = b"body-worn video " * 340_000  # two parts where it goes in parts
SHA256 = hashlib.sha256(BYTES).hexdigest()
SMALL = b"a photograph"
NOBODYS = "01/2d5b4f0e-8f1c-4b9e-9d1c-0a6f6f0c1a11"


class Trickle(io.RawIOBase):
    """A stream that cannot be rewound and gives less than is asked for, as a connection does."""

    def __init__(self, content):
        self._source = io.BytesIO(content)

    def read(self, size=-1):
        return self._source.read(min(size, 300_000))


def put(store, data=BYTES, **options):
    return store.put(io.BytesIO(data), force="01", **options)


def flip_one_bit(place, key):
    with place.store.open(key) as source:
        data = bytearray(source.read())
    data[len(data) // 2] ^= 1
    place.write(key, bytes(data))


def given_before_refusal(store, key):
    given = []
    with store.open_verified(key, SHA256) as source, pytest.raises(CorruptObject):
        given.extend(iter(lambda: source.read(65536), b""))
    return given


def keys(store):
    return [held.key for held in store.list(after="", limit=1000)]


def soon():
    return datetime.now(UTC) + timedelta(minutes=1)


# Writing -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", SMALL, BYTES, BYTES[: 5 << 20], 2 * BYTES[: 5 << 20]])
def test_what_is_put_can_be_read_back_with_its_digest(store, data):
    digest = hashlib.sha256(data).hexdigest()

    stored = put(store, data, declared_sha256=digest.upper())

    assert (stored.sha256, stored.size_bytes) == (digest, len(data))
    assert store.exists(stored.key)
    assert store.size_of(stored.key) == len(data)
    assert store.digest(stored.key) == digest
    with store.open_verified(stored.key, digest) as source:
        assert source.read() == data


def test_a_stream_that_comes_in_pieces_is_kept_whole(store):
    stored = store.put(Trickle(BYTES), force="01", declared_sha256=SHA256)

    assert (stored.sha256, stored.size_bytes) == (SHA256, len(BYTES))


def test_a_stream_is_kept_from_where_it_stands(store):
    stream = io.BytesIO(b"head" + SMALL)
    stream.seek(4)

    assert store.put(stream, force="01").sha256 == hashlib.sha256(SMALL).hexdigest()


def test_equal_bytes_get_keys_of_their_own_under_the_force(store):
    first, second = put(store, SMALL), put(store, SMALL)

    assert first.key != second.key
    assert first.key.startswith("01/")
    assert first.sha256 not in first.key


@pytest.mark.parametrize("data", [SMALL, BYTES])
def test_a_wrong_declared_digest_keeps_the_bytes_in_quarantine_alone(store, data):
    with pytest.raises(DigestMismatch) as refused:
        put(store, data, declared_sha256="0" * 64)

    stored = refused.value.stored
    assert stored.key.startswith("quarantine/01/")
    assert store.digest(stored.key) == stored.sha256 == hashlib.sha256(data).hexdigest()
    assert keys(store) == [stored.key]


@pytest.mark.parametrize("data", [SMALL, BYTES])
def test_a_stream_past_the_limit_leaves_nothing(place, data):
    with pytest.raises(TooLarge):
        put(place.store, data, max_bytes=len(data) - 1)

    assert keys(place.store) == []
    assert place.unfinished() == 0


def test_a_stream_of_just_the_limit_is_kept(store):
    assert put(store, max_bytes=len(BYTES)).size_bytes == len(BYTES)


def test_a_stream_that_breaks_leaves_nothing(place):
    class Breaking(Trickle):
        def read(self, size=-1):
            return super().read(size) or self.fail()

        def fail(self):
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        place.store.put(Breaking(BYTES), force="01")

    assert keys(place.store) == []
    assert place.unfinished() == 0


def test_a_place_that_gives_back_other_bytes_is_found_out_before_anybody_is_told(
    place, monkeypatch
):
    """EV-25, EV-28: the hash is of the bytes read back, whatever a store says of its own."""
    other = hashlib.sha256(b"other bytes")
    monkeypatch.setattr(hashlib, "file_digest", lambda source, name: other)

    with pytest.raises(CorruptObject):
        put(place.store, SMALL)

    assert keys(place.store) == []


@pytest.mark.parametrize("force", ["", "..", "a/b", "quarantine", "01\n", ".incoming"])
def test_a_force_code_that_could_escape_its_folder_is_refused(store, force):
    with pytest.raises(BadKey):
        store.put(io.BytesIO(b"x"), force=force)


# Reading -----------------------------------------------------------------------------------------


def test_a_reader_goes_to_any_place_and_reads_on(store):
    key = put(store).key

    with store.open(key) as source:
        source.seek(-10, io.SEEK_END)
        last = source.read()
        source.seek(1_000_001)
        middle = [source.read(100), source.read(2_000_000)]
        place = source.tell()
        source.seek(len(BYTES) + 5)
        beyond = source.read(1)

    assert last == BYTES[-10:]
    assert b"".join(middle) == BYTES[1_000_001:3_000_101]
    assert (place, beyond) == (3_000_101, b"")


def test_a_flipped_bit_is_found_by_the_next_verified_reading(place):
    stored = put(place.store)
    flip_one_bit(place, stored.key)

    with place.store.open_verified(stored.key, SHA256) as source, pytest.raises(CorruptObject):
        source.read()
    assert place.store.digest(stored.key) != SHA256


@pytest.mark.parametrize("change", [lambda data: data[:-1], lambda data: data + b"!"])
def test_a_longer_or_shorter_object_is_found(place, change):
    stored = put(place.store)
    place.write(stored.key, change(BYTES))

    assert b"".join(given_before_refusal(place.store, stored.key)) != BYTES


def test_a_reader_never_gives_out_the_last_bytes_of_a_changed_object(place):
    stored = put(place.store)
    flip_one_bit(place, stored.key)

    given = given_before_refusal(place.store, stored.key)

    assert sum(map(len, given)) < len(BYTES)


@pytest.mark.parametrize(
    "key",
    ["", "../etc/passwd", "/etc/passwd", "01/../../x", "01/x", "01", "01/" + "0" * 36, "01\0/x"],
)
@pytest.mark.parametrize("use", ["open", "digest", "exists", "size_of"])
def test_a_key_of_another_shape_never_becomes_a_path(store, key, use):
    with pytest.raises(BadKey):
        getattr(store, use)(key)


def test_an_unknown_key_is_said_to_be_unknown(store):
    assert not store.exists(NOBODYS)
    for use in (store.open, store.digest, store.size_of):
        with pytest.raises(UnknownKey):
            use(NOBODYS)


# Listing -----------------------------------------------------------------------------------------


def test_all_that_is_stored_is_listed_in_order_a_slice_at_a_time(store):
    before = datetime.now(UTC) - timedelta(minutes=1)
    made = [store.put(io.BytesIO(SMALL), force=force) for force in ("02", "a", "01-x", "01", "B")]
    with pytest.raises(DigestMismatch):
        put(store, SMALL, declared_sha256="0" * 64)

    first = store.list(after="", limit=4)
    rest = store.list(after=first[-1].key, limit=4)

    found = [held.key for held in first + rest]
    assert (len(first), len(rest)) == (4, 2)
    assert found == sorted(found)
    assert {stored.key for stored in made} == {key for key in found if "quarantine" not in key}
    assert all(held.size_bytes == len(SMALL) for held in first)
    assert all(before < held.written_at < soon() for held in first)


def test_what_lies_there_under_no_key_of_ours_is_not_listed(place):
    place.write("readme.txt", SMALL)
    place.write("01/readme.txt", SMALL)

    assert keys(place.store) == []


# Being killed ------------------------------------------------------------------------------------


def put_in_a_killed_process(place, point):
    """Put in a forked process that is killed at a point; return how it ended."""
    child = os.fork()
    if child == 0:

        def crashpoint(name):
            if name == point:
                os.kill(os.getpid(), signal.SIGKILL)

        put(place.in_another_process(crashpoint))
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_every_point_of_a_store_is_killed_at():
    points = InFolder.points | InBucket.points

    assert {name for name in NAMES if name.startswith("store.")} == set(points)


def test_a_killed_sender_leaves_an_object_that_is_whole_or_none(place, reached):
    """EV-22, EV-73: nothing half sent can be read, and the same bytes can be sent again."""
    expected = 0
    for point, leaves in place.points.items():
        reached(point, put_in_a_killed_process(place, point))
        expected += leaves

        left = keys(place.store)
        assert len(left) == expected, point
        assert all(place.store.digest(key) == SHA256 for key in left)

    assert put(place.store).key not in left


def test_what_a_killed_sender_left_is_swept_when_it_is_old(place):
    put_in_a_killed_process(place, next(iter(place.points)))
    left = place.unfinished()

    swept = place.store.sweep_unfinished(before=soon())

    assert (left, swept, place.unfinished()) == (1, 1, 0)


# moto says of every upload that it began in 2010.
@pytest.mark.parametrize(
    "place", ["folder", pytest.param("rclone", marks=pytest.mark.long)], indirect=True
)
def test_what_is_being_sent_now_is_not_swept(place):
    put_in_a_killed_process(place, next(iter(place.points)))

    swept = place.store.sweep_unfinished(before=soon() - timedelta(days=1))

    assert (swept, place.unfinished()) == (0, 1)


def test_a_place_without_anything_unfinished_has_nothing_to_sweep(store):
    put(store, SMALL)

    assert store.sweep_unfinished(before=soon()) == 0
