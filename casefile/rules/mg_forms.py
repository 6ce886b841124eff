"""`MG_FORMS`: one row per form, its boxes in the order of the paper form, and what fills each.

Screens, validation, completeness, print layout and exchange schema all derive from these rows.
"""

from collections.abc import Mapping

from casefile.rules.mg_tables import charge, charge_request, schedules, witnesses
from casefile.rules.mg_tables.fields import (
    CONDITIONS,
    Field,
    FormRow,
    Recipient,
    Section,
    is_required,
)
from casefile.rules.mg_tables.prefill_keys import PREFILL_KEYS, PrefillKey
from casefile.rules.registry import Rule, register

__all__ = [
    "CONDITIONS",
    "HEADER",
    "MG_FORMS",
    "PREFILL_KEYS",
    "Field",
    "FormRow",
    "PrefillKey",
    "Section",
    "fact_owner",
    "is_required",
    "may_be_served",
    "table_columns",
    "unanswered",
]

# Repeated at the head of every form and left out when boxes are counted.
HEADER = Section(
    "",
    "",
    (
        Field("urn", "URN", "text", "Y", "case.urn"),
        Field("defendants", "R v", "text", "Y", "case.defendants"),
    ),
)

MG_FORMS: dict[str, FormRow] = {
    row.code: row
    for row in (
        witnesses.MG2,
        charge_request.MG3,
        charge.MG4,
        charge.MG4A,
        charge.MG5,
        charge_request.MG6,
        schedules.MG6C,
        schedules.MG6D,
        schedules.MG6E,
        witnesses.MG9,
        witnesses.MG10,
        witnesses.MG11,
        witnesses.MG11B,
        witnesses.MG12,
        witnesses.MG15,
        charge.MG20,
        charge_request.PRECONS,
    )
}


def may_be_served(code: str, recipient: Recipient) -> bool:
    """Say whether a form may go to that recipient; a form we do not know may go to nobody."""
    row = MG_FORMS.get(code)
    if row is None or (recipient == "defence" and not row.disclosable):
        return False
    return recipient in row.served_to


def fact_owner(key: str) -> tuple[str, str]:
    """Return (form code, field key) of the one box where that `facts.` key is typed.

    Raises: KeyError when no box states it.
    """
    for row in MG_FORMS.values():
        for field in row.fields:
            if field.states == key:
                return row.code, field.key
    raise KeyError(key)


def table_columns(prefill: str) -> tuple[str, ...]:
    """Return every column any form asks of that prefill key, sorted; empty when not a table."""
    fields = (field for row in MG_FORMS.values() for field in row.fields)
    return tuple(sorted({c for f in fields if f.prefill == prefill for c, _ in f.columns}))


def unanswered(
    row: FormRow, answers: Mapping[str, object], conditions: frozenset[str]
) -> tuple[Field, ...]:
    """Return the boxes that must be filled and are not, in order; False counts as an answer.

    The prosecutor's own part is never demanded of the police.
    """
    return tuple(
        field
        for section in row.sections
        if section.filled_by != "prosecutor"
        for field in section.fields
        if is_required(field, conditions) and answers.get(field.key) in (None, "", [], ())
    )


def _plain(row: FormRow) -> str:
    served = "may be served on the defence" if row.disclosable else "never goes to the defence"
    typed = sum(field.is_typed for field in row.fields)
    return (
        f"{row.name}: {served}; {len(row.fields)} boxes, {typed} of them typed; edition "
        f"{row.edition}."
    )


register(
    "mg_forms",
    "Forms of the case file",
    "The forms this product fills, who may have each, and how many boxes a person types.",
    (Rule(row.code, _plain(row), row.source, row.in_force) for row in MG_FORMS.values()),
)
