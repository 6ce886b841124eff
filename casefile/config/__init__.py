"""Project wiring. Imports the Celery app so that shared tasks bind to it."""

from casefile.config.celery import app as celery_app

__all__ = ["celery_app"]
