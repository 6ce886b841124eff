"""Vulnerability flags: suggested by answers, set and ended by people, some holding a priority."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from casefile.models import CaseEvent
from casefile.services import events
from intake import vulnerability
from intake.models import ReportFlag
from tests import factories
from tests.intake.sent import report_by_http
from tests.intake.walk import make_report

pytestmark = pytest.mark.django_db


def set_flag(browser, report, flag, **given):
    values = {"code": flag, "told_by": "She said so on the phone.", "visible_to": "desk"}
    return browser.post(f"/desk/reports/{report.pk}/flags/", values | given)


def end_flag(browser, row, reason="It was a mistake."):
    return browser.post(f"/desk/reports/flags/{row.pk}/end/", {"reason": reason})


def page_of(browser, report):
    pages = [browser.get(f"/desk/reports/{report.pk}/{part}") for part in ("", "risk/")]
    return "".join(page.content.decode() for page in pages)


def test_answers_suggest_flags_and_set_none(desk, reporter):
    report = report_by_http(reporter, "theft", impact=["learning", "self_harm"])

    page = page_of(desk, report)

    assert "Learning disability</a>, because Is any of this true" in page
    assert "Thoughts of suicide</a>, because" in page
    assert not ReportFlag.objects.exists()


def test_a_flag_has_its_source_its_days_who_set_it_and_who_may_see_it(desk, crime_assessor):
    report = make_report()

    set_flag(desk, report, "dementia")

    row, page = ReportFlag.objects.get(), page_of(desk, report)
    assert row.set_by == crime_assessor
    assert row.review_on == timezone.localdate() + timedelta(days=90)
    for words in ("Dementia", "She said so on the phone.", "Jo Pike", "at the crime desk"):
        assert words in page
    assert "Dementia" in desk.get("/desk/reports/").content.decode()


def test_a_flag_of_the_table_moves_the_report_to_the_front_and_the_log_says_so(desk):
    first, report = make_report(), make_report()

    set_flag(desk, report, "suicidal")

    report.refresh_from_db()
    queue = desk.get("/desk/reports/").content.decode()
    entry = CaseEvent.objects.get(kind="report.priority_overridden")
    assert report.priority == "high"
    assert queue.index(report.reference) < queue.index(first.reference)
    assert events.body_of(entry)["reason"] == "Flag: Thoughts of suicide"


def test_every_flag_that_forces_priority_does_and_no_other(desk):
    for code, flag in vulnerability.FLAGS.items():
        report = make_report()

        set_flag(desk, report, code)

        report.refresh_from_db()
        assert (report.priority == "high") is flag.forces_high, code


def test_while_such_a_flag_stands_nobody_lowers_the_priority(desk):
    report = make_report()
    set_flag(desk, report, "suicidal")
    lower = f"/desk/reports/{report.pk}/priority/"

    refused = desk.post(lower, {"reason": "She is fine."})
    end_flag(desk, ReportFlag.objects.get())
    desk.post(lower, {"reason": "She is fine."})

    report.refresh_from_db()
    assert refused.status_code == 400
    assert "A flag holds it at high: Thoughts of suicide" in refused.content.decode()
    assert report.priority == "standard"


def test_a_flag_set_twice_is_one_and_ended_it_may_be_set_again(desk):
    report = make_report()
    set_flag(desk, report, "homeless")
    set_flag(desk, report, "homeless", told_by="Somebody else said so.")
    row = ReportFlag.objects.get()

    end_flag(desk, row)
    end_flag(desk, row)
    set_flag(desk, report, "homeless")

    assert ReportFlag.objects.count() == 2
    assert CaseEvent.objects.filter(kind="report.flag_ended").count() == 1
    row.refresh_from_db()
    assert row.end_reason == "It was a mistake."


def test_a_restricted_flag_is_seen_and_ended_by_the_registrar_alone(
    desk, signed_in, crime_registrar
):
    report = make_report()
    registrar = signed_in(Client(), crime_registrar)
    set_flag(registrar, report, "marac", visible_to="registrar")
    row = ReportFlag.objects.get()

    for address in ("", "log/"):
        page = desk.get(f"/desk/reports/{report.pk}/{address}").content.decode()
        assert "known to MARAC" not in page.replace("known to MARAC</option>", "")
        assert row.told_by not in page
    assert "known to MARAC" not in desk.get("/desk/reports/").content.decode()
    assert end_flag(desk, row).status_code == 404
    assert "known to MARAC" in page_of(registrar, report)
    assert end_flag(registrar, row).status_code == 302


@pytest.mark.parametrize("given", [{"code": "alien"}, {"told_by": " "}, {"visible_to": "all"}])
def test_a_flag_that_is_none_is_refused_in_words(desk, given):
    answer = set_flag(desk, make_report(), "dementia", **given)

    assert answer.status_code == 400
    assert "There is a problem" in answer.content.decode()
    assert not ReportFlag.objects.exists()


def test_whether_somebody_may_stay_in_the_country_is_no_flag():
    words = " ".join(f"{code} {flag.words}" for code, flag in vulnerability.FLAGS.items()).lower()

    assert "immigra" not in words
    assert "visa" not in words


@pytest.mark.parametrize("who", ["officer", "auditor", "administrator"])
def test_who_is_not_of_the_desk_sets_and_ends_nothing(desk, signed_in, request, who):
    report = make_report()
    set_flag(desk, report, "dementia")
    browser = signed_in(Client(), request.getfixturevalue(who))

    assert set_flag(browser, report, "homeless").status_code == 404
    assert end_flag(browser, ReportFlag.objects.get()).status_code == 404
    assert ReportFlag.objects.filter(ended_at=None).count() == 1


def test_another_force_sets_nothing(signed_in, other_force, crime_assessor):
    report = make_report()
    browser = signed_in(Client(), factories.make_user("crime_registrar", force=other_force))

    assert set_flag(browser, report, "homeless").status_code == 404
