"""What goes into a bundle, in which section and order, and what must stay out of it."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from casefile.bundles.log import Log
from casefile.mg.case_file import CaseFile, person_of
from casefile.models import Exhibit, MGForm, StatementVersion, StoredObject, UnusedMaterial
from casefile.rules.disclosure import PRESUMPTIONS
from casefile.rules.mg_forms import MG_FORMS, may_be_served
from casefile.rules.mg_tables.fields import Recipient
from casefile.services import Refused
from casefile.services.file_contents import FormItem


class BarredItem(Refused):
    """The recipe names something that this recipient's bundle may never hold."""

    code = "barred_item"


class UnsignedStatement(Refused):
    """A statement in the file has no signed version."""

    code = "unsigned_statement"


@dataclass(frozen=True)
class Section:
    """A headed part of the bundle: the forms in it by code, then what is no form, by kind."""

    key: str
    title: str
    forms: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


# What a prosecutor's bundle takes. The schedule of sensitive material goes apart, whatever it says.
PROSECUTOR = (
    Section("request", "Request to the prosecutor", ("MG3", "MG20")),
    Section("charges", "Charges and bail", ("MG4", "MG4A")),
    Section("report", "Police report and information", ("MG5", "MG6")),
    Section("statements", "Statements", ("MG11",)),
    Section("interviews", "Interviews", ("MG15",)),
    Section("exhibits", "Exhibits", ("MG12",), ("exhibit",)),
    Section("convictions", "Previous convictions", ("PRECONS",)),
    Section("witnesses", "Witnesses and their needs", ("MG9", "MG10", "MG2")),
    Section("unused", "Unused material", ("MG6C", "MG6E"), ("unused",)),
    Section("back_sheets", "Back sheets of statements: never for the defence", ("MG11B",)),
)


@dataclass(frozen=True)
class Item:
    """One item of a bundle. `row` is the record's row behind it, None for a form of the case.

    `path` is where its bytes lie in the bag, empty for a thing that has none; `content` the stored
    bytes that go there as they are; `folder` where what is derived from them goes.
    """

    id: str
    kind: str
    section: str
    reference: str
    title: str
    row: Any
    path: str
    disclosable: bool
    source_events: tuple[str, ...] = ()
    content: StoredObject | None = None
    folder: str = ""

    @property
    def is_captured(self) -> bool:
        """Whether its bytes came from outside or were signed: their hash stands in the log."""
        return self.content is not None


TEXT_NAME = "item.txt"


def check_recipe(recipe: Sequence[Section], *, recipient: Recipient = "prosecutor") -> None:
    """Refuse a recipe that names a form barred from the main bag or from that recipient.

    Raises: BarredItem.
    """
    for code in (code for section in recipe for code in section.forms):
        row = MG_FORMS.get(code)
        allowed = row is not None and row.in_main_bag and may_be_served(code, recipient)
        if not allowed:
            raise BarredItem(f"{code} may not go into the bundle for the {recipient}.")


def items_of(
    file: CaseFile, log: Log, forms: Sequence[FormItem], recipe: Sequence[Section] = PROSECUTOR
) -> list[Item]:
    """Return the items in the order of the bundle.

    What was captured is taken as the log has it: a thing recorded after approval stays out.

    Raises: BarredItem, UnsignedStatement.
    """
    check_recipe(recipe)
    return [item for section in recipe for item in _section(file, log, forms, section)]


def forms_apart(forms: Sequence[FormItem]) -> list[FormItem]:
    """Return the forms of the file that may not lie in the main bag and go by themselves."""
    return [form for form in forms if not MG_FORMS[form.code].in_main_bag]


def _section(
    file: CaseFile, log: Log, forms: Sequence[FormItem], section: Section
) -> Iterator[Item]:
    own = _form_subjects(file)
    for code in section.forms:
        found = [form for form in forms if form.code == code]
        for number, form in enumerate(found, start=1):
            if code == "MG11":
                yield from _statement(form.about, log)
            else:
                yield _form(form, number if len(found) > 1 else 0, section.key, log, own)
    for kind in section.kinds:
        yield from _OTHER[kind](file, log)


def _form_subjects(file: CaseFile) -> dict[tuple[str, Any], Any]:
    rows = MGForm.objects.filter(case=file.case).values_list("code", "about_id", "pk")
    return {(code, about): pk for code, about, pk in rows}


