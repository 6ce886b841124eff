"""Makes the invented people of a demonstration."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from casefile import clock
from casefile.demonstration.people import make_people


class Command(BaseCommand):
    help = "Create the demonstration's forces and users. Only with DEMO=1."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This is not a demonstration: set DEMO=1 first.")
        make_people(at=clock.now())
