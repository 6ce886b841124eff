"""The list of rules on evidence: each has a test that names it, or says why not."""

from dev import check_evidence_rules as listed

ROWS = "EV-01\tOriginals stay\t\nEV-02\tCopies are new\tno copies are made\n"


def test_a_rule_that_a_test_names_is_found(tmp_path):
    (tmp_path / "test_one.py").write_text('"""EV-01: it stays. EV-07 too."""')
    (tmp_path / "other.py").write_text("EV-02")

    assert set(listed.named(tmp_path)) == {"EV-01", "EV-07"}


def test_it_says_that_tests_name_a_rule_and_not_that_they_pass(tmp_path, monkeypatch, capsys):
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/evidence_rules.tsv").write_text(ROWS)
    (tmp_path / "tests/test_one.py").write_text("EV-01")
    monkeypatch.chdir(tmp_path)

    assert listed.main() == 0
    assert "1 of 2 rules on evidence are named in tests." in capsys.readouterr().out


def test_a_rule_needs_a_test_or_a_reason_and_never_both():
    rows = list(listed.rules(ROWS))

    assert list(listed.complaints(rows, {"EV-01": ["test_one.py"]})) == []
    [neither] = listed.complaints(rows, {})
    assert "EV-01: no test names it" in neither
    [both] = listed.complaints(rows, {"EV-01": ["a"], "EV-02": ["b"]})
    assert "EV-02: tests name it" in both
    unknown = f"EV-{99}"  # not written out, or this file would name it
    [one] = listed.complaints(rows, {"EV-01": ["a"], unknown: ["b"]})
    assert one == f"{unknown}: not in tests/evidence_rules.tsv"
