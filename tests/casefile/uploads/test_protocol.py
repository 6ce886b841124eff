"""The protocol tus 1.0.0 as its text has it, spoken by a well-behaved client and by an enemy."""

import hashlib
import stat
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from casefile import clock
from casefile.services import evidence
from casefile.uploads import parts, services
from casefile.uploads.leases import Lease
from casefile.uploads.models import Upload
from tests.casefile.uploads.conftest import OFFSET_TYPE, WHERE, Sender, checksum, meta, row

CONTENT = bytes(range(256)) * 40
HALF = len(CONTENT) // 2


def begun(sender, content=CONTENT, **about):
    return sender.begin(len(content), **about)["Location"]


# Core --------------------------------------------------------------------------------------------


def test_a_file_in_two_pieces_arrives_whole(sender):
    place = begun(sender, filename="lip.jpg")

    first = sender.patch(place, 0, CONTENT[:HALF])
    between = sender.head(place)
    last = sender.patch(place, HALF, CONTENT[HALF:])

    assert (first.status_code, first["Upload-Offset"]) == (204, str(HALF))
    assert (between.status_code, between["Upload-Offset"]) == (200, str(HALF))
    assert between["Upload-Length"] == str(len(CONTENT))
    assert between["Cache-Control"] == "no-store"
    assert (last.status_code, last["Upload-Offset"]) == (204, str(len(CONTENT)))
    upload = row(place)
    assert parts.path_of(upload.pk).read_bytes() == CONTENT
    assert upload.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert upload.finished_at
    assert upload.about == {"filename": "lip.jpg"}


def test_a_file_in_one_piece_is_hashed_as_it_comes(sender):
    place = begun(sender)

    sender.patch(place, 0, CONTENT)

    assert row(place).sha256 == hashlib.sha256(CONTENT).hexdigest()


def test_nobody_else_on_the_machine_may_read_a_part_file_and_none_may_write_a_whole_one(sender):
    place = begun(sender)
    path = parts.path_of(row(place).pk)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    sender.patch(place, 0, CONTENT)
    assert stat.S_IMODE(path.stat().st_mode) == 0o400


@pytest.mark.parametrize("offset", [1, HALF - 1, HALF + 1, len(CONTENT), 10**17])
def test_bytes_that_do_not_follow_the_last_ones_are_refused(sender, offset):
    place = begun(sender)
    sender.patch(place, 0, CONTENT[:HALF])

    answer = sender.patch(place, offset, b"x")

    assert answer.status_code in {409, 413}
    assert sender.head(place)["Upload-Offset"] == str(HALF)


@pytest.mark.parametrize("offset", ["", "-1", "1.5", "0x1", "٣", " ", "9" * 40])
def test_an_offset_that_is_no_number_is_refused(sender, offset):
    place = begun(sender)

    assert sender.patch(place, offset, b"x").status_code == 400


def test_the_same_piece_sent_again_after_a_lost_answer_is_not_doubled(sender):
    place = begun(sender)
    sender.patch(place, 0, CONTENT[:HALF])

    again = sender.patch(place, 0, CONTENT[:HALF])

    assert again.status_code == 409
    assert sender.patch(place, HALF, CONTENT[HALF:]).status_code == 204
    assert parts.path_of(row(place).pk).read_bytes() == CONTENT


def test_more_than_was_announced_is_refused_and_nothing_of_it_kept(sender):
    place = begun(sender)

    answer = sender.patch(place, 0, CONTENT + b"!")

    assert answer.status_code == 413
    assert sender.head(place)["Upload-Offset"] == "0"


def test_a_finished_upload_takes_nothing_more(sender):
    place = begun(sender)
    sender.patch(place, 0, CONTENT)

    assert sender.patch(place, len(CONTENT), b"").status_code == 204
    assert sender.patch(place, len(CONTENT), b"x").status_code == 413
    assert parts.path_of(row(place).pk).read_bytes() == CONTENT


def test_bytes_of_another_content_type_are_refused(sender):
    place = begun(sender)

    answer = sender.client.patch(
        place, b"x", content_type="application/json", headers={"Upload-Offset": "0"}
    )

    assert answer.status_code == 415


@pytest.mark.parametrize("method", ["post", "head", "patch", "delete", "get"])
@pytest.mark.parametrize("version", [None, "0.2.2", "1.0.1", "2.0.0"])
def test_another_version_is_refused_before_anything_else(sender, method, version):
    place = begun(sender)
    client = Client(headers={"X-Test-Owner": "robin"})
    headers = {"Tus-Resumable": version} if version else {}

    answer = getattr(client, method)(place, headers=headers)

    assert answer.status_code == 412
    assert answer["Tus-Version"] == "1.0.0"
    assert row(place)


