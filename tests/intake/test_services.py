"""Sending a report in, and what the desk does with it short of recording a crime."""

import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from casefile.models import CaseEvent, OutboundMessage
from casefile.services import NotPermitted, Refused, events
from casefile.services.actors import of_user
from intake import services
from intake.models import CrimeReport, DeskDecision, IncidentLog
from intake.words import Say
from tests import factories
from tests.intake.walk import REPORTED_AT, make_draft, make_report

pytestmark = pytest.mark.django_db
CALLED_AT = datetime(2026, 11, 13, 19, 44, tzinfo=UTC)
AT = datetime(2026, 11, 14, 9, 5, tzinfo=UTC)
SILENCE = (
    b"RIFF$\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00@\x1f\x00\x00@\x1f\x00\x00"
    b"\x01\x00\x08\x00data\x00\x00\x00\x00"
)


@pytest.fixture
def by(crime_assessor):
    return of_user(crime_assessor)


def import_log(by, force, **overrides):
    values = {
        "number": "1911-131126",
        "opened_at": CALLED_AT,
        "text": "19:44 caller: a man hit her",
    }
    return services.import_incident(force=force, by=by, at=AT, **values | overrides)


def test_a_report_keeps_each_answer_with_its_question_as_asked(db):
    report = make_report()

    kept = report.answers.get(question="from_at")
    assert (kept.label, kept.shown) == ("Date and time", "13 November 2026, 19:42")
    assert kept.value == "2026-11-13T19:42:00+00:00"


def test_answers_are_encrypted_at_rest(db):
    report = make_report()

    with connection.cursor() as cursor:
        cursor.execute("SELECT content, shown FROM intake_reportanswer")
        kept = str(cursor.fetchall())
    assert "heron" not in kept
    assert report.answers.get(question="code_word").value == "heron"


def test_what_a_change_has_hidden_is_not_sent(db):
    report = make_report(taken=["none"])

    assert not report.answers.filter(question__in=["phone_imei", "phone_number"]).exists()


def test_the_reference_is_random_and_differs_from_the_incident_number(db):
    reports = [make_report() for _ in range(3)]

    references = {report.reference for report in reports}
    assert len(references) == 3
    assert all(re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}", r) for r in references)
    assert len({r.incident_reference for r in reports} | references) == 6


def test_the_same_draft_twice_is_one_report(db):
    draft = make_draft()

    first = services.submit(draft=draft, say=Say(), at=REPORTED_AT)
    second = services.submit(draft=draft, say=Say(), at=REPORTED_AT + timedelta(hours=1))

    assert first == second
    assert second.submitted_at == REPORTED_AT


def test_an_unfinished_draft_is_not_sent(db):
    draft = make_draft(taken=["phone", "cash"])

    with pytest.raises(Refused, match="no answer yet"):
        services.submit(draft=draft, say=Say(), at=REPORTED_AT)

    assert not CrimeReport.objects.exists()


def test_a_barred_address_gets_no_receipt_and_the_report_still_arrives(db):
    factories.make_contact_point(kind="email", value="aisha@example.com", barred_reason="watched")

    report = make_report()

    assert report.stage == "submitted"
    assert not OutboundMessage.objects.exists()


@pytest.mark.parametrize(
    ("answers", "priority"),
    [
        ({}, "standard"),
        ({"weapon": "yes", "weapon_details": "A knife"}, "high"),
        ({"hospital": "yes"}, "high"),
        ({"afraid": "yes"}, "standard"),
        ({"suspects_known": "yes", "suspects_known_details": "A cousin", "afraid": "yes"}, "high"),
    ],
)
def test_answers_make_a_report_urgent(db, answers, priority):
    report = make_report(**answers)

    assert report.priority == priority
    assert bool(report.priority_reasons) == (priority == "high")


def test_sending_in_is_on_a_chain_that_holds(db):
    report = make_report()

    assert [e.kind for e in CaseEvent.objects.filter(stream=report.stream)] == ["report.submitted"]
    assert events.check(report.stream).faults == []


def test_linking_an_earlier_call_moves_the_clock_back(by, force):
    report = make_report()
    import_log(by, force)

    services.link_incident(report=report, number="1911-131126", by=by, at=AT)

    report.refresh_from_db()
    assert report.clock_started_at == CALLED_AT
    assert report.record_by == CALLED_AT + timedelta(hours=24)


def test_linking_a_later_log_leaves_the_clock(by, force):
    report = make_report()
    import_log(by, force, opened_at=REPORTED_AT + timedelta(minutes=5))

    services.link_incident(report=report, number="1911-131126", by=by, at=AT)

    assert report.clock_started_at == REPORTED_AT


def test_an_incident_of_another_force_cannot_be_linked(by, other_force):
    report = make_report()
    import_log(by, other_force)

    with pytest.raises(Refused, match="no imported incident"):
        services.link_incident(report=report, number="1911-131126", by=by, at=AT)


def test_an_incident_is_imported_once(by, force):
    import_log(by, force)

    with pytest.raises(Refused, match="already"):
        import_log(by, force)

    assert IncidentLog.objects.count() == 1


def test_a_recording_is_sealed_with_its_log_and_anything_else_is_refused(by, force):
    log = import_log(by, force, audio=io.BytesIO(SILENCE), audio_name="999.wav")

    assert log.audio.media_type.startswith("audio/")
    assert log.audio.receipt
    with pytest.raises(Refused, match="not a sound recording"):
        import_log(by, force, number="2", audio=io.BytesIO(b"words"), audio_name="999.wav")


@pytest.mark.parametrize("missing", [{"ground": "busy"}, {"reason": "  "}])
def test_a_report_is_not_closed_without_a_ground_and_a_reason(by, missing):
    report = make_report()

    with pytest.raises(Refused):
        services.close_as_incident(
            report=report,
            by=by,
            at=AT,
            **{"ground": "not_a_crime", "reason": "A lost phone."} | missing,
        )

    assert not DeskDecision.objects.exists()


def test_a_closed_report_is_decided_once(by):
    report = make_report()
    services.close_as_incident(
        report=report, ground="not_a_crime", reason="Found in her bag.", by=by, at=AT
    )

    with pytest.raises(Refused, match="starts from submitted"):
        services.transfer(report=report, to_force="43", reason="There", by=by, at=AT)


def test_a_transfer_keeps_the_reference_and_the_clock(by):
    report = make_report()
    reference = report.reference

    services.transfer(report=report, to_force="43", reason="It was in Southmoor.", by=by, at=AT)

    report.refresh_from_db()
    assert (report.stage, report.reference) == ("transferred", reference)
    assert report.clock_started_at == REPORTED_AT


def test_an_officer_may_not_decide_a_report(officer):
    report = make_report()

    with pytest.raises(NotPermitted):
        services.transfer(report=report, to_force="43", reason="Y", by=of_user(officer), at=AT)
