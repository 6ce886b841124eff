"""App configuration."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Nested app without models."""

    name = "casefile.desk"
    label = "desk"
