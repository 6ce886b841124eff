"""The part of a recording that matters is cut out of what was sealed, and of nothing else."""

from pathlib import Path

import pytest
from django.conf import settings

from casefile.models import CaseEvent
from casefile.services import Refused, clips, evidence, people
from tests import factories, media

pytestmark = pytest.mark.django_db


@pytest.fixture
def recording(case, by):
    stored = media.receive(media.video(seconds=4), case=case, by=by)
    return factories.make_exhibit(case=case, content=stored, kind="video", reference="JH/7")


@pytest.fixture
def cut(case, officer, by, at):
    """`cut(exhibit)`: two seconds of it, produced by the officer."""

    def clip(exhibit, **more):
        producer = people.officer_witness(case=case, user=officer, by=by, at=at)
        values = {"from_seconds": 1, "to_seconds": 3, "reason": "The punch",
                  "description": "The punch", "producer": producer} | more  # fmt: skip
        return clips.clip(exhibit=exhibit, **values, by=by, at=at)

    return clip


def test_only_a_recording_can_be_clipped(case, cut):
    photo = factories.make_photo(case=case)

    with pytest.raises(Refused, match="Only a recording"):
        cut(photo)


def test_nothing_is_cut_out_of_a_recording_that_was_changed(case, recording, cut):
    """EV-17, EV-26: a part names its parent's hash, so the bytes are compared with it first."""
    path = Path(settings.EVIDENCE_DIR) / recording.content.key
    path.chmod(0o600)
    path.write_bytes(media.video(seconds=3))

    with pytest.raises(evidence.IntegrityFailure):
        cut(recording)

    assert not recording.sub_exhibits.exists()
    assert CaseEvent.objects.filter(stream=case.stream, kind="object.integrity_failed").exists()
