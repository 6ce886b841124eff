"""`CaseFile`: the rows of one case that its forms draw on, each read once for all of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Q

from casefile.models import (
    ActionPlanItem,
    Bail,
    Case,
    CaseEvent,
    Charge,
    ChargingDecision,
    ContactPoint,
    ConvictionPrint,
    Exhibit,
    Hearing,
    Interview,
    LineOfEnquiry,
    MGAnswer,
    Person,
    PropertyItem,
    StatementVersion,
    Submission,
    Suspect,
    UnusedMaterial,
    User,
    Vehicle,
    Victim,
    Witness,
)
from casefile.rules.mg_forms import fact_owner
from casefile.services import events


@dataclass
class CaseFile:
    """What the forms of one case may ask, on one day, for one submission or for none."""

    case: Case
    on: date
    submission: Submission | None = None

    @cached_property
    def suspects(self) -> list[Suspect]:
        return list(self.case.suspects.select_related("person").order_by("number"))

    @cached_property
    def defendants(self) -> list[Suspect]:
        """Those who are charged; before any charge, those against whom one may still be put."""
        charged = [row for row in self.suspects if row.stage == "charged"]
        left = [row for row in self.suspects if row.stage != "no_further_action"]
        return charged or left or self.suspects

    @cached_property
    def witnesses(self) -> list[Witness]:
        return list(self.case.witnesses.select_related("person__user").order_by("number"))

    @cached_property
    def victims(self) -> dict[object, Victim]:
        """Victims by person."""
        return {v.person_id: v for v in self.case.victims.select_related("person").order_by("pk")}

    @cached_property
    def exhibits(self) -> list[Exhibit]:
        """Exhibits that are not void, in order of reference, numbers as numbers."""
        found = self.case.exhibits.exclude(stage__in=["void", "not_used"])
        rows = found.select_related("producer", "content", "parent", "same_as__producer")
        rows = rows.prefetch_related(
            "former_references", "re_exhibits__producer", "same_as__re_exhibits__producer"
        )
        return sorted(rows, key=lambda row: [_sortable(part) for part in row.reference.split("/")])

    @cached_property
    def statements(self) -> list[StatementVersion]:
        """The newest version of each statement, in the order the witnesses are listed."""
        versions = StatementVersion.objects.filter(statement__case=self.case)
        related = versions.select_related("statement__witness__user", "taken_by", "signature")
        newest = {row.statement_id: row for row in related.order_by("number")}
        order = {witness.person_id: witness.number for witness in self.witnesses}
        return sorted(
            newest.values(),
            key=lambda row: (order.get(row.statement.witness_id, 999), row.statement.number),
        )

    @cached_property
    def interviews(self) -> list[Interview]:
        rows = self.case.interviews.select_related("suspect__person", "recording")
        return list(rows.prefetch_related("interviewers").order_by("started_at", "pk"))

    @cached_property
    def unused(self) -> list[UnusedMaterial]:
        return list(self.case.unused_material.select_related("examined_by").order_by("item_number"))

    @cached_property
    def enquiries(self) -> list[LineOfEnquiry]:
        return list(self.case.lines_of_enquiry.order_by("number"))

    @cached_property
    def property_items(self) -> list[PropertyItem]:
        return list(self.case.property_items.select_related("owner").order_by("number"))

    @cached_property
    def vehicles(self) -> list[Vehicle]:
        return list(self.case.vehicles.order_by("number"))

    @cached_property
    def things(self) -> list[PropertyItem | Vehicle]:
        """Everything that was listed, things before vehicles."""
        return [*self.property_items, *self.vehicles]

    @cached_property
    def charges(self) -> list[Charge]:
        related = ("offence", "suspect__person", "recorded__offence", "recorded__charged_by")
        rows = self.case.charges.select_related(*related)
        return list(rows.order_by("suspect__number", "number"))

    @cached_property
    def prints(self) -> dict[object, ConvictionPrint]:
        """The newest print of each person who has one."""
        rows = self.case.conviction_prints.select_related("person").order_by("printed_on", "pk")
        return {row.person_id: row for row in rows}

    @cached_property
    def contacts(self) -> dict[object, list[ContactPoint]]:
        """Ways to reach each person, without those barred for anybody in the case."""
        rows = list(ContactPoint.objects.filter(person__case=self.case).order_by("recorded_at"))
        barred = {row.value for row in rows if row.barred_reason}
        found: dict[object, list[ContactPoint]] = {}
        for row in rows:
            if row.value not in barred:
                found.setdefault(row.person_id, []).append(row)
        return found

    @cached_property
    def bails(self) -> dict[object, Bail]:
        """The newest bail of each suspect that has not ended."""
        rows = Bail.objects.filter(suspect__case=self.case, ended_at=None)
        related = rows.select_related("granted_by").prefetch_related("conditions")
        return {row.suspect_id: row for row in related.order_by("granted_at")}

    @cached_property
    def hearings(self) -> list[Hearing]:
        return list(self.case.hearings.select_related("defendant").order_by("at"))

    @cached_property
    def decisions(self) -> list[ChargingDecision]:
        rows = ChargingDecision.objects.filter(submission__case=self.case)
        related = rows.select_related("suspect__person", "charge__offence", "advised_offence")
        return list(related.order_by("decided_at", "suspect__number", "charge__number"))

    @cached_property
    def plan_items(self) -> list[ActionPlanItem]:
        rows = ActionPlanItem.objects.filter(plan__submission__case=self.case)
        return list(rows.select_related("plan").order_by("plan__issued_at", "number"))

    @cached_property
    def previous_submission(self) -> Submission | None:
        """The last file that was sent before this one."""
        sent = self.case.submissions.filter(submitted_at__isnull=False)
        if self.submission:
            sent = sent.filter(version__lt=self.submission.version)
        return sent.order_by("-version").first()

    @cached_property
    def _assigned(self) -> dict[str, User]:
        rows = self.case.assignments.filter(revoked_at=None).select_related("user")
        return {row.role: row.user for row in rows.order_by("-assigned_at")}

    @cached_property
    def oic(self) -> User | None:
        return self._assigned.get("officer_in_case")

    @cached_property
    def disclosure_officer(self) -> User | None:
        """The disclosure officer; where nobody is named, the officer in the case."""
        return self._assigned.get("disclosure_officer") or self.oic

    @cached_property
    def typed(self) -> dict[tuple[str, object, str], MGAnswer]:
        """Answers by form code, person the form is about (or None) and field."""
        rows = MGAnswer.objects.filter(form__case=self.case).select_related("form")
        return {(row.form.code, row.form.about_id, row.field_key): row for row in rows}

    @cached_property
    def _events(self) -> list[CaseEvent]:
        kinds = Q(kind__in=("needs.assessed", "suspect.interviewed", "conviction_print.recorded"))
        asked = Q(kind="submission.approval_requested")
        stream = CaseEvent.objects.filter(stream=self.case.stream).filter(kinds | asked)
        return list(stream.order_by("-sequence"))

    def last_event(self, kind: str, subject_id: object) -> tuple[str, datetime] | None:
        """Return who did it and when, for the newest entry of a kind about a subject."""
        found = (e for e in self._events if e.kind == kind and e.subject_id == subject_id)
        event = next(found, None)
        if event is None:
            return None
        return events.actor_in(event).get("name", ""), event.at

    def fact(self, key: str) -> Any:
        """Return what was typed in the one box that states a `facts.` key, or None."""
        code, field = fact_owner(key)
        found = self.typed.get((code, None, field))
        return found.value if found else None

    def title_of(self, item_id: str) -> str:
        """Return what an enclosed item is called: a reference, whose statement, which item."""
        for exhibit in self.exhibits:
            if item_id in {str(exhibit.pk), exhibit.reference}:
                return exhibit.reference
        for version in self.statements:
            if item_id in {str(version.pk), str(version.statement_id)}:
                return str(version.statement)
        for item in self.unused:
            if item_id == str(item.pk):
                return f"MG6{item.schedule} {item}"
        return item_id

    def charges_of(self, suspect: Suspect) -> Iterator[Charge]:
        """Yield the charges of one suspect in order."""
        return (charge for charge in self.charges if charge.suspect_id == suspect.pk)


def _sortable(part: str) -> tuple[int, str]:
    return (int(part), "") if part.isdigit() else (0, part)


def person_of(about: Any) -> Person | None:
    """Return the person that a form about this subject is kept under, or None for the case."""
    if about is None or isinstance(about, Submission):
        return None
    if isinstance(about, Person):
        return about
    if isinstance(about, StatementVersion):
        return about.statement.witness
    found: Person = about.suspect.person if isinstance(about, Interview) else about.person
    return found
