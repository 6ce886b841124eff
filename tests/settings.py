"""The one settings file with a few lines changed for tests."""

import os
import tempfile
from pathlib import Path

_var = Path(os.environ.setdefault("TEST_VAR_DIR", tempfile.mkdtemp(prefix="casefile-test-")))
os.environ.update(
    SECRET_KEY="tests-only",
    FIELD_KEYS="7T612PSXu-Zmy_ZJMnyYMNxUEdECb7LqADYN-fll090=",
    VAR_DIR=str(_var),
    # A sweep deletes uploads that its database does not know: those of another process of tests.
    UPLOADS_DIR=str(_var / "uploads" / os.environ.get("PYTEST_XDIST_WORKER", "")),
    HTTPS="0",
    SERVE_STATIC_FROM_SOURCE="1",
    LOG_LEVEL="WARNING",
)
os.environ.setdefault("EVIDENCE_STORE", "local")  # whatever .env says of one's own machine
os.environ.setdefault("DATABASE_URL", f"sqlite:///{_var}/tests.sqlite3")

from casefile.config.settings import *  # noqa: E402,F403

SEALS_DIR = ""  # what is sealed in one test would be ahead of the database of the next
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405  WhiteNoise warns when it is absent
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, str] = {}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": str(_var / "template.sqlite3")}  # noqa: F405
    # A killed process loses nothing by this, only a power cut would; migrating is ten times faster.
    _options = DATABASES["default"]["OPTIONS"]  # noqa: F405
    _options["init_command"] = _options["init_command"].replace("FULL", "OFF")
