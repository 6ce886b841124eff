"""What the record itself can tell about a statement's words: contact details, exhibits, changes."""

import hashlib

from casefile.models import Exhibit, Person, StatementVersion
from casefile.rules import exhibit_references


def contact_details_in(narrative: str, witness: Person) -> list[str]:
    """Return which of the witness's own details stand in the words: 'phone', 'email' and so on."""
    squeezed = _squeeze(narrative)
    known = [(point.kind, point.value) for point in witness.contact_points.all()]
    known += [("date of birth", text) for text in _dates(witness)]
    # A number is kept as +44…; people write it with the nought.
    known += [("phone", f"0{value[3:]}") for _, value in known if value.startswith("+44")]
    wanted = [(kind, _squeeze(value)) for kind, value in known]
    return sorted({kind for kind, value in wanted if len(value) >= 5 and value in squeezed})


def _squeeze(value: str) -> str:
    return "".join(character for character in value.casefold() if character.isalnum())


def _dates(witness: Person) -> set[str]:
    born_on = witness.born_on
    if born_on is None:
        return set()
    return {
        f"{born_on:%d %B %Y}",
        f"{born_on:%-d %B %Y}",
        f"{born_on:%d/%m/%Y}",
        born_on.isoformat(),
    }


def text_is_as_fixed(version: StatementVersion) -> bool:
    """Return whether narrative and canonical text are still what was fixed for signing."""
    digest = hashlib.sha256(version.canonical_text.encode()).hexdigest()
    return digest == version.canonical_sha256 and version.narrative in version.canonical_text


def references_in(narrative: str) -> list[str]:
    """Return the exhibit references named in the words, normalised, in order."""
    return list(exhibit_references.find_exhibit_references(narrative))


def signed_statements_naming(exhibit: Exhibit) -> list[StatementVersion]:
    """Return the signed statement versions of the case that name this exhibit. One query."""
    signed = StatementVersion.objects.filter(statement__case=exhibit.case, stage="signed")
    names = {exhibit.reference, *exhibit.former_names}
    return [v for v in signed if names & set(references_in(v.narrative))]


def produced_in(exhibit: Exhibit) -> list[tuple[StatementVersion, int]]:
    """Return each signed statement that produces an exhibit, and in which paragraph (EV-19).

    The newest signed version of each, by whichever name of the exhibit it uses.
    """
    rows = StatementVersion.objects.filter(statement__case=exhibit.case, stage="signed")
    newest = {row.statement_id: row for row in rows.order_by("number")}
    names = {exhibit.reference, *exhibit.former_names}
    found = []
    for version in newest.values():
        for number, words in enumerate(paragraphs(version.narrative), start=1):
            if names & set(references_in(words)):
                found.append((version, number))
                break
    return found


def paragraphs(narrative: str) -> list[str]:
    """Return the paragraphs of a statement, as they stand apart in its text."""
    return [part for part in narrative.split("\n\n") if part.strip()]
