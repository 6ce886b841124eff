"""The edges of the job: twice, a lost lease, a broken file, an unsigned statement."""

from datetime import timedelta

import pytest

from casefile.bundles import contents, log, sheets, tasks
from casefile.mg.case_file import CaseFile
from casefile.models import Bundle, Job
from casefile.services import jobs
from casefile.services.file_contents import FormItem
from tests import factories
from tests.casefile.bundles import building
from tests.casefile.bundles.conftest import DRAIN


def test_a_job_that_comes_again_leaves_the_bundle_alone(db):
    bundle = factories.make_bundle()
    ids = {"event_id": "", "case_id": "", "subject_id": str(bundle.submission_id)}

    tasks.build_bundle(claim=factories.make_claim(), **ids)

    assert Bundle.objects.get() == bundle


def test_a_renewed_lease_runs_anew(db):
    claim = factories.make_claim()

    claim.renew(now=factories.AT + timedelta(minutes=5))

    assert Job.objects.get().lease_until == factories.AT + timedelta(minutes=5) + jobs.LEASE


def test_a_lease_that_another_took_cannot_be_renewed(db):
    claim = factories.make_claim()
    Job.objects.update(fence=claim.fence + 1)

    with pytest.raises(jobs.LostLease):
        claim.renew(now=factories.AT)


def items_with(version, entry):
    submission = factories.make_submission(case=version.statement.case)
    file = CaseFile(submission.case, factories.AT.date(), submission)
    chain = log.up_to(submission.case, str(entry.pk))
    return contents.items_of(file, chain, [FormItem("MG11", version)])


def test_an_unsigned_statement_refuses_the_build(db):
    version = factories.make_statement_version()
    case = version.statement.case
    started = factories.make_event(case=case, kind="statement.started", about=version)

    with pytest.raises(contents.UnsignedStatement):
        items_with(version, started)


def test_a_statement_started_after_approval_stays_out(db):
    version = factories.make_statement_version()
    approval = factories.make_event(case=version.statement.case)
    factories.make_event(case=version.statement.case, kind="statement.started", about=version)

    assert items_with(version, approval) == []


def test_a_damaged_photo_has_a_sheet_without_a_picture_and_stops_nothing(db):
    photo = factories.make_photo(content=factories.make_stored_object(building.photo()[:-900]))
    item = contents._exhibit(photo, [])

    assert sheets.picture_of(item) is None


def test_a_file_that_changed_since_it_was_sealed_stops_the_build(small_site, tmp_path):
    site = small_site.copied_to(tmp_path)
    [(key,)] = site.query("SELECT key FROM casefile_storedobject WHERE original_name = 'lip.jpg'")
    photo = site.folder / "var/evidence" / key
    photo.chmod(0o644)
    photo.write_bytes(photo.read_bytes()[:-1] + b"?")

    site.run(DRAIN)

    found = site.query("SELECT kind FROM casefile_caseevent WHERE kind LIKE 'object.integrity%'")
    assert found == [("object.integrity_failed",)]
    assert site.query("SELECT stage FROM casefile_submission") == [("approved",)]
    assert site.query("SELECT COUNT(*) FROM casefile_bundle") == [(0,)]
