"""What holds for a bucket alone; what every store promises is in test_contract.py."""

import hashlib
import io
import tracemalloc
from uuid import UUID

import pytest
from botocore.exceptions import ClientError

from casefile.store import DigestMismatch, S3EvidenceStore, StillLocked, StoreError, bucket, s3
from casefile.store.destroy import destroy
from tests import object_stores
from tests.casefile.store.conftest import InBucket

SMALL = b"a photograph"
LARGE = b"body-worn video " * 340_000
ONE_ID = UUID("2d5b4f0e-8f1c-4b9e-9d1c-0a6f6f0c1a11")


def put(place, data=SMALL, **options):
    return place.store.put(io.BytesIO(data), force="01", **options)


def hold(place, key, status):
    place.bucket.client.put_object_legal_hold(
        Bucket=place.bucket.name, Key=key, LegalHold={"Status": status}
    )


@pytest.fixture
def plain(moto):
    """A bucket with neither versions nor locks."""
    return InBucket(moto)


# Writing once ------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [SMALL, LARGE])
def test_nothing_is_sent_to_a_key_that_is_taken(in_bucket, data, monkeypatch):
    """EV-01: an original is written once."""
    monkeypatch.setattr(s3, "uuid4", lambda: ONE_ID)
    first = put(in_bucket)

    with pytest.raises(StoreError, match="stored already"):
        put(in_bucket, data)

    assert len(in_bucket.versions(first.key)) == 1


@pytest.mark.parametrize("data", [SMALL, LARGE])
def test_of_two_that_race_for_one_key_the_second_is_refused_by_the_server(
    in_bucket, data, monkeypatch
):
    monkeypatch.setattr(s3, "uuid4", lambda: ONE_ID)
    first = put(in_bucket)
    monkeypatch.setattr(S3EvidenceStore, "exists", lambda self, key: False)

    with pytest.raises(ClientError, match="PreconditionFailed"):
        put(in_bucket, data)

    assert in_bucket.store.digest(first.key) == first.sha256
    assert len(in_bucket.versions(first.key)) == 1
    assert in_bucket.unfinished() == 0


def test_the_tag_of_the_server_is_never_taken_for_a_hash(in_bucket):
    """EV-28: the tag of what was sent in parts is a hash of nothing that anybody could check."""
    stored = put(in_bucket, LARGE)

    tag = in_bucket.versions(stored.key)[0]["ETag"].strip('"')

    assert tag.endswith("-2")
    assert stored.sha256 == in_bucket.store.digest(stored.key) == hashlib.sha256(LARGE).hexdigest()


def test_memory_does_not_grow_with_the_size_of_a_stream(in_bucket):
    tracemalloc.start()
    try:
        parts = 8
        stored = in_bucket.store.put(_Zeros(parts * s3.PART_BYTES), force="01")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert stored.size_bytes == parts * s3.PART_BYTES
    assert peak < 5 * s3.PART_BYTES


class _Zeros(io.RawIOBase):
    def __init__(self, size):
        self._left = size

    def read(self, size=-1):
        given = min(size, self._left)
        self._left -= given
        return bytes(given)


def test_a_piece_of_a_film_is_fetched_without_the_rest_of_it(in_bucket):
    stored = put(in_bucket, LARGE)
    spans = []

    def note(**given):
        spans.append(given["params"]["headers"]["Range"])

    in_bucket.bucket.client.meta.events.register("before-call.s3.GetObject", note)
    try:
        with in_bucket.store.open(stored.key) as source:
            source.seek(3 << 20)
            read = [source.read(1000) for _ in range(100)]
    finally:
        in_bucket.bucket.client.meta.events.unregister("before-call.s3.GetObject", note)

    assert b"".join(read) == LARGE[3 << 20 :][:100_000]
    assert spans == ["bytes=3145728-4194303"]


# Locks and disposal ------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [SMALL, LARGE])
def test_what_is_stored_is_locked_before_anybody_is_told_of_it(in_bucket, data):
    """EV-01: the store itself refuses a removal, whoever asks."""
    stored = put(in_bucket, data)
    (version,) = in_bucket.versions(stored.key)
    where = {"Bucket": in_bucket.bucket.name, "Key": stored.key, "VersionId": version["VersionId"]}

    lock = in_bucket.bucket.client.head_object(**where)

    assert lock["ObjectLockMode"] == "GOVERNANCE"
    assert lock["ObjectLockRetainUntilDate"] == bucket.LOCKED_UNTIL
    with pytest.raises(ClientError, match="AccessDenied"):
        in_bucket.bucket.client.delete_object(**where)


