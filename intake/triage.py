"""The questions before any form: what is for 999, for somebody else, and for which form.

Nothing here is kept, and no answer stands in an address: steps and landings go by number.
"""

from dataclasses import dataclass

from casefile.rules.registry import Rule, register
from casefile.rules.source import Text
from intake.landings import FORM, LANDING, LANDINGS, RAIL, STEP, Landing, Route
from intake.questions import FORMS
from intake.questions.rows import welsh


@dataclass(frozen=True)
class Step:
    """One question of triage with its answers."""

    key: str
    text: Text
    routes: tuple[Route, ...]
    hint: Text | None = None


def _form(code: str) -> Route:
    on_rail = code in {"robbery", "theft", "damage", "assault", "sexual", "hate", "asb"}
    return Route(FORMS[code].title, RAIL if on_rail else FORM, code)


STEPS: dict[str, Step] = {
    row.key: row
    for row in (
        Step(
            "danger",
            welsh(
                "Is anyone in danger right now?",
                "A oes unrhyw un mewn perygl ar hyn o bryd?",
            ),
            (
                Route(welsh("Yes", "Oes"), LANDING, "danger", "yes"),
                Route(welsh("No", "Nac oes"), STEP, "what", "no"),
            ),
        ),
        Step(
            "what",
            welsh("What happened?", "Beth ddigwyddodd?"),
            (
                *(_form(code) for code in FORMS if code not in {"fraud", "tell_us"}),
                Route(FORMS["fraud"].title, STEP, "fraud"),
                Route(FORMS["tell_us"].title, FORM, "tell_us"),
                Route(
                    welsh("I do not want to say who I am", "Nid wyf am ddweud pwy ydwyf"),
                    LANDING,
                    "anonymous",
                ),
                Route(
                    welsh(
                        "Noise, litter, parking or an abandoned car",
                        "Sŵn, sbwriel, parcio neu gar wedi'i adael",
                    ),
                    LANDING,
                    "council",
                ),
                Route(welsh("Terrorism", "Terfysgaeth"), LANDING, "terrorism"),
                Route(
                    welsh("Sexual pictures of children", "Lluniau rhywiol o blant"),
                    LANDING,
                    "child-images",
                ),
                Route(welsh("Something else", "Rhywbeth arall"), LANDING, "other"),
            ),
        ),
        Step(
            "fraud",
            welsh("Is any of this true?", "A yw unrhyw un o'r rhain yn wir?"),
            (
                Route(
                    welsh(
                        "It is happening now, or somebody is coming to collect something",
                        "Mae'n digwydd nawr, neu mae rhywun yn dod i gasglu rhywbeth",
                    ),
                    LANDING,
                    "courier",
                    "now",
                ),
                Route(
                    welsh(
                        "I know who did it and they live near me",
                        "Rwy'n gwybod pwy a'i gwnaeth ac maent yn byw gerllaw",
                    ),
                    FORM,
                    "fraud",
                    "known",
                ),
                Route(
                    welsh(
                        "The person it happened to is at risk or cannot protect themselves",
                        "Mae'r person y digwyddodd hyn iddo mewn perygl neu'n methu amddiffyn ei "
                        "hun",
                    ),
                    FORM,
                    "fraud",
                    "at_risk",
                ),
                Route(welsh("None of these", "Dim un o'r rhain"), LANDING, "report-fraud", "none"),
            ),
        ),
    )
}
RAILWAY_STEP = Step(
    "railway",
    welsh(
        "Was it on a train, a tram or the Underground, or inside a station?",
        "Oedd hyn ar drên, tram neu'r Underground, neu y tu mewn i orsaf?",
    ),
    (
        Route(welsh("Yes", "Oedd"), LANDING, "railway", "yes"),
        Route(welsh("No", "Nac oedd"), FORM, "", "no"),
    ),
)
_FORM_CODES, _STEP_KEYS, _LANDING_KEYS = list(FORMS), list(STEPS), list(LANDINGS)

register(
    "intake.triage",
    "Before a report: who takes what",
    "Which answers lead to 999, to another service, and to which form.",
    [Rule(key, row.advice.words[0].en, row.advice.source) for key, row in LANDINGS.items()],
)


def step(number: int) -> Step | None:
    """Return a step by its place, counted from 1."""
    return STEPS[_STEP_KEYS[number - 1]] if 1 <= number <= len(STEPS) else None


def step_number(key: str) -> int:
    """Return the place of a step, counted from 1."""
    return _STEP_KEYS.index(key) + 1


def landing(number: int) -> Landing | None:
    """Return a landing page by its place, counted from 1."""
    return LANDINGS[_LANDING_KEYS[number - 1]] if 1 <= number <= len(LANDINGS) else None


def landing_number(key: str) -> int:
    """Return the place of a landing page, counted from 1."""
    return _LANDING_KEYS.index(key) + 1


def form_code(number: int) -> str | None:
    """Return the code of a form by its place, counted from 1."""
    return _FORM_CODES[number - 1] if 1 <= number <= len(_FORM_CODES) else None


def form_number(code: str) -> int:
    """Return the place of a form, counted from 1; addresses name no form."""
    return _FORM_CODES.index(code) + 1


def route(found: Step, answer: str) -> Route | None:
    """Return where an answer leads; answers go by number, counted from 1."""
    if not answer.isdecimal() or not answer.isascii() or len(answer) > 3:
        return None
    number = int(answer)
    return found.routes[number - 1] if 1 <= number <= len(found.routes) else None


def steps_before(code: str) -> tuple[Step, ...]:
    """Return the steps that a form of this code comes after, danger first, whoever asks them.

    Choosing among the forms is left out: whoever sends or takes down a form has chosen.
    """
    chosen = STEPS["what"].routes
    rail = (RAILWAY_STEP,) if any(row.to == code and row.kind == RAIL for row in chosen) else ()
    is_offered = any(row.to == code and row.kind in {FORM, RAIL} for row in chosen)
    others = () if is_offered else tuple(row for row in STEPS.values() if _leads_to(row, code))
    return (STEPS["danger"], *others, *rail)


def _leads_to(found: Step, code: str) -> bool:
    return any(row.kind == FORM and row.to == code for row in found.routes)


def landing_after(found: Step, value: str) -> Landing | None:
    """Return whom to turn to instead after an answer, which goes by its value; None: go on."""
    row = next((row for row in found.routes if row.value == value), None)
    return LANDINGS[row.to] if row and row.kind == LANDING else None
