"""What the page of one entry shows: the four times apart, the answers, the flags, both values."""

from typing import Any

from django.urls import reverse

from casefile.capture import manifests
from casefile.capture.models import Entry, FieldConflict, SetAside
from casefile.capture.pages.words import when
from casefile.capture.services.settling import FOUND, WANTED
from casefile.rules.capture import FLAGS
from casefile.rules.capture_forms import BY_KIND

APART = {
    SetAside.BAD_SIGNATURE: "An entry that its device did not sign",
    SetAside.BAD_MANIFEST: "Something that is no entry of its device",
    SetAside.OTHER_ENTRY: "A second text under the id of an entry",
    SetAside.OTHER_BYTES: "Other bytes than were sealed",
}
_SAID_ELSEWHERE = {"no_position"}
_LABELS = {"entry": "Which entry", "task": "Which task", "visit": "Which visit",
           "reason": "Reason", "result": "Result", "subject": "Of what"}  # fmt: skip
# Strokes are never disclosed (EV-57), and the pages say what is signed.
_NOT_SHOWN = {"fields", "subject_id", "strokes", "image", "attending", "canonical_text", "breaks"}
_KINDS = {
    "statement_correction": "Correction of a statement",
    "statement_signature": "Signature on a statement",
    "change": "Change",
    "task_done": "Task done",
    "visit_done": "Visit made",
    "not_used": "Marked not used",
    "viewed": "Read on the tablet",
    "erased": "Erased on the tablet",
}


def kind_words(entry: Entry) -> str:
    """Return what kind of thing an entry is, in words."""
    form = BY_KIND.get(entry.kind)
    return form.title if form else _KINDS.get(entry.kind, "Unknown kind")


def choices(conflict: FieldConflict) -> list[tuple[str, str]]:
    """Return both values to choose from, each with who wrote it and when."""
    entry = conflict.entry
    who = entry.officer.name if entry.officer else "the tablet"
    by = conflict.found_by or "somebody"
    at = f", {when(conflict.found_at)}" if conflict.found_at else ""
    return [
        (WANTED, f"“{conflict.wanted}”: {who}, device says {_said(entry)}"),
        (FOUND, f"“{conflict.found}”: {by}{at}"),
    ]


def _said(entry: Entry) -> str:
    return when(entry.device_time) if entry.device_time else entry.device_time_text or "no time"


def details(entry: Entry) -> dict[str, Any]:
    """Return what the page shows of an entry."""
    manifest = manifests.read(entry.manifest)
    return {
        "entry": entry,
        "title": kind_words(entry),
        "facts": _facts(entry, manifest),
        "answers": _answers(entry, manifest),
        "flags": [FLAGS.get(flag, flag) for flag in entry.flags if flag not in _SAID_ELSEWHERE],
        "set_aside": entry.set_aside.order_by("received_at"),
        "chosen": entry.conflicts.exclude(chosen="").select_related("chosen_by"),
        "can_retry": entry.outcome == Entry.KEPT and entry.case is not None and not entry.closed_at,
        "case_href": reverse("desk:case", args=[entry.case_id]) if entry.case else "",
    }


def _facts(entry: Entry, manifest: manifests.Manifest) -> list[dict[str, Any]]:
    estimate = when(entry.estimated_at) if entry.estimated_at else "Not known"
    rows = [
        ("Why it waits", entry.message),
        ("Officer", entry.officer.signature_name if entry.officer else "Not known"),
        ("Device", f"{entry.device}, entry {entry.counter}"),
        ("Device said", _said(entry)),
        ("Estimated by the server", estimate),
        ("Came to the server", when(entry.received_at)),
        ("Position", _position(manifest)),
        ("Reference on the tablet", entry.reference),
        ("File sealed as", f"sha256:{entry.file_sha256}" if entry.file_sha256 else ""),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


def _position(manifest: manifests.Manifest) -> str:
    found = manifest.position
    if not found:
        return "None"
    parts = [str(found.get(name, "")) for name in ("latitude", "longitude")]
    accuracy, source = found.get("accuracy_m"), found.get("source")
    return f"{', '.join(parts)}, within {accuracy} m by {source}"[:200]


def _answers(entry: Entry, manifest: manifests.Manifest) -> list[dict[str, Any]]:
    form = BY_KIND.get(entry.kind)
    labels = {row.name: row.label for row in form.questions} if form else _LABELS
    people = {row.name for row in form.questions if row.type == "person"} if form else set()
    shown = [
        {
            "key": labels.get(name, str(name)[:80].replace("_", " ").capitalize()),
            "value": _name(entry, value) if name in people else _in_words(value),
        }
        for name, value in manifest.body.items()
        if name not in _NOT_SHOWN
    ]
    return [*shown, *_changes(manifest)]


def _name(entry: Entry, value: Any) -> str:
    """Return the name of a person that an answer picks, as far as the case knows them."""
    people = entry.case.people.all() if entry.case else ()
    return next((row.name for row in people if str(row.pk) == value), _in_words(value))


def _changes(manifest: manifests.Manifest) -> list[dict[str, Any]]:
    fields = manifest.body.get("fields")
    pairs = fields.items() if isinstance(fields, dict) else ()
    return [
        {
            "key": str(name)[:80].replace("_", " ").capitalize(),
            "value": f"from “{row.get('from')}” to “{row.get('to')}”",
        }
        for name, row in pairs
        if isinstance(row, dict)
    ]


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return "\n".join(str(one) for one in value)
    if isinstance(value, dict):
        return "\n".join(f"{name}: {inner}" for name, inner in value.items())
    return str(value)
