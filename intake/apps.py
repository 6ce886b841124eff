"""App configuration."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """See the package's docstring."""

    name = "intake"

    def ready(self) -> None:
        """Import the tables, so that the page of rules shows them."""
        from intake import assessment, clocks, questions  # noqa: F401
