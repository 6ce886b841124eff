"""One real case, from the first report to the charge: what the demonstration says it did."""

import re

SUMMARY = {
    "receipt_reference", "crime_reference", "urn", "bundle_pdf", "bundle_zip", "tracker_url",
    "victim_sign_in", "steps", "fields_total", "fields_typed", "facts_typed", "facts_asked_twice",
}  # fmt: skip


def test_the_summary_has_all_that_is_promised(northgate):
    assert set(northgate.summary) >= SUMMARY
    assert all(northgate.summary[name] for name in SUMMARY - {"facts_asked_twice"})


def test_the_three_references_are_three(northgate):
    found = [northgate.summary[name] for name in ("receipt_reference", "crime_reference", "urn")]
    found.append(northgate.facts["incident_log"]["number"])

    assert len(set(found)) == len(found)


def test_every_step_of_the_road_was_taken_and_timed(northgate):
    road = ["D1", "D2", "D3", "D4", "D5", "D8a", "D8b", "D9", "D9b", "D10", "D11", "D11b", "check"]

    assert northgate.steps == road
    assert all(step["seconds"] > 0 for step in northgate.summary["steps"])


def test_each_step_is_said_with_its_moment_and_its_time(northgate):
    said = (northgate.out / "said.txt").read_text(encoding="utf-8")

    for name in northgate.steps:
        assert re.search(rf"^{name} +[\d.]+ s  \S", said, re.M), name


def test_nobody_is_asked_for_a_fact_twice(northgate):
    assert northgate.summary["facts_asked_twice"] == 0


def test_fewer_than_one_field_in_ten_is_typed(northgate, record_property):
    typed, total = northgate.summary["fields_typed"], northgate.summary["fields_total"]
    record_property("fields_typed", f"{typed} of {total}: {typed / total:.1%}")

    assert 0 < typed < total / 10


def test_the_log_of_the_installation_is_whole_afterwards(northgate):
    done = northgate.manage("verify_log")

    assert done.returncode == 0, done.stdout + done.stderr


# Who sees what ----------------------------------------------------------------------------------


def test_the_tracker_names_nobody_and_no_charge_before_the_custody_officer_charged(northgate):
    charged_at = northgate.facts["charge"]["at"][:19].replace("T", " ")
    news = northgate.query(
        "SELECT publish_after, title || ' ' || body || ' ' || happens_next "
        "FROM victims_publishedupdate WHERE publish_after IS NOT NULL ORDER BY publish_after"
    )

    before = [text for moment, text in news if moment < charged_at]
    after = [text for moment, text in news if moment >= charged_at]
    assert before
    assert not [text for text in before if re.search(r"\b(Marsh|Cole)\b|\bcharged with\b", text)]
    assert any("charged" in text and "obbery" in text for text in after)


def test_another_forces_officer_was_refused_and_the_attempt_is_in_the_log(northgate):
    [(who,)] = northgate.query("SELECT id FROM casefile_user WHERE username = 'stranger'")
    refused = northgate.query(
        f"SELECT stream FROM casefile_caseevent WHERE kind = 'case.refused' AND actor_id = '{who}'"
    )

    assert [stream.partition(":")[0] for (stream,) in refused] == ["access"]