def test_what_came_with_another_hash_is_locked_and_nothing_else_is_left_of_it(in_bucket):
    with pytest.raises(DigestMismatch) as refused:
        put(in_bucket, declared_sha256="0" * 64)

    (version,) = in_bucket.versions()
    assert version["Key"] == refused.value.stored.key
    with pytest.raises(ClientError, match="AccessDenied"):
        in_bucket.bucket.client.delete_object(
            Bucket=in_bucket.bucket.name, Key=version["Key"], VersionId=version["VersionId"]
        )


def test_a_disposal_lifts_the_lock_and_leaves_no_version_and_no_mark(in_bucket):
    """EV-79: no lock outlasts the law; nothing can be brought back."""
    stored, other = put(in_bucket), put(in_bucket)
    in_bucket.bucket.client.put_object(
        Bucket=in_bucket.bucket.name, Key=stored.key, Body=b"a later version"
    )
    in_bucket.bucket.client.delete_object(Bucket=in_bucket.bucket.name, Key=stored.key)
    assert len(in_bucket.versions(stored.key)) == 3

    destroy(in_bucket.bucket, stored.key)
    destroy(in_bucket.bucket, stored.key)

    assert in_bucket.versions(stored.key) == []
    assert not in_bucket.store.exists(stored.key)
    assert in_bucket.store.digest(other.key) == other.sha256


def test_what_somebody_holds_in_the_store_is_not_destroyed_until_they_let_go(in_bucket):
    stored = put(in_bucket)
    hold(in_bucket, stored.key, "ON")

    with pytest.raises(StillLocked):
        destroy(in_bucket.bucket, stored.key)
    assert in_bucket.store.exists(stored.key)

    hold(in_bucket, stored.key, "OFF")
    destroy(in_bucket.bucket, stored.key)
    assert in_bucket.versions(stored.key) == []


def test_a_bucket_that_began_to_keep_versions_later_is_emptied_of_them_too(plain):
    stored = put(plain)
    plain.bucket.client.put_bucket_versioning(
        Bucket=plain.bucket.name, VersioningConfiguration={"Status": "Enabled"}
    )

    destroy(plain.bucket, stored.key)

    assert plain.versions() == []


def test_a_bucket_without_versions_lets_go_at_once(plain):
    stored, other = put(plain), put(plain)

    destroy(plain.bucket, stored.key)

    assert not plain.store.exists(stored.key)
    assert plain.store.exists(other.key)


def test_a_bucket_that_nobody_could_empty_is_refused(in_bucket):
    """EV-79: compliance mode cannot be shortened by anybody."""
    rule = {"DefaultRetention": {"Mode": "COMPLIANCE", "Years": 100}}
    in_bucket.bucket.client.put_object_lock_configuration(
        Bucket=in_bucket.bucket.name,
        ObjectLockConfiguration={"ObjectLockEnabled": "Enabled", "Rule": rule},
    )

    with pytest.raises(StoreError, match="compliance"):
        bucket.reach(in_bucket.bucket.client, in_bucket.bucket.name)


# Trouble -----------------------------------------------------------------------------------------


def test_a_bucket_that_is_not_there_is_no_lost_object(in_bucket):
    """EV-26: a wrong setting must not set every file aside as lost."""
    elsewhere = bucket.Bucket("no-such-bucket", in_bucket.bucket.client, is_locked=False)

    for use in ("exists", "digest", "size_of"):
        with pytest.raises(ClientError):
            getattr(S3EvidenceStore(elsewhere), use)(f"01/{ONE_ID}")


def test_a_wrong_secret_gets_nothing(rclone):
    place = InBucket(rclone)
    stored = put(place)
    wrong = bucket.make_client(
        endpoint=rclone.address, region=object_stores.REGION, access_key="KEY", secret_key="other"
    )
    store = S3EvidenceStore(bucket.Bucket(place.bucket.name, wrong, is_locked=False))

    with pytest.raises(ClientError) as refused:
        store.exists(stored.key)
    wrong.close()

    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403


def test_trying_a_bucket_out_leaves_nothing_in_it(in_bucket):
    in_bucket.bucket.try_out()

    assert in_bucket.versions() == []
    assert in_bucket.unfinished() == 0
