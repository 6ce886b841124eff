"""The verifier that travels: every changed byte is found and its file named."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from casefile import verify
from casefile.bundles import bag as bags
from casefile.store import receipts
from casefile.store.keys import ensure_keys


def travelling(folder):
    """Run the bundle's own verifier as a recipient would, with nothing of ours on the path."""
    return subprocess.run(
        [sys.executable, "-I", "data/verify.py"],
        cwd=folder, env={"PATH": os.environ["PATH"]}, capture_output=True, text=True,
    )  # fmt: skip


def faulty_files(folder):
    return {name for fault in verify.check_bag(folder).faults for name in _names(fault)}


def _names(fault):
    signature = verify.signature_of(fault.file)
    return {fault.file, signature} if signature in fault.problem else {fault.file}


def files_in(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))


def spoil(path, place=0):
    """Change one byte of a file."""
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.chmod(0o644)
    path.write_bytes(data)


def resealed(folder, tmp_path):
    """Make manifests and signatures fit again, with a key of somebody else.

    The sealed head goes: only the first key could sign it.
    """
    (folder / verify.LOG_SEAL).unlink()
    keys = ensure_keys(tmp_path / "other-keys")
    manifest = verify.manifest((folder / verify.MANIFEST).read_bytes())
    rows = {name: verify._digest(folder / name) for name in manifest}
    tags = verify.manifest((folder / verify.TAG_MANIFEST).read_bytes())
    (folder / verify.MANIFEST).write_bytes(bags._lines(rows))
    rows = {name: verify._digest(folder / name) for name in tags}
    (folder / verify.TAG_MANIFEST).write_bytes(bags._lines(rows))
    (folder / verify.PUBLIC_KEY).write_bytes(keys.manifest_public_pem)
    for name in verify.SIGNED:
        signature = receipts.sign_manifest(keys.manifest_private_pem, (folder / name).read_bytes())
        (folder / verify.signature_of(name)).write_bytes(signature)
    return folder


def test_a_whole_bag_passes_and_says_what_was_proved_and_what_not(whole):
    done = travelling(whole.bag)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "Proved:" in done.stdout
    assert "Not proved:" in done.stdout
    assert verify.fingerprint((whole.bag / verify.PUBLIC_KEY).read_bytes()) in done.stdout


