"""Gives out sealed bytes so that no browser runs them. Who may, and why, is asked by the caller."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO, TypeVar

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

from casefile.models import StoredObject
from casefile.services import evidence
from casefile.services.actors import Actor

CHUNK = 1 << 16
PIECE = 4 << 20
Response = TypeVar("Response", bound=HttpResponseBase)
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
READ_WHOLE_BELOW = 64 << 20


def as_file(
    stored: StoredObject, *, is_original: bool = True, by: Actor, at: datetime
) -> HttpResponseBase:
    """Return sealed bytes as a download; what is not whole any more is recorded and not given out.

    A working copy is the same bytes under a name that says what it is.

    Raises:
        IntegrityFailure: the bytes are not those that were sealed.
    """
    response: HttpResponseBase
    if stored.size_bytes < READ_WHOLE_BELOW:
        response = HttpResponse(evidence.read(stored, by=by, at=at))
    else:
        evidence.require_whole(stored, by=by, at=at)
        source = evidence.open(stored)
        response = StreamingHttpResponse(iter(lambda: source.read(CHUNK), b""))
    response["Content-Length"] = str(stored.size_bytes)
    prefix = "" if is_original else "working-copy-of-"
    return _inert(response, stored, "application/octet-stream", prefix)


def as_picture(content: bytes, stored: StoredObject) -> HttpResponse:
    """Return a picture that we made ourselves; opened by itself it is a download."""
    return _inert(HttpResponse(content), stored, stored.media_type)


def as_recording(wanted: str, stored: StoredObject) -> tuple[HttpResponseBase, int]:
    """Return a recording that we made, or the range of it that is asked for, and how many bytes.

    A player that asks for the rest gets a piece of it and comes back for more. The file is opened
    before anything is answered.

    Raises:
        IntegrityFailure: the bytes are blocked. Destroyed.
    """
    size = stored.size_bytes
    span = _span(wanted, size) if wanted else (0, size)
    if span is None:
        refused = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        return _inert(refused, stored, stored.media_type), 0
    piece = Piece(evidence.open_seekable(stored), *span)
    response = StreamingHttpResponse(piece, status=206 if wanted else 200)
    response["Accept-Ranges"] = "bytes"
    response["Content-Length"] = str(span[1] - span[0])
    if wanted:
        response["Content-Range"] = f"bytes {span[0]}-{span[1] - 1}/{size}"
    return _inert(response, stored, stored.media_type), span[1] - span[0]


def _span(wanted: str, size: int) -> tuple[int, int] | None:
    """Return start and end (not included) of a single range, or None if it cannot be met."""
    match = _RANGE.fullmatch(wanted.replace(" ", ""))
    if match is None or match.group(1) == match.group(2) == "":
        return None
    first, last = match.groups()
    if not first:
        start, end = max(size - int(last), 0), size
    else:
        start, end = int(first), min(int(last) + 1, size) if last else size
    return (start, min(end, start + PIECE)) if start < end else None


class Piece:
    """Bytes of an open file from start to end, the last not included; closed with the response."""

    def __init__(self, source: BinaryIO, start: int, end: int) -> None:
        self.source, self.start, self.left = source, start, end - start

    def __iter__(self) -> Iterator[bytes]:
        self.source.seek(self.start)
        while self.left and (chunk := self.source.read(min(CHUNK, self.left))):
            self.left -= len(chunk)
            yield chunk

    def close(self) -> None:
        """Close the file: the response does so when it ends, also when it is cut off."""
        self.source.close()


def _inert(response: Response, stored: StoredObject, media_type: str, prefix: str = "") -> Response:
    name = prefix + (stored.original_name or f"{stored.pk}")
    response["Content-Type"] = media_type
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def made_file(content: bytes, name: str, media_type: str) -> HttpResponse:
    """Return bytes that we made ourselves as a download, which no browser runs either."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
