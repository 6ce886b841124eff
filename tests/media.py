"""Small pictures and recordings, made here, for tests that need real ones."""

import io
import subprocess
import tempfile
from functools import cache

import pillow_heif
from PIL import Image

from casefile.models import Exhibit, StoredObject
from casefile.services import clips, evidence
from casefile.services.actors import Actor, system
from casefile.worker import loop
from tests import factories


def photo(size=(60, 40), form="JPEG", colour="navy", exif=None):
    """Return a picture of one colour."""
    target = io.BytesIO()
    Image.new("RGB", size, colour).save(target, form, **({"exif": exif} if exif else {}))
    return target.getvalue()


@cache
def heic():
    """Return a picture as phones of one maker take them."""
    target = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 48), "navy")).save(target)
    return target.getvalue()


@cache
def video(*options, seconds=1):
    """Return a moving picture with a tone; `options` go to the encoder, such as metadata."""
    picture = ["-f", "lavfi", "-i", f"testsrc=duration={seconds}:size=160x120:rate=5"]
    tone = ["-f", "lavfi", "-i", f"sine=duration={seconds}"]
    return _encoded(*picture, *tone, *options, "-f", "matroska")


@cache
def quicktime(*options):
    """Return a moving picture in QuickTime's own format, through a file as it needs to seek."""
    picture = ["-f", "lavfi", "-i", "testsrc=duration=1:size=160x120:rate=5"]
    return _encoded(*picture, *options, "-movflags", "+frag_keyframe+empty_moov", "-f", "mov")


@cache
def mp4(seconds=1):
    """Return a moving picture in the commonest format, its length in its header."""
    with tempfile.NamedTemporaryFile(suffix=".mp4") as target:
        picture = ["-f", "lavfi", "-i", f"testsrc=duration={seconds}:size=160x120:rate=5"]
        command = ["ffmpeg", "-v", "error", "-y", *picture, target.name]
        subprocess.run(command, check=True, timeout=60)
        return target.read()


@cache
def tone():
    """Return a second of sound alone."""
    return _encoded("-f", "lavfi", "-i", "sine=duration=1", "-f", "wav")


def _encoded(*words):
    command = ["ffmpeg", "-v", "error", *words, "pipe:1"]
    return subprocess.run(command, check=True, capture_output=True, timeout=60).stdout


def receive(content: bytes, *, case, by: Actor | None = None, name="file.bin") -> StoredObject:
    """Receive bytes into a case as everybody does, and have the worker do what follows."""
    stored = evidence.receive(
        stream=io.BytesIO(content), name=name, force=case.force, case=case, by=by or system(),
        at=factories.AT,
    )  # fmt: skip
    loop.drain()
    stored.refresh_from_db()
    return stored


def cut(exhibit, *, producer, by: Actor, at=factories.AT, **points) -> Exhibit | None:
    """Ask for a part of a recording, have the worker cut it, and return it if it was cut."""
    asked = {"from_seconds": 1, "to_seconds": 3, "reason": "The punch", "description": "The punch"}
    before = set(exhibit.sub_exhibits.values_list("pk", flat=True))
    clips.ask(exhibit=exhibit, producer=producer, by=by, at=at, **asked | points)
    loop.drain()
    return exhibit.sub_exhibits.exclude(pk__in=before).first()
