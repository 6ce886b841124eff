import hashlib
import io
import re
import subprocess

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from casefile.desk import exhibit_page
from casefile.models import Exhibit
from casefile.services import exhibit_numbers
from casefile.worker import loop
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

    loop.drain()
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


@pytest.fixture
def video(tmp_path):
    """Four seconds of a moving picture, made here."""
    path = tmp_path / "bus.mp4"
    picture = ["-f", "lavfi", "-i", "testsrc=duration=4:size=160x120:rate=5"]
    subprocess.run(["ffmpeg", "-v", "error", *picture, str(path)], check=True, timeout=60)
    return path.read_bytes()


def test_the_part_that_matters_is_cut_and_the_original_stays(client, desk, robbery, video):
    desk("desk:add-exhibit", robbery.case, kind="video", producer="me", description="Camera 3",
         file=SimpleUploadedFile("bus.mp4", video))  # fmt: skip
    whole = Exhibit.objects.get(kind="video")

    past_the_end = desk("desk:clip", whole, from_seconds="0:01", to_seconds="9:00", reason="Punch",
                        description="The punch", producer="me")  # fmt: skip
    desk("desk:clip", whole, from_seconds="0:01", to_seconds="0:03", reason="The punch",
         description="The punch", producer="me")  # fmt: skip
    page = client.get(reverse("desk:exhibit", args=[whole.pk])).content.decode()
    loop.drain()

    part = whole.sub_exhibits.get()
    assert b"Choose points within the recording: it is 4 seconds long." in past_the_end.content
    assert part.reference == f"{whole.reference}/1"
    assert part.content.media_type == "video/mp4"
    assert "Being cut. Load this page again in a moment." in page
    assert part.parent_sha256 == whole.content.sha256 == hashlib.sha256(video).hexdigest()


def test_a_clip_is_a_recorded_step_that_can_be_run_again(client, desk, robbery, video):
    """EV-02, EV-03, EV-04, EV-43: derived with its in and out times; the whole stays the master."""
    desk("desk:add-exhibit", robbery.case, kind="video", producer="me", description="Camera 3",
         file=SimpleUploadedFile("bus.mp4", video))  # fmt: skip
    whole = Exhibit.objects.get(kind="video")
    desk("desk:clip", whole, from_seconds="0:01", to_seconds="0:03", reason="The punch",
         description="The punch", producer="me")  # fmt: skip
    loop.drain()
    step = whole.content.derivations.get(kind="clip")

    desk("desk:repeat-step", step)
    loop.drain()

    part = whole.sub_exhibits.get()
    assert (step.output, part.content.origin) == (part.content, "derived")
    assert step.parameters == {"do": "clip", "start_ms": 1000, "end_ms": 3000}
    assert step.repeats_of_it.get().made_sha256 == step.made_sha256
    page = client.get(reverse("desk:exhibit", args=[part.pk])).content.decode()
    assert "<video" in page


def test_a_corrected_reference_is_found_by_both_and_says_why(client, desk, robbery):
    """EV-15: old and new lead to the same exhibit."""
    old, tom = robbery.phone.reference, str(robbery.witness.pk)

    desk("desk:correct-reference", robbery.phone, producer=tom, reason="Tom Reed took it")

    where = reverse("desk:exhibits", args=[robbery.case.pk])
    found = [client.get(where, {"q": q}).content.decode() for q in (old.lower(), "TR/1", "ZZ/9")]
    page = client.get(reverse("desk:exhibit", args=[robbery.phone.pk])).content.decode()
    assert [f"(formerly known as {old})" in text for text in found] == [True, True, False]
    assert "Tom Reed took it" in page


def test_numbers_that_a_tablet_gave_back_are_explained_on_the_list(client, robbery, at):
    """EV-16."""
    by, case = robbery.by, robbery.case
    _, block = exhibit_numbers.lease(
        case=case, producer=robbery.constable, holder="tablet 7", size=2, by=by, at=at
    )
    exhibit_numbers.give_back(
        case=case, block=block, holder="tablet 7", reason="End of shift", by=by, at=at
    )
    client.force_login(robbery.officer)

    page = client.get(reverse("desk:exhibits", args=[case.pk])).content.decode()

    assert f"{robbery.constable.initials}/2 to {robbery.constable.initials}/3" in page
    assert "End of shift" in page


def test_another_person_produces_the_same_file(client, desk, robbery):
    """EV-18: each exhibit names the other."""
    first = factories.make_photo(case=robbery.case)

    desk("desk:re-exhibit", first, producer=str(robbery.witness.pk))

    page = client.get(reverse("desk:exhibit", args=[first.pk])).content.decode()
    assert "TR/1 by Tom Reed" in page


def test_an_exhibit_is_marked_as_not_used_and_taken_into_use_again(client, desk, robbery):
    """EV-24."""
    desk("desk:exhibit-use", robbery.phone, reason="The wrong phone")
    page = client.get(reverse("desk:exhibit", args=[robbery.phone.pk])).content.decode()
    desk("desk:exhibit-use", robbery.phone, reason="The right one after all")

    robbery.phone.refresh_from_db()
    assert "This is marked as not used, and kept." in page
    assert robbery.phone.stage == "held"


def test_a_long_list_goes_on_from_the_last_exhibit_shown(client, robbery, monkeypatch):
    monkeypatch.setattr(exhibit_page, "PAGE_SIZE", 1)
    client.force_login(robbery.officer)
    path = reverse("desk:exhibits", args=[robbery.case.pk])
    for number in (1, 2):
        factories.make_exhibit(
            case=robbery.case, reference=f"ZZ/{number}", description=f"Z{number}"
        )
    seen, page = [], client.get(path).content.decode()

    while onward := re.search(r"after=([0-9a-f-]{36})", page):
        seen += re.findall(r">([A-Z]{2,5}/[0-9]+)</a>", page)
        page = client.get(f"{path}?after={onward.group(1)}").content.decode()
    seen += re.findall(r">([A-Z]{2,5}/[0-9]+)</a>", page)

    wanted = robbery.case.exhibits.values_list("reference", flat=True)
    assert sorted(seen) == sorted(wanted)
    assert len(seen) == len(set(seen)) > 2
    assert client.get(f"{path}?after=nonsense").status_code == 200
