"""The page about the Service Standard: every point is there, and what it names exists."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/service-standard.md").read_text(encoding="utf-8")
ROWS = [line.split("|") for line in PAGE.splitlines() if re.match(r"\| [0-9]", line)]


def test_each_of_the_fourteen_points_has_evidence_or_says_that_there_is_none():
    assert [int(row[1]) for row in ROWS] == list(range(1, 15))
    assert all("None yet" in row[3] or "`" in row[3] for row in ROWS)


def test_every_file_that_is_named_exists():
    named = re.findall(r"`((?:tests|docs|dev|benchmarks|\.ci|LICENSE)[^`]*)`", PAGE)

    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_what_nobody_has_done_is_not_claimed():
    assert "nobody has checked the Welsh" in PAGE
    assert "Nobody has assessed the service" in PAGE
