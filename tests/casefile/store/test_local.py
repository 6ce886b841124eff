import hashlib
import io
import os

import pytest

from casefile.store import (
    BadKey,
    CorruptObject,
    DigestMismatch,
    LocalEvidenceStore,
    TooLarge,
    UnknownKey,
)

BYTES = b"body-worn video " * 100_000
SHA256 = hashlib.sha256(BYTES).hexdigest()


@pytest.fixture
def store(tmp_path):
    return LocalEvidenceStore(tmp_path)


def put(store, data=BYTES, **options):
    return store.put(io.BytesIO(data), force="01", **options)


def flip_one_bit(root, key):
    path = root / key
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.chmod(0o640)
    path.write_bytes(data)


def given_before_refusal(store, key):
    given = []
    with store.open_verified(key, SHA256) as source, pytest.raises(CorruptObject):
        given.extend(iter(lambda: source.read(65536), b""))
    return given


def test_what_is_put_can_be_read_back_with_its_digest(store):
    stored = put(store, declared_sha256=SHA256.upper())

    assert (stored.sha256, stored.size_bytes) == (SHA256, len(BYTES))
    assert store.exists(stored.key)
    assert store.digest(stored.key) == SHA256
    with store.open_verified(stored.key, SHA256) as source:
        assert source.read() == BYTES


def test_an_empty_object_is_kept_and_read(store):
    stored = put(store, b"")

    with store.open_verified(stored.key, stored.sha256) as source:
        assert source.read() == b""


def test_equal_bytes_get_keys_of_their_own_under_the_force(store):
    first, second = put(store), put(store)

    assert first.key != second.key
    assert first.key.startswith("01/")
    assert SHA256 not in first.key


def test_a_stored_object_is_read_only_and_no_temporary_file_stays(store, tmp_path):
    stored = put(store)

    assert os.stat(tmp_path / stored.key).st_mode & 0o777 == 0o440
    assert list((tmp_path / ".incoming").iterdir()) == []


def test_a_wrong_declared_digest_keeps_the_bytes_in_quarantine(store):
    with pytest.raises(DigestMismatch) as refused:
        put(store, declared_sha256="0" * 64)

    stored = refused.value.stored
    assert stored.key.startswith("quarantine/01/")
    assert store.digest(stored.key) == SHA256


def test_a_stream_past_the_limit_leaves_nothing(store, tmp_path):
    with pytest.raises(TooLarge):
        put(store, max_bytes=len(BYTES) - 1)

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_stream_of_just_the_limit_is_kept(store):
    assert put(store, max_bytes=len(BYTES)).size_bytes == len(BYTES)


def test_a_flipped_bit_is_found_by_the_next_verified_reading(store, tmp_path):
    stored = put(store)
    flip_one_bit(tmp_path, stored.key)

    with store.open_verified(stored.key, SHA256) as source, pytest.raises(CorruptObject):
        source.read()


@pytest.mark.parametrize("change", [lambda data: data[:-1], lambda data: data + b"!"])
def test_a_longer_or_shorter_object_is_found(store, tmp_path, change):
    stored = put(store)
    (tmp_path / stored.key).unlink()
    (tmp_path / stored.key).write_bytes(change(BYTES))

    assert b"".join(given_before_refusal(store, stored.key)) != BYTES


def test_a_reader_never_gives_out_the_last_bytes_of_a_changed_object(store, tmp_path):
    stored = put(store)
    flip_one_bit(tmp_path, stored.key)

    given = given_before_refusal(store, stored.key)

    assert sum(map(len, given)) < len(BYTES)


@pytest.mark.parametrize(
    "key",
    ["", "../etc/passwd", "/etc/passwd", "01/../../x", "01/x", "01", "01/" + "0" * 36, "01\0/x"],
)
def test_a_key_of_another_shape_never_becomes_a_path(store, key):
    with pytest.raises(BadKey):
        store.open(key)


@pytest.mark.parametrize("force", ["", "..", "a/b", "quarantine", "01\n", ".incoming"])
def test_a_force_code_that_could_escape_its_folder_is_refused(store, force):
    with pytest.raises(BadKey):
        store.put(io.BytesIO(b"x"), force=force)


def test_an_unknown_key_is_said_to_be_unknown(store):
    key = "01/2d5b4f0e-8f1c-4b9e-9d1c-0a6f6f0c1a11"

    assert not store.exists(key)
    with pytest.raises(UnknownKey):
        store.open(key)


@pytest.mark.parametrize(
    ("point", "sealed"),
    [("store.after_temp_write", 0), ("store.after_fsync", 0), ("store.after_rename", 1)],
)
def test_an_object_cut_short_at_any_point_is_whole_or_absent(tmp_path, point, sealed):
    def stop(name):
        if name == point:
            raise KeyboardInterrupt

    store = LocalEvidenceStore(tmp_path, crashpoint=stop)
    with pytest.raises(KeyboardInterrupt):
        put(store)

    kept = list((tmp_path / "01").glob("*"))
    assert len(kept) == sealed
    assert all(path.read_bytes() == BYTES for path in kept)
