"""Calls that read: the list, the structured file, and the bytes."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from casefile import clock
from casefile.gates import Gate, public
from casefile.models import StoredObject, Submission
from casefile.services import access
from cps_exchange import downloads, inbox, messages, outbound
from cps_exchange.api.base import Call
from cps_exchange.downloads import Download

READ = Gate("machine", "exchange:read")


class SubmissionList(Call):
    """What was sent to the client's area: unseen files first, the oldest first among equals."""

    gate = READ

    def get(self, request: Request) -> Response:
        client = self.client()
        try:
            page = inbox.page(
                client.cps_area, viewer=str(client.pk), cursor=request.GET.get("cursor", "")
            )
        except inbox.BadCursor as problem:
            raise ValidationError({"cursor": [str(problem)]}, code=problem.code) from problem
        hits = [str(row.pk) for row in page.rows]
        what = "cps_exchange:submissions"
        access.record_list(self.actor(), at=clock.now(), what=what, hits=hits)
        rows = [_row(row) for row in page.rows]
        return Response({"submissions": rows, "next_cursor": page.next_cursor})


def _row(row: Any) -> dict[str, Any]:
    return {**messages.heading(row), "stage": row.stage, "is_seen": row.is_seen}


class SubmissionDetail(Call):
    """The whole structured file as it left, and what has happened to it since."""

    gate = READ

    def get(self, request: Request, pk: UUID) -> Response:
        at = clock.now()
        submission = self.submission(pk, "submission.view", at=at)
        access.record_read(self.actor(), submission, at=at, what="exchange_api:submission")
        inbox.look(submission, viewer=str(self.client().pk), at=at)
        return Response(outbound.whole_file(submission, at=at))


class Bytes(Call):
    """Sealed bytes with their hash as ETag; ranges are honoured. Subclasses say which."""

    gate = READ

    def get(self, request: Request, pk: UUID, **kwargs: str) -> HttpResponseBase:
        at = clock.now()
        submission = self.submission(pk, "submission.view", at=at)
        stored, name = self.find(submission, **kwargs)
        download = Download(submission, stored, name)
        return downloads.send(request._request, download, by=self.actor(), at=at)

    def find(self, submission: Submission, **kwargs: str) -> tuple[StoredObject, str]:
        """Return the bytes and the name to save them under."""
        raise NotImplementedError


class BundlePdf(Bytes):
    """The bundle as one PDF."""

    def find(self, submission: Submission, **kwargs: str) -> tuple[StoredObject, str]:
        return downloads.bundle_pdf(submission)


class BundleZip(Bytes):
    """The bundle as a BagIt bag with its manifests, log and verifier."""

    def find(self, submission: Submission, **kwargs: str) -> tuple[StoredObject, str]:
        return downloads.bundle_zip(submission)


class Item(Bytes):
    """One item of the bundle: a form, a statement, an exhibit's original bytes."""

    def find(self, submission: Submission, **kwargs: str) -> tuple[StoredObject, str]:
        return downloads.item(submission, kwargs["item"])


@public
def contract(request: HttpRequest, name: str) -> JsonResponse:
    """Return one published JSON schema."""
    if name not in outbound.schema_names():
        raise Http404
    return JsonResponse(outbound.schema(name))
