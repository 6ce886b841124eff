"""How each kind of file is made out of a stored one: the tool, its parameters, its bounds."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO

from casefile import sandbox
from casefile.models import StoredObject
from casefile.sandbox import JobFailed

# An hour of 720p takes about a quarter of it on two cores; what is longer is cut short and says so.
PROXY_SECONDS = 1800
_LONG = sandbox.Limits(
    memory_bytes=2 << 30, cpu_seconds=3000, wall_seconds=1700, file_bytes=2 << 30
)
_POSTER_AT_SECONDS = 1.0
_PROXY = {"do": "proxy", "max_height": 720, "max_seconds": PROXY_SECONDS, "crf": 26}


@dataclass(frozen=True)
class Recipe:
    """One kind of derived file. `sandbox_kind` does it and leaves it in its output `output`."""

    kind: str
    words: str
    takes: tuple[str, ...]
    sandbox_kind: str
    file: str
    output: str
    tool: str
    media_type: str
    extension: str
    parameters: Callable[[StoredObject], dict[str, Any]]
    limits: sandbox.Limits = sandbox.DEFAULT
    is_deterministic: bool = True
    # What its content credentials say was done, in the words of C2PA; without them it has none.
    actions: tuple[str, ...] = ()

    def name_of(self, stored: StoredObject) -> str:
        """Return how what is made of a file is called."""
        return f"{self.kind}-of-{stored.sha256[:12]}.{self.extension}"

    def fits(self, stored: StoredObject) -> bool:
        """Return whether it can be made out of a file of this type."""
        if self.kind == "poster" and stored.metadata.get("has_video") is False:
            return False
        return stored.media_type.startswith(self.takes)


@dataclass(frozen=True)
class Output:
    """What a run gave: a nameless file standing at its start, the tool's version, what was seen."""

    content: BinaryIO
    version: str
    seconds: float | None = None
    picture_hash: str = ""


def _poster(stored: StoredObject) -> dict[str, Any]:
    seconds = min(_POSTER_AT_SECONDS, float(stored.metadata.get("duration_seconds") or 0) / 2)
    return {"do": "poster", "at_ms": int(max(seconds, 0) * 1000), "max_height": 720}


RECIPES = {
    row.kind: row
    for row in (
        Recipe(
            "thumbnail", "Smaller copy", ("image/",), "image", "image", "thumbnail", "Pillow",
            "image/jpeg", "jpg", lambda _: {"thumbnail_px": 1200},
        ),
        Recipe(
            "poster", "Still", ("video/",), "media", "media", "poster", "ffmpeg",
            "image/jpeg", "jpg", _poster, _LONG, actions=("converted",),
        ),
        Recipe(
            "proxy", "Copy that plays here", ("video/",), "media", "media", "proxy", "ffmpeg",
            "video/mp4", "mp4", lambda _: _PROXY, _LONG,
        ),
        Recipe(
            "sound", "Copy that plays here", ("audio/",), "media", "media", "proxy", "ffmpeg",
            "audio/mp4", "m4a", lambda _: _PROXY, _LONG,
        ),
        Recipe(
            "clip", "Clip", ("video/", "audio/"), "media", "media", "clip", "ffmpeg",
            "video/mp4", "mp4", lambda _: {}, _LONG, actions=("edited", "transcoded"),
        ),
        # For whoever is not the prosecutor: no position, no serial number (EV-39).
        Recipe(
            "plain_picture", "Copy without metadata", ("image/",), "image", "image", "thumbnail",
            "Pillow", "image/jpeg", "jpg", lambda _: {"thumbnail_px": 10_000, "quality": 95},
            actions=("converted",),
        ),
        Recipe(
            "plain_recording", "Copy without metadata", ("video/", "audio/"), "media", "media",
            "plain", "ffmpeg", "video/x-matroska", "mkv", lambda _: {"do": "plain"}, _LONG,
            actions=("repackaged",),
        ),
    )
}  # fmt: skip
PLAIN = ("plain_picture", "plain_recording")
PICTURES = ("thumbnail", "poster")
PLAYED = ("proxy", "sound")


def for_file(stored: StoredObject) -> list[Recipe]:
    """Return the recipes that make something of a file to look at or listen to."""
    return [RECIPES[kind] for kind in (*PICTURES, *PLAYED) if RECIPES[kind].fits(stored)]


def run(recipe: Recipe, source: BinaryIO, parameters: dict[str, Any]) -> Output:
    """Do it in the sandbox. The caller closes the output.

    Raises:
        JobFailed: nothing could be made of these bytes.
    """
    result = sandbox.run(
        recipe.sandbox_kind, params=parameters, files={recipe.file: source}, limits=recipe.limits
    )
    if recipe.output not in result.outputs:
        result.close()
        raise JobFailed("unreadable", "nothing could be made of the file")
    value = result.value
    version = str(value.get("made_by") or value.get("read_by", "")).removeprefix(recipe.tool)
    return Output(
        result.outputs[recipe.output],
        version.strip(),
        value.get("made_seconds"),
        str(value.get("picture_hash", "")),
    )
