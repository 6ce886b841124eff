"""The pages of a statement (MG11 front): canonical text, PDF and page pictures.

Contact details are not passed to the template at all: they live on the back sheet.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.template.loader import render_to_string

from casefile import sandbox
from casefile.models import StatementCorrection, StatementVersion
from casefile.pdf import Document, render_documents
from casefile.rules import london
from casefile.rules.languages import is_english
from casefile.rules.signing import ADULT_AGE

# Criminal Procedure Rules 16.2 and Criminal Justice Act 1967 s.9; a practitioner must approve it.
DECLARATION = (
    "This statement (consisting of {pages} signed by me) is true to the best of my knowledge and "
    "belief and I make it knowing that, if it is tendered in evidence, I shall be liable to "
    "prosecution if I have wilfully stated in it anything which I know to be false, or do not "
    "believe to be true."
)


_NEW_PAGE = "\0"  # stands in no words that are kept
_BREAK = re.compile(r"(\n?\0|\n)")


@dataclass(frozen=True)
class Beside:
    """What is printed for somebody who signed beside the witness."""

    title: str
    name: str
    relation: str
    words: str
    typed_name: str
    image_png: bytes | None


@dataclass(frozen=True)
class Mark:
    """What is printed where the witness signed."""

    name: str
    at: datetime
    typed_name: str
    image_png: bytes | None
    officer: str
    place: str
    beside: Sequence[Beside] = ()


@dataclass(frozen=True)
class Pages:
    """A rendered statement: the exact text, the PDF, and a PNG of each page."""

    canonical_text: str
    pdf: bytes
    images: list[bytes]


def declaration(version: StatementVersion) -> str:
    """Return the declaration with this version's page count, verbatim as accepted."""
    count = version.page_count
    return DECLARATION.format(pages=f"{count} page" if count == 1 else f"{count} pages, each")


def age_line(version: StatementVersion) -> str:
    """Return the age as the statement gives it: the number only when under 18 (CrimPR 16.2)."""
    age = version.statement.witness.age_on(london.day_of(version.taken_at))
    if age is None or age >= ADULT_AGE:
        return "Over 18"
    return str(age)


def canonical_text(version: StatementVersion) -> str:
    """Return exactly what is signed: name, age line, declaration, narrative."""
    return "\n\n".join([*_particulars(version), *_signed_words(version)])


def is_text_of(version: StatementVersion, text: str) -> bool:
    """Return whether a text that was signed elsewhere is that of this version, word for word.

    Only the particulars may say something else: the record's may have been put right meanwhile.
    """
    words = "\n\n".join(["", *_signed_words(version)])
    told = text.removesuffix(words).split("\n\n")
    return text.endswith(words) and _names(told) == _names(_particulars(version))


def _names(particulars: Sequence[str]) -> list[str]:
    return [row.partition(": ")[0] for row in particulars]


def _particulars(version: StatementVersion) -> list[str]:
    witness, language = version.statement.witness, version.statement.language
    return [
        f"Statement of: {witness.name}",
        f"Age if under 18: {age_line(version)}",
        f"Occupation: {witness.occupation}",
        *([] if is_english(language) else [f"Language: {language}"]),
    ]


def _signed_words(version: StatementVersion) -> list[str]:
    corrections = version.corrections.order_by("number")
    return [declaration(version), version.narrative, *(_in_words(row) for row in corrections)]


def _in_words(row: StatementCorrection) -> str:
    instead = f"instead: “{row.inserted}”" if row.inserted else "nothing instead"
    return f"Correction {row.number}: struck out “{row.struck}”, {instead}, initials {row.initials}"


def paragraphs(version: StatementVersion) -> list[list[dict[str, str]]]:
    """Return the words by paragraph, each in parts: `kind` 'same', 'struck', 'inserted', `text`.

    An inserted part carries the `initials` of the witness; `begins` is 'page' in the first part of
    a paragraph that begins a page of a tablet.
    """
    parts, done = [], 0
    for row in version.corrections.order_by("position"):
        end = row.position + len(row.inserted)
        parts.append({"kind": "same", "text": _with_breaks(version, done, row.position)})
        parts.append({"kind": "struck", "text": row.struck})
        words = _with_breaks(version, row.position, end)
        parts.append({"kind": "inserted", "text": words, "initials": row.initials})
        done = end
    last = len(version.narrative)
    parts.append({"kind": "same", "text": _with_breaks(version, done, last)})
    found: list[list[dict[str, str]]] = [[]]
    for part in parts:
        first, *others = _BREAK.split(part["text"])
        found[-1].append(part | {"text": first})
        for separator, line in zip(others[::2], others[1::2], strict=True):
            begins = "page" if _NEW_PAGE in separator else "paragraph"
            found.append([part | {"text": line, "begins": begins}])
    return found


def _with_breaks(version: StatementVersion, start: int, end: int) -> str:
    """Return a part of the words with a mark where a page of a tablet begins."""
    cuts = [start, *(at for at in version.page_breaks if start < at <= end), end]
    return _NEW_PAGE.join(version.narrative[one:other] for one, other in pairwise(cuts))


def render(version: StatementVersion, *, signature: Mark | None) -> Pages:
    """Render the statement; an unfixed one twice, since its page count stands in its words."""
    if signature is None:
        version.page_count = version.page_count or 1
        version.page_count = _count(_pdf(version, None))
    pdf = _pdf(version, signature)
    return Pages(canonical_text(version), pdf, images_of(pdf))


def images_of(pdf: bytes) -> list[bytes]:
    """Return a PNG of each page, the same pictures every time."""
    with sandbox.run("pages", params={"dpi": 100, "text": False}, files={"pdf": pdf}) as result:
        return [result.read(f"page-{n}") for n in range(1, result.value["pages"] + 1)]


def _count(pdf: bytes) -> int:
    params = {"images": False, "text": False}
    with sandbox.run("pages", params=params, files={"pdf": pdf}) as result:
        return int(result.value["pages"])


def _pdf(version: StatementVersion, mark: Mark | None) -> bytes:
    html = render_to_string("pdf/mg11.html", _context(version, mark))
    assets = _pictures(mark) if mark else {}
    title = f"Witness statement of {version.statement.witness.name}"
    document = Document(
        name="MG11",
        html=html,
        title=title,
        marking="OFFICIAL",
        form_name="MG11",
        reference=version.statement.case.urn or "",
        assets=assets,
    )
    return render_documents([document])[0]


def _pictures(mark: Mark) -> dict[str, bytes]:
    """Return the pictures of signatures by the names that the template asks for."""
    named = {"signature.png": mark.image_png}
    named |= {f"beside-{number}.png": row.image_png for number, row in enumerate(mark.beside, 1)}
    return {name: image for name, image in named.items() if image}


def _context(version: StatementVersion, mark: Mark | None) -> dict[str, Any]:
    language = version.statement.language
    return {
        "witness": version.statement.witness.name,
        "age_line": age_line(version),
        "occupation": version.statement.witness.occupation,
        "declaration": declaration(version),
        "paragraphs": paragraphs(version),
        "is_personal": version.statement.kind == "VPS",
        "mark": mark,
        "language": "" if is_english(language) else language,
        "case_urn": version.statement.case.urn or "",
        "signed_on": london.time_of(mark.at) if mark else None,
        "taken_by": version.taken_by.signature_name,
        "page_count": version.page_count,
    }
