"""App configuration."""

from django.apps import AppConfig


class ManageConfig(AppConfig):
    """Nested app without models."""

    name = "casefile.manage"
    label = "manage"
