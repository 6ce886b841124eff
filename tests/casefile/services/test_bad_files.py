"""Files meant to do harm, or merely broken: stored untouched, flagged, nothing crashes."""

import io
import os
import struct
import zlib
from pathlib import Path

import pytest
from django.urls import reverse
from PIL import Image

from casefile import sandbox
from casefile.models import Job
from casefile.services import evidence, media_facts
from tests import factories, media

pytestmark = pytest.mark.django_db


def png(side):
    """Return a tiny picture that says it is `side` pixels square."""

    def chunk(name, data):
        sum_of = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", sum_of)

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(1000)))


def taken(text):
    exif = Image.Exif()
    exif[0x8769] = {36867: text}
    return media.photo(exif=exif)


def at_nowhere():
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)}
    return media.photo(exif=exif)


def damaged_exif():
    whole = taken("2026:11:13 19:42:05")
    at = whole.index(b"Exif\0\0") + 6
    return whole[:at] + b"MM\0*\xff\xff\xff\xff" + whole[at + 8 :]


def lying_film():
    """Return a second of film whose header says that it lasts for ten hours."""
    film = bytearray(media.mp4())
    for box in (b"mvhd", b"tkhd", b"mdhd"):
        start = film.find(box)
        while start >= 0:
            _lengthen(film, start, box)
            start = film.find(box, start + 4)
    return bytes(film)


def _lengthen(film, start, box):
    if box == b"mvhd":
        scale = struct.unpack_from(">I", film, start + 16)[0]
        struct.pack_into(">I", film, start + 20, scale * 36_000)


BAD = {
    "empty": (lambda: b"", "The file is empty."),
    "torn off": (lambda: media.photo()[:300], "damaged"),
    "damaged EXIF": (damaged_exif, "metadata"),
    "1,000 megapixels": (lambda: png(31_623), "31623 x 31623 pixels, too large to show"),
    "lying length": (lying_film, "It says that it lasts 36000 seconds"),
    "polyglot": (lambda: media.photo() + b"<script>alert(1)</script>", "a web page or script too"),
    "year nought": (lambda: taken("0000:00:00 00:00:00"), "The time in it is no time."),
    "year 2099": (lambda: taken("2099:01:01 00:00:00"), "cannot be right: 2099:01:01"),
    "GPS nought": (at_nowhere, "The position in it is no position."),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_is_stored_untouched_and_flagged_and_crashes_nothing(case, by, at, what):
    """EV-01, EV-37, EV-53, EV-54: bytes out are bytes in, and no job fails."""
    make, words = BAD[what]
    content = make()

    stored = media.receive(content, case=case, name="file.jpg")

    assert evidence.read(stored, by=by, at=at) == content
    assert words in " ".join(media_facts.flags(stored))
    assert set(Job.objects.values_list("state", flat=True)) <= {"done"}


@pytest.mark.parametrize(
    "name",
    ["a\0b.jpg", "../../etc/passwd", "gpj\u202eexe.jpg", "x" * 4096 + ".jpg", "<img src=x>.jpg"],
    ids=["NUL", "path", "turned", "4 kB", "markup"],
)
def test_a_bad_name_is_shown_harmlessly_and_kept_as_it_came(client, case, officer, name):
    client.force_login(officer)
    stored = media.receive(b"words", case=case, name=name)
    exhibit = factories.make_exhibit(case=case, content=stored, kind="document")

    page = client.get(reverse("desk:exhibit", args=[exhibit.pk])).content.decode()

    assert "/" not in stored.original_name
    assert len(stored.original_name) <= 255
    assert not {"\0", "\u202e"} & set(page)
    assert "<img src=x>" not in page
    assert stored.metadata.get("name_given", ascii(name)) == ascii(name)


@pytest.mark.parametrize(
    ("name", "promised"),
    [("lip.png", "image/png"), ("lip.txt", "text/plain"), ("lip.jpeg", None), ("lip.dav", None)],
)
def test_a_name_that_promises_another_kind_than_the_content_is_flagged(case, name, promised):
    stored = media.receive(media.photo(), case=case, name=name)

    assert stored.metadata.get("name_says") == promised


def test_a_program_is_stored_and_given_out_so_that_nothing_runs_it(client, case, officer):
    """EV-45: opaque master, not viewable here, attachment with nosniff, never run."""
    client.force_login(officer)
    content = b"MZ" + bytes(58) + struct.pack("<I", 64) + b"PE\0\0" + bytes(200)
    stored = media.receive(content, case=case, name="player.exe")

    answer = client.post(reverse("desk:object", args=[stored.pk]), {"reason": "To view it"})

    assert not stored.derivations.exists()
    assert io.BytesIO(answer.content).read() == content
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_parser_that_crashes_stops_no_intake(case, monkeypatch):
    """EV-54: the file is stored and says that it could not be read."""

    def crash(*args, **kwargs):
        raise sandbox.JobFailed("crashed", "the job was ended by SIGSEGV")

    monkeypatch.setattr(sandbox, "run", crash)

    stored = media.receive(media.photo(), case=case)

    assert evidence.store().digest(stored.key) == stored.sha256
    assert stored.media_type == "application/octet-stream"


PHOTOS = Path(os.environ.get("SAMPLE_PHOTOS", "samples/photos"))


@pytest.mark.long
@pytest.mark.skipif(not PHOTOS.is_dir(), reason="SAMPLE_PHOTOS names no folder of photographs")
def test_photographs_of_real_cameras_come_out_as_they_went_in(case, by, at):
    """EV-01, section 24 item 10: bytes out are bytes in, and nothing crashes."""
    for path in sorted(PHOTOS.iterdir()):
        content = path.read_bytes()
        stored = media.receive(content, case=case, name=path.name)

        assert evidence.read(stored, by=by, at=at) == content, path.name
        assert media_facts.raw(stored), path.name
        assert stored.derivations.filter(outcome="made").exists(), path.name
    assert set(Job.objects.values_list("state", flat=True)) == {"done"}
