"""Near-duplicates and repeat victims: shown to the desk with why, never merged by themselves."""

from datetime import timedelta

import pytest
from django.test import Client

from casefile.models import CaseEvent
from casefile.services import conflicts, events
from casefile.services.actors import of_user
from casefile.worker import loop
from intake import clocks, match_kinds, matching, repeats, risk_tasks
from intake.models import CrimeReport, MatchKey, ProposedLink
from tests import factories
from tests.intake.sent import report_by_http
from tests.intake.walk import ANSWERS, IMEI, REPORTED_AT, ROBBERY, make_report

pytestmark = pytest.mark.django_db
ELSE = {
    "given_names": "Robin",
    "family_name": "Vale",
    "born_on": "1990-05-05",
    "email": "robin@example.com",
    "address": "9 Other Street, Southgate",
    "phone_number": "07700 900222",
    "phone_imei": None,
    "where": "Car park behind the library",
    "from_at": "2026-10-02T10:00:00+00:00",
    "story": "They took my bag.",
}


def other_report(*, at=REPORTED_AT + timedelta(hours=1), **shared):
    """Return a report that has nothing in common with the usual one but what is given."""
    return make_report(at=at, **ELSE | shared)


def page_of(browser, report):
    pages = [browser.get(f"/desk/reports/{report.pk}/{part}") for part in ("", "risk/")]
    return "".join(page.content.decode() for page in pages)


def say(browser, report, other, state, **more):
    return browser.post(
        f"/desk/reports/{report.pk}/matches/{other.pk}/", {"state": state, "reason": ""} | more
    )


@pytest.mark.parametrize(
    ("shared", "kind"),
    [
        ({"given_names": "Ayesha", "family_name": "Kareem", "born_on": "2007-03-27"}, "name_born"),
        ({"phone_number": "+44 7700 900123"}, "phone"),
        ({"email": "AISHA@example.com"}, "email"),
        ({"address": "1 invented way,  NORTHGATE"}, "address"),
        ({"phone_imei": IMEI}, "imei"),
        (
            {"where": "Northgate Station, on the pavement outside",
             "from_at": "2026-11-14T01:00:00+00:00"},
            "place_day",
        ),
    ],
)  # fmt: skip
def test_a_report_that_shares_something_is_shown_with_why(desk, shared, kind):
    first, second = make_report(), other_report(**shared)

    page = page_of(desk, second)

    assert first.reference in page
    assert match_kinds.KINDS[kind].words in page
    assert second.reference in page_of(desk, first)


def test_days_that_touch_in_london_meet(desk):
    where = "Northgate Station, on the pavement outside"
    first = make_report(from_at="2026-07-14T23:30:00+00:00")
    second = other_report(where=where, from_at="2026-07-16T20:00:00+00:00")

    assert match_kinds.KINDS["place_day"].words in page_of(desk, second)
    assert first.reference in page_of(desk, second)


def test_a_report_that_shares_nothing_or_only_a_namesake_is_not_shown(desk):
    first = make_report()
    second = other_report(given_names="Aisha", family_name="Karim")

    assert first.reference not in page_of(desk, second)


def test_the_same_account_sent_by_two_people_is_found(desk, reporter):
    story = "Somebody scratched all the cars in our street last night with a key, from 1 to 40."
    first = report_by_http(reporter, "damage", story=story)
    second = report_by_http(Client(), "damage", story=story.upper())

    assert first.reference in page_of(desk, second)
    assert "Maybe the same event" in page_of(desk, second)


def test_the_same_vehicle_is_found_however_it_is_written(desk, reporter):
    first = report_by_http(reporter, "vehicle", vrm="ZZ99 ZZZ")
    second = report_by_http(Client(), "damage", damaged="vehicle", vrm="zz99zzz")

    assert first.reference in page_of(desk, second)


def test_the_public_is_never_shown_another_report(reporter, desk):
    first = make_report()
    second = report_by_http(reporter, "theft", email="aisha@example.com")

    receipt = reporter.get("/report/receipt/").content.decode()

    assert second.reference in receipt
    assert first.reference not in receipt
    assert first.reference in page_of(desk, second)


def test_what_is_stored_to_match_by_names_nobody(crime_assessor):
    make_report()

    stored = " ".join(MatchKey.objects.values_list("digest", flat=True)).lower()
    assert MatchKey.objects.count() > 5
    for told in ("aisha", "karim", "invented", "900123", IMEI, "example"):
        assert told not in stored


def test_another_force_shares_no_key_and_no_page(desk, signed_in, other_force):
    mine = make_report()
    theirs = make_report(force=other_force)
    stranger = signed_in(Client(), factories.make_user("crime_assessor", force=other_force))

    assert matching.of_report(mine) == []
    assert say(desk, mine, theirs, "same_event").status_code == 404
    assert say(stranger, theirs, mine, "same_event").status_code == 404
    assert not ProposedLink.objects.exists()


def test_a_report_that_is_closed_to_somebody_is_not_shown_to_them_as_a_match(desk, crime_assessor):
    first, second = make_report(), make_report()
    by = of_user(crime_assessor)
    conflicts.set_on(
        first, user=crime_assessor, how="declared", reason="A friend", by=by, at=REPORTED_AT
    )

    assert first.reference not in page_of(desk, second)
    assert desk.get(f"/desk/reports/{second.pk}/matches/{first.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("state", "words", "kind"),
    [
        ("same_event", "The same event, told twice", "report.link_confirmed"),
        ("same_people", "The same people, but another event", "report.link_confirmed"),
        ("rejected", "They do not belong together", "report.link_rejected"),
    ],
)
def test_a_person_says_what_two_reports_are_and_both_logs_hold_it(desk, state, words, kind):
    first, second = make_report(), make_report()
    compared = desk.get(f"/desk/reports/{second.pk}/matches/{first.pk}/").content.decode()

    say(desk, second, first, state, reason="I rang her.")

    assert "The same email address" in compared
    assert words in page_of(desk, first)
    assert words in page_of(desk, second)
    entries = CaseEvent.objects.filter(kind=kind)
    assert {row.stream for row in entries} == {first.stream, second.stream}
    assert {events.body_of(row)["to"] for row in entries} == {first.reference, second.reference}


