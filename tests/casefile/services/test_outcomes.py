"""How crimes end: what each outcome needs, who may give it, and that its history stays."""

from datetime import UTC, date, datetime, timedelta

import pytest

from casefile.models import CaseEvent, CrimeOutcome
from casefile.rules.outcome_checks import OutcomeFacts, broken
from casefile.rules.outcomes import OF_WHICH, OUTCOMES
from casefile.rules.solvability import FACTORS
from casefile.services import NotPermitted, Refused, allocation, crimes, events, outcomes, stages
from casefile.services.actors import of_user
from casefile.services.outcomes import Found
from tests import factories
from tests.factories import AT, SUMMER_NIGHT

pytestmark = pytest.mark.django_db
NONE, NO, YES = Found(False, True), Found(True, False), Found(True, True)
FITS = {
    row.code: Found(
        is_suspect_identified=row.is_suspect_known is not False,
        victim_supports=row.victim_supports is not False,
        passed_to="Trading Standards" if row.code == 20 else "",
    )
    for row in OUTCOMES.values()
}


@pytest.fixture
def boss(supervisor):
    return of_user(supervisor)


@pytest.fixture
def registrar(crime_registrar):
    return of_user(crime_registrar)


@pytest.fixture
def crime(db):
    return factories.make_crime(stage="under_investigation")


def judge(crime, by):
    """Judge every factor that could solve a crime."""
    factors = dict.fromkeys(FACTORS, ("absent", ""))
    allocation.record_factors(crime=crime, factors=factors, by=by, at=AT)


def give(crime, code, by, *, found=None, reason="Looked at by the team.", at=AT):
    given = found or FITS[code]
    return outcomes.record(crime=crime, outcome=code, found=given, reason=reason, by=by, at=at)


# The table ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [c for c in OUTCOMES if c not in {0, 1, 19}])
def test_each_outcome_ends_a_crime_that_fits_it(crime, boss, code):
    judge(crime, boss)

    give(crime, code, boss)

    crime.refresh_from_db()
    assert (crime.outcome, crime.outcome_at) == (code, AT)
    assert crime.stage == {"file": "filed", "divert": "diverted"}[OUTCOMES[code].ends_in]
    assert (crime.filed_at == AT) is (crime.stage == "filed")
    assert CaseEvent.objects.filter(kind="crime.outcome_recorded").count() == 1


@pytest.mark.parametrize(
    ("code", "found", "words"),
    [
        (14, YES, "without an identified suspect"),
        (14, Found(None, False), "without an identified suspect"),
        (14, Found(False, None), "asked and does not support"),
        (14, Found(False, True), "asked and does not support"),
        (15, Found(False, True), "whose suspect is identified"),
        (15, NO, "who supports action"),
        (15, Found(True, None), "who supports action"),
        (16, YES, "does not support"),
        (16, Found(False, False), "whose suspect is identified"),
        (18, YES, "without an identified suspect"),
        (5, NONE, "whose suspect is identified"),
        (0, YES, "not an outcome"),
    ],
)
def test_an_outcome_that_does_not_fit_is_refused(crime, registrar, code, found, words):
    judge(crime, registrar)

    with pytest.raises(Refused, match=words):
        give(crime, code, registrar, found=found)

    crime.refresh_from_db()
    assert crime.outcome is None


def test_18_needs_the_panel_judged_and_every_line_of_enquiry_done(crime, boss):
    line = factories.make_line_of_enquiry(case=crime.case)

    with pytest.raises(stages.GuardsFailed) as refusal:
        give(crime, 18, boss)

    assert {row.code for row in refusal.value.reasons} == {"solvability", "lines"}
    judge(crime, boss)
    line.status = "done"
    line.save()
    assert give(crime, 18, boss).outcome == 18


def test_what_answers_suggested_is_not_yet_a_judgement(crime, boss):
    factors = dict.fromkeys(FACTORS, ("absent", ""))
    allocation.record_factors(crime=crime, factors=factors, is_suggestion=True, by=boss, at=AT)

    with pytest.raises(stages.GuardsFailed, match="panel"):
        give(crime, 18, boss)


