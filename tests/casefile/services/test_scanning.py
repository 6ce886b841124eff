"""The malware scan: a file is clean only when a scanner said so of all its bytes."""

import shutil
import socket
import struct
import subprocess
import threading
import time
from datetime import timedelta
from io import BytesIO

import pytest

from casefile import clock
from casefile.manage import readiness
from casefile.models import CaseEvent, Job, StoredObject
from casefile.services import clamd, evidence, scanning
from casefile.worker import loop
from tests import factories

# In two parts, so that no scanner takes this file itself for what it looks for.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + rb"ANTIVIRUS-TEST-FILE!$H+H*"


class FakeDaemon:
    """Speaks the daemon's side of the protocol and answers what a test wants."""

    def __init__(self, path, answer="stream: OK", *, limit=None, hangs_up=False):
        self.path, self.answer, self.limit, self.hangs_up = str(path), answer, limit, hangs_up
        self.received = b""
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(self.path)
        self._listener.listen()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self):
        while True:
            try:
                link, _ = self._listener.accept()
            except OSError:
                return
            with link, link.makefile("rb") as reader:
                self._answer(link, reader)

    def _answer(self, link, reader):
        command = b""
        while not command.endswith(b"\0"):
            command += reader.read(1)
        if command == b"zPING\0":
            link.sendall(b"PONG\0")
            return
        assert command == b"zINSTREAM\0"
        while length := struct.unpack("!I", reader.read(4))[0]:
            self.received += reader.read(length)
            if self.limit and len(self.received) > self.limit:
                link.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return
        if not self.hangs_up:
            link.sendall(self.answer.encode() + b"\0")

    def close(self):
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()


@pytest.fixture
def daemon(tmp_path, settings):
    """`daemon(answer)` starts a fake scanner and has the product use it."""
    made = []

    def start(*args, **kwargs):
        made.append(FakeDaemon(tmp_path / "clamd.sock", *args, **kwargs))
        settings.CLAMD_ADDRESS = made[-1].path
        return made[-1]

    yield start
    for one in made:
        one.close()


def scanned(content=b"some bytes", **fields):
    """Have a stored file scanned by the worker, and return it."""
    stored = factories.make_stored_object(content, **fields)
    evidence.ask_for_scan(stored, stream=stored.case.stream, at=factories.AT)
    loop.drain(limit=1)
    stored.refresh_from_db()
    return stored


def test_a_clean_file_was_read_to_its_end(db, daemon):
    content = b"0123456789" * 300_000
    fake = daemon()

    stored = scanned(content)

    assert stored.scan == "clean"
    assert fake.received == content


def test_a_file_with_malware_is_named_set_aside_and_kept(db, daemon):
    daemon("stream: Eicar-Test-Signature FOUND")

    stored = scanned()

    assert (stored.scan, stored.scan_detail) == ("malware found", "Eicar-Test-Signature")
    assert scanning.is_set_aside(stored)
    event = CaseEvent.objects.get(kind="object.scanned")
    assert event.stream == stored.case.stream


def test_without_a_scanner_nothing_is_asked_and_nothing_called_clean(db, settings):
    settings.CLAMD_ADDRESS = ""

    stored = scanned()

    assert stored.scan == "not scanned"
    assert not Job.objects.exists()
    assert readiness.try_part("malware scan").level == "warn"


def test_a_file_larger_than_the_scanner_reads_is_not_called_clean(db, daemon, monkeypatch):
    monkeypatch.setattr(scanning, "MAX_BYTES", 5)
    fake = daemon()

    stored = scanned()

    assert (stored.scan, stored.scan_detail) == ("not scanned", "too large")
    assert fake.received == b""


def test_a_file_past_the_scanners_own_limit_is_not_called_clean(db, daemon):
    daemon(limit=1 << 20)

    stored = scanned(b"x" * (5 << 20))

    assert scanning.in_words(stored) == "Not scanned: too large"


