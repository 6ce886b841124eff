"""The acceptance tests of intake.md section 15, each under its number; some live elsewhere."""

import ast
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from casefile.models import Case, CrimeOutcome, RecordedCrime
from casefile.rules import counting
from casefile.rules.counting import Act, counted
from casefile.rules.london import LONDON
from casefile.worker import loop
from intake import clocks, services
from intake.models import CrimeReport
from tests import factories
from tests.intake.sent import report_by_http
from tests.intake.test_triage import choose
from tests.intake.walk import answer_until, make_report, send
from victims.models import Duty, TrackerAccount

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]
FRIDAY = datetime(2026, 8, 28, 23, 50, tzinfo=LONDON)  # a bank holiday follows on Monday
ELSEWHERE = {
    2: "tests/intake/test_hard_alarms.py::test_strangling_told_inside_a_damage_form_is_not_lost",
    3: "tests/intake/test_saving.py::test_nothing_leaves_by_email_when_email_was_not_chosen",
    5: "tests/intake/questions/test_walk.py::"
    "test_a_report_of_being_followed_needs_no_place_and_no_name",
    10: "tests/intake/test_saving.py::test_leaving_forgets_the_form_and_back_shows_nothing",
    11: "tests/journeys/test_leaving_in_browser.py::"
    "test_an_error_is_read_out_first_and_the_way_out_is_second_by_tab",
    13: "tests/intake/desk/test_passing_on.py::"
    "test_the_reporter_sees_where_it_is_and_that_the_clock_runs_on",
    15: "tests/victims/test_crime_news.py::test_15_the_victim_reads_words_and_never_a_number",
}


@pytest.fixture
def fields(officer, supervisor):
    """Return the fields of the record page as a person fills them in."""

    def filled(**overrides):
        values = {
            "home_office_class": "34B",
            "title": "A case",
            "level": "standard",
            "late_reason": "It came in over the weekend.",
            "officer": officer.pk,
            "supervisor": supervisor.pk,
            **factories.WHY_RECORDED,
        }
        return values | overrides

    return filled


@pytest.fixture
def recorded(desk, fields):
    """Record a report over the desk's page and return its crime."""

    def act(report, **overrides):
        answer = desk.post(f"/desk/reports/{report.pk}/record/", fields(**overrides))
        assert answer.status_code == 302
        report.refresh_from_db()
        return report.case.crimes.get()

    return act


def another(desk, report, **overrides):
    values = {
        "home_office_class": "28E",
        "late_reason": "It came in over the weekend.",
        **factories.WHY_RECORDED,
    }
    return desk.post(f"/desk/reports/{report.pk}/record-another/", values | overrides)


@pytest.mark.parametrize("number", ELSEWHERE)
def test_what_lives_elsewhere_is_there(number):
    path, _, name = ELSEWHERE[number].partition("::")

    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))

    assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


# 1 -----------------------------------------------------------------------------------------------


def test_01_hours_run_on_and_working_days_do_not(crime_assessor, officer, supervisor):
    from casefile.services.actors import of_user

    report = make_report(at=FRIDAY)
    services.record_as_crime(
        report=report,
        home_office_class="34B",
        title="Robbery",
        level="high",
        officer=officer,
        supervisor=supervisor,
        **factories.WHY_RECORDED,
        by=of_user(crime_assessor),
        at=FRIDAY + timedelta(minutes=5),
    )
    loop.drain()

    assert report.record_by == datetime(2026, 8, 29, 23, 50, tzinfo=LONDON)
    referral = Duty.objects.get(code="E00b")
    assert referral.due_at == datetime(2026, 9, 2, 23, 59, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("reported_at", "due_at"),
    [
        # The night on which the clocks go back has 25 hours, and the one in spring 23.
        (datetime(2026, 10, 24, 23, 50, tzinfo=LONDON), datetime(2026, 10, 25, 22, 50, tzinfo=UTC)),
        (datetime(2026, 3, 28, 23, 50, tzinfo=LONDON), datetime(2026, 3, 29, 23, 50, tzinfo=UTC)),
        (datetime(2026, 12, 25, 9, 0, tzinfo=LONDON), datetime(2026, 12, 26, 9, 0, tzinfo=UTC)),
    ],
    ids=["autumn", "spring", "christmas"],
)
def test_01_a_day_is_24_hours_whatever_the_clocks_do(reported_at, due_at):
    assert clocks.record_by(reported_at) == due_at


