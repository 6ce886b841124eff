"""A picture's real format, size and EXIF, and a small copy without any metadata.

params: `thumbnail_px` (None: no thumbnail), `quality` (85). files: `image`. outputs: JPEG
`thumbnail`, turned upright. value: `format`, `media_type`, `width` and `height` as stored,
`orientation` (1 to 8), `exif` as `exif.describe` gives it, `exif_damaged`, `read_by` (tool and
version), `thumbnail` (False when the picture's data is damaged), `picture_hash` with a thumbnail.
"""

from typing import Any, BinaryIO

import PIL
import pillow_heif
from PIL import Image, ImageFile, ImageOps

from casefile.sandbox import xmp
from casefile.sandbox.exif import damaged, describe
from casefile.sandbox.job import Job, JobRefused

# Pillow's own limit lets a 17 kB file take 700 MB; this one is checked before any decoding.
_MAX_PIXELS = 60_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP", "HEIF")
_ORIENTATION = 0x0112
_EMPTY_EXIF_BYTES = 32


def warm_up() -> None:
    """Load the decoders."""
    pillow_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = None
    Image.init()


def run(job: Job) -> dict[str, Any]:
    """Describe the picture and, if asked, make it small."""
    # WeasyPrint turns this on for the whole process; half a picture must not pass for one here.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    with job.open("image") as source, _opened(source) as image:
        if image.width * image.height > _MAX_PIXELS:
            raise JobRefused("too_large", f"{image.width} x {image.height} pixels")
        orientation, about = _exif(image)
        value = {
            "format": image.format,
            "media_type": Image.MIME.get(image.format or ""),
            "width": image.width,
            "height": image.height,
            "orientation": orientation,
            "exif": xmp.described(about or damaged(), _packet(image)),
            "exif_damaged": about is None,
            "read_by": f"Pillow {PIL.__version__}",
        }
        if job.params.get("thumbnail_px"):
            small = _small(image, job.params["thumbnail_px"])
            value["thumbnail"] = small is not None
            value["picture_hash"] = "" if small is None else _hash_of(small)
            if small is not None:
                with job.output("thumbnail") as target:
                    small.save(target, "JPEG", quality=job.params.get("quality", 85))
        return value


def _exif(image: Image.Image) -> tuple[int, dict[str, Any] | None]:
    """Return the way up and what the camera wrote; None where that is past reading."""
    # Pillow raises almost anything on a damaged block, and the picture itself may be sound.
    try:
        exif = image.getexif()
        orientation, about = exif.get(_ORIENTATION, 1), describe(exif)
    except Exception:
        return 1, None
    # A block whose first pointer leads nowhere is taken for an empty one.
    if not about["raw"] and len(image.info.get("exif") or b"") > _EMPTY_EXIF_BYTES:
        return 1, None
    return orientation if isinstance(orientation, int) else 1, about


def _packet(image: Image.Image) -> bytes | str | None:
    """Return the XMP as the format at hand keeps it."""
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp")
    return packet if isinstance(packet, bytes | str) else None


def _opened(source: BinaryIO) -> Image.Image:
    try:
        return Image.open(source, formats=_FORMATS)
    except (OSError, SyntaxError, ValueError) as error:
        raise JobRefused("unreadable", "not a picture of a kind that can be read") from error


def _turned(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except Exception:
        return image


def _small(image: Image.Image, side: int) -> Image.Image | None:
    """Return the picture upright and no larger than that, or None when its data is damaged."""
    try:
        image.draft("RGB", (side, side))
        upright = _turned(image)
        upright.thumbnail((side, side))
    except (OSError, SyntaxError, ValueError, EOFError):
        return None
    small = Image.new("RGB", upright.size, "white")
    clear = upright.convert("RGBA")
    small.paste(clear, mask=clear)
    return small


def _hash_of(picture: Image.Image) -> str:
    """Return 64 bits in hex, each whether a spot is brighter than its right neighbour.

    It stays nearly the same when a picture is scaled or saved again; empty for a flat picture.
    """
    grey = picture.convert("L").resize((9, 8), Image.Resampling.LANCZOS).tobytes()
    rows = [grey[start : start + 9] for start in range(0, len(grey), 9)]
    bits = "".join("1" if row[x] > row[x + 1] else "0" for row in rows for x in range(8))
    return f"{int(bits, 2):016x}" if "1" in bits else ""
