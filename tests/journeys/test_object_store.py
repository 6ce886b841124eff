"""A recording in a bucket: in by tablet, back byte-equal, hashed again, played, disposed of."""

import json
from datetime import timedelta

import pytest
from botocore.exceptions import ClientError
from django.urls import reverse

from casefile import clock
from casefile.capture.services import devices
from casefile.manage import readiness
from casefile.models import Exhibit, OrphanFile, StoreCheck, StoredObject
from casefile.services import disposal, evidence, store_scan
from casefile.services.actors import of_user
from casefile.worker import integrity, loop
from tests import factories, media, object_stores
from tests.casefile.capture.tablet import InProcess, Tablet
from tests.factories import AT

WHY = "Six years have passed, and nobody needs them."
KEEP = """
from tests.factories import make_case, make_stored_object
from casefile.models import Case
case = Case.objects.first() or make_case()
make_stored_object(bytes(20 << 20), case=case)
"""


@pytest.fixture(scope="module")
def servers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rclone")
    with object_stores.moto() as moto, object_stores.rclone(folder) as rclone:
        yield {"moto": moto, "rclone": rclone}


@pytest.fixture(params=["moto", "rclone"])
def installation(request, servers, settings, tmp_path):
    """An installation on a bucket: of one that locks, and of one that checks signatures."""
    server = servers[request.param]
    bucket = server.bucket(is_locked=request.param == "moto")
    for name, value in server.settings(bucket).items():
        setattr(settings, name, value)
    settings.EVIDENCE_DIR = tmp_path / "no-folder"
    yield server, bucket
    assert not settings.EVIDENCE_DIR.exists()
    assert list(settings.WORK_DIR.iterdir()) == []


def versions_in(bucket):
    """Return every version and every mark; of a bucket that keeps none, its objects."""
    if bucket.is_locked:
        found = bucket.client.list_object_versions(Bucket=bucket.name)
        return [*found.get("Versions", []), *found.get("DeleteMarkers", [])]
    return bucket.client.list_objects_v2(Bucket=bucket.name).get("Contents", [])


def test_a_recording_from_a_tablet_lives_and_ends_in_a_bucket(
    installation, client, case, officer, administrator
):
    """EV-22, EV-25, EV-71, EV-79."""
    bucket, film = installation[1], media.video(seconds=3)
    code = devices.make_code(force=case.force, by=of_user(administrator), at=clock.now())
    tablet = Tablet(InProcess(officer), officer, now=clock.now())
    assert tablet.enrol(code).status == 201

    # The tablet sends it, and gets a receipt for the hash of what the bucket gave back.
    entry = tablet.seal("video", case, {"description": "The street"}, content=film)
    tablet.sync()
    handed_in = tablet.hand_in(json.loads(entry["manifest"])["id"])
    stored = StoredObject.objects.get(origin=evidence.CAPTURED)
    assert handed_in.body["outcome"] == "accepted"
    assert stored.metadata["has_video"]
    assert json.loads(stored.receipt)["fields"]["sha256"] == stored.sha256

    # Jobs make what there is to look at; the officer plays a piece of it and downloads the whole.
    loop.drain()
    client.force_login(officer)
    exhibit = Exhibit.objects.get(content=stored)
    place = reverse("desk:play", args=[exhibit.pk])
    piece = client.get(place, headers={"range": "bytes=4-11"})
    whole = client.post(reverse("desk:object", args=[stored.pk]), {"reason": "To look at it."})
    assert b"".join(piece.streaming_content) == b"ftypisom"
    assert whole.content == film

    # Everything is hashed again: all of it is whole, and nothing lies there that nobody knows.
    round_of = store_scan.scan_slice(at=AT + timedelta(days=2000))
    held = StoredObject.objects.count()
    assert held > 1
    assert (round_of.checked, round_of.files, round_of.problems) == (held, held, 0)
    assert set(StoreCheck.objects.values_list("result", flat=True)) == {"whole"}
    assert not OrphanFile.objects.exists()

    # Two persons dispose of it; no version is left that could be brought back.
    factories.make_crime(
        case=case, stage="filed", home_office_class="49", outcome=18, outcome_at=AT
    )
    first, second = (
        of_user(factories.make_user("records_manager", force=case.force)) for _ in range(2)
    )
    row = disposal.propose(case=case, reason=WHY, by=first, at=AT)
    disposal.approve(row=row, by=second, at=AT)
    disposal.carry_out(row, at=row.destroys_from + timedelta(days=1))
    assert row.stage == "destroyed"
    assert versions_in(bucket) == []


