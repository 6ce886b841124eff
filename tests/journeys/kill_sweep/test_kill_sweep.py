"""Kills a server at every pass of every named point, in the hands of a tablet and of people."""

import pytest

from casefile.crashpoints import NAMES
from tests.journeys.kill_sweep import steps
from tests.journeys.kill_sweep.judging import acknowledged, doubled, faults
from tests.journeys.kill_sweep.site import Site

STORING = ("store.after_temp_write", "store.after_fsync", "store.after_rename")
APPLYING = ("events.appended", "capture.applied", "capture.receipt_signed", "capture.acknowledged")
SIGNING = ("signing.rendered", "signing.bound", "signing.committed")
# Number lease, receipt, upload, finish, and signing at the desk and by a link.
SWEEP = {
    steps.borrow_numbers: ("events.appended", "capture.leased", "capture.lease_committed"),
    steps.bring_entries: APPLYING,
    steps.send_film: (
        "uploads.written", "uploads.synced", "uploads.sealed", "uploads.acknowledged"
    ),
    steps.hand_in_film: (*STORING, "capture.file_kept", *APPLYING),
    steps.sign_at_the_desk: (*STORING, "events.appended", *SIGNING),
    steps.sign_by_a_link: (*SIGNING, "signing.link_ended"),
}  # fmt: skip
PAIRS = [
    pytest.param(step, point, id=f"{step.__name__}-{point}")
    for step, points in SWEEP.items()
    for point in points
]
GROUPS = ("uploads.", "capture.", "signing.")


def test_every_point_of_taking_evidence_and_signing_is_swept():
    swept = {point for points in SWEEP.values() for point in points}

    assert {name for name in NAMES if name.startswith(GROUPS)} | {*STORING} <= swept


@pytest.mark.long
@pytest.mark.both
@pytest.mark.parametrize(("step", "point"), PAIRS)
def test_killed_at_each_pass_of_a_point_nothing_acknowledged_is_lost_or_doubled(
    committed_db, reached, record_property, step, point
):
    """EV-14, EV-69, EV-73: the first pass, the second, and so on until a step meets no kill."""
    site, passes = Site(), 0

    while (ended := site.killed_during(step, f"{point}:{passes + 1}")) is not None:
        reached(point, ended)
        passes += 1

    found, twice = acknowledged(site), doubled(site)
    lost = site.lost_bytes + sum(size for size, is_there in found if not is_there)
    record_property("acknowledged_bytes", sum(size for size, _ in found))
    record_property("lost_bytes", lost)
    record_property("doubled", len(twice))
    assert passes, "the point was not passed"
    assert (lost, twice, faults()) == (0, [], [])