def test_options_says_what_is_spoken_here(client, db):
    for place in (WHERE, f"{WHERE}{uuid4()}/"):
        answer = client.options(place)

        assert answer.status_code == 204
        assert answer["Tus-Version"] == "1.0.0"
        assert answer["Tus-Max-Size"] == str(4 << 30)
        assert set(answer["Tus-Extension"].split(",")) == {
            "creation", "creation-with-upload", "checksum", "expiration", "termination",
        }  # fmt: skip
        assert "sha1" in answer["Tus-Checksum-Algorithm"].split(",")
        assert not [name for name in answer.headers if name.startswith("Access-Control")]


def test_a_method_in_a_header_is_not_followed(sender):
    place = begun(sender)

    answer = sender.client.post(place, headers={"X-HTTP-Method-Override": "DELETE"})

    assert answer.status_code == 405
    assert row(place)


# Creation ----------------------------------------------------------------------------------------


def test_an_upload_is_begun_at_an_address_of_its_own(sender):
    answer = sender.begin(5)

    assert answer.status_code == 201
    assert answer["Location"].startswith(WHERE)
    assert answer["Upload-Offset"] == "0"
    assert answer["Tus-Resumable"] == "1.0.0"


@pytest.mark.parametrize(
    ("length", "status"),
    [
        ("", 400), ("-1", 400), ("1e3", 400), ("0", 400), ("9" * 30, 400),
        (str(evidence.MAX_BYTES), 201), (str(evidence.MAX_BYTES + 1), 413), ("9" * 18, 413),
    ],
)  # fmt: skip
def test_a_length_must_be_one_that_can_be_taken(sender, length, status, monkeypatch):
    monkeypatch.setattr(parts, "free_bytes", lambda: 1 << 40)

    answer = sender.begin(length)

    assert answer.status_code == status
    assert (status == 201) == Upload.objects.exists()


def test_a_length_to_be_said_later_is_not_taken(sender):
    answer = sender.client.post(
        WHERE, headers={"Upload-Defer-Length": "1", "Upload-Metadata": meta()}
    )

    assert answer.status_code == 400


@pytest.mark.parametrize(
    "header", ["for dGVzdA==,filename !!!", "for dGVzdA==,filename /w==", "for " + "A" * 5000]
)
def test_metadata_that_cannot_be_read_is_refused(sender, header):
    answer = sender.client.post(WHERE, headers={"Upload-Length": "5", "Upload-Metadata": header})

    assert answer.status_code == 400


def test_first_bytes_may_come_with_the_beginning(sender):
    headers = {"Upload-Length": str(len(CONTENT)), "Upload-Metadata": meta()}

    answer = sender.client.post(WHERE, CONTENT[:HALF], content_type=OFFSET_TYPE, headers=headers)

    assert (answer.status_code, answer["Upload-Offset"]) == (201, str(HALF))
    assert sender.patch(answer["Location"], HALF, CONTENT[HALF:]).status_code == 204
    assert row(answer["Location"]).sha256 == hashlib.sha256(CONTENT).hexdigest()


def test_more_files_than_allowed_are_refused_until_one_is_removed(sender):
    places = [begun(sender) for _ in range(3)]

    refused = sender.begin(5)

    assert refused.status_code == 403
    assert "at most 3 files" in refused.json()["title"]
    assert sender.delete(places[0]).status_code == 204
    assert sender.begin(5).status_code == 201
    assert Sender("kim").begin(5).status_code == 201


def test_more_bytes_altogether_than_allowed_are_refused(sender, monkeypatch):
    monkeypatch.setattr(parts, "free_bytes", lambda: 1 << 40)
    sender.begin(evidence.MAX_BYTES)

    assert sender.begin(1001).status_code == 413
    assert sender.begin(1000).status_code == 201


def test_what_the_disk_could_not_take_is_refused_before_it_is_sent(sender, monkeypatch):
    monkeypatch.setattr(parts, "free_bytes", lambda: services.RESERVED_BYTES + 2000)
    sender.begin(1500)

    assert sender.begin(1000).status_code == 507
    assert sender.begin(500).status_code == 201


# Checksum ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("algorithm", ["sha1", "sha256", "md5"])
def test_a_piece_with_the_right_checksum_is_kept(sender, algorithm):
    place = begun(sender)

    answer = sender.patch(place, 0, CONTENT, Upload_Checksum=checksum(CONTENT, algorithm))

    assert answer.status_code == 204
    assert row(place).finished_at


