"""What the pages about people show, read from the record."""

from typing import Any

from django.urls import reverse

from casefile.desk import contact_page
from casefile.models import Case, Person
from casefile.rules import identifiers
from casefile.services import reported
from casefile.wording import day, plain

Row = dict[str, Any]


def parts_of(person: Person) -> list[str]:
    """Return the parts a person plays, in words."""
    victim, witness = getattr(person, "victim", None), getattr(person, "witness", None)
    suspect = getattr(person, "suspect", None)
    found = ["Victim"] if victim else []
    found += [f"Witness {witness.number} ({witness.kind})"] if witness else []
    return found + ([f"Suspect {suspect.number}"] if suspect else [])


def rows(case: Case) -> list[list[Any]]:
    """Return a table row for each person of the case."""
    people = case.people.select_related("victim", "witness", "suspect")
    return [
        [
            {"text": person.name, "href": reverse("desk:person", args=[person.pk])},
            ", ".join(parts_of(person)) or "No part recorded",
            person.occupation or "Not known",
        ]
        for person in people.order_by("family_name", "given_names")
    ]


def details(person: Person) -> dict[str, Any]:
    """Return the summary lists of a person's page."""
    return {
        "facts": _facts(person),
        "contact": contact_page.contact_rows(person),
        "plan_rows": contact_page.plan_rows(person),
        "is_nameless": not (person.given_names or person.family_name or person.organisation),
        "needs_said": reported.needs_said(person),
        "witness_rows": _witness(person),
        "suspect_rows": _suspect(person),
        "arrests": [_arrest(row) for row in person.case.arrests.filter(suspect__person=person)],
        "prints": [_print(row) for row in person.conviction_prints.order_by("-printed_on")],
        "actions": _actions(person),
    }


def _facts(person: Person) -> list[Row]:
    return [
        {"key": "Part in the case", "value": ", ".join(parts_of(person))},
        *_organisation(person),
        {"key": "Date of birth", "value": person.born_on and day(person.born_on)},
        {"key": "Occupation", "value": person.occupation},
        {"key": "Nationality", "value": person.nationality},
        {"key": "Language", "value": person.language},
    ]


def _organisation(person: Person) -> list[Row]:
    """Return the row of a business: it has the Code's services when somebody speaks for it."""
    if not person.organisation:
        return []
    speaks = f"{person.given_names} {person.family_name}".strip()
    return [{"key": "Who speaks for it", "value": speaks or "As named by the reporter, above"}]


def _witness(person: Person) -> list[Row]:
    witness, victim = getattr(person, "witness", None), getattr(person, "victim", None)
    found: list[Row] = []
    if victim:
        found += [
            {"key": "Injury", "value": victim.injury},
            {"key": "Loss", "value": victim.loss},
            {"key": "Personal statement", "value": victim.personal_statement.capitalize()},
            {"key": "Enhanced rights", "value": victim.enhanced_reason.capitalize() or "No"},
        ]
    if witness:
        willing = {None: "", True: "Yes", False: "No"}[witness.is_willing]
        found += [
            {"key": "Will attend court", "value": willing},
            {"key": "Dates to avoid", "value": witness.dates_to_avoid},
            {"key": "Special measures", "value": ", ".join(witness.special_measures)},
        ]
    return found


def _suspect(person: Person) -> list[Row]:
    suspect = getattr(person, "suspect", None)
    if suspect is None:
        return []
    reason = suspect.no_interview_reason
    not_interviewed = [{"key": "Why not interviewed", "value": reason}] if reason else []
    return [
        {"key": "Status", "value": plain(suspect.stage)},
        {"key": "Expected plea", "value": plain(suspect.anticipated_plea)},
        {"key": "Why", "value": suspect.plea_reason},
        {"key": "Account", "value": suspect.account},
        *not_interviewed,
    ]


def _arrest(row: Any) -> Row:
    released = row.release.replace("_", " ") or "in custody"
    return {
        "key": identifiers.display_asn(row.asn),
        "value": f"{row.place}; {released}",
        "href": "" if row.released_at else reverse("desk:release", args=[row.pk]),
        "action": "Release",
    }


def _print(row: Any) -> Row:
    words = "No trace" if row.is_no_trace else f"Entries: {len(row.convictions)}"
    return {"key": day(row.printed_on), "value": words}


def _actions(person: Person) -> list[Row]:
    """Return the pages on which more about this person is recorded."""
    found: list[tuple[str, str, Any]] = [
        ("Add a contact", "desk:add-contact", person),
        ("Verify a contact", "desk:verify-contact", person),
        ("Bar a contact", "desk:bar-contact", person),
        ("Agree safe contact", "desk:contact-plan", person),
        ("Record a print", "desk:record-print", person),
    ]
    if victim := getattr(person, "victim", None):
        found.append(("Personal statement", "desk:personal-statement", victim))
    if witness := getattr(person, "witness", None):
        found.append(("Dates to avoid", "desk:availability", witness))
        found.append(("Needs and special measures", "desk:needs", witness))
    if suspect := getattr(person, "suspect", None):
        found += [
            ("Record an arrest", "desk:arrest", suspect),
            ("Record an interview", "desk:add-interview", suspect),
            ("Why there was no interview", "desk:no-interview", suspect),
            ("Propose a charge", "desk:add-charge", suspect),
            ("Expected plea", "desk:plea", suspect),
        ]
    links = [{"text": text, "href": reverse(name, args=[row.pk])} for text, name, row in found]
    if victim:
        address = f"/track/staff/{person.case_id}/"
        links.append({"text": "Updates and duties to the victim", "href": address})
    return links
