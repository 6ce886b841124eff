from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from casefile import clock
from casefile.demonstration.people import PEOPLE, make_people
from casefile.models import User


def who_signs_in():
    out = StringIO()
    call_command("who_signs_in", stdout=out)
    return out.getvalue()


def test_everybody_is_named_with_a_page_and_the_password_that_works(db, settings):
    settings.DEMO = True
    make_people(at=clock.real())

    said = who_signs_in()

    for user in User.objects.all():
        assert user.username in said
        assert any(user.check_password(word) for word in said.split())
    assert all(someone.begins_at in said for someone in PEOPLE)
    assert "demo_code" in said


def test_outside_a_demonstration_nobody_is_named(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="not a demonstration"):
        who_signs_in()
