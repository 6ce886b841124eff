"""App configuration and the subscription that starts a build."""

from django.apps import AppConfig


class BundlesConfig(AppConfig):
    """Nested app without models."""

    name = "casefile.bundles"
    label = "bundles"

    def ready(self) -> None:
        """Build a bundle after each approval."""
        from casefile.services import jobs

        jobs.subscribe("submission.approved", "casefile.bundles.tasks.build_bundle")
