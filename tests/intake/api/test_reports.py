"""Reports that partners' systems send in: taken, refused with reasons, and asked after."""

import json

import pytest

from casefile.models import CaseEvent, OutboundMessage
from casefile.services.actors import of_user
from intake import services, triage
from intake.models import CrimeReport, Draft, ReportAnswer
from intake.questions import FORMS
from tests.intake.api.conftest import message, reasons
from tests.intake.walk import REPORTED_AT

pytestmark = pytest.mark.django_db
PROBLEM = "application/problem+json"


def refusal(answer, status, code):
    """Check that an answer is a refusal in problem details, and that nothing was kept."""
    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM), answer.content
    assert answer.json()["code"] == code
    assert not CrimeReport.objects.exists()
    assert not Draft.objects.exists()
    return reasons(answer)


@pytest.mark.parametrize("form", FORMS)
def test_the_example_of_every_form_is_taken(partner, form):
    answer = partner.post("reports/", message(form))

    assert answer.status_code == 201, answer.content
    report = CrimeReport.objects.get()
    assert (report.form, report.channel, report.partner) == (form, "partner", partner.row)
    assert report.answers.count() >= len(message(form)["answers"])


def test_a_receipt_has_the_reference_the_clock_and_where_to_ask(partner):
    answer = partner.post("reports/", message() | {"client_reference": "SW-17"})

    report, receipt = CrimeReport.objects.get(), answer.json()
    assert receipt["reference"] == report.reference
    assert receipt["client_reference"] == report.partner_reference == "SW-17"
    assert receipt["record_by"] == report.record_by.isoformat().replace("+00:00", "Z")
    assert answer["Location"] == receipt["links"]["self"]
    assert partner.get(answer["Location"]).status_code == 200
    assert partner.get(receipt["links"]["form"]).status_code == 200


def test_the_report_says_who_sent_it_and_the_draft_is_gone(partner):
    partner.post("reports/", message())

    report = CrimeReport.objects.get()
    sent = CaseEvent.objects.get(stream=report.stream, kind="report.submitted")
    assert json.loads(sent.header)["actor"]["name"] == "Shop Watch"
    assert json.loads(sent.body.content)["channel"] == "partner"
    assert not Draft.objects.exists()


def test_the_rules_of_priority_run(partner):
    partner.post("reports/", message("assault", weapon="yes"))

    assert CrimeReport.objects.get().priority == "high"


def test_the_person_is_written_to_only_where_they_said_it_is_safe(partner):
    partner.post("reports/", message(ways=["phone"], email=None))
    partner.post("reports/", message(ways=["email"], phone=None, watched="no"))

    sent = OutboundMessage.objects.get()
    assert sent.address == "reporter@example.com"


def test_advice_that_goes_on_comes_with_the_receipt(partner):
    answer = partner.post("reports/", message("robbery", force="yes", taken=["cards"],
                          phone_model=None, phone_colour=None, phone_number=None,
                          phone_imei=None))  # fmt: skip

    assert [row["code"] for row in answer.json()["advice"]] == ["phone", "bank", "lifeline"]


def test_words_come_in_the_language_of_the_person(partner):
    sent = message() | {"language": "cy"}
    sent["answers"] |= {"story": ""}

    answer = partner.post("reports/", sent)

    assert "Ysgrifennwch" in answer.json()["reasons"][0]["message"]
    partner.post("reports/", message() | {"language": "cy"})
    assert "digwydd" in ReportAnswer.objects.get(question="story").label


# What leads elsewhere ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "step", "value", "says"),
    [
        ("theft", "danger", "yes", "Call 999"),
        ("theft", "railway", "yes", "British Transport Police"),
        ("fraud", "fraud", "none", "Report Fraud"),
        ("fraud", "fraud", "now", "999"),
    ],
)
def test_what_is_not_for_us_is_answered_with_whom_to_turn_to(partner, form, step, value, says):
    sent = message(form)
    sent["triage"][step] = value

    answer = partner.post("reports/", sent)

    assert f"triage.{step}" in refusal(answer, 422, "elsewhere")
    assert says in json.dumps(answer.json())


def test_an_answer_that_stops_the_form_is_answered_with_advice(partner):
    answer = partner.post("reports/", message("property", lost_or_found="stolen"))

    assert refusal(answer, 422, "elsewhere") == {"lost_or_found": "stolen"}


@pytest.mark.parametrize("given", [{}, {"danger": "perhaps"}, {"danger": "no"}])
def test_the_questions_before_the_form_are_not_left_out(partner, given):
    found = refusal(partner.post("reports/", message() | {"triage": given}), 422, "triage")

    assert found["triage.railway"] == "required"


