"""Says who can sign in to the demonstration, and how."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from casefile.demonstration.people import PASSWORD, PEOPLE
from casefile.rules.permissions import ROLES

LINE = "  {:<20} {:<22} {:<11} {}"


class Command(BaseCommand):
    help = "Print each user of the demonstration with page, user name and password."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This is not a demonstration: set DEMO=1 first.")
        self.stdout.write(f"Sign in at {settings.PUBLIC_ADDRESS}/sign-in/ as")
        for someone in PEOPLE:
            named = f"{someone.rank} {someone.name}".strip()
            self.stdout.write(
                LINE.format(ROLES[someone.role], named, someone.username, someone.begins_at)
            )
        self.stdout.write(f"Everybody's password is {PASSWORD}")
        self.stdout.write("The one-time code: python manage.py demo_code <user name>")
