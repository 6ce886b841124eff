"""Runs the tests of the tablet's scripts, which node has a runner for; one test for each file."""

import subprocess
from pathlib import Path

HERE = Path(__file__).parent
FRONTEND = HERE.parents[1] / "casefile/capture/frontend"


def run(name: str) -> None:
    """Fail with what node says when a test of the file fails, or when it has none."""
    command = ["node", "--test", "--test-reporter=tap", f"{name}.test.mjs"]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "\nok 1 - " in done.stdout


def test_what_is_taken_is_hashed_sealed_and_chained_as_it_comes():
    """EV-24, EV-25, EV-67, EV-68: hash while it is written, signature, counter, nothing deleted."""
    run("sealing")


def test_what_was_taken_arrives_once_and_is_erased_only_on_a_receipt():
    """EV-14, EV-69, EV-71, EV-72: cut anywhere, forged receipts, leased numbers, revocation."""
    run("syncing")


def test_what_is_kept_opens_by_the_passphrase_and_by_the_servers_key_alone():
    """EV-67, EV-72: keys that cannot be taken out, and a file of what is unsent."""
    run("vault")


def test_a_statement_is_laid_out_corrected_and_filed():
    """EV-55, EV-59, EV-62: every word once on its page, corrections legible, no contact details."""
    run("statement")


def test_forms_of_the_tables_are_asked_and_answered():
    """EV-37: forms as the tables say, and a position that is one or is none."""
    run("asking")


def test_a_tab_that_was_left_locks_alone_and_a_sign_out_locks_all():
    """EV-64: each tab asks again after ten minutes without a touch in it."""
    run("locking")


def test_every_script_is_short_says_what_it_is_and_never_reads_text_as_markup():
    sources = list(FRONTEND.rglob("*.js"))
    text = {path.name: path.read_text(encoding="utf-8") for path in sources}

    assert len(text) > 20
    assert [name for name, code in text.items() if len(code.splitlines()) >= 200] == []
    assert [name for name, code in text.items() if not code.startswith("// ")] == []
    assert [name for name, code in text.items() if "innerHTML" in code or "eval(" in code] == []