def test_nothing_is_merged_and_the_last_word_holds(desk):
    first, second = make_report(), make_report()

    say(desk, second, first, "same_event")
    say(desk, first, second, "rejected")

    assert ProposedLink.objects.get().state == "rejected"
    assert CrimeReport.objects.filter(stage="submitted", case=None).count() == 2
    assert first.answers.count() == second.answers.count()


def test_two_accounts_of_one_event_may_be_closed_as_recorded_already(desk):
    first, second = make_report(), make_report()
    say(desk, second, first, "same_event")

    page = page_of(desk, second)

    closing = desk.get(f"/desk/reports/{second.pk}/incident-only/").context["form"]
    assert f'href="/desk/reports/{second.pk}/incident-only/"' in page
    assert closing.initial["ground"] == "recorded_already"
    assert first.reference in closing.initial["reason"]


def test_a_household_is_not_taken_for_a_person_where_the_suspect_may_live_there(desk, reporter):
    home = "4 Invented Court, Northgate"
    first = report_by_http(reporter, "da", address=home)
    second = report_by_http(Client(), "asb", address=home)

    page = page_of(desk, second)

    assert first.reference in page
    assert "The same household, maybe other people" in page
    assert "A household is not a person" in page


@pytest.mark.parametrize("who", ["officer", "auditor", "administrator"])
def test_who_is_not_of_the_desk_says_nothing_of_matches(signed_in, request, who):
    first, second = make_report(), make_report()
    browser = signed_in(Client(), request.getfixturevalue(who))

    assert say(browser, first, second, "same_event").status_code == 404
    assert not ProposedLink.objects.exists()


def test_an_answer_that_is_none_is_refused(desk):
    first, second = make_report(), make_report()

    assert say(desk, first, second, "merge").status_code == 400
    assert say(desk, first, first, "same_event").status_code == 404


def test_a_repeat_victim_is_flagged_when_the_report_is_sent(desk):
    make_report(at=REPORTED_AT - timedelta(days=100))
    second = make_report()

    assert second.earlier_reports == 1
    assert "1 earlier report of the same victim in 365 days" in page_of(desk, second)


def test_a_report_before_the_window_or_of_another_victim_is_no_repeat(crime_assessor):
    make_report(at=REPORTED_AT - clocks.REPEAT_WITHIN - timedelta(days=1))
    other_report(at=REPORTED_AT - timedelta(days=3))
    names = {"victim_given_names": "Lee", "victim_family_name": "Ash"}
    open_ones = {row.key: None for row in ROBBERY.questions if row.key not in ANSWERS}
    told_for_another = open_ones | names | {"for_whom": "other"}
    make_report(at=REPORTED_AT - timedelta(days=2), **told_for_another)

    assert make_report().earlier_reports == 0


def test_one_event_told_twice_and_a_rejected_match_are_no_repeats(desk):
    first = make_report(at=REPORTED_AT - timedelta(days=2))
    second, third = make_report(at=REPORTED_AT - timedelta(days=1)), make_report()
    assert third.earlier_reports == 2

    say(desk, third, second, "same_event")
    say(desk, third, first, "rejected")

    third.refresh_from_db()
    assert third.earlier_reports == 0


def test_somebody_targeted_again_and_again_is_said_to_be(desk):
    for days in range(clocks.PERSISTENT_FROM):
        make_report(at=REPORTED_AT - timedelta(days=days + 1))

    assert "may be persistently targeted" in page_of(desk, make_report())


def test_each_night_the_repeats_are_counted_anew_and_what_has_no_key_gets_it(
    crime_assessor, monkeypatch
):
    first = make_report(at=REPORTED_AT - timedelta(days=2))
    second = make_report()
    MatchKey.objects.filter(report=first).delete()
    repeats.recount(second, at=REPORTED_AT)
    assert second.earlier_reports == 0
    monkeypatch.setattr("casefile.clock.now", lambda: REPORTED_AT + timedelta(days=1))

    risk_tasks.count_repeats(claim=factories.make_claim())

    second.refresh_from_db()
    assert second.earlier_reports == 1
    counted = CaseEvent.objects.filter(kind="report.repeat_counted", stream=second.stream)
    assert events.body_of(counted.order_by("sequence").last()) == {"from": 0, "to": 1}


def test_the_night_counts_by_the_clock_of_the_worker_and_twice_changes_nothing(crime_assessor):
    make_report(at=REPORTED_AT - timedelta(days=2))
    make_report()
    loop.drain()
    before = CaseEvent.objects.count()

    for _ in range(2):
        risk_tasks.count_repeats(claim=factories.make_claim())

    assert CaseEvent.objects.count() == before


def test_a_page_costs_no_more_when_many_reports_share_a_key(desk, django_assert_max_num_queries):
    for hour in range(30):
        make_report(at=REPORTED_AT - timedelta(hours=hour))
    report = make_report()

    with django_assert_max_num_queries(35):
        page = desk.get(f"/desk/reports/{report.pk}/risk/").content.decode()
    assert page.count("Compare and say") == 10
