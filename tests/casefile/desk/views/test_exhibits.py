import hashlib
import io
import subprocess

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from casefile.models import CaseEvent, Exhibit
from tests import factories


def photo():
    content = io.BytesIO()
    Image.new("RGB", (60, 40), "navy").save(content, "JPEG")
    return content.getvalue()


def test_a_photo_is_sealed_with_its_hash_and_shown(client, desk, robbery):
    content = photo()
    upload = SimpleUploadedFile("lip.jpg", content, "text/html")
    digest = hashlib.sha256(content).hexdigest()
    producer = str(robbery.witness.pk)
    response = desk("desk:add-exhibit", robbery.case, kind="photo", producer=producer,
                    description="Photograph", file=upload, declared_sha256=digest)  # fmt: skip

    exhibit = Exhibit.objects.get(kind="photo")
    page = client.get(reverse("desk:exhibit", args=[exhibit.pk])).content.decode()
    picture = client.get(reverse("desk:exhibit-picture", args=[exhibit.pk]))
    assert response.status_code == 302
    assert exhibit.reference == "TR/1"
    assert exhibit.content.media_type == "image/jpeg"
    assert digest in page
    assert picture["Content-Type"] == "image/jpeg"


def test_a_file_that_changed_on_its_way_is_refused(desk, robbery):
    upload = SimpleUploadedFile("lip.jpg", photo())

    response = desk("desk:add-exhibit", robbery.case, kind="photo", producer="me",
                    description="Photograph", file=upload, declared_sha256="0" * 64)  # fmt: skip

    assert response.status_code == 400
    assert b"The file changed on its way here." in response.content
    assert not Exhibit.objects.filter(kind="photo").exists()


def test_a_recording_needs_its_file_and_a_thing_its_seal(desk, robbery):
    common = {"producer": "me", "description": "Something"}

    no_file = desk("desk:add-exhibit", robbery.case, kind="video", **common)
    no_seal = desk("desk:add-exhibit", robbery.case, kind="physical", **common)
    bad_hash = desk("desk:add-exhibit", robbery.case, kind="video", declared_sha256="x", **common)

    assert b"Add the file." in no_file.content
    assert b"Give the seal number." in no_seal.content
    assert b"A SHA-256 is 64 characters" in bad_hash.content
    assert {no_file.status_code, no_seal.status_code, bad_hash.status_code} == {400}


def test_a_thing_is_handed_over_and_its_continuity_shown(client, desk, robbery):
    desk("desk:transfer", robbery.phone, to_holder="Forensic lab", place="Southmoor", reason="Test")

    page = client.get(reverse("desk:exhibit", args=[robbery.phone.pk])).content.decode()

    robbery.phone.refresh_from_db()
    assert robbery.phone.held_at == "Southmoor"
    assert "Handed over" in page
    assert "DC 2301 Joan Hall to Forensic lab" in page


def test_a_fast_clock_is_a_positive_error(desk, robbery):
    desk("desk:clock-error", robbery.phone, direction="fast", error="4:00", how="Speaking clock")

    robbery.phone.refresh_from_db()
    assert robbery.phone.clock_error_seconds == 240


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("", "Enter by how much"), ("soon", "Write the place like 2:05")],
)
def test_a_clock_error_that_is_no_time_is_refused(desk, robbery, typed, sentence):
    response = desk("desk:clock-error", robbery.phone, direction="slow", error=typed, how="Watch")

    assert response.status_code == 400
    assert sentence in response.content.decode()


def test_only_a_recording_can_be_clipped(desk, robbery):
    response = desk("desk:clip", robbery.phone, from_seconds="0:01", to_seconds="0:03",
                    reason="Shows it", description="Part", producer="me")  # fmt: skip

    assert response.status_code == 400
    assert b"Only a recording can be clipped." in response.content


def test_a_reference_is_voided_with_a_reason(desk, robbery):
    without = desk("desk:void", robbery.phone)
    desk("desk:void", robbery.phone, reason="Labelled twice")

    robbery.phone.refresh_from_db()
    assert without.status_code == 400
    assert robbery.phone.stage == "void"


def test_a_thing_has_no_picture(client, robbery):
    client.force_login(robbery.officer)

    response = client.get(reverse("desk:exhibit-picture", args=[robbery.phone.pk]))

    assert response.status_code == 404


def test_a_broken_picture_is_not_shown(client, robbery):
    client.force_login(robbery.officer)
    stored = factories.make_stored_object(
        b"\xff\xd8 no picture", case=robbery.case, force=robbery.force, media_type="image/jpeg"
    )
    exhibit = factories.make_exhibit(case=robbery.case, content=stored, kind="photo")

    response = client.get(reverse("desk:exhibit-picture", args=[exhibit.pk]))

    assert response.status_code == 404


def test_the_continuity_report_is_made_from_the_chain(client, desk, robbery):
    desk("desk:transfer", robbery.phone, to_holder="Forensic lab", place="Southmoor", reason="Test")

    page = client.get(reverse("desk:continuity", args=[robbery.phone.pk])).content.decode()

    entry = CaseEvent.objects.get(kind="exhibit.transferred")
    assert "An exhibit changed hands or place" in page
    assert "To holder: Forensic lab" in page
    assert entry.entry_hash in page


@pytest.fixture
def video(tmp_path):
    """Four seconds of a moving picture, made here."""
    path = tmp_path / "bus.mp4"
    picture = ["-f", "lavfi", "-i", "testsrc=duration=4:size=160x120:rate=5"]
    subprocess.run(["ffmpeg", "-v", "error", *picture, str(path)], check=True, timeout=60)
    return path.read_bytes()


def test_the_part_that_matters_is_cut_and_the_original_stays(desk, robbery, video):
    desk("desk:add-exhibit", robbery.case, kind="video", producer="me", description="Camera 3",
         file=SimpleUploadedFile("bus.mp4", video))  # fmt: skip
    whole = Exhibit.objects.get(kind="video")

    past_the_end = desk("desk:clip", whole, from_seconds="0:01", to_seconds="9:00", reason="Punch",
                        description="The punch", producer="me")  # fmt: skip
    desk("desk:clip", whole, from_seconds="0:01", to_seconds="0:03", reason="The punch",
         description="The punch", producer="me")  # fmt: skip

    part = whole.sub_exhibits.get()
    assert b"Choose points within the recording: it is 4 seconds long." in past_the_end.content
    assert part.reference == f"{whole.reference}/1"
    assert part.content.media_type == "video/mp4"
    assert part.parent_sha256 == whole.content.sha256 == hashlib.sha256(video).hexdigest()
