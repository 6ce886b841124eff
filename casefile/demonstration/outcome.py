"""D10 and D11: the prosecutor decides, the custody officer charges, the first-hearing file goes."""

from typing import Any

from casefile.demonstration.cast import Cast
from casefile.demonstration.file_road import approve, fill_form, start_file, triage
from casefile.demonstration.story import moment, parts
from casefile.demonstration.tracker import expect_no_charge_yet, tell


def decide(cast: Cast) -> None:
    """D10: a decision for every suspect and charge; the tracker must not show the charge yet."""
    facts = cast.story["decision"]
    prosecutor = cast.browser("shah").at(moment(facts["triage_at"]))
    triage(cast, prosecutor)
    fields: dict[str, Any] = {}
    for number, key in enumerate(cast.story["arrests"], start=1):
        fields |= _about(f"suspect{number}", facts["suspects"][key])
    prosecutor.at(moment(facts["at"])).open(f"/prosecute/{cast.submission_id}/decisions/")
    filled = {name: values for name, values in prosecutor.page.filled.items() if name not in fields}
    prosecutor.submit({**filled, **fields})
    tell(cast, cast.story["told"][1])
    expect_no_charge_yet(cast)


def _about(prefix: str, decided: dict[str, Any]) -> dict[str, str]:
    if "charges" not in decided:
        values = {"outcome": decided["outcome"], "reason": decided["reason"]}
        return {f"{prefix}-{name}": value for name, value in values.items()}
    fields = {f"{prefix}-outcome": "each_charge"}
    for number, one in enumerate(decided["charges"], start=1):
        fields[f"{prefix}-decision_{number}"] = one["decision"]
        fields[f"{prefix}-reason_{number}"] = one["reason"]
    return fields


def charge(cast: Cast) -> None:
    """D11: the custody officer puts the charge as advised, and bails to the first hearing."""
    facts = cast.story["charge"]
    custody = cast.browser("brook").at(moment(facts["at"]))
    suspect = cast.known[f"suspect:{facts['suspect']}"]
    custody.open(f"/desk/custody/suspects/{suspect}/charge/")
    fields = {
        **custody.chosen("cjs_code_1", "particulars_1"),
        "reply_1": facts["reply"],
        "cautioned": "on",
        "bail": "conditional",
        "court_name": facts["court_name"],
        **parts("hearing_at", facts["hearing_at"]),
    }
    for number, (text, reason) in enumerate(facts["conditions"], start=1):
        fields |= {f"condition_{number}": text, f"condition_reason_{number}": reason}
    custody.submit(fields)


def first_hearing_file(cast: Cast) -> None:
    """D11: MG4, MG4A, MG5, MG9, MG10 and MG12 go with the file for the first hearing."""
    facts = cast.story["charge"]
    officer = cast.browser("hall").at(moment(facts["file_at"]))
    start_file(cast, officer, {**cast.story["file"], **facts})
    fill_form(cast, officer, "MG6", facts["MG6"])
    officer.fill(f"{cast.known['submission']}ask/", {})
    approve(cast, facts["approved"])