def test_every_answer_before_a_form_has_a_value_of_its_own():
    for code in FORMS:
        for step in triage.steps_before(code):
            values = [route.value for route in step.routes]
            assert all(values)
            assert len(set(values)) == len(values)


# What does not fit -------------------------------------------------------------------------------


def test_every_mistake_is_named_at_once(partner):
    sent = message(colour="red", where="", from_at="yesterday", support="moon", story=7)
    sent["answers"]["victim_family_name"] = "X" * 121

    found = refusal(partner.post("reports/", sent), 422, "answers")

    assert found == {
        "colour": "unknown_question",
        "where": "required",
        "from_at": "wrong_kind",
        "support": "invalid_choice",
        "story": "wrong_kind",
        **({"victim_family_name": "max_length"} if "victim_family_name" in found else {}),
    }


@pytest.mark.parametrize(
    ("answers", "field", "code"),
    [
        ({"from_at": "2027-01-01T00:00:00Z"}, "from_at", "future"),
        ({"from_at": "2024-11-13T10:30:00"}, "from_at", "wrong_kind"),
        ({"from_at": "0001-01-01T00:00:00+14:00"}, "from_at", "wrong_kind"),
        ({"from_at": "2024-02-30T10:00:00Z"}, "from_at", "wrong_kind"),
        ({"time_known": "between", "to_at": "2023-01-01T00:00:00Z"}, "to_at", "too_early"),
        ({"position": {"lat": 12.5, "lon": -1.9}}, "position", "position"),
        ({"position": {"lat": "52.5", "lon": -1.9}}, "position", "wrong_kind"),
        ({"position": {"lat": 52.5}}, "position", "wrong_kind"),
        ({"born_on": "13/11/1990"}, "born_on", "wrong_kind"),
        ({"born_on": "2024-02-31"}, "born_on", "wrong_kind"),
        ({"ways": "email"}, "ways", "wrong_kind"),
        ({"ways": ["email", "email"]}, "ways", "wrong_kind"),
        ({"ways": ["email", "none"]}, "ways", "none_stands_alone"),
        ({"ways": ["pigeon"]}, "ways", "invalid_choice"),
        ({"ways": 5}, "ways", "wrong_kind"),
        ({"ways": [{}]}, "ways", "wrong_kind"),
        ({"email": "nobody"}, "email", "invalid"),
        ({"phone": "letters"}, "phone", "phone"),
        ({"story": "a\x00b"}, "story", "bad_text"),
        ({"story": "x" * 4001}, "story", "max_length"),
        ({"items": "a bicycle"}, "items", "wrong_kind"),
        ({"items": [{"what": "Phone", "imei": "1"}]}, "items", "imei"),
        ({"items": [{"brand": "Acorn"}]}, "items", "invalid"),
        ({"items": [{"what": "x", "owner": "y"}]}, "items", "wrong_kind"),
        ({"items": [{}]}, "items", "wrong_kind"),
        ({"items": [{"what": f"Thing {n}"} for n in range(51)]}, "items", "invalid"),
        ({"files": ["lip.png"]}, "files", "no_file_here"),
        ({"place_type": True}, "place_type", "wrong_kind"),
    ],
)
def test_a_mistake_is_named_with_its_question(partner, answers, field, code):
    found = refusal(partner.post("reports/", message(**answers)), 422, "answers")

    assert found[field] == code


def test_an_answer_that_is_not_asked_is_refused(partner):
    sent = message("assault", injured="no")

    found = refusal(partner.post("reports/", sent), 422, "answers")
    assert found == {"injury": "not_asked", "hospital": "not_asked"}


def test_an_answer_that_is_needed_only_then_is_asked_for(partner):
    sent = message("assault", injured="yes", injury=None)

    assert refusal(partner.post("reports/", sent), 422, "answers") == {"injury": "required"}


def test_an_hour_that_came_twice_is_the_one_that_its_offset_says(partner):
    partner.post("reports/", message(from_at="2025-10-26T01:30:00+01:00", to_at=None))
    partner.post("reports/", message(from_at="2025-10-26T01:30:00+00:00", to_at=None))

    kept = ReportAnswer.objects.filter(question="from_at").order_by("report__reference")
    assert {row.value for row in kept} == {"2025-10-26T00:30:00+00:00", "2025-10-26T01:30:00+00:00"}


