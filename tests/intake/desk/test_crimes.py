"""Recording over the desk's pages: any class by words, why it is suggested, and who it is for."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from casefile.models import CrimeClassification, RecordedCrime
from intake.models import CrimeReport
from tests import factories
from tests.intake.sent import report_by_http
from tests.intake.walk import make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def fields(officer, supervisor):
    return {
        "home_office_class": "34B",
        "title": "Robbery",
        "level": "standard",
        "late_reason": "It came in on a Saturday.",
        "officer": officer.pk,
        "supervisor": supervisor.pk,
        **factories.WHY_RECORDED,
    }


def address(report, step="record"):
    return f"/desk/reports/{report.pk}/{step}/"


def test_the_suggestion_says_which_answer_it_rests_on(desk):
    page = desk.get(address(make_report())).content.decode()

    assert re.search(
        r"34B Robbery of personal property</strong>, because: Did they use force", page
    )
    assert "You decide" in page


def test_any_class_is_found_by_words_and_recorded(desk, fields):
    report = make_report()

    page = desk.get(address(report), {"q": "kidnap locked"}).content.decode()
    form = desk.get(address(report), {"code": "36"}).context["form"]
    done = desk.post(address(report), fields | {"home_office_class": "36"})

    assert "?code=36" in page
    assert form.initial["home_office_class"] == "36"
    assert done.status_code == 302
    assert RecordedCrime.objects.get().title == "Kidnapping and false imprisonment"
    row = CrimeClassification.objects.get()
    assert (row.was_suggested, row.rule[:3]) == (False, "34B")


def test_an_ended_class_is_not_offered_and_fraud_is_referred(desk):
    report = make_report()

    ended = desk.get(address(report), {"q": "dwelling"}).content.decode()
    fraud = desk.get(address(report), {"q": "scam"}).content.decode()

    assert "28E" in ended
    assert "28A" not in ended
    assert "Recorded by Report Fraud: refer it there" in fraud
    assert "?code=FRAUD" not in fraud


@pytest.mark.parametrize("code", ["28A", "FRAUD", "CMA", "1; DROP", "", "\x00"])
def test_what_is_no_class_for_a_new_crime_is_refused_beside_its_box(desk, fields, code):
    report = make_report()

    answer = desk.post(address(report), fields | {"home_office_class": code})

    assert answer.status_code == 400
    assert CrimeReport.objects.get().stage == "submitted"


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ("balance_reason", "Say why it is more likely than not"),
        ("contrary_reason", "Say why there is no credible evidence to the contrary"),
        ("late_reason", "Say why it is recorded late"),
    ],
)
def test_each_reason_is_asked_for(desk, fields, missing, words):
    answer = desk.post(address(make_report()), fields | {missing: " "})

    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert not RecordedCrime.objects.exists()


def test_who_records_in_time_is_not_asked_why_it_is_late(desk, fields):
    report = make_report(at=timezone.now() - timedelta(hours=23))

    assert "late_reason" not in desk.get(address(report)).context["form"].fields
    assert desk.post(address(report), fields).status_code == 302
    assert RecordedCrime.objects.get().late_reason == ""


def test_flags_are_suggested_with_why_and_a_person_decides(desk, reporter, fields):
    report = report_by_http(
        reporter, "assault", relation_to_them="ex_partner", story="He had a knife in his hand."
    )

    form = desk.get(address(report)).context["form"]
    desk.post(address(report), fields | {"home_office_class": "8N", "flags": ["knife"]})

    assert set(form.initial["flags"]) == {"domestic_abuse", "knife"}
    assert "Somebody who was a partner" in form.option_hints["flags"]["domestic_abuse"]
    assert RecordedCrime.objects.get().flags == ["knife"]


def test_what_answers_say_about_solving_it_is_kept_as_a_suggestion(desk, fields):
    report = make_report(cameras="yes", camera_details="A shop", camera_kept=None)
    desk.post(address(report), fields)

    crime = RecordedCrime.objects.get()

    found = {row.factor: (row.state, row.is_suggestion) for row in crime.factors.all()}
    assert found["cctv"] == ("present", True)
    assert found["property_traceable"] == ("present", True)
    assert found["named_suspect"] == ("absent", True)


def test_the_report_shows_its_crimes_and_leads_to_another(desk, fields):
    report = make_report()
    desk.post(address(report), fields)

    page = desk.get(f"/desk/reports/{report.pk}/").content.decode()

    crime = RecordedCrime.objects.get()
    assert f"/desk/crimes/{crime.pk}/" in page
    assert address(report, "record-another") in page


def test_another_crime_waits_for_the_first(desk):
    answer = desk.get(address(make_report(), "record-another"))

    assert answer.status_code >= 400
    assert "Record the first crime of this report first" in answer.content.decode()


def test_a_victim_of_another_case_cannot_be_chosen(desk, fields):
    report = make_report()
    desk.post(address(report), fields)
    stranger = factories.make_victim()
    sent = fields | {"victim": stranger.pk, "home_office_class": "8N"}

    answer = desk.post(address(report, "record-another"), sent)

    assert answer.status_code == 400
    assert RecordedCrime.objects.count() == 1


def test_the_same_form_twice_records_one_crime(desk, fields):
    report = make_report()

    first, second = (desk.post(address(report), fields) for _ in range(2))

    assert (first.status_code, second.status_code) == (302, 400)
    assert RecordedCrime.objects.count() == 1


def test_a_report_kept_under_n100_says_something_neutral_to_the_reporter(desk, reporter, fields):
    report = report_by_http(reporter, "sexual", story="I do not remember it all.")
    kept = fields | {"home_office_class": "N100", "contrary_reason": "", "title": "A report"}

    assert desk.post(address(report), kept).status_code == 302

    receipt = reporter.get("/report/receipt/").content.decode()
    assert "An officer will be in touch" in receipt
    assert "N100" not in receipt
    assert "rape" not in receipt.lower()
