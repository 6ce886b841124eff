"""Verifies the event chain of the whole installation."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from casefile.services import events, triggers
from casefile.verify import ChainReport

PROVED = """Proved: no entry was changed, put elsewhere, put in between or taken out from between
others; no body was changed, and each one that is gone has an entry saying so; every head is the
last entry of its stream."""
NOT_PROVED = """Not proved: that nobody removed the newest entries of a stream, or all of it,
together with its head. Heads kept elsewhere show that: those in bundles, and what -v 2 lists."""


class Command(BaseCommand):
    help = "Verify every stream of the event chain; name the first bad entry of each and exit 1."
    requires_system_checks = []  # the log is verified whatever else is wrong

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        problems = [f"The trigger {name} is missing." for name in triggers.missing()]
        length = withheld = 0
        for stream in events.streams():
            report = events.check(stream)
            length, withheld = length + report.length, withheld + report.withheld
            if verbosity > 1:
                self.stdout.write(f"{stream} {report.length} {report.head}")
            problems += _problems(stream, report)
        self.stdout.write(f"Checked {length} entries; {withheld} bodies are erased.")
        if problems:
            raise CommandError("\n".join([*problems, "The log is not as it was written."]))
        self.stdout.write(f"{PROVED}\n{NOT_PROVED}")


def _problems(stream: str, report: ChainReport) -> list[str]:
    if not report.faults:
        return []
    first, *more = report.faults
    others = f" ({len(more)} more after it)" if more else ""
    return [f"{stream}, entry {first.sequence}: {first.problem}.{others}"]
