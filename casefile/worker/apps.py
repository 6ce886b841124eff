"""App configuration: hangs the bell on the job table."""

from django.apps import AppConfig


class WorkerConfig(AppConfig):
    """The lease loop and the only place that knows the broker."""

    name = "casefile.worker"
    label = "worker"

    def ready(self) -> None:
        """Ring the bell after each commit that leaves work to do."""
        from casefile.services import jobs
        from casefile.worker.bell import ring

        jobs.add_bell(ring)
