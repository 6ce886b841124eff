"""App configuration."""

from datetime import timedelta

from django.apps import AppConfig

SWEEP_EVERY = timedelta(minutes=5)


class UploadsConfig(AppConfig):
    """Uploads on their way in, before anything is sealed."""

    name = "casefile.uploads"
    label = "uploads"

    def ready(self) -> None:
        """Have lapsed uploads swept away by the clock."""
        from casefile.services import jobs

        jobs.every(SWEEP_EVERY, "casefile.uploads.tasks.sweep")