# 4 -----------------------------------------------------------------------------------------------


def test_04_one_burgled_flat_is_one_crime_and_two_robbed_victims_are_two(desk, reporter, recorded):
    report = report_by_http(reporter, "theft", building="home")
    recorded(report, home_office_class="28E", dwelling="Flat 2, 14 Dock Street")
    lena = {"given_names": "Lena", "family_name": "Voss"}

    same = another(desk, report, dwelling="flat 2 14 dock street", **lena)
    robbed = another(desk, report, home_office_class="34B", **lena)

    assert same.status_code == 400
    assert "one crime for each home" in same.content.decode()
    assert robbed.status_code == 302
    crimes = report.case.crimes.order_by("recorded_at")
    assert [crime.home_office_class for crime in crimes] == ["28E", "34B"]
    assert crimes.last().victim.person.name == "Lena Voss"


def test_04_a_person_may_count_it_apart_and_says_why(desk, recorded):
    report = make_report()
    recorded(report, home_office_class="28E")

    done = another(desk, report, counting_reason="The flats have front doors of their own.")

    assert done.status_code == 302
    assert report.case.crimes.exclude(counting_reason="").count() == 1


def test_04_how_crimes_are_counted_is_data(monkeypatch):
    acts = [Act("28E", victim="a", dwelling="flat"), Act("28E", victim="b", dwelling="flat")]
    assert len(counted(acts)) == 1

    monkeypatch.setattr(counting, "COUNTING_RULES", counting.COUNTING_RULES[1:])

    assert len(counted(acts)) == 2


# 6 -----------------------------------------------------------------------------------------------


@pytest.fixture
def told_of_rape(reporter):
    return report_by_http(reporter, "sexual", story="I do not remember it all.")


@pytest.mark.parametrize("ground", ["not_a_crime", "contrary_evidence", "intelligence"])
def test_06_a_report_of_rape_is_never_closed_in_any_other_way(desk, told_of_rape, ground):
    given = {"ground": ground, "reason": "The facts are unclear."}

    answer = desk.post(f"/desk/reports/{told_of_rape.pk}/incident-only/", given)

    assert answer.status_code == 400
    assert "keep it under N100" in answer.content.decode()
    assert CrimeReport.objects.get().stage == "submitted"


def test_06_what_is_unclear_is_kept_under_n100_and_no_constable_closes_it(
    desk, told_of_rape, recorded, officer, crime_registrar
):
    kept = recorded(
        told_of_rape, home_office_class="N100", contrary_reason="",
        balance_reason="She does not remember, and waits for the forensic result.",
    )  # fmt: skip
    told_of_rape.refresh_from_db()
    address = f"/desk/crimes/{kept.pk}/close/"
    constable, registrar = Client(), Client()
    constable.force_login(officer)
    registrar.force_login(crime_registrar)

    assert (told_of_rape.stage, kept.is_notifiable) == ("n100", False)
    assert kept.balance_reason.startswith("She does not remember")
    assert constable.post(address, {"reason": "Nothing more."}).status_code == 403
    assert desk.post(address, {"reason": "Nothing more."}).status_code == 403
    assert registrar.post(address, {"reason": "She was seen and is safe."}).status_code == 302
    kept.refresh_from_db()
    assert (kept.stage, kept.outcome) == ("filed", None)


def test_06_the_offer_of_n100_stands_on_the_page(desk, told_of_rape):
    form = desk.get(f"/desk/reports/{told_of_rape.pk}/record/").context["form"]

    assert "N100" in dict(form.fields["home_office_class"].choices)


# 7 -----------------------------------------------------------------------------------------------


