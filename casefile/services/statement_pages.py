"""The pages of a statement (MG11 front): canonical text, PDF and page pictures.

Contact details are not passed to the template at all: they live on the back sheet.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.timezone import localtime

from casefile import sandbox
from casefile.models import StatementVersion
from casefile.pdf import Document, render_documents

ADULT_AGE = 18
# Criminal Procedure Rules 16.2 and Criminal Justice Act 1967 s.9; a practitioner must approve it.
DECLARATION = (
    "This statement (consisting of {pages} signed by me) is true to the best of my knowledge and "
    "belief and I make it knowing that, if it is tendered in evidence, I shall be liable to "
    "prosecution if I have wilfully stated in it anything which I know to be false, or do not "
    "believe to be true."
)


@dataclass(frozen=True)
class Mark:
    """What is printed where the witness signed."""

    name: str
    at: datetime
    typed_name: str
    image_png: bytes | None
    officer: str
    place: str


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
    age = version.statement.witness.age_on(version.taken_at.date())
    if age is None or age >= ADULT_AGE:
        return "Over 18"
    return str(age)


def canonical_text(version: StatementVersion) -> str:
    """Return exactly what is signed: name, age line, declaration, narrative."""
    witness = version.statement.witness
    lines = [
        f"Statement of: {witness.name}",
        f"Age if under 18: {age_line(version)}",
        f"Occupation: {witness.occupation}",
        declaration(version),
        version.narrative,
    ]
    return "\n\n".join(lines)


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
    assets = {"signature.png": mark.image_png} if mark and mark.image_png else {}
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


def _context(version: StatementVersion, mark: Mark | None) -> dict[str, Any]:
    return {
        "witness": version.statement.witness.name,
        "age_line": age_line(version),
        "occupation": version.statement.witness.occupation,
        "declaration": declaration(version),
        "paragraphs": version.narrative.split("\n"),
        "is_personal": version.statement.kind == "VPS",
        "mark": mark,
        "signed_on": localtime(mark.at) if mark else None,
        "taken_by": version.taken_by.signature_name,
        "page_count": version.page_count,
    }
