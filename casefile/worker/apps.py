"""App configuration: hangs the bell on the job table."""

from datetime import timedelta

from django.apps import AppConfig

SEAL_EVERY = timedelta(minutes=1)
STAMP_EVERY = timedelta(minutes=5)
SCAN_EVERY = timedelta(minutes=10)
PLAN_EVERY = timedelta(days=1)
DISPOSE_EVERY = timedelta(hours=1)
SWEEP_EVERY = timedelta(hours=6)


class WorkerConfig(AppConfig):
    """The lease loop and the only place that knows the broker."""

    name = "casefile.worker"
    label = "worker"

    def ready(self) -> None:
        """Ring the bell after each commit that leaves work to do; do the record's work by clock."""
        from casefile.services import clips, jobs
        from casefile.worker.bell import ring

        jobs.add_bell(ring)
        jobs.subscribe("crime.recorded", "casefile.worker.handlers.give_advice")
        jobs.subscribe(clips.ASKED, clips.CUT)
        jobs.every(SEAL_EVERY, "casefile.worker.integrity.seal_log")
        jobs.every(STAMP_EVERY, "casefile.worker.integrity.stamp_log")
        jobs.every(SCAN_EVERY, "casefile.worker.integrity.scan_store")
        jobs.every(PLAN_EVERY, "casefile.worker.integrity.plan_retention")
        jobs.every(DISPOSE_EVERY, "casefile.worker.integrity.dispose")
        jobs.every(SWEEP_EVERY, "casefile.worker.integrity.sweep_store")
