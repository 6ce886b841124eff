"""What the pages about exhibits show: the register, and one exhibit with its continuity."""

import json
from typing import Any

from django.urls import reverse

from casefile.desk.wording import plain, when
from casefile.models import Case, CaseEvent, ContinuityEntry, Exhibit, StoredObject
from casefile.rules.events import EVENT_KINDS

Row = dict[str, Any]
HISTORY = ["Entry", "When", "What happened", "By", "Particulars", "Hash of the entry"]
TOLD = (
    "reference",
    "sha256",
    "seal_number",
    "from_holder",
    "to_holder",
    "place",
    "reason",
    "condition",
    "seconds",
    "part",
)
CONTINUITY = ["No.", "When", "What", "Holder", "Place", "Seal", "Why and condition"]


def rows(case: Case) -> list[list[Any]]:
    """Return a table row for each exhibit, newest reference last."""
    found = case.exhibits.select_related("producer").order_by("recorded_at", "reference")
    return [
        [
            {"text": row.reference, "href": reverse("desk:exhibit", args=[row.pk])},
            row.description,
            row.kind.capitalize() if row.stage == "held" else "Void",
            row.producer.name,
            row.held_at,
        ]
        for row in found
    ]


def details(exhibit: Exhibit) -> dict[str, Any]:
    """Return what the page of one exhibit shows."""
    content = exhibit.content
    return {
        "exhibit": exhibit,
        "facts": _facts(exhibit),
        "file_rows": _file(content) if content else [],
        "has_picture": bool(content and content.media_type.startswith(("image/", "video/"))),
        "parts": [_part(row) for row in exhibit.sub_exhibits.order_by("reference")],
        "continuity_headings": CONTINUITY,
        "continuity": [_entry(row) for row in exhibit.continuity.order_by("number")],
    }


def _facts(exhibit: Exhibit) -> list[Row]:
    found = [
        {"key": "Description", "value": exhibit.description},
        {"key": "Kind", "value": exhibit.kind.capitalize()},
        {"key": "Produced by", "value": exhibit.producer.name},
        {"key": "Made or found", "value": when(exhibit.captured_at)},
        {"key": "Held at", "value": exhibit.held_at},
    ]
    if exhibit.seal_number:
        found.append({"key": "Seal", "value": exhibit.seal_number})
    if exhibit.clip_reason:
        span = f"{exhibit.clip_from_seconds:g} s to {exhibit.clip_to_seconds:g} s"
        found.append({"key": "Part", "value": f"{span}: {exhibit.clip_reason}"})
    if exhibit.clock_error_seconds is not None:
        words = f"{exhibit.clock_error_words.capitalize()}. {exhibit.clock_checked_how}"
        found.append({"key": "Recorder’s clock", "value": words})
    return found


def _file(content: StoredObject) -> list[Row]:
    return [
        {"key": "Name", "value": content.original_name},
        {"key": "Type by content", "value": content.media_type},
        {"key": "Size", "value": f"{content.size_bytes:,} bytes"},
        {"key": "SHA-256", "value": content.sha256},
        {"key": "Malware scan", "value": content.scan.capitalize()},
    ]


def _part(row: Exhibit) -> Row:
    return {
        "key": row.reference,
        "value": row.description,
        "value_href": reverse("desk:exhibit", args=[row.pk]),
    }


def _entry(row: ContinuityEntry) -> list[str]:
    moved = f"{row.from_holder} to {row.to_holder}" if row.from_holder else row.to_holder
    return [
        str(row.number),
        when(row.at),
        plain(row.verb),
        moved,
        row.place,
        row.seal_number,
        " ".join(filter(None, (row.reason, row.condition))),
    ]


def history(exhibit: Exhibit) -> list[list[Any]]:
    """Return a table row for each entry of the case's chain about an exhibit or its bytes."""
    subjects = [exhibit.pk, *filter(None, [exhibit.content_id])]
    rows = CaseEvent.objects.filter(stream=exhibit.case.stream, subject_id__in=subjects)
    return [_event(row) for row in rows.select_related("body").order_by("sequence")]


def _event(row: CaseEvent) -> list[Any]:
    actor = json.loads(bytes(row.header))["actor"]
    body = getattr(row, "body", None)
    data = json.loads(bytes(body.content)) if body else {}
    told = [f"{plain(key)}: {data[key]}" for key in TOLD if data.get(key)]
    return [
        str(row.sequence),
        when(row.at),
        EVENT_KINDS[row.kind].words,
        actor.get("name") or plain(actor["kind"]),
        {"text": "\n".join(told), "long": True},
        {"text": row.entry_hash, "long": True},
    ]
