"""App configuration and subscriptions to events of the record."""

from django.apps import AppConfig


class CpsExchangeConfig(AppConfig):
    """See the package's docstring."""

    name = "cps_exchange"

    def ready(self) -> None:
        """Keep each file as it was sent, and enter this app's rules among those people can read."""
        from casefile.services import jobs
        from cps_exchange import assessment_reasons, openapi, review_clocks  # noqa: F401

        jobs.subscribe("submission.submitted", "cps_exchange.tasks.keep_sent_file")
        jobs.subscribe("triage.rejected", "cps_exchange.tasks.plan_reminder")
