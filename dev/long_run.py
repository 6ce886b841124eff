"""Prints what the tests of a long run wrote into its results: figures, and what kills cost."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree

from casefile.crashpoints import NAMES

_AMOUNTS = ("acknowledged_bytes", "lost_bytes", "doubled")


def recorded(results: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Yield the name and the value of whatever a test wrote down.

    The results are pytest's, in the `xunit1` family (the other one leaves properties out).
    """
    for result in results:
        for row in ElementTree.parse(result).iter("property"):  # noqa: S314 -- our own file
            yield row.get("name", ""), row.get("value", "")


def _sum(rows: Iterable[tuple[str, str]], amount: str) -> int:
    return sum(int(value) for name, value in rows if name == amount)


def main(*results: str) -> int:
    """Print the figures and one line on the kills; 1 for a loss or a point not reached, else 0."""
    rows = list(recorded(map(Path, results)))
    for figure in (value for name, value in rows if name == "figure"):
        print(figure)
    kills = Counter(value for name, value in rows if name == "killed_at")
    acknowledged, lost, doubled = (_sum(rows, name) for name in _AMOUNTS)
    missing = [name for name in NAMES if name not in kills]
    print(
        f"Kill sweep: {len(NAMES) - len(missing)} points reached of {len(NAMES)} named, "
        f"{kills.total():,} kills, {acknowledged:,} bytes acknowledged: "
        f"{lost:,} acknowledged bytes lost, {doubled:,} doubled"
    )
    if missing:
        print(f"No test reached: {', '.join(missing)}", file=sys.stderr)
    return 1 if missing or lost or doubled else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
