"""What the pages about exhibits show: the register, and one exhibit with its continuity."""

import contextlib
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from casefile.desk import media_page, recording_page
from casefile.models import Case, ContinuityEntry, Exhibit, StoredObject
from casefile.rules import exhibit_references
from casefile.rules.continuity import verb_words
from casefile.services import clips, evidence, exhibit_numbers, scanning, statement_checks
from casefile.wording import plain, when

Row = dict[str, Any]
HEADINGS = ["Reference", "Description", "Kind", "Produced by", "Held at"]
GAPS = ["Numbers", "Why they name no exhibit"]
PAGE_SIZE = 100
NOT_CUT = "Nothing could be cut out here. The recording is safe: mark the part again, or another."
CONTINUITY = ["No.", "When", "What", "By", "Holder", "Place", "Seal", "Why and condition"]


def register(case: Case, wanted: str = "", after: str = "") -> dict[str, Any]:
    """Return a page of the list of exhibits, newest reference last, and the numbers that name none.

    `wanted` finds by reference, also a former one, by seal or by words of the description. `after`
    is the key of the last exhibit of the page before; the numbers stand on the first page.
    """
    found = case.exhibits.select_related("producer").prefetch_related("former_references")
    rows = found.order_by("recorded_at", "reference")
    if wanted:
        rows = rows.filter(_matches(wanted)).distinct()
    last = _last_shown(case, after)
    if last:
        same_moment = Q(recorded_at=last.recorded_at, reference__gt=last.reference)
        rows = rows.filter(Q(recorded_at__gt=last.recorded_at) | same_moment)
    shown = list(rows[: PAGE_SIZE + 1])
    has_more = len(shown) > PAGE_SIZE
    return {
        "headings": HEADINGS,
        "rows": [_listed(row) for row in shown[:PAGE_SIZE]],
        "newer_href": _onward(wanted, shown[PAGE_SIZE - 1]) if has_more else "",
        "older_href": f"?{urlencode({'q': wanted})}" if last else "",
        "gap_headings": GAPS,
        "gaps": [] if last else [_gap(row) for row in exhibit_numbers.gaps(case)],
    }


def _onward(wanted: str, last: Exhibit) -> str:
    return f"?{urlencode({'q': wanted, 'after': last.pk})}"


def _last_shown(case: Case, key: str) -> Exhibit | None:
    with contextlib.suppress(ValueError):
        return case.exhibits.filter(pk=UUID(key)).first()
    return None


def _matches(wanted: str) -> Q:
    with contextlib.suppress(ValueError):
        wanted = exhibit_references.normalise_exhibit_reference(wanted)
    names = Q(reference__istartswith=wanted) | Q(former_references__reference__istartswith=wanted)
    return names | Q(seal_number__iexact=wanted) | Q(description__icontains=wanted)


def _listed(row: Exhibit) -> list[Any]:
    return [
        {"text": row.reference, "href": reverse("desk:exhibit", args=[row.pk])},
        row.description + _formerly(row),
        row.kind.capitalize() if row.stage == "held" else plain(row.stage),
        row.producer.name,
        " ".join(filter(None, [row.held_at, row.shelf])),
    ]


def _formerly(row: Exhibit) -> str:
    names = row.former_names
    return f" (formerly known as {', '.join(names)})" if names else ""


def _gap(gap: exhibit_numbers.Gap) -> list[Any]:
    numbers = gap.first if gap.first == gap.last else f"{gap.first} to {gap.last}"
    unknown = {"text": "Nobody has said why", "colour": "red"}
    return [numbers, gap.explanation or unknown]


def details(exhibit: Exhibit) -> dict[str, Any]:
    """Return what the page of one exhibit shows."""
    content = exhibit.content
    return {
        "exhibit": exhibit,
        "facts": _facts(exhibit),
        "file_rows": _file(content) if content else [],
        **media_page.of_exhibit(exhibit),
        **recording_page.of_exhibit(exhibit),
        "times": media_page.times(exhibit),
        "says": media_page.says(exhibit),
        "odd": media_page.odd(exhibit),
        "claims": media_page.claims(exhibit),
        "signatures": media_page.signatures(exhibit),
        "parts": [
            *(_part(row) for row in exhibit.sub_exhibits.order_by("reference")),
            *(_asked(row) for row in clips.asked_for(exhibit)),
        ],
        "continuity_headings": CONTINUITY,
        "continuity": [_entry(row) for row in exhibit.continuity.order_by("number")],
    }


def _facts(exhibit: Exhibit) -> list[Row]:
    found = [
        {"key": "Description", "value": exhibit.description},
        {"key": "Kind", "value": exhibit.kind.capitalize()},
        {"key": "Produced by", "value": exhibit.producer.name},
        {"key": "Produced in", "value": _produced_in(exhibit)},
        {"key": "Made or found", "value": when(exhibit.captured_at)},
        {"key": "Held by", "value": exhibit.holder or "Not recorded"},
        {"key": "Held at", "value": " ".join(filter(None, [exhibit.held_at, exhibit.shelf]))},
    ]
    for row in exhibit.former_references.order_by("corrected_at"):
        why = f"{row.reference}: {row.reason} {row.corrected_by}, {when(row.corrected_at)}"
        found.append({"key": "Formerly known as", "value": why})
    if twins := [f"{row.reference} by {row.producer}" for row in exhibit.twins]:
        found.append({"key": "Same file produced as", "value": ", ".join(twins)})
    if exhibit.seal_number:
        found.append({"key": "Seal", "value": exhibit.seal_number})
    if exhibit.clip_reason:
        span = f"{exhibit.clip_from_seconds:g} s to {exhibit.clip_to_seconds:g} s"
        found.append({"key": "Part", "value": f"{span}: {exhibit.clip_reason}"})
    if exhibit.clock_error_seconds is not None:
        words = f"{exhibit.clock_error_words.capitalize()}. {exhibit.clock_checked_how}"
        found.append({"key": "Recorder’s clock", "value": words})
    return found


def _produced_in(exhibit: Exhibit) -> str:
    """Say in which statement, and where in it, the exhibit is produced (EV-19)."""
    found = [
        f"Statement {version.statement.number} of {version.statement.witness}, paragraph {number}"
        for version, number in statement_checks.produced_in(exhibit)
    ]
    return "; ".join(found) if found else "No signed statement produces it yet"


def _file(content: StoredObject) -> list[Row]:
    return [
        {"key": "Name", "value": content.original_name},
        {"key": "Type by content", "value": content.media_type},
        {"key": "Size", "value": f"{content.size_bytes:,} bytes"},
        {"key": "SHA-256", "value": content.sha256},
        {"key": "Origin", "value": evidence.ORIGINS[content.origin]},
        {"key": "Malware scan", "value": scanning.in_words(content)},
    ]


def _part(row: Exhibit) -> Row:
    return {
        "key": row.reference,
        "value": row.description,
        "value_href": reverse("desk:exhibit", args=[row.pk]),
    }


def _asked(part: clips.Asked) -> Row:
    words = "Being cut. Load this page again in a moment." if part.is_waiting else NOT_CUT
    return {"key": f"{part.from_seconds:g} s to {part.to_seconds:g} s", "value": words}


def _entry(row: ContinuityEntry) -> list[str]:
    moved = f"{row.from_holder} to {row.to_holder}" if row.from_holder else row.to_holder
    return [
        str(row.number),
        when(row.at),
        verb_words(row.verb) + ("" if row.result == "success" else f": {row.result}"),
        row.done_by,
        moved,
        row.place,
        row.seal_number,
        " ".join(filter(None, (row.reason, row.condition))),
    ]
