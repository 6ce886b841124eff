"""Holds tests/features.tsv against a test run: what it claims must have run and passed."""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree

Outcomes = dict[str, set[str]]


def outcomes(results: Iterable[Path]) -> Outcomes:
    """Gather what became of each test, by node id with and without its parameters.

    The results are pytest's, in the `xunit1` family (the other one does not name files).
    """
    found: Outcomes = {}
    for result in results:
        for case in ElementTree.parse(result).iter("testcase"):  # noqa: S314 -- our own file
            node = f"{case.get('file')}::{case.get('name')}"
            bad = {part.tag for part in case} & {"failure", "error", "skipped"}
            for name in {node, node.partition("[")[0]}:
                found.setdefault(name, set()).update(bad or {"passed"})
    return found


def complaints(rows: Iterable[str], ran: Outcomes) -> Iterator[str]:
    """Say in words what is wrong with each row `<feature>TAB<node id>[,<node id>...]`."""
    seen: set[str] = set()
    for number, row in enumerate(rows, start=1):
        if not row.strip() or row.startswith("#"):
            continue
        feature, _, nodes = row.partition("\t")
        if not re.fullmatch(r"[FN][1-9]\d*", feature) or not nodes.strip():
            yield f"line {number}: expected a feature, a tab and node ids: {row!r}"
            continue
        if feature in seen:
            yield f"{feature} stands twice"
        seen.add(feature)
        yield from _row_complaints(feature, nodes, ran)


def _row_complaints(feature: str, nodes: str, ran: Outcomes) -> Iterator[str]:
    for node in (part.strip() for part in nodes.split(",")):
        if node not in ran:
            yield f"{feature}: {node} did not run"
        elif bad := sorted(ran[node] - {"passed"}):
            yield f"{feature}: {node} ended in {' and '.join(bad)}"


def main(table: str, *results: str) -> int:
    """Print the complaints; 1 when there are any, else 0."""
    rows = Path(table).read_text(encoding="utf-8").splitlines()
    wrong = list(complaints(rows, outcomes(map(Path, results))))
    for line in wrong:
        print(line, file=sys.stderr)
    if not wrong:
        print(f"Each feature in {table} was shown by tests that passed.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
