"""Gives the present one-time code of a user of the demonstration."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from casefile import clock
from casefile.models import User
from casefile.services import one_time_codes


class Command(BaseCommand):
    help = "Print the one-time code that a user's authenticator would show now. Only with DEMO=1."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This is not a demonstration: one-time codes are not given out.")
        user = User.objects.filter(username=username).exclude(totp_secret="").first()
        if user is None:
            raise CommandError(f"{username} is nobody who signs in here with a one-time code.")
        self.stdout.write(one_time_codes.code_at(user.totp_secret, clock.real()))
