"""What digital signatures in a stored PDF claim, in words, and what is odd about them (F69).

They were checked once, in the sandbox, when the file arrived. No list of trusted issuers is held,
so that a signature fits its bytes is the most that is ever said; the file itself is as it came.
"""

from collections.abc import Iterator
from typing import Any

from casefile.models import StoredObject

_UNKNOWN = "The issuer is not known to us, so anybody may have made this name."
_COVERS = {
    "ENTIRE_FILE": "It covers the whole file.",
    "ENTIRE_REVISION": "It covers the file as it then was; more was added later.",
}
_COVERS_PART = "It covers only a part of the file."
_CHANGED = "The document was changed after this signature, in a way that the signer did not allow."
_AFTERWARDS = {
    "NONE": "",
    "LTA_UPDATES": "What was added only helps to check signatures.",
    "FORM_FILLING": "Only fields were filled in, or further signatures added.",
    "ANNOTATIONS": "Notes were added.",
    "OTHER": _CHANGED,
    "": "What was added could not be compared.",
}
_STATES = {
    "Locked": "It opens only with a password, so signatures in it could not be looked for.",
    "Hidden": "Its bytes have traces of a signature that the document does not show.",
    "Many": "It has more fields for signatures than are looked at, so some were not checked.",
    "Damaged": "It is damaged or no proper PDF, so signatures in it could not be checked.",
    "Unread": "Whether it carries signatures could not be found out.",
}


def claims(stored: StoredObject) -> dict[str, dict[str, str]]:
    """Return for each signature, by a title, what it claims and what was found, by headings."""
    found = _found(stored)
    numbered = enumerate(found.get("signatures", []), start=1)
    rows = {_title(number, row): _said(row) for number, row in numbered}
    if empty := found.get("empty"):
        rows["Fields for a signature that nobody signed"] = {"Fields": ", ".join(empty)}
    return rows


def in_words(stored: StoredObject) -> str:
    """Return in a line how many signatures there are and what is odd about them, or nothing."""
    count = len(_found(stored).get("signatures", []))
    signed = f"Signatures: {count}, a claim and not proof." if count else ""
    return " ".join(filter(None, (signed, *flags(stored))))


def flags(stored: StoredObject) -> Iterator[str]:
    """Tell what is odd about the signatures, each thing once."""
    found = _found(stored)
    if words := _STATES.get(str(found.get("state"))):
        yield words
    rows = found.get("signatures", [])
    if any(row.get("problem") for row in rows):
        yield "A signature in it could not be checked."
    checked = [row for row in rows if not row.get("problem")]
    if not all(_fits(row) for row in checked):
        yield "A signature in it does not fit its bytes."
    if any(_is_changed(row) for row in checked):
        yield "It was changed after it was signed."


def _found(stored: StoredObject) -> dict[str, Any]:
    found = stored.metadata.get("signatures")
    return found if isinstance(found, dict) else {}


def _title(number: int, row: dict[str, Any]) -> str:
    # A hostile file may give all its fields one name.
    what = "Time-stamp" if row.get("is_stamp") else "Signature"
    return f"{what} {number}, in the field “{row['field']}”: a claim, not proof"


def _said(row: dict[str, Any]) -> dict[str, str]:
    if problem := row.get("problem"):
        return {"Checked": f"It could not be checked ({problem})."}
    return {
        "Claimed signer": row["signer"],
        "Claimed issuer": f"{row['issuer']}. {_UNKNOWN}",
        "Claimed time": _times(row),
        "Checked": _checked(row),
    }


def _times(row: dict[str, Any]) -> str:
    said = f"{_written(row['said_at'])}, as the signer says." if row["said_at"] else ""
    stamp = row["stamped_at"]
    stamped = f"{_written(stamp)}, as an authority says that is not known to us." if stamp else ""
    return " ".join(filter(None, (said, stamped))) or "None."


def _written(text: str) -> str:
    # With the zone that it was said in, or none where none was said.
    return text.replace("T", " ")


def _checked(row: dict[str, Any]) -> str:
    if not _fits(row):
        return "The bytes are not those that were signed, or the signature is not by that key."
    afterwards = _CHANGED if _is_changed(row) else _AFTERWARDS.get(row["changed"], _CHANGED)
    covers = _COVERS.get(row["covers"], _COVERS_PART)
    return " ".join(filter(None, ("The bytes are those that were signed.", covers, afterwards)))


def _fits(row: dict[str, Any]) -> bool:
    return bool(row["is_intact"] and row["is_signed"])


def _is_changed(row: dict[str, Any]) -> bool:
    return row["changed"] == "OTHER" or not row["is_allowed"]
