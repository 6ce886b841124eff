"""App configuration."""

from django.apps import AppConfig


class CaptureConfig(AppConfig):
    """The officers' tablet: its pages and, in `frontend/`, the app that runs without a network."""

    name = "casefile.capture"
    label = "capture"

    def ready(self) -> None:
        """Let enrolled tablets upload what they sealed."""
        from casefile.capture import device_uploads
        from casefile.uploads import owners

        owners.register(
            device_uploads.KIND,
            resolve=device_uploads.owner_of,
            still_there=device_uploads.still_there,
            keeps_what_differs=True,
        )
