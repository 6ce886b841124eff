"""Sends sealed bytes: hash as ETag, one range at most, each download entered in the access log."""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

from casefile.models import Bundle, ServedFile, StoredObject, Submission
from casefile.services import NotFound, events, evidence
from casefile.services.actors import Actor
from cps_exchange import messages

CHUNK = 1 << 18
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@dataclass(frozen=True)
class Download:
    """Stored bytes of a submission as they are sent; `inline` only for what we made ourselves."""

    submission: Submission
    stored: StoredObject
    name: str
    inline: bool = False

    @property
    def etag(self) -> str:
        """The strong validator: the hash of the whole."""
        return f'"sha256:{self.stored.sha256}"'


def send(request: HttpRequest, download: Download, *, by: Actor, at: datetime) -> HttpResponseBase:
    """Return the bytes, a part of them, or why not; checked against their seal first.

    Raises:
        evidence.IntegrityFailure: the stored bytes changed.
    """
    response = _conditional(request, download) or _body(request, download, by, at)
    response["ETag"] = download.etag
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _policy(download)
    return response


def _policy(download: Download) -> str:
    # A browser's own PDF viewer does not start inside a sandbox, so our own PDFs go without one.
    return "default-src 'none'; style-src 'unsafe-inline'" if download.inline else "sandbox"


def _conditional(request: HttpRequest, download: Download) -> HttpResponse | None:
    wanted = request.headers.get("If-Match")
    if wanted is not None and download.etag not in _tags(wanted) and wanted.strip() != "*":
        return HttpResponse(status=412)
    if download.etag in _tags(request.headers.get("If-None-Match", "")):
        return HttpResponse(status=304)
    return None


def _tags(header: str) -> list[str]:
    return [tag.strip() for tag in header.split(",")]


def _body(
    request: HttpRequest, download: Download, by: Actor, at: datetime
) -> HttpResponse | StreamingHttpResponse:
    size = download.stored.size_bytes
    wanted = _wanted(request, download)
    span = _span(wanted, size) if wanted else (0, size)
    if span is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    evidence.require_whole(download.stored, by=by, at=at)
    if request.method == "HEAD":
        response: HttpResponse | StreamingHttpResponse = HttpResponse()
    else:
        _record(download, span, by, at)
        response = StreamingHttpResponse(_read(download.stored, *span))
    response["Content-Length"] = str(span[1] - span[0])
    if wanted:
        response.status_code = 206
        response["Content-Range"] = f"bytes {span[0]}-{span[1] - 1}/{size}"
    _describe(response, download)
    return response


def _wanted(request: HttpRequest, download: Download) -> str:
    """Return the range to honour: none when the client's copy is of other bytes."""
    header = request.headers.get("Range", "")
    unchanged = request.headers.get("If-Range", download.etag) == download.etag
    return header if header.startswith("bytes=") and unchanged else ""


def _span(header: str, size: int) -> tuple[int, int] | None:
    """Return start and end (not included) of a single range, or None if it cannot be met."""
    match = _RANGE.fullmatch(header.replace(" ", ""))
    if match is None or match.group(1) == match.group(2) == "":
        return None
    first, last = match.groups()
    if not first:
        start, end = max(size - int(last), 0), size
    else:
        start, end = int(first), min(int(last) + 1, size) if last else size
    return (start, end) if start < end else None


def _describe(response: HttpResponseBase, download: Download) -> None:
    digest = base64.b64encode(bytes.fromhex(download.stored.sha256)).decode()
    response["Content-Type"] = download.stored.media_type
    response["Repr-Digest"] = f"sha-256=:{digest}:"
    disposition = content_disposition_header(not download.inline, download.name)
    response["Content-Disposition"] = disposition or "attachment"


def _record(download: Download, span: tuple[int, int], by: Actor, at: datetime) -> None:
    case = download.submission.case
    events.append(
        stream=case.access_stream,
        kind="object.downloaded",
        by=by,
        at=at,
        about=download.stored,
        case=case,
        data={
            "submission": download.submission.pk,
            "name": download.name,
            "sha256": f"sha256:{download.stored.sha256}",
            "from_byte": span[0],
            "to_byte": span[1],
        },
    )


def _read(stored: StoredObject, start: int, end: int) -> Iterator[bytes]:
    is_whole = (start, end) == (0, stored.size_bytes)
    source: BinaryIO = evidence.open(stored) if is_whole else evidence.open_seekable(stored)
    with source:
        if not is_whole:
            source.seek(start)
        left = end - start
        while left and (chunk := source.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk


def bundle_pdf(submission: Submission) -> tuple[StoredObject, str]:
    """Return the bundle's PDF and its name.

    Raises:
        NotFound: there is no bundle.
    """
    return _bundle(submission).pdf, f"{submission.case.urn}-v{submission.version}.pdf"


def bundle_zip(submission: Submission) -> tuple[StoredObject, str]:
    """Return the bag and its name.

    Raises:
        NotFound: there is no bundle.
    """
    return _bundle(submission).bag, f"{submission.case.urn}-v{submission.version}.zip"


def item(submission: Submission, item_id: str) -> tuple[StoredObject, str]:
    """Return the bytes of an item that this bundle lets be fetched alone, and their name.

    Raises:
        NotFound: the bundle has no such item.
    """
    rows = ServedFile.objects.filter(bundle__submission=submission, item_id=item_id)
    files = list(rows.select_related("content").order_by("path"))
    # An item's own file and what derives from it share its id; the index names its own.
    named = {
        row["path"] for row in messages.index_items(_bundle(submission)) if row["id"] == item_id
    }
    found = next((file for file in files if file.path in named), files[0] if files else None)
    if found is None:
        raise NotFound("There is no such item in this bundle.")
    return found.content, found.path.rpartition("/")[2]


def _bundle(submission: Submission) -> Bundle:
    found = messages.bundle_of(submission)
    if found is None:
        raise NotFound("There is no bundle.")
    return found
