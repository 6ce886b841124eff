"""The record of a crime: why it was recorded, its class for life, and how it is cancelled."""

from datetime import UTC, date, datetime, timedelta

import pytest

from casefile.models import CaseEvent, CrimeClassification, RecordedCrime
from casefile.rules.cancellation import CANCEL_REASONS, NO_REASONS
from casefile.services import NotPermitted, Refused, crimes, events, stages
from casefile.services.actors import of_user
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db
SHOWN = "The shop's camera shows the phone on the counter after she left."


@pytest.fixture
def record(by):
    """Record a crime in a new case, as it usually is."""

    def act(**overrides):
        values = {
            "case": factories.make_case(),
            "home_office_class": "34B",
            "reported_at": AT - timedelta(hours=2),
            "balance_reason": "She says that a man hit her and took her phone.",
            "contrary_reason": "Nothing known speaks against it.",
            "by": by,
            "at": AT,
        }
        return crimes.record(**values | overrides)

    return act


@pytest.fixture
def registrar(crime_registrar):
    return of_user(crime_registrar)


@pytest.fixture
def assessor(crime_assessor):
    return of_user(crime_assessor)


def kinds(crime):
    return list(CaseEvent.objects.filter(stream=crime.case.stream).values_list("kind", flat=True))


# Recording ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("missing", ["balance_reason", "contrary_reason"])
def test_a_crime_is_recorded_with_both_reasons_or_not_at_all(record, missing):
    with pytest.raises(Refused) as refusal:
        record(**{missing: "  "})

    assert [reason.field for reason in refusal.value.reasons] == [missing]
    assert not RecordedCrime.objects.exists()


@pytest.mark.parametrize(
    ("code", "words"), [("28A", "has ended"), ("FRAUD", "Report Fraud"), ("zz", "from the list")]
)
def test_a_class_that_cannot_be_recorded_now_is_refused_with_words(record, code, words):
    with pytest.raises(Refused, match=words):
        record(home_office_class=code)


def test_a_crime_keeps_the_edition_of_the_rules_it_was_counted_by(record):
    crime = record()

    assert crime.rules_version == "2023-05"
    assert crime.classifications.get().home_office_class == "34B"


def test_counted_and_held_on_the_national_computer_are_two_things(record):
    kept = record(home_office_class="N100", contrary_reason="")
    counted = record(home_office_class="8N")

    assert (kept.is_notifiable, kept.is_recordable) == (False, False)
    assert (counted.is_notifiable, counted.is_recordable) == (True, True)
    assert {f.name for f in RecordedCrime._meta.fields} >= {"is_notifiable", "is_recordable"}


def test_several_flags_stand_beside_the_class_and_an_unknown_one_is_refused(record, by):
    crime = record(flags=["knife", "domestic_abuse"])

    assert crime.flags == ["domestic_abuse", "knife"]
    crimes.set_flags(crime=crime, flags=["alcohol"], by=by, at=AT)
    assert events.body_of(CaseEvent.objects.get(kind="crime.flagged"))["before"] == [
        "domestic_abuse",
        "knife",
    ]
    with pytest.raises(Refused, match="no flag"):
        record(flags=["odd"])


def test_an_offence_listed_inside_is_never_taken_out(record, by):
    crime = record(included_offences=["Assault with injury"])

    crimes.include_offence(crime=crime, title="Threats to kill", by=by, at=AT)

    crime.refresh_from_db()
    assert crime.included_offences == ["Assault with injury", "Threats to kill"]


# Reclassifying -----------------------------------------------------------------------------------


def test_a_reclassified_crime_is_the_same_record_with_every_class_it_had(record, assessor):
    crime = record(home_office_class="8N")

    crimes.reclassify(crime=crime, home_office_class="5D", reason="A bone.", by=assessor, at=AT)

    crime.refresh_from_db()
    assert (crime.home_office_class, crime.stage) == ("5D", "recorded")
    rows = CrimeClassification.objects.filter(crime=crime).order_by("classified_at", "pk")
    assert {row.home_office_class for row in rows} == {"8N", "5D"}
    newest = rows.get(home_office_class="5D")
    assert (newest.reason, newest.classified_by_id) == ("A bone.", assessor.id)
    assert kinds(crime)[-1] == "crime.reclassified"