def _form(
    form: FormItem, number: int, section: str, log: Log, own: dict[tuple[str, Any], Any]
) -> Item:
    row, person = MG_FORMS[form.code], person_of(form.about)
    key = own.get((form.code, person.pk if person else None))
    return Item(
        id=form.code + (f"-{form.about.pk}" if form.about else ""),
        kind="back_sheet" if form.code == "MG11B" else "form",
        section=section,
        reference=form.code,
        title=row.name + (f": {person.name}" if person else ""),
        row=form.about,
        path=f"data/forms/{form.code}{f'-{number}' if number else ''}.pdf",
        disclosable=row.disclosable,
        source_events=tuple(log.about(key, form.about.pk if form.about else None)),
    )


def _statement(newest: StatementVersion, log: Log) -> Iterator[Item]:
    version = signed_version(newest, log)
    statement, witness = newest.statement, newest.statement.witness
    if version is None:
        if log.about(newest.pk):
            raise UnsignedStatement(f"The statement of {witness.name} is not signed.")
        return
    words = "Victim personal statement" if statement.kind == "VPS" else "Witness statement"
    order = witness.witness.number if hasattr(witness, "witness") else 0
    yield Item(
        id=f"{statement.kind}-{version.pk}",
        kind="statement",
        section="statements",
        reference=statement.kind,
        title=f"{words} of {witness.name}",
        row=version,
        path=f"data/statements/{statement.kind}-{order}-{statement.number}.pdf",
        disclosable=True,
        source_events=tuple(log.about(version.pk, version.signed_pdf_id)),
        content=version.signed_pdf,
    )


def signed_version(newest: StatementVersion, log: Log) -> StatementVersion | None:
    """Return the newest version whose signing the log holds, or None."""
    versions = newest.statement.versions.select_related("signed_pdf", "statement__witness")
    signed = (row for row in versions.order_by("-number") if row.is_signed)
    return next((row for row in signed if log.about(row.signed_pdf_id)), None)


def _exhibits(file: CaseFile, log: Log) -> Iterator[Item]:
    for exhibit in file.exhibits:
        if sources := log.about(exhibit.pk, exhibit.content_id):
            yield _exhibit(exhibit, sources)


def _exhibit(exhibit: Exhibit, sources: list[str]) -> Item:
    folder = f"data/exhibits/{exhibit.reference.replace('/', '-')}"
    content = exhibit.content
    return Item(
        id=f"exhibit-{exhibit.pk}",
        kind="exhibit",
        section="exhibits",
        reference=exhibit.reference,
        title=exhibit.description,
        row=exhibit,
        path=f"{folder}/{plain_name(content.original_name)}" if content else "",
        disclosable=True,
        source_events=tuple(sources),
        content=content,
        folder=f"{folder}/derived",
    )


def _unused(file: CaseFile, log: Log) -> Iterator[Item]:
    for material in file.unused:
        sources = log.about(material.pk, material.content_id)
        if sources and is_attached(material):
            yield _unused_item(material, sources)


def is_attached(material: UnusedMaterial) -> bool:
    """Whether the item itself goes along: not sensitive, and presumed or found to meet the test."""
    if material.schedule != "C":
        return False
    presumption = PRESUMPTIONS.get(material.presumption_class)
    is_presumed = presumption is not None and presumption.default == "list_and_attach"
    return is_presumed or bool(material.meets_test)


def _unused_item(material: UnusedMaterial, sources: list[str]) -> Item:
    content = material.content
    name = plain_name(content.original_name) if content else TEXT_NAME if material.text else ""
    folder = f"data/unused/{material.item_number}"
    return Item(
        id=f"unused-{material.pk}",
        kind="unused",
        section="unused",
        reference=f"Item {material.item_number}",
        title=material.description,
        row=material,
        path=f"{folder}/{name}" if name else "",
        disclosable=material.prosecutor_decision == "D",
        source_events=tuple(sources),
        content=content,
        folder=f"{folder}/derived",
    )


_OTHER: dict[str, Callable[[CaseFile, Log], Iterator[Item]]] = {
    "exhibit": _exhibits,
    "unused": _unused,
}


def plain_name(name: str) -> str:
    """Return a file name that every system can hold."""
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    stem, _, ending = re.sub(r"[^A-Za-z0-9._-]+", "_", text).rpartition(".")
    stem, ending = stem.strip("._-")[:60], ending.strip("._-")[:10]
    # The prefix keeps clear of names that Windows reserves, such as CON, and of derived/.
    return (
        f"original-{stem}.{ending}" if stem and ending else f"original-{stem or ending or 'file'}"
    )
