"""App configuration."""

from django.apps import AppConfig


class BundlesConfig(AppConfig):
    """Nested app without models."""

    name = "casefile.bundles"
    label = "bundles"
