"""What the page of an exhibit shows of its file: a picture or player, and the steps behind them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse

from casefile.models import Derivation, Exhibit, StoredObject
from casefile.services import (
    access,
    derived,
    duplicates,
    evidence,
    media_facts,
    pdf_signatures,
    recipes,
    scanning,
)
from casefile.services.actors import Actor
from casefile.wording import when

HEADINGS = ["Step", "When", "Tool", "Parameters", "From", "Result", "Asked for by"]
WAITING = "A copy to look at is being made. Load this page again in a moment."
NO_PREVIEW = "No preview: nothing could be made of this file to look at. The file itself is safe."
NO_CREDENTIALS = {"no_room": "No content credentials: this kind of file has no place for them."}
NOT_SIGNED = "No content credentials: they could not be put in."
SET_ASIDE = "No preview: malware was found in this file."


def of_exhibit(exhibit: Exhibit) -> dict[str, Any]:
    """Return the picture and player of an exhibit's file, each with its badge, or why not."""
    content = exhibit.content
    if content is None:
        return {}
    if scanning.is_set_aside(content):
        return {"preview_words": SET_ASIDE}
    found: dict[str, Any] = {}
    if picture := derived.shown(content):
        found["picture_href"] = reverse("desk:exhibit-picture", args=[exhibit.pk])
        found["picture_badge"] = badge(exhibit, picture)
    if copy := derived.played(content):
        found["play_href"] = reverse("desk:play", args=[exhibit.pk])
        found["play_badge"] = badge(exhibit, copy)
        found["is_sound"] = copy.kind == "sound"
    return found or _why_not(content)


def badge(exhibit: Exhibit, step: Derivation) -> str:
    """Return the line under everything derived: from what, by what, when (EV-51)."""
    source = step.input_sha256[0][:12]
    words = recipes.RECIPES[step.kind].words
    cut = step.parameters.get("max_seconds")
    length = exhibit.content.metadata.get("duration_seconds") if exhibit.content else 0
    part = f", only the first {cut // 60} minutes" if cut and (length or 0) > cut else ""
    return (
        f"{words}{part}: derived from {exhibit.reference}, sha256:{source}…, "
        f"by {step.tool_name} at {when(step.ended_at)}. Not the original."
    )


def _why_not(content: StoredObject) -> dict[str, Any]:
    is_made = content.origin == evidence.GENERATED
    if is_made or not recipes.for_file(content) or derived.failures(content):
        return {"preview_words": NO_PREVIEW}
    return {"preview_words": WAITING, "is_waiting": True}


def times(exhibit: Exhibit) -> list[dict[str, Any]]:
    """Return the times of a file, kept apart: media, device, server, and what was worked out."""
    stored = exhibit.content
    if stored is None:
        return []
    taken = media_facts.media_time(stored)
    on_device = stored.device_at_text or (when(stored.device_at) if stored.device_at else "")
    found = [
        {"key": "In the file", "value": taken.words if taken else "", "empty": "None"},
        {"key": "By the device’s clock", "value": on_device, "empty": "Not known"},
        {"key": "Received here", "value": when(stored.received_at)},
    ]
    if words := media_facts.corrected(exhibit):
        found.append({"key": "Corrected", "value": words})
    return found


def says(exhibit: Exhibit) -> list[dict[str, Any]]:
    """Return what the file says of where and by what it was made."""
    stored = exhibit.content
    if stored is None or not media_facts.read_by(stored):
        return []
    place = media_facts.position(stored)
    return [
        {"key": "Position", "value": place.words if place else "", "empty": "No position"},
        {"key": "Device", "value": media_facts.device(stored), "empty": "Not said"},
        {"key": "Read by", "value": media_facts.read_by(stored)},
    ]


def claims(exhibit: Exhibit) -> list[dict[str, Any]]:
    """Return what content credentials in the file claim."""
    found = media_facts.credentials(exhibit.content) if exhibit.content else {}
    return [{"key": key, "value": value, "empty": "Not said"} for key, value in found.items()]


def signatures(exhibit: Exhibit) -> list[dict[str, Any]]:
    """Return what each digital signature in a PDF claims, and what came of checking it."""
    found = pdf_signatures.claims(exhibit.content) if exhibit.content else {}
    return [
        {"title": title, "rows": [{"key": key, "value": words} for key, words in said.items()]}
        for title, said in found.items()
    ]


