from datetime import timedelta

import pytest

from casefile import clock
from casefile.models import Job, RetentionPlan, SealedHead, StoreCheck
from casefile.services import disposal, seals, store_scan
from casefile.store.write_once import WriteOnceFolder
from casefile.worker import integrity
from tests.factories import (
    AT,
    make_actor,
    make_case,
    make_claim,
    make_crime,
    make_event,
    make_hold,
    make_stored_object,
)


def test_the_clock_seals_and_a_database_put_back_is_left_to_a_person(
    db, settings, tmp_path, caplog
):
    settings.SEALS_DIR = str(tmp_path / "seals")
    make_event()
    integrity.seal_log(claim=make_claim())
    WriteOnceFolder(tmp_path / "seals").put(2, b"a later head")
    make_event()

    integrity.seal_log(claim=make_claim())

    assert SealedHead.objects.count() == 1
    assert "see manage.py check_restore" in caplog.text
    assert seals.last_number() == 1


@pytest.fixture
def approved(db, settings, tmp_path):
    """A disposal that two persons decided on so long ago that its days are over."""
    settings.EVIDENCE_DIR = str(tmp_path / "evidence")
    case, long_ago = make_case(), clock.real() - timedelta(days=40)
    make_crime(case=case, stage="filed", home_office_class="49", outcome=18, outcome_at=AT)
    make_stored_object(b"the bytes", case=case)
    first, second = (make_actor("records_manager") for _ in range(2))
    why = "Nobody needs these files any more."
    row = disposal.propose(case=case, reason=why, by=first, at=long_ago)
    return disposal.approve(row=row, by=second, at=long_ago)


def test_the_clock_destroys_what_has_cooled_off(approved, tmp_path):
    integrity.dispose(claim=make_claim())

    assert not [path for path in (tmp_path / "evidence").rglob("*") if path.is_file()]


def test_what_is_held_after_all_waits_and_the_clock_goes_on(approved, tmp_path, caplog):
    make_hold(case=approved.case)

    integrity.dispose(claim=make_claim())

    assert [path for path in (tmp_path / "evidence").rglob("*") if path.is_file()]
    assert f"disposal {approved.pk} waits" in caplog.text


def test_the_clock_plans_and_scans_and_destroys_nothing(approved, tmp_path):
    approved.case.retention_plan.delete()

    integrity.plan_retention(claim=make_claim())
    integrity.scan_store(claim=make_claim())

    assert RetentionPlan.objects.filter(case=approved.case).exists()
    assert StoreCheck.objects.get().result == "whole"
    assert [path for path in (tmp_path / "evidence").rglob("*") if path.is_file()]


def test_the_lease_lasts_while_a_film_is_hashed_again(db, monkeypatch):
    monkeypatch.setattr(store_scan, "scan_slice", lambda *, at, renew: renew())

    integrity.scan_store(claim=make_claim())

    assert Job.objects.get().lease_until > clock.real() + timedelta(minutes=15)
