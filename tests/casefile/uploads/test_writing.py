"""What is acknowledged while bytes are still coming, and when the disk fails meanwhile."""

import io

import pytest

from casefile import clock
from casefile.uploads import parts, services, writing
from casefile.uploads.owners import Owner

CONTENT = bytes(range(250)) * 40
OWNER = Owner("robin", 1 << 20, 3, 1 << 20)


@pytest.fixture(autouse=True)
def small_steps(monkeypatch):
    monkeypatch.setattr(writing, "_CHUNK_BYTES", 1000)
    monkeypatch.setattr(writing, "_SYNC_BYTES", 2000)


def begun():
    return services.begin(
        kind="test", owner=OWNER, size_bytes=len(CONTENT), about={}, at=clock.real()
    )


def take(upload, read):
    body = writing.Body(read, len(CONTENT))
    writing.append(upload=upload, offset=0, body=body, now=clock.real)


def syncing_at_once(monkeypatch, sync):
    """Let what is done beside the writing be done before it goes on."""

    class AtOnce(writing.ThreadPoolExecutor):
        def submit(self, *args):
            future = super().submit(*args)
            future.exception()
            return future

    monkeypatch.setattr(writing, "ThreadPoolExecutor", AtOnce)
    monkeypatch.setattr(parts.Part, "sync", sync)


@pytest.mark.django_db
def test_bytes_are_acknowledged_while_more_come_and_never_before_their_sync(monkeypatch):
    upload, source, synced, seen = begun(), io.BytesIO(CONTENT), [0], []

    def sync(part):
        synced.append(parts.path_of(upload.pk).stat().st_size)

    def read(size):
        row = type(upload).objects.get(pk=upload.pk)
        seen.append(row.offset_bytes)
        assert row.offset_bytes in synced
        return source.read(size)

    syncing_at_once(monkeypatch, sync)
    take(upload, read)

    assert 0 < seen[-1] < len(CONTENT)
    assert upload.offset_bytes == len(CONTENT)
    assert parts.path_of(upload.pk).read_bytes() == CONTENT


@pytest.mark.django_db
@pytest.mark.parametrize("good", [0, 1])
def test_after_a_failed_sync_nothing_more_is_acknowledged_though_the_next_one_succeeds(
    monkeypatch, good
):
    upload, source, syncs, kept = begun(), io.BytesIO(CONTENT), [], []

    def sync(part):
        syncs.append(parts.path_of(upload.pk).stat().st_size)
        if len(syncs) == good + 1:
            raise OSError(5, "Input/output error")
        kept.append(syncs[-1])

    syncing_at_once(monkeypatch, sync)
    with pytest.raises(OSError, match="Input/output"):
        take(upload, source.read)

    upload.refresh_from_db()
    assert len(syncs) == good + 1
    assert upload.offset_bytes == (kept[0] if good else 0)
    assert upload.finished_at is None
