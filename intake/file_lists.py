"""How the files of an unfinished report are shown to the person who sends them."""

import json
from dataclasses import dataclass
from uuid import UUID

from django.template.defaultfilters import filesizeformat

from casefile.rules.source import Text
from casefile.services import clean
from casefile.uploads.models import Upload
from intake import draft_files
from intake.models import Draft
from intake.questions.rows import Question
from intake.words import WORDS, Say

PREFIX = "upload_"


@dataclass(frozen=True)
class Row:
    """One file as shown: its name, its size or how much of it arrived, and how to take it out."""

    upload_id: UUID
    name: str
    about: str
    question: str
    is_whole: bool
    size_bytes: int


def rows(draft: Draft, say: Say) -> list[Row]:
    """Return the files of a draft, whole ones first."""
    whole = [
        Row(file.upload_id, file.name, filesizeformat(file.size_bytes), file.question, True,
            file.size_bytes)
        for file in draft_files.listed(draft)
    ]  # fmt: skip
    parts = [row_of_upload(upload, say) for upload in draft_files.unfinished(draft)]
    return whole + parts


def row_of_upload(upload: Upload, say: Say) -> Row:
    """Return an upload that is on no list yet, whole or with how much of it arrived."""
    name = clean.file_name(upload.about.get("filename", ""))
    about = filesizeformat(upload.size_bytes)
    if not upload.finished_at:
        percent = upload.offset_bytes * 100 // upload.size_bytes
        share = Text(f"{percent}% –", f"{percent}% –")
        about = say(share, WORDS["file_not_whole"])
    question = upload.about.get("question", "")
    return Row(upload.pk, name, about, question, bool(upload.finished_at), upload.size_bytes)


def in_words(draft: Draft, say: Say, *, question: str = "") -> str:
    """Return the files of a draft, or the recordings for one question, one a line."""
    found = (row for row in rows(draft, say) if row.question == question)
    return "\n".join(f"{row.name}, {row.about}" for row in found)


def answer_in_words(draft: Draft, say: Say, question: Question, value: object) -> str:
    """Return an answer as people read it, with the files or recordings that belong to it."""
    if question.kind == "files":
        return in_words(draft, say)
    told = say.answer(question, value)
    spoken = in_words(draft, say, question=question.key) if question.takes_voice else ""
    return "\n".join(filter(None, (told, spoken))) if spoken else told


def words_for_scripts(say: Say, *, limit: str = "upload_limit") -> str:
    """Return what the scripts of files and recordings say, as JSON; `limit` names one sentence."""
    problems = {code: say(text) for code, text in draft_files.PROBLEMS.items()}
    names = [name for name in WORDS if name.startswith(PREFIX)]
    spoken = {name.removeprefix(PREFIX): say[name] for name in names}
    return json.dumps({"remove": say["remove"], **problems, **spoken, "limit": say[limit]})
