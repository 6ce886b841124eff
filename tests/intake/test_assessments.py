"""What people judge of risk and priority: by name, with reasons, and never by the machine."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from casefile.models import CaseEvent, Job
from casefile.services.actors import of_user
from casefile.worker import loop
from intake import alarms, asking, assessing, clocks, risk_tasks, risk_tools
from intake.models import ReportAlarm, RiskAssessment
from tests import factories
from tests.intake.sent import report_by_http
from tests.intake.walk import REPORTED_AT, make_report
from victims.access import COOKIE
from victims.models import TrackerAccount, TrackerSession
from victims.services import digest

pytestmark = pytest.mark.django_db
ABUSE = {"danger_signs": ["kill", "worse"], "throat": "yes"}


def fields(tool, answer, grade, **overrides):
    """Return the filled-in form of a tool."""
    found = {"grade": grade, "rationale": "She told me so on the phone."}
    for item in risk_tools.TOOLS[tool].items:
        found[f"answer_{item.code}"] = answer
        found[f"words_{item.code}"] = "As she says."
    return found | overrides


def assess(browser, report, tool="thrive", **given):
    answers = {"thrive": ("medium", "priority"), "dash": ("no", "medium"),
               "dara": ("often", "high")}[tool]  # fmt: skip
    address = f"/desk/reports/{report.pk}/assess/{tool}/"
    return browser.post(address, fields(tool, *answers) | given)


def page_of(browser, report):
    pages = [browser.get(f"/desk/reports/{report.pk}/{part}") for part in ("", "risk/")]
    return "".join(page.content.decode() for page in pages)


@pytest.fixture
def abuse(reporter):
    """A report of domestic abuse with signs of danger."""
    return report_by_http(reporter, "da", **ABUSE)


def test_a_named_person_writes_levels_reasons_and_a_grade_for_each_element(desk, crime_assessor):
    report = make_report()

    answer = assess(desk, report, words_threat="He knows where she lives.")

    row = RiskAssessment.objects.get()
    page = page_of(desk, report)
    assert answer.status_code == 302
    assert (row.tool, row.grade, row.assessed_by) == ("thrive", "priority", crime_assessor)
    assert row.answers["threat"] == {"answer": "medium", "words": "He knows where she lives."}
    assert "THRIVE (2026): Priority: within 1 to 2 hours" in page
    assert "She told me so on the phone." in page
    assert "He knows where she lives." in page


def test_what_the_report_suggests_stands_beside_the_prompt_and_fills_in_nothing(desk, abuse):
    page = desk.get(f"/desk/reports/{abuse.pk}/assess/dash/").content.decode()

    assert "The report says: Did they put anything round somebody" in page
    assert not re.search(r"<input[^>]*type=\"radio\"[^>]*checked", page)
    assert "This prompt was not checked against its source" in page


def test_each_suggestion_shows_the_rule_that_fired_its_answer_and_its_mark(desk, abuse):
    page = page_of(desk, abuse)

    block = page.partition("Somebody was strangled or kept from breathing</strong>")[2][:900]
    assert "Did they put anything round somebody" in block
    assert "Rule: DASH checklist, 2009" in block
    assert "Checked only against a text that quotes the source" in block


def test_a_report_with_every_sign_is_graded_by_nobody_and_stays_where_it_is(desk, abuse):
    page_of(desk, abuse)

    abuse.refresh_from_db()
    assert not RiskAssessment.objects.exists()
    assert not CaseEvent.objects.filter(kind="report.risk_assessed").exists()
    assert (abuse.stage, abuse.case) == ("submitted", None)


def test_an_assessment_moves_nothing_by_itself(desk):
    report = make_report()

    assess(desk, report, grade="immediate")

    report.refresh_from_db()
    assert (report.priority, report.stage) == ("standard", "submitted")


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ({"grade": ""}, "Choose the grade"),
        ({"rationale": " "}, "Write why you judge it so"),
        ({"answer_harm": ""}, "Answer: Harm"),
        ({"answer_harm": "terrible"}, "Select a valid choice"),
        ({"words_harm": ""}, "Harm: write why"),
    ],
)
def test_an_assessment_with_a_gap_is_refused_beside_the_field_and_nothing_is_lost(
    desk, missing, words
):
    answer = assess(desk, make_report(), **{"words_threat": "Kept words"} | missing)

    page = answer.content.decode()
    assert answer.status_code == 400
    assert words in page
    assert "Kept words" in page
    assert not RiskAssessment.objects.exists()


def test_a_low_level_needs_no_words(desk):
    assert assess(desk, make_report(), answer_harm="low", words_harm="").status_code == 302


@pytest.mark.parametrize("code", ["thrive-sp", "thrivesc", "thrive-plus"])
def test_the_letters_are_those_of_the_variant(desk, code):
    report = make_report()

    page = desk.get(f"/desk/reports/{report.pk}/assess/{code}/").content.decode()

    titles = [item.title for item in risk_tools.TOOLS[code].items]
    assert len(titles) > 6
    assert all(f">{title}</legend>" in page for title in titles)


def test_a_force_uses_the_variant_of_the_table(desk, monkeypatch):
    report = make_report()
    monkeypatch.setitem(risk_tools.VARIANT_OF_FORCE, report.force_id, "thrive-sp")

    assert f"/desk/reports/{report.pk}/assess/thrive-sp/" in page_of(desk, report)


def test_dash_and_dara_are_offered_where_it_is_abuse_and_not_for_a_stolen_phone(desk, abuse):
    assert f"/desk/reports/{abuse.pk}/assess/dash/" in page_of(desk, abuse)
    assert "/assess/dash/" not in page_of(desk, make_report())


def test_dash_has_27_prompts_of_which_the_first_eleven_were_checked():
    items = risk_tools.TOOLS["dash"].items

    assert [item.title for item in items] == [str(number) for number in range(1, 28)]
    assert [item.source.checked for item in items] == ["verified"] * 11 + ["recalled"] * 16


def test_dara_says_that_its_own_questions_are_not_held_here(desk, abuse):
    page = desk.get(f"/desk/reports/{abuse.pk}/assess/dara/").content.decode()

    assert "Its own list of questions is not held here" in page
    assert assess(desk, abuse, "dara").status_code == 302


@pytest.mark.parametrize(
    ("answers", "grade", "advised"),
    [("yes", "standard", True), ("no", "high", True), ("no", "medium", False)],
)
def test_a_referral_is_advised_on_judgement_or_many_signs_and_is_advice_alone(
    desk, abuse, answers, grade, advised
):
    given = {f"answer_d{number}": answers for number in range(1, 28)}

    assess(desk, abuse, "dash", grade=grade, **given)

    assert ("Think of a referral to MARAC" in page_of(desk, abuse)) is advised
    assert RiskAssessment.objects.get().grade == grade


def test_several_assessments_stand_beside_each_other(desk, abuse):
    assess(desk, abuse)
    assess(desk, abuse, "dash")
    assess(desk, abuse, "dash", grade="high")

    assert abuse.risk_assessments.count() == 3
    assert page_of(desk, abuse).count("Grade this yourself") == 3


def test_another_person_grades_it_too_and_the_first_grade_stays(desk, signed_in, crime_registrar):
    report = make_report()
    assess(desk, report)
    row = RiskAssessment.objects.get()
    given = {"grade": "immediate", "reason": "There are children."}

    own = desk.post(f"/desk/reports/assessments/{row.pk}/grade/", given)
    signed_in(Client(), crime_registrar).post(f"/desk/reports/assessments/{row.pk}/grade/", given)

    row.refresh_from_db()
    assert "Somebody else grades this" in own.content.decode()
    assert (row.grade, row.supervisor_grade) == ("priority", "immediate")
    assert "Nadia Frost: Immediate: within 10 to 20 minutes. There are children." in row.reviews
    assert CaseEvent.objects.filter(kind="report.risk_reviewed").count() == 1


def test_while_a_report_waits_it_is_to_be_assessed_again_after_three_and_a_half_hours(
    desk, crime_assessor
):
    report = make_report()
    at = REPORTED_AT + timedelta(hours=1)
    row = assess_by(crime_assessor, report, at)
    job = Job.objects.get(handler=alarms.HANDLER)

    raised = alarms.raise_if_needed(
        report=report, kind="reassess", level=1, cause=str(row.pk), at=job.run_after
    )

    assert job.run_after == at + clocks.REASSESS_AFTER == at + timedelta(hours=3.5)
    assert raised.calls.exists()
    assert "assess its risk again" in desk.get("/desk/reports/").content.decode()


def test_an_assessment_that_was_followed_by_another_reminds_nobody(crime_assessor):
    report = make_report()
    first = assess_by(crime_assessor, report, REPORTED_AT)
    assess_by(crime_assessor, report, REPORTED_AT + timedelta(hours=1))

    risk_tasks.raise_alarm(
        claim=factories.make_claim(),
        report_id=str(report.pk),
        kind="reassess",
        level="1",
        cause=str(first.pk),
    )

    assert not ReportAlarm.objects.exists()


def assess_by(user, report, at):
    tool = risk_tools.TOOLS["thrive"]
    answers = {item.code: {"answer": "low", "words": ""} for item in tool.items}
    return assessing.assess(
        report=report, tool="thrive", answers=answers, grade="scheduled", rationale="As told.",
        by=of_user(user), at=at,
    )  # fmt: skip


def test_when_facts_change_the_page_says_that_it_should_be_assessed_again(desk, crime_assessor):
    report = make_report()
    assess_by(crime_assessor, report, REPORTED_AT + timedelta(hours=1))
    assert "Facts changed" not in page_of(desk, report)

    asking.add(report=report, text="There is more.", at=REPORTED_AT + timedelta(hours=2))

    assert "Facts changed" in page_of(desk, report)


def test_words_that_are_added_later_raise_an_alarm_like_the_first(desk):
    report = make_report()
    page_of(desk, report)

    added = asking.add(
        report=report, text="He strangled me, too.", at=REPORTED_AT + timedelta(hours=2)
    )
    loop.drain()

    alarm = ReportAlarm.objects.get(report=report, level=1)
    assert alarm.cause == str(added.pk)
    assert alarm.calls.exists()
    assert "<mark>strangled</mark>" in page_of(desk, report)


@pytest.mark.parametrize("who", ["officer", "auditor", "administrator", "prosecutor"])
def test_who_is_not_of_the_desk_neither_assesses_nor_moves(signed_in, request, who):
    report = make_report()
    browser = signed_in(Client(), request.getfixturevalue(who))

    assert assess(browser, report).status_code == 404
    assert browser.post(f"/desk/reports/{report.pk}/priority/", {"reason": "x"}).status_code == 404
    assert not RiskAssessment.objects.exists()


def test_another_force_neither_assesses_nor_grades(desk, signed_in, other_force):
    report = make_report()
    assess(desk, report)
    row = RiskAssessment.objects.get()
    browser = signed_in(Client(), factories.make_user("crime_registrar", force=other_force))

    assert assess(browser, report).status_code == 404
    assert browser.get(f"/desk/reports/assessments/{row.pk}/grade/").status_code == 404


def test_what_was_judged_is_encrypted_where_it_is_kept(desk):
    report = make_report()
    assess(desk, report, rationale="A heron stood by the door.")

    with connection.cursor() as cursor:
        cursor.execute("SELECT rationale, content FROM intake_riskassessment")
        stored = str(cursor.fetchall())
    assert "heron" not in stored
    assert "As she says" not in stored


@pytest.fixture
def recorded(desk, reporter, case):
    """A report of abuse that became the officer's case."""
    report = report_by_http(reporter, "da", **ABUSE)
    assess(desk, report, rationale="The desk heard a heron.")
    report.stage, report.case = "recorded", case
    report.save()
    return report


