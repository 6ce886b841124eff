"""The record as a Django app; puts the append-only triggers back after every migrate."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _put_triggers_back(**_: Any) -> None:
    from casefile.services import triggers

    triggers.install()


class CasefileConfig(AppConfig):
    """The core record and what every other app stands on."""

    name = "casefile"

    def ready(self) -> None:
        """Connect the triggers to the end of a migrate of this app."""
        post_migrate.connect(_put_triggers_back, sender=self)
