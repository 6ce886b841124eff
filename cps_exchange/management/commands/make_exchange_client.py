"""Registers a machine client of the exchange and prints its secret, once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from casefile import clock
from casefile.rules.permissions import EXCHANGE_SCOPES
from casefile.services import Refused, actors
from cps_exchange import clients


class Command(BaseCommand):
    help = "Register a machine client for one CPS area and print its id and secret once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="whose system it is, as the record will name it")
        parser.add_argument("--area", required=True, help="the CPS area whose files it sees")
        parser.add_argument(
            "--scope",
            action="append",
            required=True,
            choices=list(EXCHANGE_SCOPES),
            help="may be repeated",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = clients.register(
                name=options["name"],
                cps_area=options["area"],
                scopes=options["scope"],
                by=actors.system(on_behalf_of="operator"),
                at=clock.now(),
            )
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"client_id={made.client_id}\nclient_secret={made.client_secret}")
