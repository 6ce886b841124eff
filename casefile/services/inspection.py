"""What a file is, by its content: type and metadata. All parsing is in the sandbox."""

import mimetypes
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from casefile import sandbox
from casefile.sandbox import JobFailed
from casefile.services import authority

UNKNOWN = "application/octet-stream"
PDF = "application/pdf"
# One container for sound and moving pictures: its name says which, its first bytes do not.
_ALIKE = (
    {"audio/webm", "video/webm"},
    {"audio/mp4", "video/mp4", "audio/x-m4a", "video/quicktime", "video/3gpp", "audio/3gpp"},
    {"audio/ogg", "video/ogg", "application/ogg"},
    {"image/heic", "image/heif", "image/heic-sequence"},
    {"image/bmp", "image/x-ms-bmp"},
)
_TOLD_APART = ("image/", "video/", "audio/", "text/", "application/pdf")
# Many names for one thing: only the kind can be compared.
_BY_KIND = ("video/", "audio/", "text/")
_NAMES = mimetypes.MimeTypes()
_NAMES.add_type("video/mp2t", ".ts")
MEDIA_LIMITS = sandbox.Limits(
    memory_bytes=2 << 30, cpu_seconds=600, wall_seconds=900, file_bytes=2 << 30
)


@dataclass(frozen=True)
class Found:
    """What was found: `media_type`, and `metadata` as shown, kept beside the untouched original."""

    media_type: str
    metadata: dict[str, Any] = field(default_factory=dict)


def describe(content: BinaryIO, *, name: str) -> Found:
    """Return what the content is. A file that cannot be read is kept, and says so; it never fails.

    `name` is compared with the content: a mismatch is noted (F68).
    """
    media_type, also = _sniffed(content)
    metadata: dict[str, Any] = {"also": also} if also else {}
    if says := _said_by_name(name, media_type):
        metadata["name_says"] = says
    try:
        if media_type.startswith("image/"):
            metadata |= _image(content)
        elif media_type.startswith(("video/", "audio/")):
            metadata |= _media(content)
    except JobFailed as failure:
        metadata |= {"unreadable": failure.code, "unreadable_why": _shown(failure.reason)}
    metadata |= provenance(content, media_type) | _signatures(content, media_type)
    return Found(media_type, metadata | {"isolated": sandbox.status()["isolated"]})


def _shown(reason: str) -> str:
    """Return a reason, which may quote the file, as text that a database can hold."""
    return "".join(sign if sign.isprintable() else " " for sign in reason)[:200]


def media_type_of(content: BinaryIO) -> str:
    """Return the type of content by its first bytes, whatever anybody says it is."""
    return _sniffed(content)[0]


def _sniffed(content: BinaryIO) -> tuple[str, list[str]]:
    """Return the type, and what else the bytes could be read as."""
    content.seek(0)
    try:
        with sandbox.run("sniff", params={}, files={"file": content}) as result:
            return str(result.value["media_type"]), [str(word) for word in result.value["also"]]
    except JobFailed:
        return UNKNOWN, []


def _said_by_name(name: str, media_type: str) -> str:
    """Return the type that a name promises where the content is of another, or nothing."""
    promised = _NAMES.guess_type(name)[0] or ""
    if not promised.startswith(_TOLD_APART) or media_type == promised:
        return ""
    alike = any({promised, media_type} <= group for group in _ALIKE)
    loose = promised.startswith(_BY_KIND) and media_type.startswith(promised.partition("/")[0])
    return "" if alike or loose else promised


def provenance(
    content: BinaryIO, media_type: str, limits: sandbox.Limits = MEDIA_LIMITS
) -> dict[str, Any]:
    """Return what content credentials the file carries, if any, or that nothing came of looking."""
    if not media_type.startswith(("image/", "video/", "audio/")):
        return {}
    content.seek(0)
    ours = authority.ours().certificate_pem.decode()
    params = {"media_type": media_type, "ours_pem": ours}
    try:
        with sandbox.run(
            "provenance", params=params, files={"media": content}, limits=limits
        ) as result:
            return {"provenance": result.value} if result.value else {}
    except JobFailed as failure:
        return {"provenance": {"state": "Unread", "problems": [failure.code]}}


def _signatures(content: BinaryIO, media_type: str) -> dict[str, Any]:
    """Return what digital signatures a PDF carries, if any, or that nobody could look (F69)."""
    if media_type != PDF:
        return {}
    content.seek(0)
    try:
        with sandbox.run("signatures", params={}, files={"pdf": content}) as result:
            return {"signatures": result.value} if result.value else {}
    except JobFailed as failure:
        return {"signatures": {"state": "Unread", "problems": [failure.code]}}


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
        probe, about = result.value["probe"], result.value["about"]
        read_by = f"ffprobe {result.value['made_by']}"
    streams = probe.get("streams", [])
    return {
        "duration_seconds": float(probe.get("format", {}).get("duration") or 0),
        "has_video": any(s.get("codec_type") == "video" for s in streams),
        "has_sound": any(s.get("codec_type") == "audio" for s in streams),
        "probe": probe,
        "about": about,
        "read_by": read_by,
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
