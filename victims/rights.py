"""The Victims' Code as data: the twelve rights, and who must tell a victim what by when.

Rows carry the edition of the Code and its dates; a new edition adds rows. When a duty is met,
and what counts as telling, is decided by services, not here.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from casefile.rules.registry import Rule, register
from casefile.rules.source import Checked, InForce, Source
from casefile.rules.working_days import due_end_of_day

CODE_EDITION = "Victims' Code 2021, updated 10 June 2024"
CODE_IN_FORCE = InForce(from_on=date(2021, 4, 1))

DutyHolder = Literal[
    "police", "cps", "witness_care_unit", "probation", "police_or_cps", "each_agency"
]
ClockStart = Literal[
    "report", "decision", "event", "receipt", "sentence", "referral", "last_contact", "none"
]


def _code(paragraph: str, checked: Checked) -> Source:
    return Source("Victims' Code", CODE_EDITION.partition(" ")[2], paragraph, checked)


@dataclass(frozen=True)
class Right:
    """One of the twelve rights, in the Code's order."""

    number: int
    title: str
    gives: str
    source: Source


def _right(number: int, title: str, gives: str, checked: Checked = "verified") -> Right:
    return Right(number, title, gives, _code(f"Right {number}", checked))


RIGHTS: tuple[Right, ...] = (
    _right(1, "To be able to understand and to be understood",
           "Plain words, an interpreter, a supporter of your choice."),
    _right(2, "To have the details of the crime recorded without unjustified delay",
           "Your report is recorded; you are interviewed as few times as possible."),
    _right(3, "To be provided with information when reporting the crime",
           "Written confirmation with a crime reference and who to contact."),
    _right(4, "To be referred to services that support victims",
           "A referral to support, tailored to what you need."),
    _right(5, "To be provided with information about compensation",
           "How to ask for compensation."),
    _right(6, "To be provided with information about the investigation and prosecution",
           "News as it happens, with reasons, and a review of a decision not to prosecute."),
    _right(7, "To make a Victim Personal Statement",
           "To say how the crime affected you, and to have it read or played in court.",
           "recalled"),
    _right(8, "To be given information about the trial, trial process and your role as a witness",
           "Hearing dates, help to give evidence, a visit to the court."),
    _right(9, "To be given information about the outcome of the case and any appeals",
           "The result, the sentence and what it means."),
    _right(10, "To be paid expenses and have property returned",
           "Costs of coming to court, and your things back.", "recalled"),
    _right(11, "To be given information about the offender following a conviction",
           "News of the offender's sentence and release, if you want it."),
    _right(12, "To make a complaint about your rights not being met",
           "To complain, to be answered, and to go to the Ombudsman."),
)  # fmt: skip


@dataclass(frozen=True)
class NotificationRow:
    """One duty to tell a victim something.

    `standard` and `enhanced` are working days, None where the Code names no number. `starts_on`
    holds the kinds of event that start the clock. A `two_hop` row runs from receipt by the
    Witness Care Unit, which the court must tell within `COURT_HOP_WORKING_DAYS` first.
    """

    code: str
    event: str
    tells: str
    duty_holder: DutyHolder
    standard: int | None
    enhanced: int | None
    clock_start: ClockStart
    source: Source
    starts_on: tuple[str, ...] = ()
    two_hop: bool = False
    code_edition: str = CODE_EDITION
    in_force: InForce = CODE_IN_FORCE


COURT_HOP_WORKING_DAYS = 5


def _police(code: str, event: str, tells: str, paragraph: str, checked: Checked,
            *starts_on: str, start: ClockStart = "event") -> NotificationRow:  # fmt: skip
    """Write briefly a duty of the police with the usual five working days, or one."""
    source = _code(paragraph, checked)
    return NotificationRow(code, event, tells, "police", 5, 1, start, source, starts_on)


