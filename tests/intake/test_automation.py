"""Reports that machines send: taken, marked, read last, slowed; and people never refused."""

import hashlib
import re
from datetime import timedelta

import pytest
from django.test import Client

from casefile import clock
from casefile.models import RateCount
from casefile.services import rates
from intake import automation, drafts, triage
from intake.models import CrimeReport, Draft
from tests.intake.walk import ANSWERS, address, answer, answer_until, begin, make_report, send

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def take_time(minutes=10):
    """Let a form have been started some time ago, as when a person fills it in."""
    Draft.objects.update(started_at=clock.real() - minutes * MINUTE)


def solution(work, bits=automation.BITS):
    """Do the work as the script does."""
    for tries in range(10_000_000):
        digest = hashlib.sha256(f"{work}:{tries}".encode()).digest()
        if int.from_bytes(digest[:4], "big") >> (32 - bits) == 0:
            return str(tries)
    raise AssertionError("no solution")


def sent(client, **fields):
    token = client.get("/report/check/").context["token"]
    return client.post("/report/check/", {"form_token": token, **fields})


@pytest.fixture
def few(monkeypatch):
    """Have limits that a test can reach."""
    for name in ("START_LIMIT", "SEND_LIMIT"):
        monkeypatch.setattr(automation, name, rates.Limit(3, MINUTE))
    monkeypatch.setattr(automation, "SLOW_SEND_LIMIT", rates.Limit(1, MINUTE))
    at = clock.real().replace(second=10, microsecond=0)
    monkeypatch.setattr(clock, "real", lambda: at)


# Signs -------------------------------------------------------------------------------------------


def test_a_form_that_a_person_took_time_for_has_no_sign(reporter):
    answer_until(reporter)
    take_time()

    sent(reporter)

    report = CrimeReport.objects.get()
    assert (report.automation_signs, report.priority) == ([], "standard")


def test_a_form_finished_at_once_is_taken_and_marked(reporter, desk):
    answer_until(reporter)

    assert sent(reporter).url == "/report/receipt/"

    report = CrimeReport.objects.get()
    assert report.automation_signs == ["fast"]
    page = desk.get(f"/desk/reports/{report.pk}/").content.decode()
    assert "May be automated" in page
    assert "faster than anybody can read" in page


@pytest.mark.parametrize("where", ["begin", "check"])
def test_the_field_that_people_do_not_see_marks_and_never_refuses(reporter, where):
    first = f"/report/begin/{triage.form_number('robbery')}/"
    trap = {automation.TRAP: "https://example.com"}
    reporter.post(first, trap if where == "begin" else {})
    drafts.keep(Draft.objects.get(), ANSWERS)
    take_time()

    assert sent(reporter, **(trap if where == "check" else {})).url == "/report/receipt/"

    assert CrimeReport.objects.get().automation_signs == ["trap"]


def test_the_trap_is_hidden_from_people_and_labelled_all_the_same(reporter):
    answer_until(reporter)

    page = reporter.get("/report/check/").content.decode()

    found = re.search(r"<div hidden>(.*?)</div>", page, re.DOTALL)[1]
    assert f'<label for="id_{automation.TRAP}">' in found
    assert 'tabindex="-1"' in found
    assert 'autocomplete="off"' in found


def test_what_may_be_automated_is_read_after_the_rest_unless_an_alarm_fired(reporter, desk):
    answer_until(reporter)
    sent(reporter)
    doubtful = CrimeReport.objects.get()
    other = Client()
    answer_until(other)
    answer(other, "story", story="He strangled me.")
    sent(other)
    alarming = CrimeReport.objects.exclude(pk=doubtful.pk).get()
    plain = make_report(at=clock.real())

    page = desk.get("/desk/reports/").content.decode()

    assert alarming.automation_signs == ["fast"]
    order = sorted([doubtful, alarming, plain], key=lambda row: page.index(row.reference))
    assert order == [alarming, plain, doubtful]


# Work that nobody notices ------------------------------------------------------------------------


def test_the_work_of_the_browser_is_taken_once_with_any_page(reporter):
    begin(reporter)
    work = reporter.get(address("place")).context["work"]

    answer(reporter, "place", work=solution(work))

    assert Draft.objects.get().has_worked
    assert not reporter.get(address("place")).context["work"]


