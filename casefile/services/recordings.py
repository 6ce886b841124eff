"""Records what is known of recordings and screenshots, and how long footage is kept."""

from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import models, transaction

from casefile.models import (
    BodyWornRecord,
    CctvRecord,
    Exhibit,
    ScreenshotRecord,
    UnusedMaterial,
)
from casefile.rules import london
from casefile.rules.recordings import EVIDENTIAL, SENSITIVE, disposal_due
from casefile.rules.retention import HOLDS
from casefile.services import Reason, Refused, clean, events, exhibits
from casefile.services.actors import Actor

Row = TypeVar("Row", CctvRecord, BodyWornRecord, ScreenshotRecord)
_LONGEST_DAYS = 400


@transaction.atomic
def record_cctv(*, exhibit: Exhibit, by: Actor, at: datetime, **given: Any) -> CctvRecord:
    """Record how a recording was recovered; again replaces it, and the log keeps both (EV-46).

    From the system's time and the true time follows the recorder's clock error.

    Raises:
        Refused: it is no recording, or the times or days do not fit.
    """
    _require_recording(exhibit)
    _check_cctv(given)
    row = _saved(CctvRecord, exhibit, given, by, at)
    if row.system_time and row.true_time:
        error = round((row.system_time - row.true_time).total_seconds())
        how = f"{row.true_time_from}, checked by {row.checked_by}"
        exhibits.record_clock_error(exhibit=exhibit, seconds=error, how=how, by=by, at=at)
    _note(exhibit, "exhibit.cctv_recorded", by, at, given)
    return row


def _check_cctv(given: dict[str, Any]) -> None:
    if given["period_to"] <= given["period_from"]:
        raise _refused("period_to", "The end of the period must be after its start.")
    if bool(given.get("system_time")) != bool(given.get("true_time")):
        message = "Give both times, the system’s and the true one, or neither."
        raise _refused("true_time", message)
    if given.get("system_time") and not (given.get("true_time_from") and given.get("checked_by")):
        raise _refused("checked_by", "Say which clock the true time is from, and who checked it.")
    if (given.get("keeps_days") or 0) > _LONGEST_DAYS:
        raise _refused("keeps_days", f"Enter at most {_LONGEST_DAYS} days.")


@transaction.atomic
def record_body_worn(
    *, exhibit: Exhibit, evidential: str = "", by: Actor, at: datetime, **given: Any
) -> BodyWornRecord:
    """Record what a body-worn camera says, and whether it is evidence, with who said so (EV-41).

    Raises:
        Refused: it is no recording, ends before it starts, or the flag is not one.
    """
    _require_recording(exhibit)
    if given["ended_at"] <= given["started_at"]:
        raise _refused("ended_at", "The recording must end after it starts.")
    if evidential and evidential not in EVIDENTIAL:
        raise _refused("evidential", "Choose whether it is evidence.")
    before = BodyWornRecord.objects.filter(exhibit=exhibit).first()
    if evidential != (before.evidential if before else ""):
        given |= {"evidential": evidential, "evidential_by": by.account, "evidential_at": at}
    row = _saved(BodyWornRecord, exhibit, given, by, at)
    _note(exhibit, "exhibit.body_worn_recorded", by, at, given | {"evidential": row.evidential})
    return row


def disposal(row: BodyWornRecord) -> tuple[date, list[str]] | None:
    """Return the day on which footage is due for disposal, and what stops that clock (EV-42).

    None unless somebody said that it is not evidence. Nothing is disposed of here.
    """
    if row.evidential != "non_evidential":
        return None
    return disposal_due(london.day_of(row.ended_at)), _held_by(row.exhibit)


def _held_by(exhibit: Exhibit) -> list[str]:
    """Return what links the bytes of an exhibit to a case, or holds its case (EV-76)."""
    held = _uses_of(exhibit.content_id) if exhibit.content_id else []
    return held + [f"a hold: {HOLDS[row.kind]}" for row in exhibit.case.holds.live()]


def _uses_of(content_id: UUID) -> list[str]:
    """Return where bytes are exhibits or unused material. Things without a file share none."""
    same = Exhibit.objects.filter(content_id=content_id, stage="held").select_related("case")
    found = [f"exhibit {row.reference} in {row.case}" for row in same]
    unused = UnusedMaterial.objects.filter(content_id=content_id).select_related("case")
    return found + [f"item {row.item_number} of unused material in {row.case}" for row in unused]


def _require_recording(exhibit: Exhibit) -> None:
    if exhibit.content_id is None or not exhibit.is_recording:
        raise Refused("Only of a recording that is held can this be said.", code="no_recording")


@transaction.atomic
def record_screenshot(
    *, exhibit: Exhibit, of_thing: Exhibit | None = None, by: Actor, at: datetime, **given: Any
) -> ScreenshotRecord:
    """Record whose screen a picture is of, and what was done to get the original (EV-49, EV-50).

    Raises:
        Refused: there is no file, or the device is of another case.
    """
    if exhibit.content_id is None:
        raise Refused("A screenshot is a file: add it first.", code="no_file")
    if of_thing and of_thing.case_id != exhibit.case_id:
        raise _refused("of_thing", "Choose a device of this case.")
    row = _saved(ScreenshotRecord, exhibit, {**given, "of_thing": of_thing}, by, at)
    named = given | {"of_thing": of_thing.reference if of_thing else ""}
    _note(exhibit, "exhibit.screenshot_recorded", by, at, named)
    return row


@transaction.atomic
def set_sensitivity(*, exhibit: Exhibit, codes: list[str], by: Actor, at: datetime) -> Exhibit:
    """Say what in an exhibit is not shown without being asked for; an empty list lifts it (EV-44).

    What is said is said of its clips too, and of other exhibits of the same bytes; what is lifted
    is lifted of this one alone.

    Raises:
        Refused: a code is not in the table.
    """
    if not SENSITIVE.keys() >= set(codes):
        raise _refused("codes", "Choose from the list.")
    said = set(codes) - set(exhibit.sensitive)
    _mark(exhibit, set(codes), by, at)
    for row in exhibits.of_same_recording(exhibit):
        if said - set(row.sensitive):
            _mark(row, said | set(row.sensitive), by, at)
    return exhibit


def _mark(exhibit: Exhibit, codes: set[str], by: Actor, at: datetime) -> None:
    exhibit.sensitive = sorted(codes)
    exhibit.save(update_fields=["sensitive"])
    _note(exhibit, "exhibit.sensitivity_set", by, at, {"sensitive": exhibit.sensitive})


def _saved(
    model: type[Row], exhibit: Exhibit, given: dict[str, Any], by: Actor, at: datetime
) -> Row:
    told = {"recorded_by": by.account, "recorded_at": at}
    values = clean.for_columns(model, given) | told
    return model._default_manager.update_or_create(exhibit=exhibit, defaults=values)[0]


def _note(exhibit: Exhibit, kind: str, by: Actor, at: datetime, given: dict[str, Any]) -> None:
    told = {name: value for name, value in given.items() if not isinstance(value, models.Model)}
    events.of_case(
        exhibit.case, kind, by=by, at=at, about=exhibit, reference=exhibit.reference, **told
    )


def _refused(field: str, message: str) -> Refused:
    return Refused(message, reasons=[Reason("recording", message, field=field)])
