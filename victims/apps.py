"""App configuration and subscriptions to events of the record."""

from django.apps import AppConfig

WELCOME_ON = (
    "case.opened",
    "person.role_recorded",
    "contact.recorded",
    "contact.verified",
    "contact_plan.agreed",
)


class VictimsConfig(AppConfig):
    """See the package's docstring."""

    name = "victims"

    def ready(self) -> None:
        """Subscribe to events of the record, and enter this app's tables among the rules."""
        from casefile.services import jobs
        from victims import (  # their tables and tellers are entered on import
            crime_news,  # noqa: F401
            rights,  # noqa: F401
            tracker_rules,  # noqa: F401
        )
        from victims.news import TELLERS

        for kind in TELLERS:
            jobs.subscribe(kind, "victims.tasks.tell_victims")
        for kind in WELCOME_ON:
            jobs.subscribe(kind, "victims.tasks.welcome_victims")
        jobs.subscribe("needs.assessed", "victims.tasks.shorten_clocks")
