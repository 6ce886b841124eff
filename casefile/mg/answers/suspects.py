"""Answers about suspects: who they are, arrest, bail, and what is put to them."""

from datetime import date
from typing import Any

from casefile.mg import words
from casefile.mg.answers import Resolver
from casefile.mg.case_file import CaseFile
from casefile.models import Arrest, Bail, Hearing, RecordedCharge, Suspect
from casefile.rules import identifiers, london


def _arrest(suspect: Suspect) -> Arrest | None:
    return suspect.arrests.order_by("arrested_at").first()


def _asn(arrest: Arrest | None) -> str | None:
    return identifiers.display_asn(arrest.asn) if arrest else None


def _arrested_on(suspect: Suspect) -> date | None:
    arrest = _arrest(suspect)
    return london.day_of(arrest.arrested_at) if arrest else None


def _address(file: CaseFile, suspect: Suspect) -> str | None:
    points = file.contacts.get(suspect.person_id, [])
    return next((point.value for point in points if point.kind == "address"), None)


def _is_youth(file: CaseFile, suspect: Suspect) -> bool | None:
    age = suspect.person.age_on(file.on)
    return None if age is None else age < 18


def _block(file: CaseFile, suspect: Suspect) -> dict[str, Any]:
    person, arrest, bail = suspect.person, _arrest(suspect), file.bails.get(suspect.pk)
    return {
        "surname": person.family_name,
        "forenames": person.given_names,
        "date_of_birth": person.born_on,
        "gender": words.GENDERS.get(person.gender),
        "ethnicity": person.ethnicity,
        "nationality": person.nationality,
        "asn": _asn(arrest),
        "custody_reference": arrest.custody_number if arrest else None,
        "arrested_at": arrest.arrested_at if arrest else None,
        "status": words.status_of(suspect, is_on_bail=bail is not None),
        "return_bail_on": london.day_of(bail.surrender_at) if bail else None,
        "is_youth": _is_youth(file, suspect),
        "interpreter": words.interpreter_of(person),
        "health": None,
        "previous_convictions": person.pk in file.prints,
        "proposed_charges": "; ".join(c.offence.title for c in file.charges_of(suspect)),
    }


def _recorded(file: CaseFile, suspect: Suspect) -> list[RecordedCharge]:
    return [c.recorded for c in file.charges_of(suspect) if hasattr(c, "recorded")]


def _first_recorded(file: CaseFile, suspect: Suspect | None) -> RecordedCharge | None:
    return next(iter(_recorded(file, suspect)), None) if suspect else None


def _charging(read: Any) -> Resolver:
    """Answer from the charge as put to this defendant."""

    def answer(file: CaseFile, about: Any) -> Any:
        row = _first_recorded(file, about)
        return read(row) if row else None

    return answer


def _charges_table(file: CaseFile, suspect: Suspect) -> list[dict[str, Any]]:
    rows = enumerate(_recorded(file, suspect), start=1)
    return [
        {"number": str(n), "wording": row.particulars, "cjs_code": row.offence_id}
        for n, row in rows
    ]


def _bail_kind(file: CaseFile, suspect: Suspect) -> str:
    bail = file.bails.get(suspect.pk)
    if bail is None:
        return "None"
    return "Conditional (see MG4A)" if bail.conditions.all() else "Unconditional"


def _bail(read: Any) -> Resolver:
    def answer(file: CaseFile, about: Any) -> Any:
        bail: Bail | None = file.bails.get(about.pk)
        return read(bail) if bail else None

    return answer


def _conditions(bail: Bail) -> list[dict[str, Any]]:
    rows = sorted(bail.conditions.all(), key=lambda row: row.number)
    return [{"number": str(r.number), "condition": r.text, "reason": r.reason} for r in rows]


def _hearing(file: CaseFile, about: Any) -> Hearing | None:
    """Return the first hearing of this defendant; of anybody, on a form about the case."""
    whose = about.pk if isinstance(about, Suspect) else None
    own = (row for row in file.hearings if whose in {None, row.defendant_id})
    return next(own, None)


def _first_hearing(attribute: str) -> Resolver:
    return lambda file, about: getattr(_hearing(file, about), attribute, None)


def _plea(file: CaseFile, suspect: Suspect) -> dict[str, Any]:
    return {
        "suspect": suspect.person.name,
        "plea": words.PLEAS.get(suspect.anticipated_plea),
        "reason": suspect.plea_reason,
    }


def _others(file: CaseFile, about: Any) -> list[dict[str, Any]] | None:
    if len(file.suspects) < 2:
        return None
    return [
        {
            "name": suspect.person.name,
            "state": words.status_of(suspect, is_on_bail=suspect.pk in file.bails),
        }
        for suspect in file.suspects
    ]


def _no_contact(file: CaseFile, about: Any) -> list[str] | None:
    lay = [w.person.name for w in file.witnesses if w.kind != "police"]
    alone = file.defendants if len(file.defendants) == 1 else []
    others = [s.person.name for s in file.suspects if s not in alone]
    return lay + others or None


def _all_prints(file: CaseFile, about: Any) -> bool:
    return bool(file.suspects) and all(s.person_id in file.prints for s in file.suspects)


def _caution(row: RecordedCharge) -> bool:
    # A charge is recorded only when the custody officer ticks the caution.
    return True


ANSWERS: dict[str, Resolver] = {
    "bail.conditions_table": _bail(_conditions),
    "bail.granted_at": _bail(lambda row: row.granted_at),
    "bail.granted_by": _bail(lambda row: row.granted_by.signature_name),
    "bail.kind": _bail_kind,
    "bail.signature": lambda file, about: None,
    "charging.appropriate_adult": lambda file, about: None,
    "charging.at": _charging(lambda row: row.charged_at),
    "charging.charged_by": _charging(lambda row: row.charged_by.signature_name),
    "charging.custody_officer": _charging(lambda row: row.charged_by.signature_name),
    "charging.decision_maker": lambda file, about: None,
    "charging.is_cautioned": _charging(_caution),
    "charging.reply": _charging(lambda row: row.reply or "No reply"),
    "charging.signature": lambda file, about: None,
    "first_hearing.at": _first_hearing("at"),
    "first_hearing.court": _first_hearing("court_name"),
    "prints.all_attached": _all_prints,
    "suspect.address": _address,
    "suspect.arrested_on": lambda file, about: _arrested_on(about),
    "suspect.asn": lambda file, about: _asn(_arrest(about)),
    "suspect.charges_table": _charges_table,
    "suspect.custody_reference": lambda file, about: getattr(
        _arrest(about), "custody_number", None
    ),
    "suspect.date_of_birth": lambda file, about: about.person.born_on,
    "suspect.ethnicity": lambda file, about: about.person.ethnicity or None,
    "suspect.forenames": lambda file, about: about.person.given_names or None,
    "suspect.gender": lambda file, about: words.GENDERS.get(about.person.gender),
    "suspect.interpreter": lambda file, about: words.interpreter_of(about.person),
    "suspect.is_youth": _is_youth,
    "suspect.surname": lambda file, about: about.person.family_name or None,
    "suspects.blocks": lambda file, about: [_block(file, s) for s in file.suspects],
    "suspects.others_table": _others,
    "suspects.plea_table": lambda file, about: [_plea(file, s) for s in file.defendants],
    "witnesses.no_contact": _no_contact,
}