@pytest.mark.parametrize(
    ("to", "reason", "field"),
    [("8N", "", "reason"), ("28A", "x", "new_class"), ("34B", "x", "new_class")],
)
def test_a_new_class_needs_a_reason_and_must_be_another_that_is_in_force(
    record, assessor, to, reason, field
):
    crime = record()

    with pytest.raises(stages.GuardsFailed) as refusal:
        crimes.reclassify(crime=crime, home_office_class=to, reason=reason, by=assessor, at=AT)

    assert field in {row.field for row in refusal.value.reasons}


def test_a_class_ends_at_midnight_in_london(record, assessor):
    """28A was of 31 March 2017 at the latest."""
    crime, late = record(), datetime(2017, 3, 31, 23, 30, tzinfo=UTC)

    with pytest.raises(stages.GuardsFailed, match="Choose the crime from the list"):
        crimes.reclassify(crime=crime, home_office_class="28A", reason="x", by=assessor, at=late)


def test_only_the_registrar_takes_a_crime_out_of_a_grave_class(record, assessor, registrar):
    crime = record(home_office_class="19C")

    with pytest.raises(stages.GuardsFailed, match="registrar"):
        crimes.reclassify(crime=crime, home_office_class="8N", reason="x", by=assessor, at=AT)

    crimes.reclassify(crime=crime, home_office_class="N100", reason="x", by=registrar, at=AT)
    assert RecordedCrime.objects.get().is_notifiable is False


# Cancelling --------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CANCEL_REASONS)
def test_the_registrar_cancels_on_information_that_can_be_checked(record, registrar, code):
    crime = record()

    crimes.cancel(crime=crime, code=code, information=SHOWN, by=registrar, at=AT)

    crime.refresh_from_db()
    assert crime.stage == "cancelled"
    assert (crime.cancellation.code, crime.cancellation.information) == (code, SHOWN)
    assert kinds(crime)[-1] == "crime.cancelled"


@pytest.mark.parametrize("code", NO_REASONS)
def test_withdrawal_doubt_and_lack_of_evidence_are_no_reasons_to_cancel(record, registrar, code):
    crime = record()

    with pytest.raises(stages.GuardsFailed, match="no reason to cancel") as refusal:
        crimes.cancel(crime=crime, code=code, information=SHOWN, by=registrar, at=AT)

    assert NO_REASONS[code].instead in str(refusal.value)
    crime.refresh_from_db()
    assert crime.stage == "recorded"


@pytest.mark.parametrize("role", ["officer", "supervisor", "crime_assessor", "custody_officer"])
def test_nobody_but_the_registrar_cancels(record, role):
    with pytest.raises(NotPermitted):
        crimes.cancel(
            crime=record(), code="C2", information=SHOWN, by=factories.make_actor(role), at=AT
        )


@pytest.mark.parametrize("information", ["", " \n "])
def test_a_cancellation_says_what_shows_it(record, registrar, information):
    with pytest.raises(stages.GuardsFailed, match="somebody else can check"):
        crimes.cancel(crime=record(), code="C2", information=information, by=registrar, at=AT)


def test_a_cancelled_record_neither_changes_nor_comes_back(record, registrar):
    crime = record()
    crimes.cancel(crime=crime, code="C3", information=SHOWN, by=registrar, at=AT)

    with pytest.raises(stages.WrongStage):
        crimes.cancel(crime=crime, code="C3", information=SHOWN, by=registrar, at=AT)
    with pytest.raises(stages.WrongStage):
        crimes.reclassify(crime=crime, home_office_class="8N", reason="x", by=registrar, at=AT)
    assert not RecordedCrime.objects.counted().exists()


def test_an_old_crime_kept_its_edition_by_the_day_it_was_recorded(record):
    from casefile.rules.counting import rules_version

    found = [rules_version(date(year, 6, 1)) for year in (2016, 2020, 2024)]

    assert found == ["before-2017", "2017-04", "2023-05"]
