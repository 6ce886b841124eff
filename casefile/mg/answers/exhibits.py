"""Answers about exhibits, recordings and what is still under examination."""

from typing import Any

from casefile.mg.answers import Resolver
from casefile.mg.case_file import CaseFile
from casefile.models import ActionPlanItem, Exhibit


def _described(exhibit: Exhibit) -> str:
    """Return the description, with the recorder's clock error and the part of a clip."""
    parts = [exhibit.description]
    if exhibit.clip_from_seconds is not None and exhibit.clip_to_seconds is not None:
        span = (
            f"{clock_length(exhibit.clip_from_seconds)} to {clock_length(exhibit.clip_to_seconds)}"
        )
        parts.append(f"part of {exhibit.parent or exhibit.reference.rpartition('/')[0]}, {span}")
    if exhibit.clock_error_seconds:
        parts.append(f"recorder's clock {exhibit.clock_error_words}")
    parts += [f"also produced as {row.reference} by {row.producer}" for row in exhibit.twins]
    parts += [f"formerly known as {name}" for name in exhibit.former_names]
    return "; ".join(parts)


def clock_length(seconds: float) -> str:
    """Return seconds as minutes and seconds, such as '2:05'."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def _row(exhibit: Exhibit) -> dict[str, Any]:
    return {
        "property_reference": exhibit.seal_number,
        "description": _described(exhibit),
        "reference": exhibit.reference,
        "producer": exhibit.producer.name,
        "location": " ".join(filter(None, [exhibit.held_at, exhibit.shelf])),
        "attached": exhibit.content is not None,
    }


def _recordings(file: CaseFile) -> list[Exhibit]:
    return [exhibit for exhibit in file.exhibits if exhibit.is_recording]


def _format(media_type: str) -> str:
    """Return a media type in words, such as 'MP4 video'."""
    kind, _, form = media_type.partition("/")
    return f"{form.upper()} {kind}".strip()


def _media(file: CaseFile, about: Any) -> list[dict[str, Any]] | None:
    return [
        {
            "reference": exhibit.reference,
            "description": _described(exhibit),
            "format": _format(exhibit.content.media_type) if exhibit.content else "",
            "shown": "",
        }
        for exhibit in _recordings(file)
    ] or None


def _still_open(file: CaseFile, kind: str) -> list[ActionPlanItem]:
    return [item for item in file.plan_items if item.kind == kind and item.stage == "open"]


def _to_obtain(file: CaseFile, about: Any) -> list[str] | None:
    items = _still_open(file, "footage")
    return [f"{item.text} (due {item.due_on:%-d %B %Y})" for item in items] or None


def _under_examination(file: CaseFile, about: Any) -> list[dict[str, Any]] | None:
    return [
        {"reference": "", "examination": item.text, "due_on": item.due_on}
        for item in _still_open(file, "forensic")
    ] or None


ANSWERS: dict[str, Resolver] = {
    "devices.table": lambda file, about: None,
    "exhibits.media_table": _media,
    "exhibits.outstanding_table": _under_examination,
    "exhibits.table": lambda file, about: [_row(exhibit) for exhibit in file.exhibits],
    "forensic.due_on": lambda file, about: None,
    "media.to_obtain": _to_obtain,
}