def test_a_factor_that_is_not_known_keeps_the_investigation_open(crime, boss):
    judge(crime, boss)
    allocation.record_factors(
        crime=crime, factors={"cctv": ("unknown", "")}, by=boss, at=AT + timedelta(hours=1)
    )

    with pytest.raises(stages.GuardsFailed, match="Judge every factor"):
        give(crime, 18, boss, at=AT + timedelta(hours=2))


def test_1_follows_a_charge_and_nothing_else(crime, boss):
    with pytest.raises(stages.GuardsFailed, match="Nobody in the case has been charged"):
        give(crime, 1, boss)

    arrest = factories.make_arrest(suspect=factories.make_suspect(case=crime.case))
    factories.make_recorded_charge(arrest=arrest)
    give(crime, 1, boss)
    crime.refresh_from_db()
    assert crime.stage == "charged"


def test_19_is_warned_of_since_report_fraud_took_its_place(crime, registrar):
    row = give(crime, 19, registrar)

    assert row.warnings == ["This outcome is no longer used: Report Fraud took its place."]


@pytest.mark.parametrize(
    ("code", "day", "level"),
    [
        (21, date(2015, 12, 31), "block"),
        (21, date(2016, 1, 1), None),
        (22, date(2019, 3, 31), "block"),
        (22, date(2019, 4, 1), None),
        (19, date(2025, 12, 31), None),
        (19, date(2026, 1, 1), "warn"),
    ],
)
def test_an_outcome_counts_from_and_until_its_day(code, day, level):
    found = broken(code, OutcomeFacts(True, True), day)

    assert [check.level for check in found] == ([level] if level else [])


def test_of_which_rows_stand_within_their_parent_and_are_never_outcomes(crime, boss):
    row = give(crime, 3, boss, found=Found(True, True, of_which="3A"))

    crime.refresh_from_db()
    assert (row.of_which, crime.outcome, OF_WHICH["3A"]) == ("3A", 3, 3)
    with pytest.raises(Refused, match="no part of this outcome"):
        give(crime, 3, boss, found=Found(True, True, of_which="1A"))
    assert not set(OF_WHICH) & {str(code) for code in OUTCOMES}


def test_20_says_to_whom_it_is_passed(crime, boss):
    with pytest.raises(Refused, match="which body"):
        give(crime, 20, boss, found=YES)


# Who may -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["officer", "crime_assessor", "disclosure_officer", "auditor"])
def test_who_files_no_crime_gives_no_outcome(crime, role):
    with pytest.raises(NotPermitted):
        give(crime, 15, factories.make_actor(role))


def test_a_custody_officer_charges_and_files_nothing(crime):
    arrest = factories.make_arrest(suspect=factories.make_suspect(case=crime.case))
    factories.make_recorded_charge(arrest=arrest)
    custody = factories.make_actor("custody_officer")

    with pytest.raises(NotPermitted):
        give(crime, 15, custody)
    outcomes.charged(case=crime.case, by=custody, at=AT)

    crime.refresh_from_db()
    assert (crime.outcome, crime.stage) == (1, "charged")


def test_19_is_the_registrars_alone(crime, boss):
    with pytest.raises(stages.GuardsFailed, match="Your role does not record"):
        give(crime, 19, boss)


def test_an_outcome_says_why(crime, boss):
    with pytest.raises(stages.GuardsFailed, match="reason"):
        give(crime, 15, boss, reason=" ")


# History -----------------------------------------------------------------------------------------


def test_a_changed_outcome_keeps_the_one_before(crime, boss):
    give(crime, 15, boss)

    give(crime, 16, boss, at=AT + timedelta(days=1))

    crime.refresh_from_db()
    assert (crime.outcome, crime.stage) == (16, "filed")
    assert sorted(CrimeOutcome.objects.values_list("outcome", flat=True)) == [15, 16]
    assert CaseEvent.objects.filter(kind="crime.outcome_changed").count() == 1


def test_new_information_takes_a_filed_crime_up_again(crime, boss):
    judge(crime, boss)
    give(crime, 18, boss)

    outcomes.reopen(crime=crime, reason="A neighbour sent a video.", by=boss, at=AT)

    crime.refresh_from_db()
    assert (crime.stage, crime.outcome, crime.filed_at) == ("under_investigation", None, None)
    assert CrimeOutcome.objects.get().outcome == 18
    give(crime, 15, boss)
    with pytest.raises(stages.GuardsFailed, match="reason"):
        outcomes.reopen(crime=crime, reason="", by=boss, at=AT)


