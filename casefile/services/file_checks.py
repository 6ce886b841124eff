"""Holds a file against the reasons for which files are rejected: the record against the table."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from casefile.models import Case, Exhibit, StatementVersion, Submission, Suspect
from casefile.rules.completeness import (
    ApprovalFacts,
    ContactFacts,
    ExhibitFacts,
    FileFacts,
    Finding,
    InterviewFacts,
    PersonFacts,
    StatementFacts,
    evaluate,
)
from casefile.services import bindings, cases, evidence, file_contents, media_facts


def findings(submission: Submission, *, on: date) -> list[Finding]:
    """Return every finding on this version of the file, blocking ones first."""
    return evaluate(facts(submission, on=on), submission.build, on)


def as_rows(found: Iterable[Finding]) -> list[dict[str, str]]:
    """Return findings as kept on the submission and shown to the prosecutor."""
    return [
        {
            "code": finding.code,
            "level": finding.level,
            "message": finding.message,
            "about": finding.about,
            "source": str(finding.source),
            "checked": finding.source.checked,
        }
        for finding in found
    ]


def facts(submission: Submission, *, on: date) -> FileFacts:
    """Return what the checks ask, read from the record. About twenty queries."""
    case = submission.case
    officer = cases.officer_in_case(case)
    held = case.exhibits.filter(stage="held").select_related("content", "producer", "parent")
    exhibits = list(held.prefetch_related("former_references"))
    presumed = case.unused_material.exclude(presumption_class="").filter(meets_test=None)
    contact = ContactFacts(officer.email, officer.phone, officer.cover) if officer else None
    return FileFacts(
        officer_in_case_id=str(officer.pk) if officer else "",
        contact=contact or ContactFacts(),
        approval=_approval(submission),
        people=tuple(_people(case)),
        statements=tuple(_statement(row) for row in file_contents.statement_versions(case)),
        exhibits=tuple(_exhibit(row) for row in exhibits),
        interviews=tuple(_interview(row) for row in case.suspects.select_related("person")),
        forms=frozenset(form.code for form in file_contents.forms_of(submission, on=on)),
        flags=frozenset(case.flags),
        third_party_position=case.third_party_position,
        presumed_items_undecided=tuple(f"item {row.item_number}" for row in presumed),
        not_received=tuple(row.reference for row in exhibits if not _is_whole(row)),
        carrying_position=tuple(
            row.reference for row in exhibits if row.content and media_facts.position(row.content)
        ),
    )


def _approval(submission: Submission) -> ApprovalFacts | None:
    if submission.approved_by_id is None:
        return None
    return ApprovalFacts(str(submission.approved_by_id), submission.supervisor_comment)


def _people(case: Case) -> Iterable[PersonFacts]:
    prints = {row.person_id: row.printed_on for row in file_contents.newest_prints(case)}
    assessed = set(case.mg_forms.filter(code="MG2").values_list("about_id", flat=True))
    for suspect in case.suspects.select_related("person"):
        name, on = suspect.person.name, prints.get(suspect.person_id)
        yield PersonFacts(str(suspect.person_id), name, "suspect", printed_on=on)
    for witness in case.witnesses.select_related("person__victim"):
        victim = getattr(witness.person, "victim", None)
        yield PersonFacts(
            str(witness.person_id),
            witness.person.name,
            "victim" if victim else "witness",
            is_key=witness.kind in {"victim", "key"},
            is_professional=witness.kind in {"police", "expert"},
            printed_on=prints.get(witness.person_id),
            is_vulnerable_or_intimidated=witness.is_vulnerable or witness.is_intimidated,
            has_special_measures_assessment=bool(witness.special_measures)
            or witness.person_id in assessed,
            personal_statement=victim.personal_statement if victim else "",
            is_availability_known=bool(witness.dates_to_avoid),
        )


def _statement(version: StatementVersion) -> StatementFacts:
    witness = version.statement.witness
    whole = version.is_signed and not bindings.verify(version)
    return StatementFacts(
        str(version.pk), str(witness.pk), witness.name, version.narrative, is_signed=whole
    )


def _exhibit(row: Exhibit) -> ExhibitFacts:
    kind: Any = row.kind
    return ExhibitFacts(
        reference=row.reference,
        kind=kind,
        producer=row.producer.name,
        producer_id=str(row.producer_id),
        former=tuple(row.former_names),
        parent=row.parent.reference if row.parent else None,
        is_clip=row.clip_to_seconds is not None,
        is_attached=row.content_id is not None or row.kind == "physical",
        explanation=f"held {_where(row)}" if row.kind == "physical" else "",
    )


def _where(row: Exhibit) -> str:
    return f"at {row.held_at}" if row.held_at else f"by {row.holder}"


def _is_whole(row: Exhibit) -> bool:
    return row.content is None or evidence.store().exists(row.content.key)


def _interview(suspect: Suspect) -> InterviewFacts:
    rows = suspect.interviews.all()
    return InterviewFacts(
        str(suspect.person_id),
        suspect.person.name,
        was_held=bool(rows),
        has_summary=any(row.summary for row in rows),
        reason_not_held=suspect.no_interview_reason,
    )
