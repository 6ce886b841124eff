"""Answers about the case, its officer, its submission and the supervisor's approval."""

from typing import Any

from casefile.mg.answers import Resolver
from casefile.mg.case_file import CaseFile
from casefile.mg.words import PRIORITIES
from casefile.models import Suspect, User
from casefile.rules.file_builds import BUILDS

STAGE_ORDER = ("suspected", "arrested", "released", "charge_authorised", "charged")
STAGE_WORDS = {
    "suspected": "Under investigation",
    "arrested": "Suspect in custody",
    "released": "Investigation complete, suspect released",
    "charge_authorised": "Charge authorised",
    "charged": "Charged",
    "no_further_action": "No further action",
}


def _officer(attribute: str) -> Resolver:
    return lambda file, about: (getattr(file.oic, attribute) or None) if file.oic else None


def rank_and_number(user: User | None) -> str | None:
    """Return rank and collar number as written on forms."""
    return " ".join(filter(None, (user.rank, user.collar_number))) or None if user else None


def _stage(file: CaseFile, about: Any) -> str:
    reached = [s.stage for s in file.suspects if s.stage in STAGE_ORDER]
    if not reached and file.suspects:
        return STAGE_WORDS["no_further_action"]
    return STAGE_WORDS[max(reached, key=STAGE_ORDER.index, default="suspected")]


def _decision_sought(file: CaseFile, about: Any) -> str | None:
    if file.submission is None:
        return None
    return BUILDS.get(file.submission.build, file.submission.build)


def _linked(file: CaseFile, about: Any) -> list[str] | None:
    lead = [file.case.lead_case] if file.case.lead_case else []
    return [str(case) for case in (*lead, *file.case.child_cases.order_by("opened_at"))] or None


def _cps_office(file: CaseFile, about: Any) -> str | None:
    return file.submission.cps_area if file.submission else None


def _priority(file: CaseFile, about: Any) -> str | None:
    return PRIORITIES.get(file.submission.priority) if file.submission else None


def _submitted(file: CaseFile, about: Any) -> Any:
    return (
        (file.submission.submitted_at or file.submission.approved_at) if file.submission else None
    )


def _approved(read: Any) -> Resolver:
    """Answer from the submission once a supervisor approved it, and not before."""
    return lambda file, about: (
        read(file.submission) if file.submission and file.submission.approved_at else None
    )


def defendants(suspects: list[Suspect]) -> str | None:
    """Return the surnames as they stand after 'R v'."""
    names = [suspect.person.family_name or suspect.person.name for suspect in suspects]
    return ", ".join(name.upper() for name in names) or None


ANSWERS: dict[str, Resolver] = {
    "approval.at": _approved(lambda row: row.approved_at),
    "approval.comments": _approved(lambda row: row.supervisor_comment or None),
    "approval.disclosure_considered": _approved(lambda row: bool(row.supervisor_comment)),
    "approval.is_approved": _approved(lambda row: True),
    "approval.name": _approved(lambda row: row.approved_by.name),
    "approval.rank_and_number": _approved(lambda row: rank_and_number(row.approved_by)),
    "case.cps_office": _cps_office,
    "case.defendants": lambda file, about: defendants(file.defendants),
    "case.flags": lambda file, about: (
        [flag.replace("_", " ").capitalize() for flag in file.case.flags] or None
    ),
    "case.linked": _linked,
    "case.stage": _stage,
    "case.urn": lambda file, about: file.case.urn,
    "form.on": lambda file, about: file.on,
    "oic.cover": _officer("cover"),
    "oic.email": _officer("email"),
    "oic.name": _officer("name"),
    "oic.rank_and_number": lambda file, about: rank_and_number(file.oic),
    "oic.station": _officer("station"),
    "oic.telephone": _officer("phone"),
    "submission.at": _submitted,
    "submission.decision_sought": _decision_sought,
    "submission.priority": _priority,
    "third_party.position": lambda file, about: file.case.third_party_position or None,
}