@pytest.mark.parametrize("work", ["", "1", "-1", "x" * 17, "9" * 4000, "\u0661", "' or 1=1 --"])
def test_wrong_work_changes_nothing(reporter, work):
    begin(reporter)

    assert answer(reporter, "place", work=work).status_code == 302

    assert not Draft.objects.get().has_worked


def test_the_work_of_one_form_is_worth_nothing_for_another(reporter):
    begin(reporter)
    done = solution(reporter.get(address("place")).context["work"])
    other = Client()
    begin(other)

    answer(other, "place", work=done)

    assert not Draft.objects.filter(has_worked=True).exists()


# Turns -------------------------------------------------------------------------------------------


def test_an_address_that_starts_very_many_waits_and_is_told_how_long(crime_assessor, few):
    pages = [begin(Client()) for _ in range(4)]

    assert [page.status_code for page in pages] == [302, 302, 302, 429]
    assert pages[3]["Retry-After"] == "50"
    assert "Wait 50 seconds" in pages[3].content.decode()
    assert Draft.objects.count() == 3


def test_a_forged_forwarding_header_gives_no_new_turns(crime_assessor, few):
    headers = [{"X-Forwarded-For": f"192.0.2.{n}", "X-Real-IP": f"192.0.2.{n}"} for n in range(4)]
    first = f"/report/begin/{triage.form_number('robbery')}/"

    pages = [Client().post(first, headers=forged) for forged in headers]

    assert pages[3].status_code == 429
    assert RateCount.objects.values("caller").distinct().count() == 1


def test_other_addresses_are_not_slowed(crime_assessor, few):
    for _ in range(4):
        begin(Client())

    first = f"/report/begin/{triage.form_number('robbery')}/"
    assert Client(REMOTE_ADDR="198.51.100.7").post(first).status_code == 302
    assert Client(REMOTE_ADDR="2001:db8::1").post(first).status_code == 302


def test_a_network_of_ipv6_counts_as_one_address(crime_assessor, few):
    first = f"/report/begin/{triage.form_number('robbery')}/"

    pages = [Client(REMOTE_ADDR=f"2001:db8:0:1::{n}").post(first) for n in range(4)]

    assert pages[3].status_code == 429


def test_sending_without_the_work_waits_sooner_and_loses_nothing(crime_assessor, few):
    first, second = Client(), Client()
    for client in (first, second):
        answer_until(client)
        take_time()
    sent(first)

    waits = sent(second)

    assert (waits.status_code, waits["Retry-After"]) == (429, "50")
    assert "A man hit me and took my phone." in waits.content.decode()
    Draft.objects.filter(turn_at=None).update(has_worked=True)
    assert sent(second).url == "/report/receipt/"
    assert CrimeReport.objects.count() == 2


def test_the_same_form_sent_again_takes_no_turn(reporter, few):
    answer_until(reporter)
    token = reporter.get("/report/check/").context["token"]

    pages = [reporter.post("/report/check/", {"form_token": token}) for _ in range(5)]

    assert {page.url for page in pages} == {"/report/receipt/"}


def test_very_many_from_one_address_are_taken_and_marked(crime_assessor, monkeypatch):
    monkeypatch.setattr(automation, "MANY", rates.Limit(1, timedelta(hours=1)))
    for _ in range(2):
        client = Client()
        answer_until(client)
        take_time()
        assert send(client).url == "/report/receipt/"

    assert [row.automation_signs for row in CrimeReport.objects.order_by("submitted_at")] == [
        [],
        ["many"],
    ]


def test_the_counts_of_addresses_are_forgotten(reporter):
    begin(reporter)
    assert RateCount.objects.exists()

    automation.forget(at=clock.real() + timedelta(hours=5))

    assert not RateCount.objects.exists()


def test_no_address_is_stored_as_it_is(crime_assessor):
    Client(REMOTE_ADDR="198.51.100.7").post(
        f"/report/begin/{triage.form_number('robbery')}/"
    )  # fmt: skip

    assert "198.51.100" not in str(list(RateCount.objects.values()))


def test_tries_of_a_return_code_wait_with_a_time(reporter):
    begin(reporter)

    pages = [
        reporter.post("/report/return/", {"code": "AAAA-BBBB-CCCC-DDDD", "secret": f"guess {n}"})
        for n in range(7)
    ]

    assert pages[-1].status_code == 429
    assert int(pages[-1]["Retry-After"]) >= 1
