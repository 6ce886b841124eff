"""The largest file that may come, by independent clients, while the server is killed again."""

import hashlib
import json
import os
import random
import time
from pathlib import Path

import pytest
from django.conf import settings

from casefile import clock
from casefile.capture.services import devices
from casefile.models import StoredObject
from casefile.services import evidence
from casefile.services.actors import of_user
from casefile.store import receipts
from casefile.uploads import parts
from casefile.uploads.models import Upload
from tests import factories
from tests.casefile.capture import tus_clients
from tests.casefile.capture.granian_server import Granian
from tests.casefile.capture.tablet import UPLOADS, InProcess, OverNetwork, Tablet

SIZE = int(os.environ.get("TEST_LARGE_BYTES", evidence.MAX_BYTES))
PIECE, MARK_EVERY = 16 << 20, 1 << 20
SEED, KILLS, MOST_MEMORY = 7, 5, 150 << 20


@pytest.fixture
def film(tmp_path):
    """A file whose every MiB says where it stands; the rest is a hole, which takes no room."""
    path = tmp_path / "film.mp4"
    with path.open("wb") as target:
        target.truncate(SIZE)
        for place in range(0, SIZE - 8, MARK_EVERY):
            os.pwrite(target.fileno(), place.to_bytes(8, "big"), place)
    yield path
    path.unlink()


@pytest.fixture
def server(committed_db, tmp_path):
    made = Granian(committed_db.environment, tmp_path)
    yield made
    made.stop()
    for upload in Upload.objects.all():
        parts.remove(upload.pk)
    for stored in StoredObject.objects.all():
        Path(settings.EVIDENCE_DIR, stored.key).unlink()


@pytest.fixture
def tablet(committed_db):
    officer = factories.make_user("officer", name="Joan Hall")
    factories.make_assigned_case(officer)
    by = of_user(factories.make_user("force_administrator"))
    made = Tablet(InProcess(officer), officer, now=clock.now())
    made.enrol(devices.make_code(force=officer.force, by=by, at=clock.now()))
    return made


def sealed(tablet, digest):
    """Seal a film of that digest, and return the id of its entry."""
    file = {"sha256": digest, "size_bytes": SIZE, "media_type": "video/mp4", "name": "film.mp4"}
    case = tablet.officer.assignments.get().case
    entry = tablet.seal("video", case, {"description": "The street"}, file=file)
    assert tablet.sync()[0]["outcome"] == "waiting"
    return json.loads(entry["manifest"])["id"]


def served_while(client, server, places):
    """Kill the server each time the upload has come past one of the places; start it anew."""
    waiting = sorted(places)
    while client.poll() is None:
        time.sleep(0.05)
        upload = Upload.objects.first()
        if waiting and upload and upload.offset_bytes >= waiting[0]:
            waiting.pop(0)
            server.kill()
            server.start()
    assert not waiting, "the upload ended before every kill"


@pytest.mark.long
@pytest.mark.parametrize("client", tus_clients.CLIENTS)
def test_the_largest_file_comes_whole_though_the_server_is_killed_on_the_way(
    tablet, server, film, record_property, client
):
    """EV-73, EV-71: what the receipt names is the source's hash, and memory stays small."""
    places = random.Random(SEED).sample(range(SIZE * 9 // 10), KILLS)
    with film.open("rb") as source:
        digest = hashlib.file_digest(source, "sha256").hexdigest()
    entry_id, headers = sealed(tablet, digest), tus_clients.headers_of(tablet)
    about = {"for": "device", "filename": "film.mp4", "item": entry_id}
    server.start()
    begun = time.monotonic()
    process = tus_clients.started(
        client, server.address + UPLOADS, film, headers, about, piece=PIECE, retry_ms=250
    )

    served_while(process, server, places)
    sent = time.monotonic() - begun
    upload = process.communicate()[0].strip().rstrip("/").rpartition("/")[2]
    tablet.wire = OverNetwork(server.address, headers["Cookie"].partition("=")[2])
    tablet.get("session/")
    result = tablet.hand_in(entry_id, upload).body
    taken = time.monotonic() - begun - sent
    server.look()

    pem = evidence.signing_keys().receipt_public_pem
    fields = receipts.verify_receipt(pem, result["receipt"])
    record_property(
        "figure",
        f"{client}, {SIZE:,} bytes: sent in {sent:.0f} s ({SIZE / sent / (1 << 20):.0f} MiB/s) "
        f"through {server.kills} kills (seed {SEED}), handed in in {taken:.0f} s, "
        f"peak memory of the server {server.peak_bytes >> 20} MiB, "
        f"{server.own_peak_bytes >> 20} of it its own",
    )
    assert server.kills == KILLS
    assert (result["outcome"], fields["sha256"], fields["size_bytes"]) == ("accepted", digest, SIZE)
    assert server.own_peak_bytes < MOST_MEMORY
