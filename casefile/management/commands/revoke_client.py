"""Shuts a machine client of any door out at once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from oauth2_provider.models import Application

from casefile import clock
from casefile.api.authentication import client_of_application
from casefile.services import actors, machines


class Command(BaseCommand):
    help = "Revoke a machine client: its tokens and its secret are good for nothing from now on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("client_id", help="as it was printed when the client was registered")

    def handle(self, *args: Any, **options: Any) -> None:
        found = Application.objects.filter(client_id=options["client_id"]).first()
        client = client_of_application(found)
        if client is None:
            raise CommandError("There is no client with this id.")
        machines.revoke(client=client, by=actors.system(on_behalf_of="operator"), at=clock.now())
        self.stdout.write(f"{client} is shut out.")
