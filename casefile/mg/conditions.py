"""Which of the conditions that boxes hang on hold for a case, and for whom a form is about."""

from typing import Any

from casefile.mg.case_file import CaseFile, person_of
from casefile.models import Interview
from casefile.rules.property_statuses import CLAIMABLE


def conditions_of(file: CaseFile, about: Any) -> frozenset[str]:
    """Return the keys of `CONDITIONS` that hold; each is asked of the record alone."""
    holds = {
        "compensation": any(v.injury or v.loss for v in file.victims.values())
        or any(row.status in CLAIMABLE for row in file.things),
        "evidence_outstanding": any(i.kind == "forensic" for i in file.plan_items),
        "injury": any(v.injury for v in file.victims.values()),
        "interview_held": bool(file.interviews),
        "interview_not_held": any(not _was_interviewed(file, s.pk) for s in file.suspects),
        "linked_cases": file.case.lead_case_id is not None,
        "other_offenders": len(file.suspects) > 1,
        "police_charged": _has_charge(file) and not file.decisions,
        "prepared_statement": isinstance(about, Interview) and bool(about.prepared_statement),
        "remand_sought": any(
            s.stage == "charged" and s.pk not in file.bails for s in file.suspects
        ),
        "statutory_limit": any(c.offence.category in {"CS", "CM"} for c in file.charges),
        "video": any(exhibit.is_recording for exhibit in file.exhibits),
        "vulnerable_or_intimidated": any(
            w.is_vulnerable or w.is_intimidated for w in file.witnesses
        ),
        **_about_a_person(file, about),
    }
    return frozenset(key for key, is_so in holds.items() if is_so)


def _about_a_person(file: CaseFile, about: Any) -> dict[str, bool]:
    person = person_of(about)
    if person is None:
        return {}
    age = person.age_on(file.on)
    return {
        "appropriate_adult": age is not None and age < 18,
        "interpreter": person.needs_interpreter,
        "victim": person.pk in file.victims,
    }


def _has_charge(file: CaseFile) -> bool:
    return any(hasattr(charge, "recorded") for charge in file.charges)


def _was_interviewed(file: CaseFile, suspect_id: object) -> bool:
    return any(interview.suspect_id == suspect_id for interview in file.interviews)
