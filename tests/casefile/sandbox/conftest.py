import socket
import threading
from pathlib import Path

import pytest

from casefile.sandbox import Sandbox


@pytest.fixture(scope="session")
def python_sandbox():
    code = Path(__file__).with_name("python_kind.py")
    sandbox = Sandbox(kinds=["sniff"], extra_kinds={"python": code})
    yield sandbox
    sandbox.close()


@pytest.fixture
def run_code(python_sandbox):
    """Run Python text inside a job and return its `value`."""

    def run(code, *, files=None, **options):
        params = {"code": code}
        with python_sandbox.run("python", params=params, files=files, **options) as result:
            return result.value

    return run


@pytest.fixture
def listener():
    """A loopback server on IPv4 and IPv6: its port, and the list of who connected."""
    hits = []
    server = socket.create_server(("::", 0), family=socket.AF_INET6, dualstack_ipv6=True)
    server.settimeout(0.05)
    stop = threading.Event()

    def listen():
        while not stop.is_set():
            try:
                connection, address = server.accept()
            except TimeoutError:
                continue
            connection.close()
            hits.append(address)

    thread = threading.Thread(target=listen)
    thread.start()
    yield server.getsockname()[1], hits
    stop.set()
    thread.join()
    server.close()
