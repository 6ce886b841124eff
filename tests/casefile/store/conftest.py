"""Every kind of evidence store, so that one set of tests holds for all of them."""

import pytest

from casefile.store import LocalEvidenceStore, S3EvidenceStore, bucket, s3
from tests import object_stores


@pytest.fixture(scope="session")
def moto():
    with object_stores.moto() as server:
        yield server


@pytest.fixture(scope="session")
def rclone(tmp_path_factory):
    with object_stores.rclone(tmp_path_factory.mktemp("rclone")) as server:
        yield server


class InFolder:
    """A store in a folder, and what its tests do behind its back.

    `points` says how many objects a process leaves that is killed there.
    """

    points = {"store.after_temp_write": 0, "store.after_fsync": 0, "store.after_rename": 1}

    def __init__(self, root):
        self.root = root
        self.store = LocalEvidenceStore(root)

    def in_another_process(self, crashpoint):
        return LocalEvidenceStore(self.root, crashpoint=crashpoint)

    def write(self, key, content):
        path = self.root / key
        path.parent.mkdir(exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_bytes(content)

    def unfinished(self):
        return len(list((self.root / ".incoming").glob("*")))


class InBucket:
    """A store in a bucket of its own, and what its tests do behind its back."""

    points = {
        "store.part_sent": 0,
        "store.completed": 1,
        "store.read_back": 1,
        "store.locked": 1,
    }

    def __init__(self, server, *, is_locked=False):
        self.server = server
        self.bucket = server.bucket(is_locked=is_locked)
        self.store = S3EvidenceStore(self.bucket)

    def in_another_process(self, crashpoint):
        client = bucket.make_client(
            endpoint=self.server.address, region=object_stores.REGION, **object_stores.KEYS
        )
        return S3EvidenceStore(bucket.reach(client, self.bucket.name), crashpoint=crashpoint)

    def write(self, key, content):
        self.bucket.client.put_object(Bucket=self.bucket.name, Key=key, Body=content)

    def unfinished(self):
        try:
            found = self.bucket.client.list_multipart_uploads(Bucket=self.bucket.name)
        except self.bucket.client.exceptions.NoSuchUpload:  # so rclone says that there is none
            return 0
        return len(found.get("Uploads", []))

    def versions(self, key=""):
        found = self.bucket.client.list_object_versions(Bucket=self.bucket.name, Prefix=key)
        return [*found.get("Versions", []), *found.get("DeleteMarkers", [])]


@pytest.fixture
def small_parts(monkeypatch):
    """Let what needs several parts, or several readings, be small."""
    monkeypatch.setattr(s3, "PART_BYTES", 5 << 20)  # the least that a server takes
    monkeypatch.setattr(s3, "WINDOW_BYTES", 1 << 20)


@pytest.fixture
def in_bucket(moto, small_parts):
    """A bucket with versions and locks."""
    return InBucket(moto, is_locked=True)


@pytest.fixture(params=["folder", "moto", pytest.param("rclone", marks=pytest.mark.long)])
def place(request, tmp_path, small_parts):
    """A folder, a bucket with versions and locks, and one with neither."""
    if request.param == "folder":
        return InFolder(tmp_path)
    server = request.getfixturevalue(request.param)
    return InBucket(server, is_locked=request.param == "moto")


@pytest.fixture
def store(place):
    return place.store
