"""Prints each rule on evidence with the tests that name it, or why there is none yet.

It reads the tests and runs none: whether they pass is for the test run to say.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

TABLE = Path("tests/evidence_rules.tsv")
_ID = re.compile(r"EV-\d\d")


def named(folder: Path) -> dict[str, list[str]]:
    """Gather the test files that name each rule."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("test_*.py")):
        for rule in sorted(set(_ID.findall(path.read_text(encoding="utf-8")))):
            found.setdefault(rule, []).append(path.as_posix())
    return found


def rules(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield id, words and why there is no test yet (else empty) of each row."""
    for line in text.splitlines():
        rule, words, why = line.split("\t")
        yield rule, words, why


def complaints(rows: list[tuple[str, str, str]], tests: Mapping[str, list[str]]) -> Iterator[str]:
    """Say in words which rule has neither a test nor a reason, or has both."""
    for rule, _, why in rows:
        if rule in tests and why:
            yield f"{rule}: tests name it, so there is no reason to give"
        if rule not in tests and not why:
            yield f"{rule}: no test names it, and no reason is given"
    known = {rule for rule, _, _ in rows}
    yield from (f"{rule}: not in {TABLE}" for rule in sorted(set(tests) - known))


def main() -> int:
    """Print the list; 1 when a row is wrong, else 0."""
    rows, tests = list(rules(TABLE.read_text(encoding="utf-8"))), named(Path("tests"))
    for rule, words, why in rows:
        shown = f"not yet: {why}" if why else ", ".join(tests.get(rule, []))
        print(f"{rule}  {words}\n       {shown}")
    wrong = list(complaints(rows, tests))
    for line in wrong:
        print(line, file=sys.stderr)
    count = sum(rule in tests for rule, _, _ in rows)
    print(f"{count} of {len(rows)} rules on evidence are named in tests.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
