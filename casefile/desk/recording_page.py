"""What the page of an exhibit shows of a camera system, a body-worn camera, a screenshot."""

from typing import Any

from casefile.models import BodyWornRecord, CctvRecord, Exhibit, ScreenshotRecord
from casefile.rules.recordings import CATEGORIES, EVIDENTIAL, NOT_EVIDENCE, SENSITIVE
from casefile.services import adoption, recordings
from casefile.wording import day, to_the_second, when

Rows = list[tuple[str, Any]]
SAID = {
    "relation": "How they got it",
    "device": "What made it",
    "edited": "Cut or changed since",
    "contact": "May be asked about it",
}


def of_exhibit(exhibit: Exhibit) -> dict[str, Any]:
    """Return the tables of what was recorded, by title, and what is sensitive."""
    found: list[tuple[str, Rows]] = []
    if row := getattr(exhibit, "cctv", None):
        found.append(("Camera system", _cctv(row)))
    if row := getattr(exhibit, "body_worn", None):
        found.append(("Body-worn camera", _body_worn(row)))
    if row := getattr(exhibit, "screenshot", None):
        found.append(("Screenshot: a weak copy", _screenshot(row)))
    if exhibit.content and (said := adoption.said_of(exhibit.content)):
        found.append(("What the sender said", [(SAID[name], said[name]) for name in said]))
    tables = [
        (title, [{"key": key, "value": value} for key, value in rows]) for title, rows in found
    ]
    words = ", ".join(SENSITIVE[code].lower() for code in exhibit.sensitive)
    return {"recording_tables": tables, "sensitive_words": words}


def _yes(value: bool) -> str:
    return "Yes" if value else "No"


def _cctv(row: CctvRecord) -> Rows:
    clock = "Not checked"
    if row.system_time and row.true_time:
        clock = (
            f"It showed {to_the_second(row.system_time)} at {to_the_second(row.true_time)} "
            f"({row.true_time_from}); checked by {row.checked_by}"
        )
    gone = f"From {day(row.overwritten_on)}" if row.overwritten_on else "Not known"
    return [
        ("Premises", row.premises),
        ("Make and model", row.make_model),
        ("Cameras", row.cameras),
        ("Clock", clock),
        ("Period exported", f"{when(row.period_from)} to {when(row.period_to)}, by its own clock"),
        ("System’s own format", _yes(row.is_native)),
        ("All exported that is wanted", _yes(row.is_complete)),
        ("Player supplied", row.player),
        ("Exported by", row.exported_by),
        ("May be overwritten", gone),
    ]


def _body_worn(row: BodyWornRecord) -> Rows:
    said = EVIDENTIAL.get(row.evidential, "Nobody has said")
    if row.evidential_by and row.evidential_at:
        said = f"{said}: {row.evidential_by.signature_name}, {when(row.evidential_at)}"
    return [
        ("Camera", row.camera_serial),
        ("Worn by", row.wearer),
        ("Recording", f"{row.recording_id}, segment {row.segment}"),
        ("From and to", f"{when(row.started_at)} to {when(row.ended_at)}"),
        ("Before the button", f"{row.pre_record_seconds} seconds"),
        ("Sound off for a part", _yes(row.is_muted)),
        ("Category", CATEGORIES.get(row.category, "")),
        ("Evidence", said),
        ("Disposal", _disposal(row)),
    ]


def _disposal(row: BodyWornRecord) -> str:
    clock = recordings.disposal(row)
    if clock is None:
        return "No clock runs"
    due, held_by = clock
    mark = f"{NOT_EVIDENCE.words} {NOT_EVIDENCE.source}, {NOT_EVIDENCE.source.checked}."
    if held_by:
        return f"Stopped by {'; '.join(held_by)}. Else due on {day(due)}. {mark}"
    return f"Due on {day(due)}. {mark}"


def _screenshot(row: ScreenshotRecord) -> Rows:
    return [
        ("Original", "Held" if row.is_original_held else "Original not held"),
        ("Taken by", row.taken_by),
        ("Taken at", when(row.taken_at) if row.taken_at else ""),
        ("On", row.device),
        ("Of", row.account),
        ("Live source seen by an officer", _yes(row.was_source_seen)),
        ("Export asked for", day(row.export_asked_on) if row.export_asked_on else "No"),
        (
            "Provider asked to keep it",
            day(row.preservation_asked_on) if row.preservation_asked_on else "No",
        ),
        ("Seized device", str(row.of_thing) if row.of_thing else "None"),
    ]
