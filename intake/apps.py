"""App configuration."""

from datetime import timedelta

from django.apps import AppConfig

CLEAR_DRAFTS_EVERY = timedelta(minutes=10)
NIGHTLY = timedelta(days=1)


class IntakeConfig(AppConfig):
    """See the package's docstring."""

    name = "intake"

    def ready(self) -> None:
        """Import the tables, so that the page of rules shows them, and set what the clock runs."""
        from casefile.services import jobs
        from intake import (  # noqa: F401
            assessment,
            automation,
            channels,
            clocks,
            questions,
            suggesting,
        )
        from intake.api import limits  # noqa: F401

        jobs.subscribe("report.added_to", "intake.tasks.carry_added")
        jobs.subscribe("report.question_answered", "intake.tasks.carry_added")
        jobs.every(CLEAR_DRAFTS_EVERY, "intake.tasks.clear_drafts")
        _register_owners_of_uploads()
        self._ready_risk()
        self._ready_desk()

    @staticmethod
    def _ready_risk() -> None:
        """Import the tables about risk, and set what its events and the night run."""
        from casefile.services import jobs
        from intake import interests, match_kinds, risk_tools, vulnerability  # noqa: F401

        jobs.subscribe("report.submitted", "intake.risk_tasks.find_interests")
        jobs.subscribe("report.received", "intake.risk_tasks.find_interests")
        jobs.subscribe("person.recorded", "intake.risk_tasks.index_person")
        jobs.subscribe("contact.recorded", "intake.risk_tasks.index_person")
        jobs.every(NIGHTLY, "intake.risk_tasks.count_repeats")

    @staticmethod
    def _ready_desk() -> None:
        """Import the desk's tables and guard, and set what its clock and its events run."""
        from casefile.services import jobs
        from intake import forces, leases, letters, question_texts, referrals  # noqa: F401
        from intake.desk_tasks import LOOK_EVERY, REMIND_EVERY

        jobs.every(LOOK_EVERY, "intake.desk_tasks.look_for_new")
        jobs.every(REMIND_EVERY, "intake.desk_tasks.remind_reporters")
        jobs.subscribe("user.signed_out", "intake.desk_tasks.give_back_reports")


def _register_owners_of_uploads() -> None:
    from casefile.uploads import owners
    from intake import draft_files, drafts, link_files, partner_files, report_files
    from intake.views.links import owner_of_uploads as owner_of_link
    from intake.views.public import owner_of_uploads

    owners.register(drafts.KIND, resolve=owner_of_uploads, still_there=draft_files.still_there)
    owners.register(
        partner_files.KIND,
        resolve=partner_files.owner_of,
        still_there=partner_files.still_there,
    )
    owners.register(report_files.KIND, resolve=owners.nobody, still_there=report_files.still_there)
    owners.register(link_files.KIND, resolve=owner_of_link, still_there=link_files.still_there)
    owners.register(link_files.SENT, resolve=owners.nobody, still_there=link_files.still_sealing)
