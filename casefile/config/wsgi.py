"""The one WSGI application. It does not start over an unprotected event chain."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "casefile.config.settings")
application = get_wsgi_application()

from casefile.services import triggers  # noqa: E402  the apps must be ready first

triggers.require()
