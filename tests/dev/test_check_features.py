"""The list of features is believed only as far as the run bears it out."""

import pytest

from dev.check_features import complaints, main, outcomes

RESULT = """<testsuites><testsuite>
<testcase file="tests/test_a.py" name="test_passes"/>
<testcase file="tests/test_a.py" name="test_each[one]"/>
<testcase file="tests/test_a.py" name="test_each[two]"><failure/></testcase>
<testcase file="tests/test_a.py" name="test_skips"><skipped/></testcase>
</testsuite></testsuites>"""


@pytest.fixture
def result(tmp_path):
    path = tmp_path / "run.xml"
    path.write_text(RESULT)
    return path


def wrong(result, row):
    return list(complaints([row], outcomes([result])))


def test_a_feature_whose_tests_passed_is_believed(result):
    assert wrong(result, "F1\ttests/test_a.py::test_passes,tests/test_a.py::test_each[one]") == []


@pytest.mark.parametrize(
    ("test", "reason"),
    [
        ("test_gone", "did not run"),
        ("test_skips", "ended in skipped"),
        ("test_each[two]", "ended in failure"),
        ("test_each", "ended in failure"),
    ],
)
def test_a_missing_failed_or_skipped_test_is_named(result, test, reason):
    assert wrong(result, f"F1\ttests/test_a.py::{test}") == [
        f"F1: tests/test_a.py::{test} {reason}"
    ]


@pytest.mark.parametrize("row", ["F1", "F1\t", "G1\ttests/test_a.py::test_passes"])
def test_a_row_out_of_shape_is_refused(result, row):
    assert wrong(result, row)


def test_a_feature_may_not_stand_twice(result):
    row = "F1\ttests/test_a.py::test_passes"

    assert list(complaints([row, row], outcomes([result]))) == ["F1 stands twice"]


def test_a_skip_in_one_run_outweighs_a_pass_in_another(result, tmp_path):
    second = tmp_path / "second.xml"
    second.write_text(RESULT.replace("<skipped/>", ""))
    ran = outcomes([result, second])

    assert list(complaints(["F1\ttests/test_a.py::test_skips"], ran))


def test_the_command_fails_when_anything_is_wrong(result, tmp_path, capsys):
    table = tmp_path / "features.tsv"
    table.write_text("F1\ttests/test_a.py::test_gone\n")

    assert main(str(table), str(result)) == 1
    assert "test_gone did not run" in capsys.readouterr().err
