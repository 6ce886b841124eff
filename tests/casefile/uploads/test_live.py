"""Uploads over real connections: an independent client, cut connections, two writers at once."""

import hashlib
import os
import socket
import threading
import time
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from tusclient.client import TusClient

from casefile.uploads import leases, parts
from casefile.uploads.models import Upload
from tests.browser import live_server
from tests.casefile.uploads.conftest import OFFSET_TYPE, WHERE, meta

CONTENT = os.urandom(3 << 20)
OWNER = {"X-Test-Owner": "robin"}


@pytest.fixture
def address(committed_db):
    with live_server() as address:
        yield address


def client_at(address):
    return TusClient(f"{address}{WHERE}", headers=OWNER)


def raw(address, head, body=b"", *, hold=False):
    """Send a request on a socket of its own; return the socket, or the answer when it is read."""
    parts_of = urlsplit(address)
    link = socket.create_connection((parts_of.hostname, parts_of.port), timeout=30)
    lines = [*head, "Host: localhost", "Tus-Resumable: 1.0.0", "X-Test-Owner: robin"]
    link.sendall("\r\n".join([*lines, "Connection: close", "", ""]).encode() + body)
    if hold:
        return link
    found = b""
    # A server that refuses without reading the body may reset the connection after its answer.
    with link, suppress(ConnectionResetError):
        while read := link.recv(65536):
            found += read
    return found.decode(errors="replace")


def begin(address, size):
    head = [f"POST {WHERE} HTTP/1.1", f"Upload-Length: {size}", f"Upload-Metadata: {meta()}"]
    answer = raw(address, [*head, "Content-Length: 0"])
    return answer.partition("Location: ")[2].partition("\r\n")[0]


def patch_head(place, offset, length):
    return [
        f"PATCH {place} HTTP/1.1", f"Upload-Offset: {offset}", f"Content-Type: {OFFSET_TYPE}",
        f"Content-Length: {length}",
    ]  # fmt: skip


def wait_until(true, seconds=20):
    until = time.monotonic() + seconds
    while not true() and time.monotonic() < until:
        time.sleep(0.05)
    assert true()


def test_an_independent_client_sends_a_file_in_pieces_with_checksums(address, tmp_path):
    source = tmp_path / "film.mp4"
    source.write_bytes(CONTENT)

    with source.open("rb") as stream:
        client_at(address).uploader(
            file_stream=stream, chunk_size=1 << 20, metadata={"for": "test"}, upload_checksum=True
        ).upload()

    upload = Upload.objects.get()
    assert upload.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert parts.path_of(upload.pk).read_bytes() == CONTENT


def test_an_independent_client_goes_on_where_a_cut_connection_ended(address, tmp_path):
    source = tmp_path / "film.mp4"
    source.write_bytes(CONTENT)
    place = begin(address, len(CONTENT))
    sent = len(CONTENT) // 2 + 17
    link = raw(address, patch_head(place, 0, len(CONTENT)), CONTENT[:sent], hold=True)
    link.shutdown(socket.SHUT_WR)
    wait_until(lambda: Upload.objects.get().offset_bytes == sent)
    link.close()
    wait_until(lambda: not Upload.objects.get().held_by)

    with source.open("rb") as stream:
        uploader = client_at(address).uploader(file_stream=stream, url=f"{address}{place}")
        offset = uploader.offset
        uploader.upload()

    assert offset == sent
    assert Upload.objects.get().sha256 == hashlib.sha256(CONTENT).hexdigest()


def test_of_two_writers_at_once_one_is_told_to_wait_and_nothing_is_mixed(address):
    place = begin(address, len(CONTENT))
    link = raw(address, patch_head(place, 0, len(CONTENT)), CONTENT[:100_000], hold=True)
    wait_until(lambda: Upload.objects.get().held_by)

    second = raw(address, patch_head(place, 0, 10), b"0123456789")
    link.sendall(CONTENT[100_000:])
    first = link.recv(65536).decode()
    link.close()

    assert " 423 " in second.splitlines()[0]
    assert " 204 " in first.splitlines()[0]
    assert Upload.objects.get().sha256 == hashlib.sha256(CONTENT).hexdigest()


def test_many_writers_at_once_leave_the_file_that_one_of_them_sent(address):
    content = os.urandom(200_000)
    place = begin(address, len(content))
    answers = []

    def write():
        answers.append(raw(address, patch_head(place, 0, len(content)), content).split()[1])

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers.count("204") == 1
    assert set(answers) <= {"204", "409", "413", "423"}
    assert Upload.objects.get().sha256 == hashlib.sha256(content).hexdigest()


def test_a_connection_that_died_without_a_word_is_overtaken(address, monkeypatch):
    from datetime import timedelta

    monkeypatch.setattr(leases, "LEASE", timedelta(seconds=0.3))
    monkeypatch.setattr(leases, "_RENEW_EVERY", timedelta(seconds=0.1))
    place = begin(address, len(CONTENT))
    dead = raw(address, patch_head(place, 0, len(CONTENT)), CONTENT[:300_000], hold=True)
    wait_until(lambda: Upload.objects.get().held_by)
    time.sleep(1)

    answer = raw(address, patch_head(place, 0, len(CONTENT)), CONTENT)
    dead.sendall(b"late bytes" * 50_000)
    late = dead.recv(65536).decode()
    dead.close()

    assert " 204 " in answer.splitlines()[0]
    assert " 423 " in late.splitlines()[0]
    assert Upload.objects.get().sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert parts.path_of(Upload.objects.get().pk).read_bytes() == CONTENT


def test_a_body_without_a_length_is_refused(address):
    place = begin(address, 10)
    head = [f"PATCH {place} HTTP/1.1", "Upload-Offset: 0", f"Content-Type: {OFFSET_TYPE}"]

    answer = raw(address, [*head, "Transfer-Encoding: chunked"], b"5\r\nhello\r\n0\r\n\r\n")

    assert " 400 " in answer.splitlines()[0]
    assert Upload.objects.get().offset_bytes == 0