def _court(code: str, event: str, tells: str, days: tuple[int, int],
           paragraph: str, checked: Checked, *starts_on: str) -> NotificationRow:  # fmt: skip
    """Write briefly a duty of the Witness Care Unit that waits for the court's news."""
    return NotificationRow(
        code, event, tells, "witness_care_unit", days[0], days[1], "receipt",
        _code(paragraph, checked), starts_on, two_hop=True,
    )  # fmt: skip


NOTIFICATIONS: tuple[NotificationRow, ...] = (
    NotificationRow("E00", "Crime reported",
        "Written confirmation: crime reference, officer, rights, support", "police", None, None,
        "report", _code("Right 3", "verified"), ("report.recorded",)),
    NotificationRow("E00b", "Crime reported", "Referral to a support service, unless refused",
        "police", 2, 2, "report", _code("Right 4", "verified"), ("report.recorded",)),
    _police("E01", "Decision not to investigate", "Explanation and offer of support", "Right 6",
            "verified", start="decision"),
    _police("E02", "Suspect arrested", "That there was an arrest", "Right 6", "verified",
            "suspect.arrested"),
    _police("E03", "Suspect interviewed under caution", "That there was an interview", "Right 6",
            "verified", "suspect.interviewed"),
    _police("E04", "Suspect released without charge", "That and why", "Right 6", "verified",
            "suspect.released"),
    _police("E05", "Released on police bail or under investigation",
            "That, and the conditions that protect you", "Right 6", "verified", "bail.granted"),
    _police("E06", "Bail conditions changed or cancelled", "What changed", "Right 6", "verified",
            "bail.ended"),
    _police("E07", "Out-of-court disposal decided", "The result; your views first where possible",
            "Right 6", "secondary", start="decision"),
    _police("E08", "Suspect charged", "The charge, bail and the first hearing", "Right 6",
            "secondary", "suspect.charged", start="decision"),
    NotificationRow("E09", "Decision not to prosecute",
        "Reasons, how to get more, the right to review, support", "police_or_cps", 5, 1,
        "decision", _code("Right 6", "secondary"), ("suspect.no_further_action",)),
    NotificationRow("E09b", "Charge altered, dropped or no evidence offered",
        "Reasons, and the right to review where it applies", "cps", 5, 1, "decision",
        _code("Right 6, older edition read", "verified")),
    _court("E10", "Hearing set or changed", "Date, time and place", (1, 1), "Right 8", "verified",
           "hearing.listed"),
    _court("E11", "Outcome of a bail hearing", "Outcome, conditions and reasons", (5, 1),
           "Right 8", "verified"),
    _court("E12", "Arrest warrant issued", "That it was issued", (5, 1), "Right 8", "verified"),
    _court("E13", "Hearing after re-arrest", "Outcome", (5, 1), "Right 8", "verified"),
    NotificationRow("E14", "Witness must give evidence", "That you must attend",
        "witness_care_unit", 1, 1, "receipt", _code("Right 8", "verified")),
    NotificationRow("E15", "Witness must give evidence",
        "Needs assessment, Witness Service, visit to the court", "witness_care_unit", None, None,
        "none", _code("Right 8", "verified")),
    NotificationRow("E16", "Special measures decided", "Outcome", "witness_care_unit", None, None,
        "none", _code("Right 8", "verified")),
    _court("E17", "Verdict or end of the case", "Result and short reasons", (1, 1), "Right 9",
           "verified"),
    _court("E18", "Sentence", "Sentence and what it means", (1, 1), "Right 9", "verified"),
    _court("E18b", "Sentence that may be too low", "The scheme and its time limit", (1, 1),
           "Right 9", "verified"),
    NotificationRow("E19", "Appeal lodged, heard or decided", "Notice, date and result",
        "witness_care_unit", 1, 1, "receipt", _code("Right 9", "recalled")),
    NotificationRow("E20", "Bereaved family: meetings with prosecutors", "Offer of a meeting",
        "cps", None, None, "none", _code("Right 9", "verified")),
    NotificationRow("E21", "Twelve months or more for a specified offence",
        "Referral to the Victim Contact Scheme", "police", 10, 10, "sentence",
        _code("Right 11", "verified")),
    NotificationRow("E22", "Referred to the Victim Contact Scheme",
        "First contact by a liaison officer", "probation", 20, 20, "referral",
        _code("Right 11", "verified")),
    NotificationRow("E23", "Steps of the sentence", "News at each step, if wanted", "probation",
        None, None, "none", _code("Right 11", "verified")),
    NotificationRow("E24", "Complaint received", "Answer, or acknowledgement and timetable",
        "each_agency", 10, 10, "receipt", _code("Right 12, 2013 edition read", "secondary")),
    NotificationRow("E25", "Nothing changed", "Update at the agreed interval", "police", None,
        None, "last_contact", _code("Right 6", "verified")),
    _police("E26", "Investigation closed", "Reason, and what would reopen it", "Right 6",
            "recalled", start="decision"),
    NotificationRow("E27", "Case to be reviewed or reopened", "Whether you want to know", "police",
        None, None, "none", _code("older force page", "secondary")),
    NotificationRow("E28", "Review asked of the police", "Acknowledgement", "police", 10, 10,
        "receipt", _code("police Victims' Right to Review", "verified")),
    NotificationRow("E29", "Review asked of the police", "Decision", "police", 30, 30, "receipt",
        _code("police Victims' Right to Review", "verified")),
    _police("E30", "Crime cancelled, reclassified or transferred", "Reason",
            "this product's own policy", "recalled", start="decision"),
    NotificationRow("E31", "Property no longer needed", "How to get it back", "police", None, None,
        "none", _code("Right 10", "recalled")),
)  # fmt: skip


