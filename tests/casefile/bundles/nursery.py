"""Forks workers that can be killed: each a process of its own, without the wait for imports.

Says that it is ready, then reads one request a line (JSON: `var`, `database`, `crashpoint`),
answers with the worker's process id, and when the worker has ended with its wait status.
"""

import json
import os
import sys
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils.module_loading import import_string  # noqa: E402

from casefile.services import jobs  # noqa: E402
from casefile.worker import loop  # noqa: E402

for handler in {handler for found in jobs.subscriptions().values() for handler in found}:
    import_string(handler)


def work(request: dict[str, str]) -> None:
    """Be a worker of that site until no job is due."""
    settings.EVIDENCE_DIR = Path(request["var"], "evidence")
    settings.KEYS_DIR = Path(request["var"], "keys")
    connection.settings_dict["NAME"] = request["database"]
    os.environ["CASEFILE_CRASHPOINT"] = request["crashpoint"]
    loop.drain()


def answer(words: object) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


answer("ready")
for line in sys.stdin:
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            work(json.loads(line))
            status = 0
        finally:
            os._exit(status)
    answer(pid)
    answer(os.waitpid(pid, 0)[1])
