"""After a database was put back from a copy: says what is lost, and records it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from casefile import clock
from casefile.services import Refused, restores


class Command(BaseCommand):
    help = (
        "Compare the log with the sealed heads in SEALS_DIR and list the sealed entries that are "
        "gone; exit 1 if any are. With --record and --by, write that down, so that sealing goes on."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--record", action="store_true", help="record the restore in the log")
        parser.add_argument("--by", default="", help="with --record: who put the database back")

    def handle(self, *args: Any, record: bool, by: str, **options: Any) -> None:
        if record and not by:
            raise CommandError("Say with --by who put the database back.")
        try:
            found = restores.compare()
            self._say(found)
            if record:
                restores.record(found, by=by, at=clock.real())
                self.stdout.write("Recorded. New entries are sealed after the last head outside.")
        except Refused as problem:
            raise CommandError(str(problem)) from problem
        if found.is_behind and not record:
            raise CommandError("The database was put back. With --record --by NAME, record it.")

    def _say(self, found: restores.Comparison) -> None:
        here = f"seal {found.kept_seal} over {found.kept_size} entries"
        self.stdout.write(f"Here: {here}. Outside: seal {found.outside_seal} over"
                          f" {found.outside_size} entries.")  # fmt: skip
        word = "is" if found.is_beginning else "IS NOT"
        self.stdout.write(f"The log here {word} the beginning of the one sealed outside.")
        for each in found.proof:
            self.stdout.write(f"  proof {each}")
        for row in found.lost:
            reused = " (numbers used again since)" if row.is_reused else ""
            self.stdout.write(f"Lost: {row.stream}, entries {row.first} to {row.last}{reused}")
