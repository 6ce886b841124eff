"""Turns a report into a case: each answer is carried over once, so that nothing is asked twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from casefile.models import Case, Person, User, Victim
from casefile.services import (
    Reason,
    Refused,
    cases,
    contacts,
    crimes,
    events,
    evidence,
    people,
    stages,
    unused,
)
from casefile.services.actors import Actor
from intake import assessment
from intake.models import CrimeReport, DeskDecision

STOLEN = "The phone with this number was taken in the crime"
# How to reach people never stands in an account that may be disclosed.
_NOT_IN_ACCOUNT = ("contact.", "plan.", "property.phone_number", "victim.born_on")


@dataclass(frozen=True)
class Facts:
    """The answers of a report by where they go (`Question.feeds`), and as shown."""

    values: dict[str, Any]
    shown: dict[str, str]

    def text(self, feed: str) -> str:
        value = self.values.get(feed)
        return str(value) if value else ""

    def day(self, feed: str) -> date | None:
        return parse_date(self.text(feed))

    def moment(self, feed: str) -> datetime | None:
        return parse_datetime(self.text(feed))

    def wish(self, feed: str) -> bool | None:
        return {"yes": True, "no": False}.get(self.text(feed))

    def listed(self, feed: str) -> list[str]:
        return [value for value in self.values.get(feed) or [] if value != "none"]


def facts_of(report: CrimeReport) -> Facts:
    """Return a report's answers by where they go. One query."""
    rows = [row for row in report.answers.order_by("position") if row.feeds and row.value]
    return Facts({row.feeds: row.value for row in rows}, {row.feeds: row.shown for row in rows})


@transaction.atomic
def record_as_crime(
    *,
    report: CrimeReport,
    home_office_class: str,
    included_offences: Sequence[str] = (),
    title: str,
    level: str,
    officer: User,
    supervisor: User,
    visit_at: datetime | None = None,
    by: Actor,
    at: datetime,
) -> Case:
    """Record one crime: open the case, carry everything over, allocate it, book the visit.

    Raises:
        Refused: decided already, an unknown class, a visit in the past, or staff of another force.
    """
    _check_visit(visit_at, at)
    chosen = _class_of(home_office_class)
    # The report's own stream takes this entry, so it moves before it belongs to a case.
    stages.move(subject=report, transition="record", by=by, at=at)
    case = _open_case(report, title, by, at)
    _record_crime(report, case, chosen, included_offences, by, at)
    victim = _carry_over(report, case, by, at)
    cases.allocate(case=case, user=officer, role="officer_in_case", by=by, at=at)
    cases.allocate(case=case, user=supervisor, role="supervisor", by=by, at=at)
    if visit_at:
        _book_visit(victim, officer, visit_at, by, at)
    DeskDecision.objects.create(
        report=report,
        outcome="recorded",
        level=level,
        visit_at=visit_at,
        decided_by=by.account,
        decided_at=at,
    )
    return case


def _check_visit(visit_at: datetime | None, at: datetime) -> None:
    if visit_at and visit_at < at:
        message = "The visit must be in the future."
        raise Refused(message, reasons=[Reason("visit_past", message, field="visit_at")])


def _class_of(code: str) -> assessment.CrimeClass:
    try:
        return assessment.crime_class(code)
    except KeyError:
        message = "Choose the crime from the list."
        reason = Reason("unknown_class", message, field="home_office_class")
        raise Refused(message, reasons=[reason]) from None


def _open_case(report: CrimeReport, title: str, by: Actor, at: datetime) -> Case:
    facts = facts_of(report)
    case = cases.open_case(
        force=report.force,
        title=title,
        offence_place=facts.text("offence.place"),
        offence_from_at=facts.moment("offence.from_at"),
        offence_to_at=facts.moment("offence.to_at"),
        incident_reference=report.incident.number if report.incident else report.incident_reference,
        by=by,
        at=at,
    )
    report.case = case
    report.save(update_fields=["case"])
    return case


def _record_crime(
    report: CrimeReport,
    case: Case,
    chosen: assessment.CrimeClass,
    included_offences: Sequence[str],
    by: Actor,
    at: datetime,
) -> None:
    crimes.record(
        case=case,
        home_office_class=chosen.code,
        title=chosen.title,
        reported_at=report.clock_started_at,
        included_offences=included_offences,
        by=by,
        at=at,
    )


def _carry_over(report: CrimeReport, case: Case, by: Actor, at: datetime) -> Victim:
    reporter, victim = _record_people(case, facts_of(report), by, at)
    _carry_files(report, case, by, at)
    _list_unused(report, case, reporter, by, at)
    return victim


