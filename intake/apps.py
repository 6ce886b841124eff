"""App configuration and subscriptions to events of the record."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """See the package's docstring."""

    name = "intake"
