from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from casefile import clock
from casefile.services import one_time_codes
from tests.factories import make_user


def demo_code(username):
    out = StringIO()
    call_command("demo_code", username, stdout=out)
    return out.getvalue().strip()


@pytest.fixture(autouse=True)
def demonstration(settings):
    settings.DEMO = True


def test_it_gives_the_code_that_signs_the_user_in_now(db):
    secret = one_time_codes.new_secret()
    make_user(username="hall", totp_secret=secret)

    code = demo_code("hall")

    assert one_time_codes.matching_step(secret, code, at=clock.real())


def test_outside_a_demonstration_it_gives_nothing(db, settings):
    settings.DEMO = False
    make_user(username="hall", totp_secret=one_time_codes.new_secret())

    with pytest.raises(CommandError, match="not a demonstration"):
        demo_code("hall")


@pytest.mark.parametrize("username", ["nobody", "without"])
def test_somebody_without_a_second_factor_is_named(db, username):
    make_user(username="without")

    with pytest.raises(CommandError, match=username):
        demo_code(username)