def test_a_victim_who_withdraws_ends_and_cancels_nothing(crime, by, registrar):
    outcomes.record_victim_view(
        crime=crime, supports=False, words="I want no more of it.", by=by, at=AT
    )

    crime.refresh_from_db()
    assert (crime.stage, crime.outcome, crime.victim_supports) == (
        "under_investigation",
        None,
        False,
    )
    with pytest.raises(Refused, match="no reason to cancel"):
        crimes.cancel(
            crime=crime, code="victim_withdrew", information="She said so.", by=registrar, at=AT
        )


def test_the_event_of_an_outcome_holds_what_was_found(crime, boss):
    give(crime, 16, boss)

    body = events.body_of(CaseEvent.objects.get(kind="crime.outcome_recorded"))

    assert body["outcome"] == 16
    assert (body["is_suspect_identified"], body["victim_supports"]) == (True, False)


# N100 --------------------------------------------------------------------------------------------


@pytest.fixture
def kept(db):
    return factories.make_crime(home_office_class="N100", is_notifiable=False)


@pytest.mark.parametrize("role", ["officer", "supervisor", "crime_assessor"])
def test_what_is_kept_under_n100_is_closed_by_the_registrar_alone(kept, role):
    by = factories.make_actor(role)

    with pytest.raises(NotPermitted):
        outcomes.close_n100(crime=kept, reason="Nothing more.", by=by, at=AT)
    with pytest.raises(NotPermitted):
        crimes.cancel(crime=kept, code="C2", information="x", by=by, at=AT)


def test_what_is_kept_under_n100_has_no_outcome(kept, boss, registrar):
    judge(kept, boss)

    for code in (16, 18):
        with pytest.raises(stages.GuardsFailed, match="not a crime"):
            give(kept, code, boss)
    outcomes.close_n100(
        crime=kept, reason="She asks for no more, and is safe.", by=registrar, at=AT
    )
    kept.refresh_from_db()
    assert (kept.stage, kept.outcome) == ("filed", None)


def test_a_crime_is_not_closed_as_n100(crime, registrar):
    with pytest.raises(stages.GuardsFailed, match="This is a crime"):
        outcomes.close_n100(crime=crime, reason="x", by=registrar, at=AT)


def test_a_suspect_under_ten_is_what_11_says(crime, boss):
    case = crime.case
    case.offence_from_at = datetime(2026, 11, 13, tzinfo=UTC)
    case.save()
    person = factories.make_person(case=case, born_on=date(2000, 1, 1))
    factories.make_suspect(case=case, person=person)

    assert give(crime, 11, boss).warnings == ["No suspect in the record is under ten."]


def test_a_crime_may_be_recorded_allocated_and_filed_each_at_its_moment(boss):
    crime = factories.make_crime(home_office_class="49")
    allocation.give(crime=crime, by=boss, at=AT)
    later = AT + timedelta(hours=1)
    judge(crime, boss)

    give(crime, 18, boss, at=later)

    crime.refresh_from_db()
    assert (crime.recorded_at, crime.allocated_at, crime.filed_at) == (
        AT - timedelta(days=3),
        AT,
        later,
    )


@pytest.mark.parametrize(
    ("born_on", "warned"),
    [
        (date(2016, 7, 15), ["No suspect in the record is under ten."]),
        (date(2016, 7, 16), []),
    ],
)
def test_a_suspect_who_turned_ten_on_the_day_in_london_is_not_under_ten(
    crime, boss, born_on, warned
):
    case = crime.case
    case.offence_from_at = SUMMER_NIGHT
    case.save()
    person = factories.make_person(case=case, born_on=born_on)
    factories.make_suspect(case=case, person=person)

    assert give(crime, 11, boss).warnings == warned


def test_an_outcome_counts_from_midnight_in_london(crime, boss):
    """Outcome 22 is of 1 April 2019."""
    row = give(crime, 22, boss, at=datetime(2019, 3, 31, 23, 30, tzinfo=UTC))

    assert (row.outcome, row.warnings) == (22, [])
