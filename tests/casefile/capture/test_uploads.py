"""Files of tablets by tus 1.0.0: independent clients, a server that is killed, changed bytes."""

import base64
import hashlib
import json
import os

import pytest

from casefile import clock
from casefile.capture.models import SetAside
from casefile.capture.services import devices
from casefile.models import Exhibit
from casefile.services import evidence
from casefile.services.actors import of_user
from casefile.uploads import parts
from casefile.uploads.models import Upload
from tests import factories
from tests.casefile.capture import tus_clients
from tests.casefile.capture.killed_server import KilledServer
from tests.casefile.capture.tablet import OFFSET_TYPE, UPLOADS, InProcess, Tablet

PIECE = 64 << 10
FILM = os.urandom(16 * PIECE + 17)
POINTS = ("uploads.written", "uploads.synced", "uploads.acknowledged")


def patch(tablet, place, offset, content, checksum=b""):
    digest = base64.b64encode(checksum or hashlib.sha256(content).digest()).decode()
    headers = {"Upload-Offset": str(offset), "Content-Type": OFFSET_TYPE}
    headers["Upload-Checksum"] = f"sha256 {digest}"
    return tablet.wire.send("PATCH", place, content, tablet._tus(headers))


def begun(tablet, entry_id, size):
    """Begin an upload for an entry; return its address and its id."""
    about = {"for": "device", "filename": "film.mp4", "item": entry_id,
             "sha256": hashlib.sha256(FILM).hexdigest()}  # fmt: skip
    pairs = (f"{k} {base64.b64encode(v.encode()).decode()}" for k, v in about.items())
    headers = {"Upload-Length": str(size), "Upload-Metadata": ",".join(pairs),
               "Content-Type": "text/plain"}  # fmt: skip
    place = tablet.wire.send("POST", UPLOADS, b"", tablet._tus(headers)).headers["Location"]
    return place, place.rstrip("/").rpartition("/")[2]


@pytest.fixture
def film(tablet, case):
    """The id of a sealed film whose bytes are still on the tablet."""
    entry = tablet.seal("video", case, {"description": "The street"}, content=FILM)
    tablet.sync()
    return json.loads(entry["manifest"])["id"]


def test_a_piece_that_changed_on_its_way_is_refused_and_sent_again(tablet, film):
    """EV-73: 460, and the server's offset is the truth."""
    place, upload = begun(tablet, film, len(FILM))

    wrong = patch(tablet, place, 0, b"x" * PIECE, checksum=hashlib.sha256(FILM).digest())
    kept = Upload.objects.get().offset_bytes
    for offset in range(0, len(FILM), 10 * PIECE):
        patch(tablet, place, offset, FILM[offset : offset + 10 * PIECE])

    assert (wrong.status, kept) == (460, 0)
    assert tablet.hand_in(film, upload).body["outcome"] == "accepted"


def test_a_file_that_changed_between_two_halves_is_found_at_its_end(tablet, film):
    """EV-26: every piece had its checksum, and the whole is not what was sealed."""
    place, upload = begun(tablet, film, len(FILM))
    half = len(FILM) // 2

    patch(tablet, place, 0, FILM[:half])
    patch(tablet, place, half, FILM[half:][::-1])
    result = tablet.hand_in(film, upload).body

    assert result["outcome"] == "quarantined"
    assert SetAside.objects.get().declared_sha256 == hashlib.sha256(FILM).hexdigest()


def test_what_came_whole_stays_until_it_is_handed_in_also_of_a_revoked_device(
    tablet, film, administrator
):
    """EV-67: revoking loses nothing that is here already."""
    from casefile.capture.models import Device
    from casefile.uploads import services
    from casefile.uploads.writing import KEPT_FOR

    place, _ = begun(tablet, film, len(FILM))
    patch(tablet, place, 0, FILM)
    by = of_user(administrator)
    devices.revoke(device=Device.objects.get(), reason="Lost", by=by, at=clock.now())

    services.sweep(at=clock.real() + 2 * KEPT_FOR)

    assert parts.path_of(Upload.objects.get().pk).exists()


def test_a_store_that_gives_back_other_bytes_is_signed_for_by_nobody(tablet, film, monkeypatch):
    """EV-28: the hash is of the bytes read back, whatever a store says of its own."""
    from casefile.store import CorruptObject, local

    upload = tablet.upload(film)
    with monkeypatch.context() as broken:
        broken.setattr(local, "_digest", lambda path: "0" * 64)
        with pytest.raises(CorruptObject):
            tablet.hand_in(film, upload)

    assert tablet.sync()[0]["outcome"] == "waiting"
    assert tablet.hand_in(film, upload).body["outcome"] == "accepted"


@pytest.fixture
def committed_film(committed_db):
    """A tablet in a database to which a server of its own commits, and the id of its film."""
    administrator = factories.make_user("force_administrator")
    officer = factories.make_user("officer", name="Joan Hall")
    case = factories.make_assigned_case(officer)
    by = of_user(administrator)
    tablet = Tablet(InProcess(officer), officer, now=clock.now())
    tablet.enrol(devices.make_code(force=officer.force, by=by, at=clock.now()))
    entry = tablet.seal("video", case, {"description": "The street"}, content=FILM)
    tablet.sync()
    return tablet, json.loads(entry["manifest"])["id"]


@pytest.mark.parametrize("client", tus_clients.CLIENTS)
def test_an_independent_client_ends_its_upload_though_the_server_is_killed_at_random_pieces(
    committed_film, tmp_path, client
):
    """EV-73: a part is durable before the offset moves."""
    tablet, entry_id = committed_film
    path, server = tmp_path / "film.mp4", KilledServer(POINTS)
    path.write_bytes(FILM)
    about = {"for": "device", "filename": "film.mp4", "item": entry_id}
    process = tus_clients.started(
        client, server.address + UPLOADS, path, tus_clients.headers_of(tablet), about, piece=PIECE
    )

    kills = server.serve_while(process)
    upload = process.communicate()[0].strip().rstrip("/").rpartition("/")[2]
    result = tablet.hand_in(entry_id, upload).body

    assert kills >= 3
    assert result["outcome"] == "accepted"
    with evidence.open(Exhibit.objects.get().content) as content:
        assert content.read() == FILM
