import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from casefile import clock
from casefile.demonstration.people import PEOPLE, make_people
from casefile.models import User


@pytest.fixture
def demonstration(settings, tmp_path):
    settings.DEMO = True
    settings.VAR = tmp_path
    return tmp_path


def who_signs_in():
    out = StringIO()
    call_command("who_signs_in", stdout=out)
    return out.getvalue()


def test_everybody_is_named_with_a_page_and_the_password_that_works(db, demonstration):
    make_people(at=clock.real())

    said = who_signs_in()

    for user in User.objects.all():
        assert user.username in said
        assert any(user.check_password(word) for word in said.split())
    assert all(someone.begins_at in said for someone in PEOPLE)
    assert "demo_code" in said


@pytest.mark.parametrize("summary", [None, {}, {"victim_sign_in": {"code": "ABC-123"}}])
def test_the_victim_is_not_named_before_there_is_a_way_in(demonstration, summary):
    write(demonstration, summary)

    assert "victim" not in who_signs_in()


def test_the_victim_is_named_with_link_and_code(demonstration):
    write(demonstration, {"victim_sign_in": {"code": "ABC-123", "link": "/track/in/xyz/"}})

    assert "/track/in/xyz/ with the code ABC-123" in who_signs_in()


def write(folder, summary):
    if summary is not None:
        (folder / "summary.json").write_text(json.dumps(summary))


def test_outside_a_demonstration_nobody_is_named(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="not a demonstration"):
        who_signs_in()
