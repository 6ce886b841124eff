"""Digital signatures in a PDF: each read and checked against the bytes, without the network.

params: none. files: `pdf`. value: None where there is no field for one, else {`state` ("Read",
"Locked": a password is needed, "Hidden": its bytes have traces of more than the document shows,
"Many": more fields than are looked at, "Damaged": nothing of it can be read), `signatures` (each
{`field`, `is_stamp`: a time-stamp and no person's signature, `signer`, `issuer`, `said_at`,
`stamped_at`, `covers`: a name of `SignatureCoverageLevel`, `changed`: a name of
`ModificationLevel` or nothing, `is_allowed`: the signer let it be changed so, `is_intact`: the
bytes are those that were signed, `is_signed`: by the key in the certificate; or `field` and
`problem`: why it could not be checked}), `empty` (names of fields that nobody signed), `problems`,
`read_by`}.
No issuer is trusted, for no list of trusted ones is held, and nothing is fetched.
"""

import mmap
import re
from datetime import datetime
from importlib.metadata import version
from itertools import islice
from typing import Any

from pyhanko.pdf_utils.crypt import AuthStatus
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    validate_pdf_signature,
    validate_pdf_timestamp,
)
from pyhanko_certvalidator import ValidationContext

from casefile.sandbox.job import Job

_MAX_LISTED = 50
# Every signature names the bytes that it covers by this word, which cannot be compressed.
_TRACE = re.compile(rb"/ByteRange")


def run(job: Job) -> dict[str, Any] | None:
    """Check every signature there is."""
    found = _opened(job, strict=True)
    traces = _traces(job)
    if found["state"] == "Damaged" and not traces:
        # Many a PDF breaks a rule; without a trace of a signature that matters to nobody.
        found = _opened(job, strict=False)
    if found["state"] == "Read" and traces > len(found["signatures"]):
        found["state"] = "Hidden"
    if found["state"] == "Read" and not found["signatures"] and not found["empty"]:
        return None
    return found | {"read_by": f"pyHanko {version('pyhanko')}"}


def _opened(job: Job, *, strict: bool) -> dict[str, Any]:
    try:
        with job.open("pdf") as source:
            return _read(PdfFileReader(source, strict=strict))
    # A hostile file can make a parser raise anything: what it raised is the finding.
    except Exception as error:
        return {"state": "Damaged", "signatures": [], "empty": [], "problems": [_why(error)]}


def _read(reader: PdfFileReader) -> dict[str, Any]:
    found: dict[str, Any] = {"state": "Read", "signatures": [], "empty": [], "problems": []}
    if reader.encrypted and reader.decrypt("").status == AuthStatus.FAILED:
        return found | {"state": "Locked"}
    fields = list(islice(enumerate_sig_fields(reader), _MAX_LISTED + 1))
    if len(fields) > _MAX_LISTED:
        found["state"] = "Many"
    for name, value, field in fields[:_MAX_LISTED]:
        if value is None:
            found["empty"].append(_text(name))
        else:
            found["signatures"].append({"field": _text(name)} | _checked(reader, name, field))
    return found


def _checked(reader: PdfFileReader, name: str, field: Any) -> dict[str, Any]:
    try:
        return _check(EmbeddedPdfSignature(reader, field, name))
    except Exception as error:
        return {"problem": _why(error)}


def _check(signature: EmbeddedPdfSignature) -> dict[str, Any]:
    is_stamp = signature.sig_object_type == "/DocTimeStamp"
    nobody = ValidationContext(trust_roots=[], allow_fetching=False)
    if is_stamp:
        status: Any = validate_pdf_timestamp(signature, nobody)
        said, stamp = None, status
    else:
        status = validate_pdf_signature(signature, nobody)
        said, stamp = status.signer_reported_dt, status.timestamp_validity
    is_stamped = stamp is not None and stamp.intact and stamp.valid
    level = status.modification_level
    return {
        "is_stamp": is_stamp,
        "signer": _text(status.signing_cert.subject.human_friendly),
        "issuer": _text(status.signing_cert.issuer.human_friendly),
        "said_at": _time(said),
        "stamped_at": _time(stamp.timestamp) if is_stamped else "",
        "covers": status.coverage.name,
        "changed": level.name if level else "",
        "is_allowed": status.docmdp_ok is not False,
        "is_intact": bool(status.intact),
        "is_signed": bool(status.valid),
    }


def _traces(job: Job) -> int:
    with mmap.mmap(job.files["pdf"], 0, access=mmap.ACCESS_READ) as whole:
        return sum(1 for _ in _TRACE.finditer(whole))


def _time(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""


def _why(error: Exception) -> str:
    return _text(f"{type(error).__name__}: {error}", 200)


def _text(value: object, most: int = 500) -> str:
    return str(value).replace("\0", "").encode(errors="replace").decode()[:most]