def _record_people(case: Case, facts: Facts, by: Actor, at: datetime) -> tuple[Person, Victim]:
    reporter = _person(case, facts, "reporter", by, at)
    is_victim = facts.text("report.for_whom") != "other"
    injured = reporter if is_victim else _person(case, facts, "victim", by, at)
    victim = people.make_victim(
        person=injured,
        injury=facts.text("victim.injury"),
        loss=loss_in_words(facts),
        wants_visit=facts.wish("victim.wants_visit"),
        wants_support_referral=facts.wish("victim.wants_support_referral"),
        by=by,
        at=at,
    )
    people.make_witness(person=injured, kind="victim", by=by, at=at)
    if not is_victim:
        people.make_witness(person=reporter, kind="lay", by=by, at=at)
    _record_contact(reporter, facts, by, at)
    return reporter, victim


def _person(case: Case, facts: Facts, part: str, by: Actor, at: datetime) -> Person:
    speaks = facts.text("needs.language") if part == "reporter" else ""
    return people.record(
        case=case,
        given_names=facts.text(f"{part}.given_names"),
        family_name=facts.text(f"{part}.family_name"),
        # Only a victim who reports for themselves is asked for a date of birth.
        born_on=facts.day("victim.born_on") if part == "reporter" else None,
        by=by,
        at=at,
        **({"language": speaks, "needs_interpreter": True} if speaks else {}),
    )


def loss_in_words(facts: Facts) -> str:
    """Return what was taken, one thing a line; the taken phone's number stays with contact."""
    phone = [facts.text("property.phone"), facts.text("property.phone_colour")]
    imei = facts.text("property.phone_imei")
    described = ", ".join([*filter(None, phone), *([f"IMEI {imei}"] if imei else [])])
    lines = [f"Phone: {described}" if described else "", facts.text("property.other")]
    return "\n".join(filter(None, lines)) or facts.shown.get("property.taken", "")


def _record_contact(person: Person, facts: Facts, by: Actor, at: datetime) -> None:
    ways = facts.listed("plan.channels")
    safe = {
        "email": "email" in ways,
        "phone": bool({"text", "phone"} & set(ways)),
        "address": "post" in ways,
    }
    for kind, is_safe in safe.items():
        if value := facts.text(f"contact.{kind}"):
            contacts.record(person=person, kind=kind, value=value, is_safe=is_safe, by=by, at=at)
    if number := facts.text("property.phone_number"):
        contacts.bar(person=person, kind="phone", value=number, reason=STOLEN, by=by, at=at)
    contacts.agree_plan(
        person=person,
        channels=ways,
        times=facts.text("plan.times"),
        notes=facts.text("plan.notes"),
        code_word=facts.text("plan.code_word"),
        by=by,
        at=at,
    )


def _carry_files(report: CrimeReport, case: Case, by: Actor, at: datetime) -> None:
    for file in report.files.select_related("stored"):
        evidence.attach_to_case(stored=file.stored, case=case, by=by, at=at)
    if report.incident and (audio := report.incident.audio) and audio.case_id is None:
        evidence.attach_to_case(stored=audio, case=case, by=by, at=at)


def _list_unused(
    report: CrimeReport, case: Case, reporter: Person, by: Actor, at: datetime
) -> None:
    """List what is presumed to be disclosed: the call, the log, and the account given online."""
    log = report.incident
    if log and log.audio:
        _list_item(case, f"Recording of the 999 call, incident {log.number}", "a", by, at,
                   content=log.audio)  # fmt: skip
    if log:
        _list_item(case, f"Incident log {log.number}", "b", by, at, text=log.text)
    sent_on = f"{timezone.localtime(report.submitted_at):%-d %B %Y}"
    description = f"Account given in the online report of {sent_on}"
    _list_item(case, description, "e", by, at, text=report_in_words(report), about=reporter)


def _list_item(
    case: Case, description: str, letter: str, by: Actor, at: datetime, **details: Any
) -> None:
    unused.list_item(
        case=case,
        description=description,
        location="Electronic case record",
        origin="report",
        presumption_class=letter,
        by=by,
        at=at,
        **details,
    )


def report_in_words(report: CrimeReport) -> str:
    """Return the questions and answers of a report as text, without how to reach people."""
    rows = report.answers.order_by("position").exclude(shown="")
    kept = (row for row in rows if not row.feeds.startswith(_NOT_IN_ACCOUNT))
    return "\n\n".join(f"{row.label}\n{row.shown}" for row in kept)


def _book_visit(victim: Victim, officer: User, visit_at: datetime, by: Actor, at: datetime) -> None:
    events.of_case(
        victim.case,
        "visit.booked",
        by=by,
        at=at,
        about=victim,
        visit_at=visit_at,
        officer=officer.name,
    )