def test_one_changed_byte_in_any_file_is_found_and_the_file_named(bag):
    for name in files_in(bag):
        whole_bytes = (bag / name).read_bytes()
        for place in {0, len(whole_bytes) // 2, len(whole_bytes) - 1}:
            spoil(bag / name, place)

            assert name in faulty_files(bag), f"{name} at {place}"

            (bag / name).write_bytes(whole_bytes)
    assert not faulty_files(bag)


@pytest.mark.parametrize(
    "name",
    ["data/bundle.pdf", "data/index.json", "data/log/chain.jsonl", "bag-info.txt", "bagit.txt",
     "manifest-sha256.txt", "tagmanifest-sha256.txt", "signature/public-key.pem",
     "signature/manifest-sha256.txt.sig", "signature/how-to-check.txt",
     "signature/log-seal.json"],
)  # fmt: skip
def test_the_travelling_verifier_names_the_changed_file_and_fails(bag, name):
    spoil(bag / name, 20)

    done = travelling(bag)

    assert done.returncode == 1, done.stderr
    assert name in done.stdout


def test_every_byte_of_the_public_key_file_counts(whole):
    pem = (whole.bag / verify.PUBLIC_KEY).read_bytes()
    key = verify.public_key(pem)

    for place in range(len(pem)):
        changed = pem[:place] + bytes([pem[place] ^ 1]) + pem[place + 1 :]
        assert verify.public_key(changed) != key, place


@pytest.mark.parametrize("name", ["data/forms/MG3.pdf", "data/log/head.json", "data/index.json"])
def test_a_missing_file_is_named(bag, name):
    (bag / name).unlink()

    assert name in faulty_files(bag)


@pytest.mark.parametrize("name", ["data/forms/added.pdf", "added.txt", "signature/added.sig"])
def test_an_added_file_is_named(bag, name):
    (bag / name).write_bytes(b"x")

    assert faulty_files(bag) == {name}


def test_a_link_in_place_of_a_file_is_not_followed(bag, tmp_path):
    original = bag / "data/forms/MG3.pdf"
    outside = tmp_path / "outside.pdf"
    outside.write_bytes(original.read_bytes())
    original.unlink()
    original.symlink_to(outside)

    assert "data/forms/MG3.pdf" in faulty_files(bag)


def test_a_manifest_cannot_send_the_verifier_outside_the_bag(bag, tmp_path):
    (tmp_path / "outside").write_bytes(b"x")
    with (bag / verify.MANIFEST).open("ab") as manifest:
        manifest.write(bags._lines({"data/../../outside": verify._digest(tmp_path / "outside")}))

    assert "data/../../outside" in faulty_files(resealed(bag, tmp_path))


def test_a_bag_signed_anew_by_another_shows_another_fingerprint(whole, bag, tmp_path):
    report = verify.check_bag(resealed(bag, tmp_path))

    assert not report.faults
    assert report.fingerprint != verify.check_bag(whole.bag).fingerprint


def test_a_bag_signed_anew_by_another_does_not_fit_the_sealed_head_of_the_record(bag, tmp_path):
    """EV-93: the head in every bundle shows that the log in it was sealed with the record."""
    head = (bag / verify.LOG_SEAL).read_bytes()
    resealed(bag, tmp_path)
    (bag / verify.LOG_SEAL).write_bytes(head)

    assert faulty_files(bag) == {verify.LOG_SEAL}


def test_a_sealed_head_of_another_log_is_named(bag):
    row = json.loads((bag / verify.LOG_SEAL).read_bytes())

    (bag / verify.LOG_SEAL).write_bytes(json.dumps(row | {"leaf": row["leaf"] - 1}).encode())

    assert faulty_files(bag) == {verify.LOG_SEAL}


def test_a_log_that_was_changed_and_signed_anew_is_found_by_its_chain(bag, tmp_path):
    chain = bag / verify.CHAIN
    rows = [json.loads(line) for line in chain.read_bytes().split(b"\n") if line]
    rows[4]["body"] = rows[4]["body"].replace(":", ": ", 1)
    chain.write_bytes(b"".join(json.dumps(row).encode() + b"\n" for row in rows))

    faults = verify.check_bag(resealed(bag, tmp_path)).faults

    assert verify.BagFault(verify.CHAIN, "entry 5: the body was changed") in faults


def test_a_log_cut_short_and_signed_anew_no_longer_meets_its_head(bag, tmp_path):
    chain = bag / verify.CHAIN
    chain.write_bytes(b"\n".join(chain.read_bytes().split(b"\n")[:-2]))

    assert verify.HEAD in faulty_files(resealed(bag, tmp_path))


def test_an_exhibit_exchanged_everywhere_but_in_the_log_is_found(whole, bag, tmp_path):
    item = whole.item("JH/1")
    spoil(bag / item["path"])
    index = json.loads((bag / verify.INDEX).read_bytes())
    for row in index["items"]:
        if row["id"] == item["id"]:
            row["sha256"] = verify._digest(bag / item["path"])
    (bag / verify.INDEX).write_text(json.dumps(index))

    faults = verify.check_bag(resealed(bag, tmp_path)).faults

    assert [fault.file for fault in faults] == [item["path"]]
    assert "no entry in the log" in faults[0].problem


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b'{"items": [7]}', b"\xff", b"{"])
def test_nonsense_in_place_of_the_index_is_a_fault_and_no_crash(bag, tmp_path, content):
    (bag / verify.INDEX).write_bytes(content)

    assert verify.INDEX in faulty_files(resealed(bag, tmp_path))


@pytest.mark.parametrize("content", [b"[]\n", b"null\n", b'{"header": 1}\n', b"\xff\n", b"{"])
def test_nonsense_in_place_of_the_log_is_a_fault_and_no_crash(bag, tmp_path, content):
    (bag / verify.CHAIN).write_bytes(content)

    assert verify.CHAIN in faulty_files(resealed(bag, tmp_path))


def test_an_empty_folder_is_no_bundle(tmp_path):
    report = verify.check_bag(tmp_path)

    assert verify.MANIFEST in {fault.file for fault in report.faults}
    assert report.fingerprint == ""


def test_the_verifier_in_the_bag_is_ours_to_the_byte(whole):
    assert (whole.bag / verify.OWN_PATH).read_bytes() == Path(verify.__file__).read_bytes()


def test_the_command_checks_the_zip_as_it_came(whole, capsys):
    call_command("verify_bundle", whole.zip)

    said = capsys.readouterr().out
    assert "This bundle checks out" in said
    assert "data/verify.py is this installation's own." in said


def test_the_command_names_a_changed_verifier(bag, capsys):
    spoil(bag / verify.OWN_PATH, 100)

    with pytest.raises(CommandError):
        call_command("verify_bundle", bag)

    assert "data/verify.py: was changed" in capsys.readouterr().out


def test_the_command_names_a_verifier_exchanged_by_one_who_signed_anew(bag, tmp_path, capsys):
    spoil(bag / verify.OWN_PATH, 100)

    call_command("verify_bundle", resealed(bag, tmp_path))

    said = capsys.readouterr().out
    assert "data/verify.py is as packed, by another release" in said
    assert "The key is another's than ours." in said


def test_the_command_refuses_what_is_no_zip(tmp_path):
    (tmp_path / "bundle.zip").write_bytes(b"PK nonsense")

    with pytest.raises(CommandError, match=r"bundle\.zip"):
        call_command("verify_bundle", tmp_path / "bundle.zip")
