"""Registers a partner's system for the machine door of intake and prints its secret, once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from casefile import clock
from casefile.rules.permissions import INTAKE_SCOPES
from casefile.services import Refused, actors
from intake import partners
from intake.questions import FORMS


class Command(BaseCommand):
    help = "Register a partner's system for one force and print its id and secret once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="whose system it is, as the record will name it")
        parser.add_argument("--force", required=True, help="the code of the force it reports to")
        parser.add_argument(
            "--form", action="append", required=True, choices=list(FORMS), help="may be repeated"
        )
        parser.add_argument(
            "--scope",
            action="append",
            choices=list(INTAKE_SCOPES),
            help="may be repeated; without it the client gets all of them",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = partners.register(
                name=options["name"],
                force=options["force"],
                scopes=options["scope"] or list(INTAKE_SCOPES),
                forms=options["form"],
                by=actors.system(on_behalf_of="operator"),
                at=clock.now(),
            )
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"client_id={made.client_id}\nclient_secret={made.client_secret}")
