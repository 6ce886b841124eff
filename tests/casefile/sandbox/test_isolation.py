"""What hostile code can reach when it runs inside a job. Every test runs real code there."""

import os
import socket
import time

import pytest

CANARY = "canary-7f3a91"
SEARCH = """
import os
def read(path):
    try:
        with open(path, "rb") as source:
            return source.read(1 << 20).decode("latin-1")
    except (OSError, ValueError, OverflowError) as error:
        return type(error).__name__
"""


@pytest.fixture(scope="module", autouse=True)
def canary_in_the_environment(python_sandbox):
    python_sandbox.close()
    os.environ["CASEFILE_CANARY"] = CANARY
    yield
    del os.environ["CASEFILE_CANARY"]


@pytest.mark.parametrize(
    "path",
    ["/etc/passwd", "/etc/shadow", "/etc/hostname", "/proc/1/root/etc/passwd", "/proc/1/cwd/x"],
)
def test_code_in_a_job_finds_no_file_of_the_machine(run_code, path):
    assert run_code(f"{SEARCH}\nvalue = read({path!r})") in {"FileNotFoundError", "PermissionError"}


def test_code_in_a_job_finds_no_file_of_the_project_but_the_sandbox_itself(run_code):
    project = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(__file__))))

    found = run_code(f"import os; value = [os.listdir({project!r}), os.listdir('/app/casefile')]")

    assert found[0] in ([".venv"], [])
    assert found[1] == ["sandbox"]


def test_code_in_a_job_sees_no_environment_but_five_plain_settings(run_code):
    seen = run_code(
        f"{SEARCH}\nvalue = [dict(os.environ)] + "
        "[read(f'/proc/{pid}/environ') for pid in os.listdir('/proc') if pid.isdigit()]"
    )

    assert set(seen[0]) <= {"PATH", "LANG", "TZ", "PYTHONHASHSEED", "PYTHONPATH", "PWD"}
    assert CANARY not in str(seen)


def test_code_in_a_job_finds_nothing_of_an_earlier_job(run_code):
    secret = "statement of " + CANARY
    run_code(
        """
import ctypes, os, time
text = job.read("secret")
for folder in ("/tmp", "/var/tmp", "/dev/shm", "/dev", "/", "/app", "/run", "/extra", "/proc"):
    try:
        open(f"{folder}/left", "wb").write(text)
    except OSError:
        pass
libc = ctypes.CDLL(None)
value = [libc.shmget(4242, 4096, 0o1666), libc.msgget(4242, 0o1666)]
if os.fork() == 0:
    os.setsid()
    time.sleep(60)
""",
        files={"secret": secret.encode()},
    )

    found = run_code(
        f"""{SEARCH}
import ctypes
libc = ctypes.CDLL(None)
pids = [pid for pid in os.listdir("/proc") if pid.isdigit()]
places = ("/", "/app", "/extra", "/dev", "/dev/shm", "/etc", "/var")
files = [os.path.join(place, name) for place in places if os.path.isdir(place)
         for name in os.listdir(place)]
skip = ("/dev/zero", "/dev/random", "/dev/urandom", "/dev/full", "/dev/tty", "/dev/console")
value = {{
    "pids": pids,
    "texts": [read(name) for name in files if os.path.isfile(name) and name not in skip],
    "left": [name for name in files if name.endswith("left")],
    "queues": [libc.shmget(4242, 0, 0), libc.msgget(4242, 0)],
}}"""
    )

    assert len(found["pids"]) == 2
    assert (found["left"], found["queues"]) == ([], [-1, -1])
    assert secret not in str(found)


def test_code_in_a_job_reaches_no_server_on_the_machine(run_code, listener):
    port, hits = listener
    tried = run_code(
        f"""
import socket
value = []
for host in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "169.254.169.254"):
    try:
        socket.create_connection((host, {port}), 0.3)
        value.append("connected")
    except OSError as error:
        value.append(type(error).__name__)
"""
    )

    assert "connected" not in tried
    assert hits == []


def test_the_listener_of_these_tests_does_count(listener):
    port, hits = listener

    socket.create_connection(("127.0.0.1", port)).close()

    time.sleep(0.2)
    assert len(hits) == 1


