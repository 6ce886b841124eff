import io
from datetime import timedelta

import pytest

from casefile.models import Job
from casefile.services import evidence
from casefile.uploads import sealing
from tests.factories import AT, make_claim


class Kept(Exception):
    """All was read; here the store begins to read it back."""


def test_the_lease_lasts_while_the_store_reads_a_film_back(force, monkeypatch):
    def read_all(*, stream, **given):
        while stream.read(1 << 20):
            assert Job.objects.get().lease_until < AT + timedelta(minutes=5)
        raise Kept

    monkeypatch.setattr(evidence, "keep", read_all)

    with pytest.raises(Kept):
        sealing.keep(
            io.BytesIO(bytes(3 << 20)),
            name="film.mp4",
            sha256="",
            force=force,
            claim=make_claim(),
            now=lambda: AT,
        )

    assert Job.objects.get().lease_until == AT + timedelta(minutes=45)