def test_a_piece_with_a_wrong_checksum_is_thrown_away_and_may_be_sent_again(sender):
    place = begun(sender)
    sender.patch(place, 0, CONTENT[:HALF])

    wrong = sender.patch(place, HALF, CONTENT[HALF:], Upload_Checksum=checksum(b"other"))

    assert wrong.status_code == 460
    assert sender.head(place)["Upload-Offset"] == str(HALF)
    again = sender.patch(place, HALF, CONTENT[HALF:], Upload_Checksum=checksum(CONTENT[HALF:]))
    assert again.status_code == 204
    assert parts.path_of(row(place).pk).read_bytes() == CONTENT


@pytest.mark.parametrize("value", ["crc32 AAAA", "sha256", "sha256 AAAA", "sha256 !", "sha1 =="])
def test_a_checksum_that_cannot_be_compared_is_refused(sender, value):
    place = begun(sender)

    assert sender.patch(place, 0, CONTENT, Upload_Checksum=value).status_code == 400
    assert sender.head(place)["Upload-Offset"] == "0"


def test_a_whole_file_that_is_not_what_was_declared_is_refused_and_gone(sender):
    place = begun(sender, sha256=hashlib.sha256(b"other").hexdigest())
    path = parts.path_of(row(place).pk)

    answer = sender.patch(place, 0, CONTENT)

    assert answer.status_code == 460
    assert sender.head(place).status_code == 404
    assert not path.exists()


def test_a_whole_file_that_is_what_was_declared_is_kept(sender):
    place = begun(sender, sha256=hashlib.sha256(CONTENT).hexdigest().upper())
    sender.patch(place, 0, CONTENT[:HALF])

    assert sender.patch(place, HALF, CONTENT[HALF:]).status_code == 204


# Expiration and termination ----------------------------------------------------------------------


def test_an_unfinished_upload_says_when_it_lapses_and_then_is_gone(sender):
    place = begun(sender)

    assert "Upload-Expires" in sender.head(place)
    Upload.objects.update(expires_at=clock.real() - timedelta(seconds=1))
    assert sender.head(place).status_code == 404
    assert sender.patch(place, 0, CONTENT).status_code == 404


def test_a_removed_upload_leaves_nothing(sender, django_capture_on_commit_callbacks):
    place = begun(sender)
    path = parts.path_of(row(place).pk)

    with django_capture_on_commit_callbacks(execute=True):
        answer = sender.delete(place)

    assert answer.status_code == 204
    assert not path.exists()
    assert sender.head(place).status_code == 404


# Enemies -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["head", "patch", "delete"])
def test_another_persons_upload_looks_like_none(sender, method):
    place, other = begun(sender), Sender("mallory")
    unknown = f"{WHERE}{uuid4()}/"
    act = {
        "head": other.head,
        "patch": lambda where: other.patch(where, 0, b"x"),
        "delete": other.delete,
    }[method]

    theirs, none = act(place), act(unknown)

    assert theirs.status_code == none.status_code == 404
    assert theirs.content == none.content
    assert {*theirs.headers} == {*none.headers}
    assert row(place).offset_bytes == 0


def test_nobody_may_begin_without_being_an_owner(client, db):
    for about in (meta(), "", "for bm9ib2R5"):
        headers = {"Tus-Resumable": "1.0.0", "Upload-Length": "5", "Upload-Metadata": about}

        assert client.post(WHERE, headers=headers).status_code == 404
    assert not Upload.objects.exists()


def test_a_second_writer_is_told_to_wait(sender):
    place = begun(sender)
    held = Lease(row(place), clock.real)
    held.take()

    assert sender.patch(place, 0, CONTENT).status_code == 423
    assert sender.delete(place).status_code == 423
    assert sender.head(place).status_code == 200
    held.give_back()
    assert sender.patch(place, 0, CONTENT).status_code == 204


def test_a_writer_that_was_overtaken_can_no_longer_acknowledge(sender):
    from casefile.uploads.leases import Busy

    upload = row(begun(sender))
    late = Lease(upload, clock.real)
    late.take()
    Upload.objects.update(held_until=clock.real() - timedelta(seconds=1))
    Lease(upload, clock.real).take()

    with pytest.raises(Busy):
        late.change(offset_bytes=5)
    assert Upload.objects.get().offset_bytes == 0


def test_bytes_that_the_disk_lost_are_not_acknowledged_again(sender):
    place = begun(sender)
    sender.patch(place, 0, CONTENT[:HALF])
    parts.path_of(row(place).pk).unlink()

    assert sender.patch(place, HALF, CONTENT[HALF:]).status_code == 404


def test_a_full_disk_keeps_what_came_before(sender, monkeypatch):
    place = begun(sender)
    sender.patch(place, 0, CONTENT[:HALF])

    def full(self, chunk):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(parts.Part, "write", full)
        answer = sender.patch(place, HALF, CONTENT[HALF:])

    assert answer.status_code == 507
    assert sender.patch(place, HALF, CONTENT[HALF:]).status_code == 204
