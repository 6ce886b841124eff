import io
import struct
import zlib

import pillow_heif
import pytest
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from casefile import sandbox
from casefile.sandbox import JobFailed

EXIF, GPS = 0x8769, 0x8825


def picture(size=(60, 40), form="JPEG", exif=None, mode="RGB", colour="navy"):
    target = io.BytesIO()
    Image.new(mode, size, colour).save(target, form, **({"exif": exif} if exif else {}))
    return target.getvalue()


def with_exif(main=None, details=None, gps=None):
    exif = Image.Exif()
    exif.update(main or {})
    exif[EXIF] = details or {}
    exif[GPS] = gps or {}
    return picture(exif=exif)


def probe(data, **params):
    with sandbox.run("image", params=params, files={"image": data}) as result:
        return result.value


def thumbnail(data, side=30):
    params = {"thumbnail_px": side}
    with sandbox.run("image", params=params, files={"image": data}) as result:
        return Image.open(io.BytesIO(result.read("thumbnail")))


def degrees(*numbers):
    return tuple(IFDRational(number) for number in numbers)


def bomb(side):
    """Return a tiny PNG that says it is `side` pixels square."""

    def chunk(name, data):
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    pixels = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP"])
def test_format_and_size_are_told_by_the_content(form):
    value = probe(picture(form=form))

    assert (value["format"], value["width"], value["height"]) == (form, 60, 40)
    assert value["media_type"] == f"image/{form.lower()}"


def test_a_heic_photo_is_read():
    target = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 48), "navy")).save(target)

    value = probe(target.getvalue())

    assert (value["format"], value["width"], value["height"]) == ("HEIF", 64, 48)
    assert thumbnail(target.getvalue()).width == 30


def test_a_time_with_its_zone_keeps_it():
    data = with_exif(details={36867: "2026:10:25 01:30:00", 36881: "+01:00"})

    assert probe(data)["exif"]["taken_at"] == {
        "text": "2026:10:25 01:30:00",
        "local": "2026-10-25T01:30:00",
        "zone": "+01:00",
        "source": "DateTimeOriginal",
    }


@pytest.mark.parametrize("offset", [None, "BST", "+99:00", "", "   :  "])
def test_a_time_without_a_usable_zone_has_none(offset):
    zone = {} if offset is None else {36881: offset}
    data = with_exif(details={36867: "2026:10:25 01:30:00"} | zone)

    assert probe(data)["exif"]["taken_at"]["zone"] is None


@pytest.mark.parametrize(
    "text", ["0000:00:00 00:00:00", "    :  :     :  :  ", "2026:13:40 99:00:00"]
)
def test_a_time_that_is_none_is_not_made_up(text):
    exif = probe(with_exif(details={36867: text}))["exif"]

    assert exif["taken_at"] is None
    assert exif["raw"]["DateTimeOriginal"] == text.strip()


def test_a_position_is_given_in_degrees():
    gps = {1: "N", 2: degrees(53, 48, 0), 3: "W", 4: degrees(1, 33, 0), 31: IFDRational(4.5)}

    assert probe(with_exif(gps=gps))["exif"]["position"] == {
        "latitude": 53.8,
        "longitude": -1.55,
        "accuracy_m": 4.5,
        "source": "not said",
    }


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        (degrees(0, 0, 0), degrees(0, 0, 0)),
        ((IFDRational(0, 0),) * 3, (IFDRational(0, 0),) * 3),
        (degrees(53, 48, 0), (IFDRational(1, 0),) * 3),
        (degrees(91, 0, 0), degrees(1, 0, 0)),
        (degrees(53), degrees(1)),
    ],
)
def test_a_position_that_is_none_is_not_made_up(latitude, longitude):
    gps = {1: "N", 2: latitude, 3: "W", 4: longitude}

    assert probe(with_exif(gps=gps))["exif"]["position"] is None


def test_the_satellites_time_is_utc():
    gps = {7: degrees(12, 30, 15), 29: "2026:11:22"}

    assert probe(with_exif(gps=gps))["exif"]["gps_at"] == "2026-11-22T12:30:15+00:00"


def test_hostile_metadata_stays_short_plain_text():
    long = "<script>alert(1)</script>" * 2000
    exif = probe(with_exif(main={0x010E: long, 0x010F: "Maker\0\0", 0x0131: "half"}))["exif"]

    assert exif["raw"]["ImageDescription"] == long[:500]
    assert exif["make"] == "Maker"


def test_a_thumbnail_is_upright_and_without_metadata():
    data = with_exif(main={0x0112: 6, 0x010F: "Maker"}, gps={1: "N", 2: degrees(53, 48, 0)})

    small = thumbnail(data)

    assert (small.format, small.size) == ("JPEG", (20, 30))
    assert not small.getexif()
    assert set(small.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_what_is_clear_becomes_white_in_a_thumbnail():
    small = thumbnail(picture(form="PNG", mode="RGBA", colour=(0, 0, 0, 0)))

    assert small.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("side", [8_000, 9_000, 50_000])
def test_a_picture_past_the_pixel_limit_is_refused_before_it_is_decoded(side):
    data = bomb(side)

    with pytest.raises(JobFailed) as failed:
        probe(data, thumbnail_px=100)

    assert len(data) < 2_000
    assert failed.value.code == "too_large"


def test_a_cut_off_picture_is_described_without_a_thumbnail():
    target = io.BytesIO()
    Image.effect_noise((600, 400), 80).save(target, "JPEG")

    value = probe(target.getvalue()[:20_000], thumbnail_px=100)

    assert (value["width"], value["thumbnail"]) == (600, False)


@pytest.mark.parametrize(
    "data",
    [b"", b"words", b"%PDF-1.7\n", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\xff\xd8\xff"],
)
def test_what_is_no_picture_is_refused(data):
    with pytest.raises(JobFailed) as failed:
        probe(data)

    assert failed.value.code == "unreadable"


XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description exif:GPSLatitude="53,48.0N"
 exif:GPSLongitude="1,33.0W"><aux:SerialNumber>SN-77</aux:SerialNumber></rdf:Description></rdf:RDF>
</x:xmpmeta>"""


def with_xmp(packet, form="JPEG"):
    target = io.BytesIO()
    Image.new("RGB", (60, 40), "navy").save(target, form, xmp=packet.encode())
    return target.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "WEBP"])
def test_a_position_that_only_xmp_has_is_found(form):
    exif = probe(with_xmp(XMP, form))["exif"]

    assert (exif["position"]["latitude"], exif["position"]["longitude"]) == (53.8, -1.55)
    assert exif["serial"] == "SN-77"
    assert exif["raw"]["XMP"].startswith("<x:xmpmeta")


@pytest.mark.parametrize(
    "packet",
    [XMP.replace("53,48.0N", "0,0N").replace("1,33.0W", "0,0E"), XMP.replace("53", "99"), "<", "x"],
)
def test_a_position_in_xmp_that_is_none_is_not_made_up(packet):
    assert probe(with_xmp(packet))["exif"]["position"] is None


def test_a_thumbnail_carries_no_xmp():
    assert not thumbnail(with_xmp(XMP)).info.get("xmp")
