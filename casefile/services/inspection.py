"""What a file is, by its content: type and metadata. All parsing is in the sandbox."""

from dataclasses import dataclass, field
from typing import Any, BinaryIO

from casefile import sandbox
from casefile.sandbox import JobFailed

UNKNOWN = "application/octet-stream"
MEDIA_LIMITS = sandbox.Limits(
    memory_bytes=2 << 30, cpu_seconds=600, wall_seconds=900, file_bytes=2 << 30
)


@dataclass(frozen=True)
class Found:
    """What was found: `media_type`, and `metadata` as shown, kept beside the untouched original."""

    media_type: str
    metadata: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Made:
    """A file made from another: bytes, type, and by what it was made."""

    content: bytes
    media_type: str
    extension: str
    metadata: dict[str, Any]


def describe(content: BinaryIO, *, name: str) -> Found:
    """Return what the content is. A file that cannot be read is kept, and says so; it never fails.

    `name` is compared with the content: a mismatch is noted (F68).
    """
    media_type = _sniff(content)
    metadata: dict[str, Any] = {}
    try:
        if media_type.startswith("image/"):
            metadata = _image(content)
        elif media_type.startswith(("video/", "audio/")):
            metadata = _media(content)
    except JobFailed as failure:
        metadata = {"unreadable": failure.code}
    return Found(media_type, metadata | {"isolated": sandbox.status()["isolated"]})


def _sniff(content: BinaryIO) -> str:
    content.seek(0)
    try:
        with sandbox.run("sniff", params={}, files={"file": content}) as result:
            return str(result.value["media_type"])
    except JobFailed:
        return UNKNOWN


def _image(content: BinaryIO) -> dict[str, Any]:
    content.seek(0)
    params = {"thumbnail_px": None}
    with sandbox.run("image", params=params, files={"image": content}) as result:
        return dict(result.value)


def _media(content: BinaryIO) -> dict[str, Any]:
    content.seek(0)
    with sandbox.run(
        "media", params={"do": "probe"}, files={"media": content}, limits=MEDIA_LIMITS
    ) as result:
        probe = result.value["probe"]
    streams = probe.get("streams", [])
    return {
        "duration_seconds": float(probe.get("format", {}).get("duration") or 0),
        "has_video": any(s.get("codec_type") == "video" for s in streams),
        "has_sound": any(s.get("codec_type") == "audio" for s in streams),
        "probe": probe,
    }


def thumbnail(content: BinaryIO, *, px: int = 1200) -> bytes:
    """Return a JPEG without metadata, turned the right way up.

    Raises:
        JobFailed: it is not a picture that can be read.
    """
    content.seek(0)
    with sandbox.run("image", params={"thumbnail_px": px}, files={"image": content}) as result:
        if not result.value["thumbnail"]:
            raise JobFailed("unreadable", "the picture's data is damaged")
        return result.read("thumbnail")


def still(content: BinaryIO, *, at_seconds: float) -> bytes:
    """Return one frame of a video as PNG.

    Raises:
        JobFailed: it is not a video that can be read.
    """
    content.seek(0)
    params = {"do": "still", "at_ms": int(at_seconds * 1000)}
    with sandbox.run(
        "media", params=params, files={"media": content}, limits=MEDIA_LIMITS
    ) as result:
        return result.read("still")


def clip(content: BinaryIO, *, from_seconds: float, to_seconds: float) -> Made:
    """Cut a part of a recording, re-encoded so that any browser plays it.

    Raises:
        JobFailed: it is not a recording that can be read.
    """
    content.seek(0)
    span = {"start_ms": int(from_seconds * 1000), "end_ms": int(to_seconds * 1000)}
    with sandbox.run(
        "media", params={"do": "clip", **span}, files={"media": content}, limits=MEDIA_LIMITS
    ) as result:
        made = result.read("clip")
    metadata = {"duration_seconds": to_seconds - from_seconds, "made_by": "ffmpeg", **span}
    return Made(made, "video/mp4", "mp4", metadata)
