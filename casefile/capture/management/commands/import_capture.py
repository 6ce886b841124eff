"""Imports what a tablet exported, for a supervisor of its force."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from casefile import clock
from casefile.capture.services import importing
from casefile.models import User
from casefile.services import Refused
from casefile.services.actors import of_user


class Command(BaseCommand):
    help = "Import the file that a tablet exported. --by is the user name of a supervisor."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["by"], is_active=True).first()
        if user is None:
            raise CommandError("There is no such user.")
        try:
            with options["file"].open("rb") as stream:
                done = importing.import_file(stream, by=of_user(user), at=clock.now())
        except (OSError, Refused) as problem:
            raise CommandError(str(problem)) from problem
        for entry_id, result in done.results.items():
            self.stdout.write(f"{entry_id} {result.outcome} {result.code}".rstrip())
        for words in done.problems:
            self.stderr.write(words)
        if not done.is_whole:
            raise CommandError("The file is not whole; what could be read was taken.")