def test_code_in_a_job_cannot_read_or_write_its_parents_memory(run_code):
    tried = run_code(
        """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
value = {"parent": os.getppid()}
for name, mode in (("mem", "rb"), ("mem", "r+b"), ("maps", "rb"), ("environ", "rb")):
    try:
        with open(f"/proc/1/{name}", mode) as source:
            source.seek(0x10000 if name == "mem" else 0)
            value[name + mode] = len(source.read(10))
    except OSError as error:
        value[name + mode] = type(error).__name__
class Place(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]
held = ctypes.create_string_buffer(8)
here, there = Place(ctypes.addressof(held), 8), Place(ctypes.addressof(held), 8)
libc.process_vm_readv.restype = libc.process_vm_writev.restype = ctypes.c_ssize_t
value["readv"] = libc.process_vm_readv(1, ctypes.byref(here), 1, ctypes.byref(there), 1, 0)
value["writev"] = libc.process_vm_writev(1, ctypes.byref(here), 1, ctypes.byref(there), 1, 0)
value["ptrace"] = libc.ptrace(16, 1, None, None)
try:
    value["descriptor"] = os.readlink("/proc/1/fd/0")
except OSError as error:
    value["descriptor"] = type(error).__name__
"""
    )

    assert tried == {
        "parent": 1,
        "memrb": "PermissionError",
        "memr+b": "PermissionError",
        "mapsrb": "PermissionError",
        "environrb": "PermissionError",
        "readv": -1,
        "writev": -1,
        "ptrace": -1,
        "descriptor": "PermissionError",
    }


def test_a_job_holds_no_descriptor_but_its_own(run_code):
    held = run_code(
        """
import os
value = []
for number in os.listdir("/proc/self/fd"):
    try:
        value.append(os.readlink(f"/proc/self/fd/{number}").split(":")[0])
    except OSError:
        pass
"""
    )

    assert held.count("socket") == 1
    assert set(held) - {"socket", "/dev/null"} <= {f"/proc/{pid}/fd" for pid in range(10_000)}


def test_a_job_cannot_change_sealed_bytes_that_it_was_given(run_code, tmp_path):
    sealed = tmp_path / "sealed"
    sealed.write_bytes(b"as captured")
    sealed.chmod(0o440)
    before = sealed.stat()

    tried = run_code(
        """
import os
number = job.files["sealed"]
value = []
for change in (
    lambda: os.fchmod(number, 0o666),
    lambda: os.chmod(f"/proc/self/fd/{number}", 0o666),
    lambda: os.utime(number, (1, 1)),
    lambda: os.write(number, b"!"),
    lambda: os.ftruncate(number, 0),
    lambda: open(f"/proc/self/fd/{number}", "r+b"),
    lambda: os.setxattr(number, "user.note", b"!"),
):
    try:
        change()
        value.append("changed")
    except OSError as error:
        value.append("refused")
""",
        files={"sealed": sealed},
    )

    assert set(tried) == {"refused"}
    assert sealed.read_bytes() == b"as captured"
    assert (sealed.stat().st_mode, sealed.stat().st_mtime) == (before.st_mode, before.st_mtime)


def test_a_job_never_gets_the_callers_own_writable_file(run_code, tmp_path):
    draft = tmp_path / "draft"
    draft.write_bytes(b"as typed")

    tried = run_code(
        """
try:
    with open(f"/proc/self/fd/{job.files['draft']}", "r+b") as target:
        target.write(b"changed!")
    value = "changed"
except OSError:
    value = "refused"
""",
        files={"draft": draft},
    )

    assert tried == "refused"
    assert draft.read_bytes() == b"as typed"


@pytest.mark.parametrize(
    "folder", ["/", "/tmp", "/dev", "/dev/shm", "/app", "/usr", "/var", "/etc"]
)
def test_nothing_in_a_job_is_writable(run_code, folder):
    code = f"open({folder!r} + '/x', 'w')"

    assert "OSError" in run_code(
        f"try:\n    {code}\n    value = 'written'\nexcept OSError as error:\n    value = 'OSError'"
    )
