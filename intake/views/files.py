"""Files on a page of the form: taking those that came with it, listing them, taking one out."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_POST

from casefile import clock
from casefile.services import Reason, Refused
from intake import draft_files, drafts, file_lists
from intake.forms import PageForm, Upload
from intake.models import Draft
from intake.questions import FORMS
from intake.views.addresses import address, go_to
from intake.views.public import with_draft
from intake.words import say_for_reader


def take_files(draft: Draft, field: str, given: list[Upload]) -> None:
    """Keep the files that came with a form, and list them.

    Raises:
        Refused: with a reason for each that was not taken.
    """
    say = say_for_reader()
    if given and not draft_files.are_taken(is_demonstration=settings.DEMO):
        words = say(draft_files.NOT_HERE)
        raise Refused(words, reasons=[Reason("not_here", words, field=field)])
    try:
        draft_files.add(draft=draft, files=given, field=field, say=say, now=clock.real)
    finally:
        draft_files.collect(draft=draft, at=clock.now())


def files_of(draft: Draft, form: PageForm) -> dict[str, Any]:
    """Return what the template needs on a page of files, or one that can be answered by voice.

    Scripts send files for the browser that holds the report; staff send theirs with the form.
    """
    say = say_for_reader()
    has_files = any(row.kind == "files" for row in form.questions)
    voice = next((row.key for row in form.questions if row.takes_voice), "")
    if not has_files and not voice:
        return {}
    are_taken = draft_files.are_taken(is_demonstration=settings.DEMO)
    rows = [row for row in file_lists.rows(draft, say) if row.question == voice]
    return {
        "has_files": has_files,
        "takes_files": are_taken and has_files,
        "sends_by_script": are_taken and draft.taken_by_id is None,
        "voice": voice,
        "files": [
            {"row": row, "remove_href": address(draft, "remove_file", file=row.upload_id)}
            for row in rows
        ],
        "upload_owner": drafts.KIND,
        "max_bytes": draft_files.MAX_BYTES,
        "upload_words": file_lists.words_for_scripts(say),
    }


@with_draft
@require_POST
def remove_file(request: HttpRequest, draft: Draft, file: UUID) -> HttpResponseBase:
    """Take a file out of the unfinished report."""
    return take_file_out(draft, file)


def take_file_out(draft: Draft, file: UUID) -> HttpResponse:
    """Take a file out of a draft, and go back to the page that it was on."""
    form = FORMS[draft.form]
    question = draft_files.remove(draft=draft, upload_id=file)
    rows = (row for row in form.questions if row.key == question or row.kind == "files")
    page = next((found for row in rows if (found := form.page(row.page))), None)
    return go_to(draft, page)
