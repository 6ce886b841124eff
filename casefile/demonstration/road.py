"""The road of a case that is referred and charged: its steps in order, timed, and the summary."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from casefile.demonstration import file_road, front_door, investigation, outcome, proof
from casefile.demonstration.cast import Cast
from casefile.demonstration.live import Live
from casefile.demonstration.story import Story


class Step(NamedTuple):
    """One step: its name in the demonstration case, what happens, and the function that does it."""

    name: str
    words: str
    do: Callable[[Cast], None]


STEPS = (
    Step("D1", "Fri 13 Nov, the 999 call and its log are imported", front_door.log_the_call),
    Step("D2", "Sat 14 Nov 08:10, Aisha Karim reports online", front_door.report_online),
    Step("D3", "Sat 14 Nov 09:05, the crime desk records one crime", front_door.record_the_crime),
    Step("D4", "Sat 14 Nov, statements, recordings and the clip", investigation.first_day),
    Step("D5", "Sun 15 Nov, arrests, search and interviews", investigation.arrests),
    Step("D8a", "Tue 24 Nov, the file is built and returned once", file_road.build_and_return),
    Step("D8b", "Tue 24 Nov, the file is approved and sent", file_road.approve_and_send),
    Step("D9", "Thu 26 Nov, accepted at triage; action plan", file_road.triage_and_plan),
    Step("D9b", "Wed 2 Dec, the reply with changes only", file_road.reply_to_plan),
    Step("D10", "Mon 7 Dec, the prosecutor decides", outcome.decide),
    Step("D11", "Thu 10 Dec, the custody officer charges", outcome.charge),
    Step("D11b", "Thu 10 Dec, the first-hearing file is sent", outcome.first_hearing_file),
    Step("check", "bundle, bag, chain and tracker are checked", proof.check_everything),
)


def walk(live: Live, story: Story, *, out: Path, say: Callable[[str], object]) -> None:
    """Take every step and write `summary.json` and the bundle into `out`.

    Raises:
        StepFailed: a page or a check answered otherwise than it must.
    """
    cast = Cast(live, story, out)
    steps = []
    for step in STEPS:
        begun = time.perf_counter()
        step.do(cast)
        seconds = round(time.perf_counter() - begun, 2)
        steps.append({"name": f"{step.name} {step.words}", "seconds": seconds})
        say(f"{step.name:<6}{seconds:>6.2f} s  {step.words}")
    made = sorted(name for name, origin in story.origins.items() if origin == "made here")
    if made:
        say(f"No sample files were found for {', '.join(made)}: these were made here.")
    cast.summary |= {"steps": steps, "media": story.origins}
    text = json.dumps(cast.summary, indent=2, ensure_ascii=False) + "\n"
    path = out / "summary.json"
    # Beside the database too: the victim's link and code fit that database and no other.
    for place in (path, live.var / path.name):
        place.write_text(text, "utf-8")
    say(f"Everything held. Summary: {path.name}, in {out.parent.name}/{out.name}/")
