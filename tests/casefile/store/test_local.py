"""What holds for a folder alone; what every store promises is in test_contract.py."""

import io
import os

import pytest

from casefile.store import LocalEvidenceStore

BYTES = b"body-worn video " * 100_000


@pytest.fixture
def store(tmp_path):
    return LocalEvidenceStore(tmp_path)


def test_a_stored_object_is_read_only_and_no_temporary_file_stays(store, tmp_path):
    stored = store.put(io.BytesIO(BYTES), force="01")

    assert os.stat(tmp_path / stored.key).st_mode & 0o777 == 0o440
    assert list((tmp_path / ".incoming").iterdir()) == []


def test_a_stream_past_the_limit_leaves_no_file_at_all(store, tmp_path):
    with pytest.raises(Exception, match="more than"):
        store.put(io.BytesIO(BYTES), force="01", max_bytes=10)

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


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
        store.put(io.BytesIO(BYTES), force="01")

    kept = list((tmp_path / "01").glob("*"))
    assert len(kept) == sealed
    assert all(path.read_bytes() == BYTES for path in kept)