@pytest.mark.parametrize(
    ("change", "status", "code", "field"),
    [
        ({"edition": "1999-01"}, 422, "edition", "edition"),
        ({"language": "fr"}, 400, "invalid", "language"),
        ({"answers": []}, 400, "invalid", "answers"),
        ({"answers": "none"}, 400, "invalid", "answers"),
        ({"triage": {"danger": {"a": 1}}}, 400, "invalid", "danger"),
        ({"client_reference": "x" * 101}, 400, "invalid", "client_reference"),
        ({"client_reference": "a\x00b"}, 400, "invalid", "client_reference"),
        ({"subject": "?"}, 400, "invalid", "subject"),
        ({"form": "spaceship"}, 403, "form_not_allowed", "form"),
    ],
)
def test_a_message_of_another_shape_is_refused(partner, change, status, code, field):
    found = refusal(partner.post("reports/", message() | change), status, code)

    assert field in found


# Once, and asked after ---------------------------------------------------------------------------


def test_the_same_key_and_message_again_is_answered_as_the_first_time(partner):
    first = partner.post("reports/", message(), key="key-1")

    again = partner.post("reports/", message(), key="key-1")

    assert (again.status_code, again.json()) == (201, first.json())
    assert again["Idempotency-Replayed"] == "true"
    assert CrimeReport.objects.count() == 1


def test_the_same_key_with_another_message_is_refused(partner):
    partner.post("reports/", message(), key="key-1")

    answer = partner.post("reports/", message(story="Another."), key="key-1")

    assert (answer.status_code, answer.json()["code"]) == (409, "idempotency_key_reused")
    assert CrimeReport.objects.count() == 1


def test_a_refused_report_leaves_its_key_free(partner):
    partner.post("reports/", message(story=""), key="key-1")

    assert partner.post("reports/", message(), key="key-1").status_code == 201


@pytest.mark.parametrize("key", ["", "two words", "x" * 256])
def test_a_key_is_needed(partner, key):
    assert refusal(partner.post("reports/", message(), key=key), 400, "invalid")


def test_the_partners_own_reference_is_good_once(partner, other_partner):
    sent = message() | {"client_reference": "SW-17"}
    first = partner.post("reports/", sent).json()

    again = partner.post("reports/", sent)

    assert (again.status_code, reasons(again)) == (
        409, {"client_reference": "client_reference_used"},
    )  # fmt: skip
    assert first["reference"] in again.json()["title"]
    assert other_partner.post("reports/", sent).status_code == 201


def test_no_report_waits_where_no_crime_desk_works(partner, crime_assessor):
    crime_assessor.role_rows.update(revoked_at=REPORTED_AT)

    refusal(partner.post("reports/", message()), 409, "closed")


@pytest.mark.parametrize("name", ["reference", "pk"])
def test_a_client_is_told_what_became_of_its_report_and_nothing_of_the_answers(partner, name):
    partner.post("reports/", message() | {"client_reference": "SW-17"})
    report = CrimeReport.objects.get()

    answer = partner.get(f"reports/{getattr(report, name)}/")

    assert answer.json() == {
        "reference": report.reference,
        "client_reference": "SW-17",
        "form": "theft",
        "received_at": report.submitted_at.isoformat().replace("+00:00", "Z"),
        "record_by": report.record_by.isoformat().replace("+00:00", "Z"),
        "status": "submitted",
        "status_words": answer.json()["status_words"],
        "passed_to": "",
        "links": answer.json()["links"],
    }
    assert answer.json()["status_words"]


def test_a_client_is_told_to_which_force_its_report_was_passed(partner, crime_assessor):
    partner.post("reports/", message())
    report = CrimeReport.objects.get()
    services.transfer(
        report=report, to_force="43", reason="There.", by=of_user(crime_assessor),
        at=REPORTED_AT,
    )  # fmt: skip

    answer = partner.get(f"reports/{report.reference}/").json()

    assert (answer["status"], answer["passed_to"]) == ("transferred", "Thames Valley Police")


# The forms ---------------------------------------------------------------------------------------


def test_a_client_sees_the_forms_that_it_may_send_and_no_other(make_partner):
    shop = make_partner(forms=["theft", "damage"])

    listed = shop.get("forms/").json()["forms"]

    assert [row["code"] for row in listed] == ["theft", "damage"]
    assert shop.get(listed[0]["schema"]).json()["properties"]["form"] == {"const": "theft"}
    assert shop.get("forms/da/").status_code == shop.get("forms/none/").status_code == 404
    assert shop.post("reports/", message("da")).status_code == 403
