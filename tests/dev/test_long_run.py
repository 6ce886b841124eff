"""What a long run prints at its end comes from what its tests wrote down."""

import pytest

from casefile.crashpoints import NAMES
from dev import long_run


@pytest.fixture
def results(tmp_path):
    """`results(points, **amounts)` writes what a run recorded, and returns its path."""

    def write(points, **amounts):
        rows = [("killed_at", point) for point in points] + list(amounts.items())
        rows = "".join(f'<property name="{name}" value="{value}"/>' for name, value in rows)
        path = tmp_path / f"{len(points)}.xml"
        path.write_text(
            f"<testsuites><testcase><properties>{rows}</properties></testcase></testsuites>"
        )
        return str(path)

    return write


def test_points_and_bytes_of_all_runs_are_added_up(results, capsys):
    first = results(NAMES[:3], acknowledged_bytes=1000)
    second = results(NAMES[2:], acknowledged_bytes=500, lost_bytes=0, doubled=0)

    assert long_run.main(first, second) == 0
    assert capsys.readouterr().out == (
        f"Kill sweep: {len(NAMES)} points reached of {len(NAMES)} named, {len(NAMES) + 1} kills, "
        "1,500 bytes acknowledged: 0 acknowledged bytes lost, 0 doubled\n"
    )


def test_a_point_that_no_test_reached_is_named_and_fails_the_run(results, capsys):
    assert long_run.main(results(NAMES[1:])) == 1
    assert capsys.readouterr().err == f"No test reached: {NAMES[0]}\n"


@pytest.mark.parametrize("amount", ["lost_bytes", "doubled"])
def test_anything_lost_or_doubled_fails_the_run(results, amount):
    assert long_run.main(results(NAMES, **{amount: 1})) == 1


def test_figures_are_printed_as_they_were_written_down(results, capsys):
    long_run.main(results(NAMES, figure="4 GB in 30 s"))

    assert capsys.readouterr().out.startswith("4 GB in 30 s\n")