def test_an_officer_of_the_case_sees_what_was_judged_and_fills_in_dash(
    recorded, case, officer, signed_in
):
    browser = signed_in(Client(), officer)
    at_case = f"/desk/reports/cases/{case.pk}"

    answer = browser.post(f"{at_case}/assess/dash/", fields("dash", "yes", "high"))

    page = browser.get(f"{at_case}/risk/").content.decode()
    assert answer.url == f"{at_case}/risk/"
    assert "The desk heard a heron." in page
    assert "DASH (2009): High" in page
    assert f"{at_case}/risk/" in browser.get(f"/desk/cases/{case.pk}/").content.decode()


def test_the_officers_grade_and_the_supervisors_stand_beside_the_first(
    recorded, officer, supervisor, signed_in
):
    row = RiskAssessment.objects.get()
    for user, grade in ((officer, "immediate"), (supervisor, "scheduled")):
        signed_in(Client(), user).post(
            f"/desk/reports/cases/assessments/{row.pk}/grade/",
            {"grade": grade, "reason": "I was there."},
        )

    row.refresh_from_db()
    grades = (row.grade, row.officer_grade, row.supervisor_grade)
    assert grades == ("priority", "immediate", "scheduled")


@pytest.mark.parametrize("who", ["stranger", "custody_officer", "auditor", "other_force_officer"])
def test_who_does_not_work_on_the_case_sees_no_risk_of_it(recorded, case, signed_in, request, who):
    browser = signed_in(Client(), request.getfixturevalue(who))
    row = RiskAssessment.objects.get()

    for path in (f"{case.pk}/risk/", f"{case.pk}/assess/dash/", f"assessments/{row.pk}/grade/"):
        assert browser.get(f"/desk/reports/cases/{path}").status_code in {403, 404}


def test_the_victims_tracker_never_shows_what_was_judged(recorded, case, client):
    victim = factories.make_victim(case=case)
    account = TrackerAccount.objects.create(
        victim_id=victim.pk, person_id=victim.person_id, case_id=case.pk, handle="a-handle",
        is_self_service_allowed=True, created_at=REPORTED_AT,
    )  # fmt: skip
    TrackerSession.objects.create(
        account=account,
        token_hash=digest("a token"),
        last_used_at=timezone.now(),
        expires_at=timezone.now() + timedelta(hours=1),
    )
    client.cookies[COOKIE] = "a token"
    loop.drain()

    pages = [client.get(f"/track/{part}") for part in ("updates/", "checklist/", "dates/")]

    assert {page.status_code for page in pages} <= {200}
    shown = "".join(page.content.decode() for page in pages)
    for word in ("heron", "THRIVE", "DASH", "grade"):
        assert word not in shown
