"""A picture's real format, size and EXIF, and a small copy without any metadata.

params: `thumbnail_px` (None: no thumbnail). files: `image`. outputs: JPEG `thumbnail`, turned
upright. value: `format`, `media_type`, `width` and `height` as stored, `orientation` (1 to 8),
`exif` as `exif.describe` gives it, `read_by` (tool and version), `thumbnail` (False when the
picture's data is damaged).
"""

from typing import Any, BinaryIO

import PIL
import pillow_heif
from PIL import Image, ImageFile, ImageOps

from casefile.sandbox.exif import describe
from casefile.sandbox.job import Job, JobRefused

# Pillow's own limit lets a 17 kB file take 700 MB; this one is checked before any decoding.
_MAX_PIXELS = 60_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP", "HEIF")
_ORIENTATION = 0x0112


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
        exif = image.getexif()
        value = {
            "format": image.format,
            "media_type": Image.MIME.get(image.format or ""),
            "width": image.width,
            "height": image.height,
            "orientation": exif.get(_ORIENTATION, 1),
            "exif": describe(exif),
            "read_by": f"Pillow {PIL.__version__}",
        }
        if job.params.get("thumbnail_px"):
            value["thumbnail"] = _write_thumbnail(job, image, job.params["thumbnail_px"])
        return value


def _opened(source: BinaryIO) -> Image.Image:
    try:
        return Image.open(source, formats=_FORMATS)
    except (OSError, SyntaxError, ValueError) as error:
        raise JobRefused("unreadable", "not a picture of a kind that can be read") from error


def _write_thumbnail(job: Job, image: Image.Image, side: int) -> bool:
    try:
        image.draft("RGB", (side, side))
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((side, side))
    except (OSError, SyntaxError, ValueError, EOFError):
        return False
    small = Image.new("RGB", upright.size, "white")
    clear = upright.convert("RGBA")
    small.paste(clear, mask=clear)
    with job.output("thumbnail") as target:
        small.save(target, "JPEG", quality=85)
    return True
