"""Files that partners' systems send before a report, by the same resumable upload as the public's.

A token with the scope to report speaks for its client; a report then names what belongs to it.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from rest_framework.exceptions import APIException

from casefile.api.authentication import ClientAuthentication, client_of
from casefile.services import Reason, Refused, Unfit
from casefile.uploads import services as uploads
from casefile.uploads.models import Upload
from casefile.uploads.owners import Owner
from intake import draft_files, drafts
from intake.models import Draft, PartnerClient
from intake.questions import FORMS

KIND = "partner"
SCOPE = "intake:report"
MAX_WAITING = 200
MAX_WAITING_BYTES = 16 << 30
# Whoever sends files sends their report soon after; what nobody names by then is deleted.
KEPT_FOR = timedelta(hours=24)


def owner_of(request: HttpRequest) -> Owner | None:
    """Return the partner that a bearer token speaks for, as the owner of what it uploads."""
    client = _client(request)
    if client is None:
        return None
    return Owner(str(client.pk), draft_files.MAX_BYTES, MAX_WAITING, MAX_WAITING_BYTES)


def _client(request: Any) -> PartnerClient | None:
    try:
        _, token = ClientAuthentication().authenticate(request)
    except APIException:
        return None
    client = client_of(token)
    may = isinstance(client, PartnerClient) and SCOPE in client.scopes and token.is_valid([SCOPE])
    return client if may and isinstance(client, PartnerClient) else None


def still_there(ids: Collection[str], at: datetime) -> Collection[str]:
    """Return those of the partners who may still come in."""
    live = PartnerClient.objects.filter(pk__in=ids, revoked_at=None).values_list("pk", flat=True)
    return [str(client_id) for client_id in live]


def forget(*, at: datetime) -> None:
    """Delete files that arrived whole and that no report named in time."""
    old = Upload.objects.filter(owner_kind=KIND, finished_at__lt=at - KEPT_FOR)
    for upload_id in list(old.values_list("pk", flat=True)):
        uploads.forget(upload_id)


def attach(
    *,
    client: PartnerClient,
    draft: Draft,
    upload_ids: Sequence[UUID],
    are_taken: bool,
    at: datetime,
) -> None:
    """Give uploads of a client to a report on its way in.

    Raises:
        Unfit: the form asks for no files, there are too many, or one is not whole or not theirs.
        Refused: files cannot be opened here at the moment.
    """
    if not upload_ids:
        return
    if not are_taken:
        raise _refused(Refused, "not_here", draft_files.NOT_HERE.en)
    if not any(row.kind == "files" for row in FORMS[draft.form].questions):
        raise _refused(Unfit, "no_files_here", "This form takes no files.")
    if len(upload_ids) > draft_files.MAX_FILES:
        raise _refused(Unfit, "too_many", f"A report has at most {draft_files.MAX_FILES} files.")
    mine = Upload.objects.select_for_update().of_owner(KIND, str(client.pk)).finished()
    found = {row.pk: row for row in mine.filter(pk__in=upload_ids)}
    if missing := [str(one) for one in upload_ids if one not in found]:
        message = f"There is no whole upload of yours: {', '.join(missing)}."
        raise _refused(Unfit, "no_such_upload", message)
    for upload in found.values():
        uploads.hand_over(upload=upload, kind=drafts.KIND, owner_id=str(draft.pk))
    draft_files.collect(draft=draft, at=at)


def _refused(kind: type[Refused], code: str, message: str) -> Refused:
    return kind(message, reasons=[Reason(code, message, field="attachments")], code=code)
