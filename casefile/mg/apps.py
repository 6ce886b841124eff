"""App configuration."""

from django.apps import AppConfig


class MGConfig(AppConfig):
    """Nested app without models."""

    name = "casefile.mg"
    label = "mg"