@pytest.mark.parametrize("answer", ["stream: Can't allocate memory ERROR", "", "nonsense"])
def test_an_answer_that_says_nothing_of_the_file_leaves_it_to_be_scanned(db, daemon, answer):
    daemon(answer)

    stored = scanned()

    assert stored.scan == "not scanned"
    assert Job.objects.get().state == Job.WAITING


def test_a_scanner_that_is_down_is_asked_again_later(db, daemon, settings, tmp_path):
    settings.CLAMD_ADDRESS = str(tmp_path / "nobody.sock")
    stored = scanned()
    assert (stored.scan, Job.objects.get().state) == ("not scanned", Job.WAITING)

    daemon()
    Job.objects.update(run_after=clock.real() - timedelta(seconds=1))
    loop.drain(limit=1)

    assert StoredObject.objects.get(pk=stored.pk).scan == "clean"


def test_a_scanner_that_hangs_up_said_nothing(daemon):
    fake = daemon(hangs_up=True)

    with pytest.raises(clamd.NoAnswer):
        clamd.scan(fake.path, BytesIO(b"bytes"))


def test_readiness_tells_whether_the_scanner_answers(daemon, settings, tmp_path):
    daemon()
    assert readiness.try_part("malware scan").level == "ok"

    settings.CLAMD_ADDRESS = str(tmp_path / "nobody.sock")
    assert readiness.try_part("malware scan").level == "warn"


@pytest.fixture(scope="module")
def real_daemon(tmp_path_factory):
    """ClamAV itself, with one signature of our own: the test file that every scanner knows."""
    if not shutil.which("clamd"):
        pytest.skip("ClamAV is not installed: apt-get install clamav-daemon")
    folder = tmp_path_factory.mktemp("clamav")
    (folder / "db").mkdir()
    signature = f"Eicar-Test-Signature:0:*:{EICAR.hex()}\n"
    (folder / "db/local.ndb").write_text(signature)
    lines = [
        f"DatabaseDirectory {folder}/db", f"LocalSocket {folder}/clamd.sock", "Foreground yes",
        "User root", f"PidFile {folder}/clamd.pid", "StreamMaxLength 2000M", "MaxScanSize 2000M",
        "MaxFileSize 2000M",
    ]  # fmt: skip
    (folder / "clamd.conf").write_text("\n".join(lines) + "\n")
    process = subprocess.Popen(
        ["clamd", "-c", f"{folder}/clamd.conf"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"{folder}/clamd.sock"
    for _ in range(100):
        if (folder / "clamd.sock").exists():
            break
        time.sleep(0.1)
    yield address
    process.kill()
    process.wait()


def test_the_real_scanner_finds_what_it_should_and_nothing_else(real_daemon):
    assert clamd.ping(real_daemon)
    assert clamd.scan(real_daemon, BytesIO(EICAR)).startswith("Eicar-Test-Signature")
    assert clamd.scan(real_daemon, BytesIO(b"a quiet film " * 500_000)) == ""


def test_what_an_officer_seals_is_scanned_too_and_what_we_make_is_not(case, by, at, settings):
    settings.CLAMD_ADDRESS = "/nowhere/clamd.sock"

    evidence.receive(
        stream=BytesIO(b"found on a stick"), name="a.doc", force=case.force, case=case, by=by, at=at
    )
    evidence.receive_made(
        content=BytesIO(b"%PDF-"),
        name="b.pdf",
        media_type="application/pdf",
        case=case,
        by=by,
        at=at,
    )

    assert Job.objects.get().payload["stream"] == case.stream


def test_nothing_opens_a_file_in_which_malware_was_found(case, officer, client, by, at):
    photo = factories.make_photo(case=case)
    StoredObject.objects.update(scan="malware found", scan_detail="Win.Test.EICAR")
    client.force_login(officer)

    picture = client.get(f"/desk/exhibits/{photo.pk}/picture/")
    page = client.get(f"/desk/exhibits/{photo.pk}/").content.decode()
    asked = client.get(f"/desk/objects/{photo.content_id}/").content.decode()

    assert picture.status_code == 404
    assert "Malware found: Win.Test.EICAR" in page
    assert "Download it all the same" in asked
