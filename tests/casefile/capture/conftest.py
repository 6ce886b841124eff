"""An officer with an enrolled tablet at a case of theirs."""

import pytest

from casefile import clock
from casefile.capture.services import devices
from casefile.services.actors import of_user
from tests.casefile.capture.tablet import InProcess, Tablet


@pytest.fixture
def make_code(administrator):
    """`make_code()` returns a code of the force's administrator."""
    by = of_user(administrator)
    return lambda: devices.make_code(force=administrator.force, by=by, at=clock.now())


@pytest.fixture
def make_tablet(make_code):
    """`make_tablet(user)` returns a tablet that the user enrolled."""

    def make(user, **given):
        tablet = Tablet(InProcess(user), user, now=clock.now(), **given)
        assert tablet.enrol(make_code()).status == 201
        return tablet

    return make


@pytest.fixture
def tablet(make_tablet, officer):
    return make_tablet(officer)