def test_07_a_crime_is_not_cancelled_because_the_victim_withdrew(crime_registrar):
    crime = factories.make_crime()
    browser = Client()
    browser.force_login(crime_registrar)
    given = {"code": "victim_withdrew", "information": "She rang and wants no more of it."}

    answer = browser.post(f"/desk/crimes/{crime.pk}/cancel/", given)

    assert answer.status_code == 400
    assert "no reason to cancel a crime" in answer.content.decode()
    crime.refresh_from_db()
    assert crime.stage == "recorded"
    given |= {"code": "C2", "information": "The gym's entry log shows her there until nine."}
    assert browser.post(f"/desk/crimes/{crime.pk}/cancel/", given).status_code == 302


# 8 -----------------------------------------------------------------------------------------------


def test_08_five_events_told_together_are_one_crime_and_a_later_one_is_new(
    desk, reporter, recorded
):
    story = "He rang at night, five times since Monday."
    first = report_by_http(reporter, "stalk", story=story)
    events = [f"Harassment on {day} November" for day in (9, 10, 11, 12)]

    crime = recorded(first, home_office_class="8L")
    for title in events:
        answer = desk.post(f"/desk/crimes/{crime.pk}/offence/", {"title": title})
        assert answer.status_code == 302
    again = another(desk, first, home_office_class="8L", victim=crime.victim_id)
    later = recorded(report_by_http(reporter, "stalk", story="Again."), home_office_class="8L")

    crime.refresh_from_db()
    assert crime.included_offences == events
    assert again.status_code == 400
    assert first.case.crimes.count() == 1
    assert later.pk != crime.pk
    assert RecordedCrime.objects.counted().count() == 2


def test_08_the_rules_count_them_so():
    told = [Act("8L", victim="a", offender="x", report="1") for _ in range(5)]
    later = Act("8L", victim="a", offender="x", report="2")

    found = counted([*told, later])

    assert [len(crime.included) for crime in found] == [4, 0]


# 9 -----------------------------------------------------------------------------------------------


def test_09_a_courier_on_the_way_is_for_999_and_not_for_report_fraud(reporter):
    url = "/report/"
    for words in ("No", "tricked me out of money", "happening now, or somebody is coming"):
        url = choose(reporter, url, words)

    page = reporter.get(url).content.decode()

    assert "999" in page
    assert "Report Fraud" not in page[: page.index("999")]


# 12 ----------------------------------------------------------------------------------------------


def test_12_no_reference_and_surname_open_anything(reporter, desk, recorded):
    answer_until(reporter)
    send(reporter)
    report = CrimeReport.objects.get()
    crime = recorded(report)
    stranger = Client()

    for reference in (report.reference, report.incident_reference, crime.reference):
        tries = [
            stranger.post("/report/return/", {"code": reference, "secret": "Karim"}),
            stranger.post("/report/verify/", {"reference": reference, "name": "Karim"}),
            stranger.post(f"/track/in/{reference}/", {"code": "Karim"}),
            stranger.get("/report/receipt/", {"reference": reference}),
            stranger.get(f"/desk/reports/{reference}/"),
        ]
        said = "".join(answer.content.decode() for answer in tries)
        assert "Aisha" not in said
        assert "Robbery of personal property" not in said
    assert Case.objects.count() == 1


# 14 ----------------------------------------------------------------------------------------------


def test_14_who_reports_for_somebody_gets_a_receipt_and_never_the_tracker(desk, reporter, recorded):
    other = {"for_whom": "other", "victim_given_names": "Lena", "victim_family_name": "Voss"}
    other |= {"relation": "Neighbour"}
    report = make_report(**other)

    crime = recorded(report)
    loop.drain()

    names = {account.person_id for account in TrackerAccount.objects.all()}
    assert names == {crime.victim.person_id}
    assert crime.victim.person.name == "Lena Voss"


def test_no_outcome_is_a_count_of_two_bases():
    """Outcomes hang on their crime and their day: closed in a time and recorded in it differ."""
    recorded_in = factories.make_crime(recorded_at=factories.AT, reported_at=factories.AT)
    CrimeOutcome.objects.create(crime=recorded_in, outcome=15, recorded_at=factories.AT)

    closed = CrimeOutcome.objects.filter(recorded_at__date=date(2026, 11, 17)).count()
    of_recorded = CrimeOutcome.objects.filter(crime__recorded_at__date=date(2026, 11, 17)).count()

    assert (closed, of_recorded) == (1, 1)
