"""What is done about a database that was put back from a copy."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from casefile.models import CaseEvent, LogRestore, SealedHead, SealedSpan
from casefile.services import events, restores, seal_checks, seals
from casefile.services.actors import system
from casefile.store.write_once import WriteOnceFolder
from tests.casefile.services.tampering import remove, rewrite
from tests.factories import AT, make_case


@pytest.fixture
def place(tmp_path, settings):
    """The folder outside, empty."""
    settings.SEALS_DIR = str(tmp_path / "seals")
    return WriteOnceFolder(tmp_path / "seals")


def append(case, count=1):
    return [events.of_case(case, "person.changed", by=system(), at=AT) for _ in range(count)]


def seal():
    return seals.seal_new(at=AT)


def command(**options):
    out = StringIO()
    call_command("check_restore", stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def put_back(db, place):
    """A database as it was after the first of two seals, with what came after it lost."""
    case = make_case()
    append(case, 3)
    seal()
    later = append(case, 2)
    seal()
    SealedSpan.objects.filter(seal_id=2).delete()
    SealedHead.objects.filter(number=2).delete()
    for entry in reversed(later):
        remove(entry)
    return case


def test_nothing_is_sealed_over_a_database_that_was_put_back(put_back):
    append(put_back)

    with pytest.raises(seals.DatabaseIsBehind, match="sealed here up to 1, outside up to 2"):
        seal()


def test_what_came_after_the_copy_is_listed_as_lost_with_a_proof(put_back):
    """EV-97: a consistency proof against the last outside head; later entries are lost."""
    found = restores.compare()

    assert found.lost == [(put_back.stream, 4, 5, False)]
    assert (found.kept_size, found.outside_size, found.is_beginning) == (3, 5, True)
    assert found.proof


def test_the_command_ends_with_1_until_the_restore_is_recorded(put_back):
    """EV-97: a restore leaves a visible entry, and nothing is renumbered in silence."""
    with pytest.raises(CommandError, match="was put back"):
        command()
    with pytest.raises(CommandError, match="--by"):
        command(record=True)

    said = command(record=True, by="Owen Clay")

    assert f"Lost: {put_back.stream}, entries 4 to 5" in said
    entry = CaseEvent.objects.get(kind="log.restored")
    assert events.body_of(entry)["lost"][0]["first"] == 4
    assert json.loads(bytes(entry.header))["actor"]["on_behalf_of"] == "Owen Clay"


def test_after_a_recorded_restore_sealing_goes_on_after_the_last_head_outside(put_back, place):
    """EV-97: the numbers of lost entries are used again only in sight of everybody."""
    append(put_back)
    restores.record(restores.compare(), by="Owen Clay", at=AT)

    assert seal() == 1

    assert list(place.numbers()) == [1, 2, 3]
    assert json.loads(bytes(SealedHead.objects.get(number=3).head))["after"] == 1
    assert seal_checks.check().faults == []
    assert restores.compare().is_behind is False


def test_lost_entries_whose_numbers_are_in_use_again_are_told_apart(put_back):
    append(put_back)

    assert restores.compare().lost == [(put_back.stream, 4, 5, True)]


def test_a_log_that_is_no_earlier_state_is_not_recorded_as_a_restore(put_back):
    rewrite(put_back.stream)
    SealedHead.objects.update(root="0" * 64)

    with pytest.raises(restores.Refused, match="no earlier state"):
        restores.record(restores.compare(), by="Owen Clay", at=AT)
    assert not LogRestore.objects.exists()


def test_a_clean_database_has_lost_nothing(db, place):
    append(make_case())
    seal()

    assert "Here: seal 1 over 1 entries. Outside: seal 1" in command()