def row(code: str, on: date) -> NotificationRow:
    """Return the row of that code in the edition in force on that day. Raises: KeyError."""
    for candidate in NOTIFICATIONS:
        if candidate.code == code and candidate.in_force.covers(on):
            return candidate
    raise KeyError(code)


def started_by(event_kind: str, on: date) -> tuple[NotificationRow, ...]:
    """Return the duties whose clock that kind of event starts on that day."""
    rows = (row for row in NOTIFICATIONS if row.in_force.covers(on))
    return tuple(row for row in rows if event_kind in row.starts_on)


def due_at(row: NotificationRow, start_at: datetime, enhanced: bool) -> datetime | None:
    """Return the end of the last day, London time; None where the Code names no number."""
    days = row.enhanced if enhanced else row.standard
    return None if days is None else due_end_of_day(start_at, days)


def due_once_enhanced(
    row: NotificationRow, due_before: datetime | None, changed_at: datetime
) -> datetime | None:
    """Return the new end of a running clock when the victim becomes entitled to enhanced rights.

    The clock of the enhanced level runs from the change; a deadline is never made later.
    """
    fresh = due_at(row, changed_at, enhanced=True)
    if fresh is None or due_before is None:
        return due_before or fresh
    return min(due_before, fresh)


def _plain(row: NotificationRow) -> str:
    if row.standard is None:
        return f"{row.event}: {row.tells}. No number of days is named."
    days = f"{row.standard} working days, {row.enhanced} with enhanced rights"
    return f"{row.event}: {row.tells}. Within {days}, by {row.duty_holder.replace('_', ' ')}."


register(
    "victims_rights",
    "Rights of victims",
    "The twelve rights of the Victims' Code.",
    (Rule(f"Right {r.number}", f"{r.title}. {r.gives}", r.source, CODE_IN_FORCE) for r in RIGHTS),
)
register(
    "victims_notifications",
    "What victims are told, and by when",
    "Who must tell a victim what, within how many working days. Day 0 is the day of the event.",
    (Rule(r.code, _plain(r), r.source, r.in_force) for r in NOTIFICATIONS),
)
