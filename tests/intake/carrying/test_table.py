"""Every answer that feeds something arrives where the table says, for every form."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest

from casefile.models import ContactPoint
from casefile.services import actors
from intake import carrying
from intake.carrying.table import CARRIED, PLACES, PRIVATE
from intake.models import CrimeReport, ReportAnswer
from intake.questions import FORMS
from intake.questions.rows import Question
from intake.words import Say
from tests import factories

pytestmark = pytest.mark.django_db

AT = factories.AT
UPLOADS = ("photos", "files")
CASES = sorted(set(FORMS) - carrying.INFORMATION)
CHOSEN = {"for_whom": "other", "keeper": "company", "voicemail": "yes"}
# Where an answer is chosen from a list and has a field of its own, what the field then holds.
FIELD_OF = {
    "plan.voicemail": "voicemail_ok=True",
    "plan.caller_id": "caller_id=yes",
    "plan.watched": "shared_device=yes",
    "plan.address_shared": "address_shared=yes",
    "plan.safe_now": "safe_now=yes",
    "victim.wants_visit": "wants_visit=True",
    "victim.wants_support_referral": "wants_support_referral=True",
    "report.for_whom": "victim is not the reporter",
}


def canary(question: Question) -> str:
    """Return an answer to a question that stands nowhere else."""
    words = f"canary {question.key.replace('_', ' ')}"
    return {
        "email": "canary@example.com",
        "phone": "+447700900321" if question.feeds.startswith("property.") else "+447700900654",
        "vrm": "ZZ99CAN",
        "date": "1999-02-03",
        "datetime": f"2026-10-0{1 + len(question.key) % 9}T10:00:00+00:00",
    }.get(question.kind, words)


def value_of(question: Question):
    """Return an answer as JSON holds it."""
    if question.kind == "items":
        parts = ("what", "brand", "colour", "serial", "marking", "value", "bought", "more")
        return [{part: f"canary {part}" for part in parts} | {"imei": "490154203237518"}]
    if question.kind == "diary":
        return [{"what": "canary outside", "day": "canary day"}]
    if question.kind == "position":
        return {"lat": 51.5, "lon": -0.12, "precision_m": 20, "source": "typed"}
    values = [row.value for row in question.choices if row.value != "none"]
    if question.kind == "checkboxes":
        return values
    if values:
        wanted = CHOSEN.get(question.key, "yes")
        return wanted if wanted in values else values[0]
    if "imei" in question.checks:
        return "490154203237518"
    return "ZZZCANARYVN123456" if "vin" in question.checks else canary(question)


def answered_report(form: str, **changed: object) -> CrimeReport:
    """Return a report in which every question of a form is answered, whatever branch it is on."""
    report = CrimeReport.objects.create(
        force=factories.make_force(),
        form=form,
        edition="x",
        reference=f"CANARY-{form}"[:12],
        incident_reference="W1",
        priority="standard",
        submitted_at=AT,
        clock_started_at=AT,
    )
    questions = [row for row in FORMS[form].questions if row.kind not in UPLOADS]
    rows = {row.key: row for row in questions}
    ReportAnswer.objects.bulk_create(
        ReportAnswer(
            report=report,
            position=position,
            page=row.page,
            question=row.key,
            label=row.text.en,
            content=json.dumps(changed.get(row.key, value_of(row))),
            shown=Say().answer(row, changed.get(row.key, value_of(row))),
            feeds=row.feeds,
        )
        for position, row in enumerate(rows.values(), start=1)
    )
    return report


def carried(report: CrimeReport):
    """Return the case into which a report was carried."""
    case = factories.make_case(force=report.force)
    officer = factories.make_user("crime_assessor")
    place = carrying.facts_of(report)
    case.offence_place = place.text("offence.place")
    case.offence_from_at = place.moment("offence.from_at")
    case.offence_to_at = place.moment("offence.to_at")
    case.save()
    by = actors.of_user(officer)
    carrying.carry_over(report=report, case=case, by=by, at=AT + timedelta(hours=1))
    return case


def lines(rows) -> Iterator[str]:
    """Yield every field of rows as text."""
    for row in rows:
        for field in row._meta.concrete_fields:
            yield f"{field.name}={getattr(row, field.attname)}"


def read(case) -> dict[str, str]:
    """Return what stands at each place of the record, as text."""
    points = ContactPoint.objects.filter(person__case=case)
    victim = case.victims.get()
    other = "victim is not the reporter" if case.people.count() > 1 else ""
    places = {
        "case": lines([case]),
        "people": [*lines(case.people.all()), other],
        "harm": lines([victim]),
        "contact": lines(points),
        "barred": lines(points.exclude(barred_reason="")),
        "plan": lines(row for p in case.people.all() for row in p.contact_plans.all()),
        "property": lines(case.property_items.all()),
        "vehicle": lines(case.vehicles.all()),
        "described": lines(case.described_people.all()),
        "enquiries": lines(case.lines_of_enquiry.all()),
        "said": [f"{row.question}: {row.words}" for row in case.reported_facts.all()],
    }
    found = {place: "\n".join(rows) for place, rows in places.items()}
    # A case has one place; a second one is kept as it was said.
    return found | {"case": f"{found['case']}\n{found['said']}"}


def expected(question: Question) -> list[str]:
    """Return the words that must stand at the place of a question."""
    value = value_of(question)
    place = CARRIED[question.feeds].place
    if question.feeds in FIELD_OF:
        return [FIELD_OF[question.feeds]]
    if question.key == "safe_to_visit":
        return ["safe_to_visit=yes"]
    if question.kind == "items":
        return [*value[0].values()]
    if place == "said":
        return [f"{question.key}: {Say().answer(question, value)}"]
    if question.kind == "checkboxes" and place == "plan":
        return [str(value)]
    if question.choices:
        told_elsewhere = {"phone", "other"} if question.feeds == "property.taken" else set()
        chosen = [row for row in question.choices if row.value in value]
        return [row.text.en for row in chosen if row.value not in told_elsewhere]
    return [value.replace("T", " ")] if question.kind == "datetime" else [value]


@pytest.mark.parametrize("form", CASES)
def test_every_answer_arrives_where_the_table_says(form):
    report = answered_report(form)

    found = read(carried(report))

    asked = [row for row in FORMS[form].questions if row.feeds and row.kind not in UPLOADS]
    missing = [
        (row.key, words, CARRIED[row.feeds].place)
        for row in asked
        for words in expected(row)
        if words not in found[CARRIED[row.feeds].place]
    ]
    assert missing == []


@pytest.mark.parametrize("form", CASES)
def test_how_to_reach_people_stands_in_no_account(form):
    report = answered_report(form, story="Write to canary@example.com or canary address, please")

    text = carried(report).unused_material.get().text

    private = [row for row in FORMS[form].questions if row.feeds in PRIVATE and not row.choices]
    assert private
    assert [row.key for row in private if canary(row) in text] == []


def test_every_feed_has_a_place_that_is_known():
    assert {row.place for row in CARRIED.values()} <= set(PLACES)


def test_what_is_private_is_every_way_to_reach_somebody():
    ways = {feed for feed in CARRIED if feed.startswith(("contact.", "plan."))}

    assert ways <= PRIVATE
    assert {"victim.children", "property.phone_number"} <= PRIVATE
