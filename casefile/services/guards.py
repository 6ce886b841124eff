"""Guards of transitions, by the names used in rules/stages.py. Each returns every reason it has."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from casefile.models import Bundle, Case, ChargingDecision, Suspect
from casefile.rules import london
from casefile.services import Reason, appeal_checks, statement_checks
from casefile.services.actors import Actor

Guard = Callable[[Any, Actor, datetime, dict[str, Any]], list[Reason]]
GUARDS: dict[str, Guard] = {}
MIN_SUPERVISOR_COMMENT = 40


def guard(function: Guard) -> Guard:
    """Enter a guard under its function's name."""
    GUARDS[function.__name__] = function
    return function


def case_of(subject: Any) -> Case | None:
    """Return the case a subject belongs to, following its parents; None for a report."""
    if isinstance(subject, Case):
        return subject
    for parent in ("case", "statement", "submission", "plan", "bundle", "charge"):
        found = getattr(subject, parent, None)
        if isinstance(found, Case):
            return found
        if found is not None:
            return case_of(found)
    return None


@guard
def reason_given(subject: Any, by: Actor, at: datetime, data: dict[str, Any]) -> list[Reason]:
    """A reason must be written down."""
    if str(data.get("reason", "")).strip():
        return []
    return [Reason("reason_missing", "Give the reason.", field="reason")]


@guard
def appeal_is_not_own(subject: Any, by: Actor, at: datetime, data: dict[str, Any]) -> list[Reason]:
    """What all may read is published by another person than the one who wrote it."""
    if subject.written_by_id != by.id:
        return []
    return [Reason("own_words", "Somebody else must publish an appeal that you wrote.")]


@guard
def appeal_names_nobody(
    subject: Any, by: Actor, at: datetime, data: dict[str, Any]
) -> list[Reason]:
    """Nobody of the case stands in what all may read, also not who came into it since."""
    return appeal_checks.naming(subject)


@guard
def visit_has_begun(subject: Any, by: Actor, at: datetime, data: dict[str, Any]) -> list[Reason]:
    """A visit is made no earlier than on its day."""
    if london.day_of(subject.visit_at) <= london.day_of(at):
        return []
    return [Reason("too_early", "This visit is still to come.")]


@guard
def charge_matches_advice(
    subject: Any, by: Actor, at: datetime, data: dict[str, Any]
) -> list[Reason]:
    """A charge recorded otherwise than advised needs its explanation (N15)."""
    advice = subject.decisions.order_by("-decided_at").first()
    if advice is None:
        return [Reason("not_advised", "No prosecutor has authorised this charge.")]
    same = (
        data.get("cjs_code") == advice.advised_offence_id
        and data.get("particulars") == advice.advised_particulars
    )
    if same or str(data.get("difference_reason", "")).strip():
        return []
    message = "This differs from what the prosecutor authorised. Say why, or use those words."
    return [Reason("differs_from_advice", message, field="difference_reason")]


@guard
def narrative_present(subject: Any, by: Actor, at: datetime, data: dict[str, Any]) -> list[Reason]:
    """A statement says something."""
    if subject.narrative.strip():
        return []
    return [Reason("narrative_missing", "Write what the witness says.", field="narrative")]


@guard
def no_contact_details_in_statement(
    subject: Any, by: Actor, at: datetime, data: dict[str, Any]
) -> list[Reason]:
    """No address, phone, email or date of birth of the witness in the served words (EV-62)."""
    found = statement_checks.contact_details_in(subject.narrative, subject.statement.witness)
    message = "Take the witness's {} out of the statement: it belongs on the back sheet only."
    return [Reason("contact_details", message.format(what), field="narrative") for what in found]


@guard
def text_unchanged_since_final(
    subject: Any, by: Actor, at: datetime, data: dict[str, Any]
) -> list[Reason]:
    """What is signed is what was fixed and shown, to the letter (EV-56)."""
    if statement_checks.text_is_as_fixed(subject):
        return []
    return [Reason("text_changed", "The words changed after they were shown. Show them again.")]


@guard
def exhibit_not_served(subject: Any, by: Actor, at: datetime, data: dict[str, Any]) -> list[Reason]:
    """A reference in a signed statement or a sent file stays as it is (EV-15)."""
    reasons = []
    if statement_checks.signed_statements_naming(subject):
        reasons.append(Reason("named_in_statement", "A signed statement names this exhibit."))
    if subject.case.submissions.filter(submitted_at__isnull=False).exists():
        reasons.append(Reason("already_sent", "A file that holds this exhibit has been sent."))
    return reasons


@guard
def supervisor_is_not_the_officer(
    subject: Any, by: Actor, at: datetime, data: dict[str, Any]
) -> list[Reason]:
    """Approval is by another person than the one whose file it is (F83)."""
    own = subject.case.assignments.filter(
        user_id=by.id, role="officer_in_case", revoked_at=None
    ).exists()
    if not own and subject.started_by_id != by.id:
        return []
    return [Reason("own_file", "Somebody else must approve a file that you built.")]


@guard
def supervisor_commented(
    subject: Any, by: Actor, at: datetime, data: dict[str, Any]
) -> list[Reason]:
    """Prosecutors reject files without a supervisor's comments (TR04)."""
    if len(str(data.get("comment", "")).strip()) >= MIN_SUPERVISOR_COMMENT:
        return []
    message = f"Write your comments on the evidence: at least {MIN_SUPERVISOR_COMMENT} characters."
    return [Reason("TR04", message, field="comment")]


@guard
def no_blocking_findings(
    subject: Any, by: Actor, at: datetime, data: dict[str, Any]
) -> list[Reason]:
    """What cannot be right under any edition stops the file; everything else warns."""
    from casefile.services import file_checks  # reads the whole file, which needs this module

    found = file_checks.findings(subject, on=london.day_of(at))
    return [Reason(f.code, f.message, cure=f.cure) for f in found if f.level == "block"]


@guard
def bundle_built(subject: Any, by: Actor, at: datetime, data: dict[str, Any]) -> list[Reason]:
    """A file leaves with its bundle."""
    if Bundle.objects.filter(submission=subject).exists():
        return []
    return [Reason("bundle_missing", "The bundle has not been built yet.")]


@guard
def triage_reasons_given(
    subject: Any, by: Actor, at: datetime, data: dict[str, Any]
) -> list[Reason]:
    """A rejection names its reasons and the day to respond by."""
    reasons = []
    if not data.get("reasons"):
        reasons.append(Reason("reasons_missing", "Choose at least one reason.", field="reasons"))
    if not data.get("respond_by"):
        reasons.append(
            Reason("respond_by_missing", "Give the day to respond by.", field="respond_by")
        )
    return reasons


@guard
def every_suspect_decided(
    subject: Any, by: Actor, at: datetime, data: dict[str, Any]
) -> list[Reason]:
    """The file is decided when every suspect in it has a decision."""
    decided = ChargingDecision.objects.filter(submission=subject).values("suspect_id")
    open_suspects = Suspect.objects.filter(case=subject.case).exclude(pk__in=decided)
    return [
        Reason("suspect_undecided", f"There is no decision yet for {suspect}.")
        for suspect in open_suspects.select_related("person")
    ]


@guard
def reply_given(subject: Any, by: Actor, at: datetime, data: dict[str, Any]) -> list[Reason]:
    """An action-plan item is answered in words, whatever else is enclosed."""
    if str(data.get("reply", "")).strip():
        return []
    return [Reason("reply_missing", "Say what was done.", field="reply")]
