"""What files say of themselves: kept raw and in one shape, times apart, nothing guessed."""

import pytest
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from casefile.services import derived, evidence, exhibits, file_checks, inspection, media_facts
from casefile.worker import loop
from tests import factories, media

pytestmark = pytest.mark.django_db
EXIF, GPS = 0x8769, 0x8825
PLACE = {
    1: "N", 2: tuple(map(IFDRational, (53, 48, 0))),
    3: "W", 4: tuple(map(IFDRational, (1, 33, 0))),
    27: b"ASCII\0\0\0GPS", 31: IFDRational(4.5),
}  # fmt: skip


def with_exif(main=None, details=None, gps=None):
    exif = Image.Exif()
    exif.update(main or {})
    exif[EXIF], exif[GPS] = details or {}, gps or {}
    return media.photo(exif=exif)


@pytest.fixture
def stored(case):
    return lambda content, name="file.jpg": media.receive(content, case=case, name=name)


def test_metadata_is_kept_raw_and_normalised_with_the_tool_that_read_it(stored):
    """EV-38: read once from the master, in the sandbox."""
    photo = stored(with_exif({0x010F: "Acme", 0x0110: "P1"}, {0xA431: "SN-77"}))

    assert media_facts.raw(photo)["Make"] == "Acme"
    assert media_facts.device(photo) == "Acme, P1, serial SN-77"
    assert media_facts.read_by(photo).startswith("Pillow ")


def test_a_position_has_its_accuracy_and_its_source(stored):
    """EV-37: latitude, longitude, accuracy, source."""
    photo = stored(with_exif(gps=PLACE))

    words = "53.80000, -1.55000 (within 4.5 m; source satellites)"
    assert media_facts.position(photo).words == words


def test_a_film_has_its_position_and_a_time_whose_zone_is_unknown(stored):
    """EV-36: QuickTime's time is meant to be UTC, often is not, and is never taken for it."""
    place = ("-metadata", "location=+53.8000-001.5500/")
    film = stored(media.quicktime(*place, "-metadata", "creation_time=2026-11-13T19:42:05Z"))

    taken = media_facts.media_time(film)

    assert (taken.zone, taken.local.isoformat()) == (None, "2026-11-13T19:42:05")
    assert "zone unknown" in taken.words
    assert media_facts.position(film).latitude == 53.8


@pytest.fixture
def corrected(case, by, at, stored):
    """A photograph of 19:42:05, by a clock that was four minutes fast."""
    photo = stored(with_exif(details={36867: "2026:11:13 19:42:05"}))
    exhibit = factories.make_exhibit(case=case, content=photo, kind="photo")
    return exhibits.record_clock_error(
        exhibit=exhibit, seconds=240, how="Speaking clock, DC Hall", by=by, at=at
    )


def test_four_times_are_kept_apart_and_the_corrected_one_says_from_what(client, corrected, officer):
    """EV-35, EV-09: media, device, server; the fourth stands beside the first and the offset."""
    client.force_login(officer)

    page = client.get(f"/desk/exhibits/{corrected.pk}/").content.decode()

    assert "2026:11:13 19:42:05 (DateTimeOriginal; zone unknown)" in page
    assert "By the device’s clock" in page
    assert "Received here" in page
    assert "2026-11-13 19:38:05, zone unknown: worked out from 2026:11:13 19:42:05" in page
    assert "4 minutes fast (Speaking clock, DC Hall)" in page


def test_without_a_time_in_the_file_nothing_is_corrected(case, stored):
    """EV-35: (d) only beside (a)."""
    exhibit = factories.make_exhibit(
        case=case, content=stored(media.photo()), kind="photo", clock_error_seconds=240
    )

    assert media_facts.corrected(exhibit) == ""


def test_text_from_a_file_is_escaped_where_it_is_shown(client, case, officer, stored):
    """EV-38: metadata is untrusted."""
    client.force_login(officer)
    photo = stored(with_exif({0x010E: "<script>alert(1)</script>", 0x010F: "<b>Acme"}), "<i>.jpg")
    exhibit = factories.make_exhibit(case=case, content=photo, kind="photo")

    for page in ("", "metadata/", "processing/"):
        shown = client.get(f"/desk/exhibits/{exhibit.pk}/{page}").content.decode()
        assert "<script>alert" not in shown
        assert "<b>Acme" not in shown
        assert "<i>.jpg" not in shown


@pytest.mark.parametrize(
    ("content", "tag"),
    [
        (lambda: with_exif({0x0110: "P1"}, {0xA431: "SN-77"}, PLACE), "GPSLatitude"),
        (lambda: media.quicktime("-metadata", "location=+53.8000-001.5500/"), "location"),
    ],
)
def test_a_copy_for_others_carries_neither_place_nor_serial_number(stored, by, at, content, tag):
    """EV-39: a derived object; the master keeps what it says."""
    original = stored(content())
    derived.ask_plain(stored=original, by=by, at=at)
    loop.drain()

    made = original.derivations.get(kind__startswith="plain").output

    with evidence.open(made) as copy:
        copy.read()
    with evidence.store().open(made.key) as copy:
        said = inspection.describe(copy, name="copy")
    about = said.metadata.get("exif") or said.metadata["about"]
    assert tag in media_facts.raw(original)
    assert (about["position"], about["serial"], about["make"]) == (None, None, None)
    assert tag not in about["raw"]


def test_a_file_that_discloses_a_position_is_warned_of(case, stored):
    """EV-40: perhaps the reporter's home."""
    factories.make_exhibit(case=case, content=stored(with_exif(gps=PLACE)), reference="JH/9")
    submission = factories.make_submission(case=case)

    found = file_checks.findings(submission, on=factories.AT.date())

    assert [row.level for row in found if row.code == "EX04" and row.about == "JH/9"] == ["warn"]
