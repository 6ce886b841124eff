"""Says who can sign in to the demonstration, and how."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from casefile.demonstration.people import PASSWORD, PEOPLE
from casefile.rules.permissions import ROLES

LINE = "  {:<20} {:<22} {:<11} {}"
SUMMARY = "summary.json"


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
        if victim := _victim(Path(settings.VAR) / SUMMARY):
            address = f"{settings.PUBLIC_ADDRESS}{victim['link']}"
            self.stdout.write(f"The victim: {address} with the code {victim['code']}")


def _victim(summary: Path) -> dict[str, str] | None:
    """Return the victim's link and code; None before the demonstration came so far."""
    if not summary.exists():
        return None
    found: dict[str, str] = json.loads(summary.read_text()).get("victim_sign_in") or {}
    return found if {"link", "code"} <= set(found) else None