def test_one_changed_byte_in_the_bucket_is_found_and_given_to_nobody(installation, case, by):
    """EV-26."""
    stored = factories.make_stored_object(b"the original bytes", case=case)
    bucket = installation[1]
    bucket.client.put_object(Bucket=bucket.name, Key=stored.key, Body=b"the original bytez")

    with pytest.raises(evidence.IntegrityFailure):
        evidence.read(stored, by=by, at=AT)
    assert StoredObject.objects.exclude(integrity_failed_at=None).exists()


@pytest.mark.parametrize("installation", ["moto"], indirect=True)
def test_the_application_can_neither_remove_an_original_nor_change_it(
    installation, client, signed_in, officer, case
):
    """EV-01: with the application's own keys, in a bucket that locks."""
    bucket, content = installation[1], b"the original bytes"
    stored = factories.make_stored_object(content, case=case)
    (original,) = versions_in(bucket)
    where = {"Bucket": bucket.name, "Key": stored.key}

    with pytest.raises(ClientError, match="AccessDenied"):
        bucket.client.delete_object(**where, VersionId=original["VersionId"])
    bucket.client.put_object(**where, Body=b"the original bytez")
    bucket.client.delete_object(**where)

    kept = bucket.client.get_object(**where, VersionId=original["VersionId"])
    assert kept["Body"].read() == content
    place = reverse("desk:object", args=[stored.pk])
    refused = signed_in(client, officer).post(place, {"reason": "To look at it."})
    assert refused.status_code >= 400
    assert b"bytez" not in refused.content


@pytest.mark.parametrize("installation", ["moto"], indirect=True)
def test_what_the_bucket_holds_back_makes_its_disposal_wait_and_no_other(
    installation, case, caplog
):
    """EV-79."""
    bucket = installation[1]
    long_ago = clock.real() - timedelta(days=40)
    first, second = (factories.make_actor("records_manager") for _ in range(2))
    for each in (case, factories.make_case()):
        factories.make_crime(
            case=each, stage="filed", home_office_class="49", outcome=18, outcome_at=AT
        )
        stored = factories.make_stored_object(b"the bytes", case=each)
        if each == case:
            bucket.client.put_object_legal_hold(
                Bucket=bucket.name, Key=stored.key, LegalHold={"Status": "ON"}
            )
        row = disposal.propose(case=each, reason=WHY, by=first, at=long_ago)
        disposal.approve(row=row, by=second, at=long_ago)

    integrity.dispose(claim=factories.make_claim())

    assert "does not let go" in caplog.text
    assert [row["Key"] for row in versions_in(bucket)] == [StoredObject.objects.get(case=case).key]


@pytest.mark.parametrize("installation", ["rclone"], indirect=True)
def test_a_process_killed_while_it_sends_leaves_nothing_acknowledged_and_nothing_doubled(
    installation, committed_db, reached
):
    """EV-22: one master, or none yet; EV-73: what was not acknowledged does not count."""
    server, bucket = installation
    environment = server.settings(bucket)

    died = committed_db.run(KEEP, CASEFILE_CRASHPOINT="store.part_sent:1", **environment)
    after_the_kill = StoredObject.objects.count(), len(versions_in(bucket))
    again = committed_db.run(KEEP, **environment)

    reached("store.part_sent", died.returncode, died.stderr)
    assert again.returncode == 0, again.stderr
    assert after_the_kill == (0, 0)
    assert [row["Key"] for row in versions_in(bucket)] == [StoredObject.objects.get().key]


def test_parts_that_a_killed_process_left_are_swept_by_the_clock(installation, db):
    bucket = installation[1]
    target = {"Bucket": bucket.name, "Key": "01/2d5b4f0e-8f1c-4b9e-9d1c-0a6f6f0c1a11"}
    bucket.client.create_multipart_upload(**target)

    integrity.sweep_store(claim=factories.make_claim())

    found = bucket.client.list_multipart_uploads(Bucket=bucket.name).get("Uploads", [])
    # moto says of every upload that it began in 2010, rclone that it began now.
    assert len(found) == (0 if bucket.is_locked else 1)


@pytest.mark.parametrize(
    "wrong", [{"S3_BUCKET": "no-such-bucket"}, {"S3_ENDPOINT": "http://127.0.0.1:1"}]
)
def test_a_bucket_that_cannot_be_reached_is_not_ready(installation, settings, wrong):
    for name, value in wrong.items():
        setattr(settings, name, value)

    assert readiness.try_part("evidence store").level == "fail"


def test_a_bucket_is_ready_and_says_when_nothing_in_it_is_locked(installation):
    bucket = installation[1]

    part = readiness.try_part("evidence store")

    assert part.level == ("ok" if bucket.is_locked else "warn")
    assert versions_in(bucket) == []
