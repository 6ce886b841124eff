"""The Celery app: a bell that wakes workers. The truth about work is the job table."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "casefile.config.settings")

app = Celery("casefile")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["casefile.worker"])