def odd(exhibit: Exhibit) -> list[str]:
    """Return what is odd about an exhibit's file."""
    return media_facts.flags(exhibit.content) if exhibit.content else []


def tags(exhibit: Exhibit) -> list[list[Any]]:
    """Return a row for each tag of the file, as it stands."""
    if exhibit.content is None:
        return []
    found = sorted(media_facts.raw(exhibit.content).items())
    return [[name, {"text": value, "long": True}] for name, value in found]


def rows(exhibit: Exhibit) -> list[list[Any]]:
    """Return a row for each processing step over an exhibit's file, in order."""
    if exhibit.content is None:
        return []
    steps = exhibit.content.derivations.select_related("output", "repeats").order_by(
        "ended_at", "run"
    )
    return [_row(step) for step in steps]


def _row(step: Derivation) -> list[Any]:
    parameters = ", ".join(f"{key} {value}" for key, value in sorted(step.parameters.items()))
    return [
        _linked(step),
        when(step.ended_at),
        step.tool_name,
        parameters,
        {"text": "\n".join(f"sha256:{digest}" for digest in step.input_sha256), "long": True},
        {"text": _result(step), "long": True},
        step.made_by,
    ]


def _linked(step: Derivation) -> Any:
    if step.output_id is None:
        return _words(step.kind)
    return {"text": _words(step.kind), "href": reverse("desk:object", args=[step.output_id])}


def _words(kind: str) -> str:
    recipe = recipes.RECIPES.get(kind)
    return recipe.words if recipe else kind.replace("_", " ").capitalize()


def _result(step: Derivation) -> str:
    if step.outcome == Derivation.FAILED:
        return f"Nothing could be made ({step.failure})"
    found = [f"sha256:{step.output_sha256}", *_credentials(step)]
    if not step.is_deterministic:
        found.append("Not deterministic: another run gave other bytes.")
    elif step.repeats:
        found.append("Run again: the same bytes.")
    return "\n".join(found)


def _credentials(step: Derivation) -> Iterator[str]:
    if step.credentials_by:
        yield f"Before its content credentials: sha256:{step.made_sha256}"
        yield (
            f"They were put in by {step.credentials_by} and are bound to time, so runs are "
            "compared without them."
        )
    elif step.no_credentials:
        yield NO_CREDENTIALS.get(step.no_credentials, NOT_SIGNED)


def repeatable(exhibit: Exhibit) -> list[dict[str, Any]]:
    """Return the steps that can be run again from here, one of each kind."""
    if exhibit.content is None:
        return []
    first = exhibit.content.derivations.filter(repeats=None, kind__in=recipes.RECIPES)
    return [
        {"text": f"Run again: {_words(step.kind).lower()}", "pk": step.pk}
        for step in first.order_by("ended_at")
    ]


def elsewhere(exhibit: Exhibit, actor: Actor, at: datetime) -> dict[str, Any]:
    """Return where else the file of an exhibit, or a picture like it, is; each hit is logged."""
    if exhibit.content is None:
        return {}
    found = duplicates.of(exhibit.content, actor)
    rows = [_hit(row, "The same bytes") for row in found.same]
    rows += [_hit(row, "A picture like it") for row in found.alike]
    hits = sorted(
        {str(row.case_id) for row in (*found.same, *found.alike)} - {str(exhibit.case_id)}
    )
    if hits:
        access.record_list(actor, at=at, what="same or similar file elsewhere", hits=hits)
    return {"duplicates": rows, "is_elsewhere": found.is_elsewhere}


def _hit(row: StoredObject, what: str) -> dict[str, Any]:
    """Return one file that the viewer may see, named by its exhibit if it is one."""
    exhibit = next((one for one in row.exhibits.all() if one.stage == "held"), None)
    name = f"{exhibit.reference} in {row.case}" if exhibit else f"A file in {row.case}"
    page = ("desk:exhibit", exhibit.pk) if exhibit else ("desk:exhibits", row.case_id)
    return {"key": what, "value": name, "value_href": reverse(page[0], args=[page[1]])}
