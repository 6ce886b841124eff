"""Verifies the event chain of the whole installation, and holds it against its sealed heads."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from casefile.services import events, seal_checks, stamps, triggers
from casefile.services.seal_checks import SealReport
from casefile.verify import ChainReport

PROVED = """Proved: no entry was changed, put elsewhere, put in between or taken out from between
others; no body was changed, and each one that is gone has an entry saying so; every head is the
last entry of its stream."""
SEALED = """Proved too: every entry that was sealed is in the log as it was, the newest included."""
OUTSIDE = """The heads kept outside say the same: the log was not written anew as a whole either."""
NO_OUTSIDE = """Not proved: that the log was not written anew as a whole, with its seals, by whoever
holds the key. Heads kept elsewhere show that: there are none in SEALS_DIR."""
NOT_PROVED = """Not proved: that nobody removed the newest entries of a stream, or all of it,
together with its head, before they were sealed."""


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
        sealed = seal_checks.check()
        faults = [*sealed.faults, *stamps.check()]
        problems += [f"Seal {fault.number}: {fault.problem}." for fault in faults]
        self.stdout.write(f"Checked {length} entries; {withheld} bodies are erased.")
        self.stdout.write(
            f"{sealed.seals} seals over {sealed.size} entries, {sealed.outside} kept outside;"
            f" {sealed.unsealed} entries are not sealed yet."
        )
        if problems:
            raise CommandError("\n".join([*problems, "The log is not as it was written."]))
        self.stdout.write(_in_words(sealed))


def _in_words(sealed: SealReport) -> str:
    outside = OUTSIDE if sealed.outside else NO_OUTSIDE
    return "\n".join([PROVED, *([SEALED, outside] if sealed.seals else []), NOT_PROVED])


def _problems(stream: str, report: ChainReport) -> list[str]:
    if not report.faults:
        return []
    first, *more = report.faults
    others = f" ({len(more)} more after it)" if more else ""
    return [f"{stream}, entry {first.sequence}: {first.problem}.{others}"]
