import gc
import io
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from casefile import sandbox
from casefile.sandbox import JobFailed, Limits, Sandbox


def test_a_job_reads_its_files_and_gives_back_a_value_and_outputs(python_sandbox, tmp_path):
    (tmp_path / "b").write_bytes(b"two")
    files = {"a": b"one", "b": tmp_path / "b", "c": io.BytesIO(b"three")}
    code = """
for name in "abc":
    with job.output(name.upper()) as target:
        target.write(job.read(name)[::-1])
value = {"names": sorted(job.files)}
"""

    with python_sandbox.run("python", params={"code": code}, files=files) as result:
        assert result.value == {"names": ["a", "b", "c"]}
        assert [result.read(name) for name in "ABC"] == [b"eno", b"owt", b"eerht"]


def test_a_job_may_have_more_files_than_one_message_carries(run_code):
    files = {f"file {number}": str(number).encode() for number in range(450)}

    total = run_code("value = sum(int(job.read(name)) for name in job.files)", files=files)

    assert total == sum(range(450))


def test_a_scratch_file_is_no_output(python_sandbox):
    code = "job.scratch().write(b'x')"

    with python_sandbox.run("python", params={"code": code}) as result:
        assert result.outputs == {}


@pytest.mark.parametrize(
    ("code", "limits", "expected"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", Limits(), "crashed"),
        ("import os; os._exit(3)", Limits(), "no_answer"),
        ("import time; job._sock.close(); time.sleep(60)", Limits(), "crashed"),
        ("raise ValueError('odd bytes')", Limits(), "unreadable"),
        ("while True: pass", Limits(cpu_seconds=1), "cpu_limit"),
        ("import time; time.sleep(60)", Limits(wall_seconds=0.3), "time_limit"),
        ("bytearray(1 << 31)", Limits(memory_bytes=1 << 30), "memory_limit"),
        ("job.output('x').write(b'x' * 5000)", Limits(file_bytes=1000), "output_limit"),
        ("[job.scratch() for _ in range(9)]", Limits(outputs=5), "output_limit"),
        ("job._sock.send(b'no message')", Limits(), "bad_answer"),
        ("job._ask({'op': 'value'}).write(b'{'); job._sock.send(b'{\"op\": \"done\"}')",
         Limits(), "bad_answer"),
    ],
)  # fmt: skip
def test_a_job_that_fails_says_why_and_the_next_one_runs(run_code, code, limits, expected):
    with pytest.raises(JobFailed) as failed:
        run_code(code, limits=limits)

    assert failed.value.code == expected
    assert run_code("value = 'still here'") == "still here"


def test_a_child_that_dies_leaves_its_parent_alive(python_sandbox, run_code):
    run_code("pass")
    before = python_sandbox._parent

    with pytest.raises(JobFailed):
        run_code("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")

    assert run_code("value = 1") == 1
    assert python_sandbox._parent is before


def test_a_dead_parent_is_replaced_without_the_caller_noticing(python_sandbox, run_code):
    run_code("pass")
    os.kill(python_sandbox._parent._process.pid, signal.SIGKILL)

    assert run_code("value = 2") == 2


def test_a_parent_that_dies_during_a_job_costs_one_retry(python_sandbox, run_code):
    run_code("pass")
    process = python_sandbox._parent._process

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(run_code, "import time; time.sleep(0.5); value = 'done'")
        while not python_sandbox._lock.locked():
            pass
        process.kill()

        assert waiting.result() == "done"


def test_threads_take_turns_and_each_gets_its_own_answer(run_code):
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: run_code(f"value = {n} * {n}"), range(24)))

    assert answers == [n * n for n in range(24)]


def test_the_parent_outlives_the_thread_that_started_it():
    fresh = Sandbox(kinds=["sniff"])
    with ThreadPoolExecutor(1) as pool:
        pool.submit(fresh.run, "sniff", params={}, files={"file": b"x"}).result()
    started = fresh._parent

    fresh.run("sniff", params={}, files={"file": b"x"})

    assert fresh._parent is started
    fresh.close()


def test_a_forked_process_starts_a_parent_of_its_own(python_sandbox, run_code):
    run_code("pass")
    before = python_sandbox._parent
    pid = os.fork()
    if pid == 0:
        answered = run_code("value = 7") == 7 and python_sandbox._parent is not before
        python_sandbox.close()
        os._exit(0 if answered else 1)

    assert os.waitpid(pid, 0)[1] == 0
    assert run_code("value = 8") == 8
    assert python_sandbox._parent is before


def test_closing_ends_the_parent_and_the_next_job_starts_another():
    fresh = Sandbox(kinds=["sniff"])
    fresh.run("sniff", params={}, files={"file": b"%PDF-1.7"})
    process = fresh._parent._process

    fresh.close()

    assert process.returncode is not None
    assert fresh.run("sniff", params={}, files={"file": b"%PDF-1.7"}).value["media_type"]
    fresh.close()


def test_a_job_that_fails_leaves_no_open_file(run_code):
    run_code("pass")
    gc.collect()
    before = os.listdir("/proc/self/fd")

    with pytest.raises(JobFailed):
        run_code("job.output('x'); job.scratch(); 1 / 0", files={"a": b"a"})

    assert os.listdir("/proc/self/fd") == before


def is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("isolated", [True, False])
def test_a_killed_caller_leaves_no_parent_behind(isolated):
    code = f"""
import time
from casefile.sandbox import Sandbox
sandbox = Sandbox(kinds=["sniff"], isolated={isolated})
sandbox.run("sniff", params={{}}, files={{"file": b"x"}})
print(sandbox._parent._process.pid, flush=True)
time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as caller:
        pid = int(caller.stdout.readline())
        assert is_running(pid)
        caller.kill()
    deadline = time.monotonic() + 5
    while is_running(pid) and time.monotonic() < deadline:
        time.sleep(0.02)

    assert not is_running(pid)


def test_without_bubblewrap_jobs_still_run_in_a_limited_child():
    plain = Sandbox(kinds=["sniff"], isolated=False)

    result = plain.run("sniff", params={}, files={"file": b"%PDF-1.7\n"})

    assert result.value["media_type"] == "application/pdf"
    plain.close()


def test_the_status_says_whether_and_how_jobs_are_isolated():
    status = sandbox.status()

    assert status["isolated"] is True
    assert "bubblewrap" in status["how"]
