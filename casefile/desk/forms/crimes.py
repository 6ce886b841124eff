"""Forms about a recorded crime: its class, what could solve it, its team, its outcome."""

from typing import Any

from casefile.desk.forms.boxes import CaseForm, choice, line, pick, words, yes_no
from casefile.rules.allocation import NOT_INVESTIGATED, TEAMS
from casefile.rules.cancellation import CANCEL_REASONS, NO_REASONS
from casefile.rules.crime_flags import CRIME_FLAGS
from casefile.rules.outcomes import GROUP_WORDS, OF_WHICH, OUTCOMES
from casefile.rules.solvability import FACTORS, STATES

KNOWN = (("yes", "Yes"), ("no", "No"), ("unknown", "Not known, or not asked"))
SAID = {"yes": True, "no": False, "unknown": None}


class ReclassifyForm(CaseForm):
    """The new class of a crime, found by words on the page, and why."""

    new_class = line("Class", limit=12, hint="Look it up above, or enter its code.")
    reason = words("Why it has another class", missing="Say why it has another class")

    def clean_new_class(self) -> str:
        return str(self.cleaned_data["new_class"]).strip().upper()


class CancelForm(CaseForm):
    """The reason to cancel a record and what shows it; what is no reason is refused with words."""

    code = choice(
        "Reason",
        [(row.code, f"{row.code}: {row.words}") for row in CANCEL_REASONS.values()]
        + [(row.code, f"Not a reason: {row.words.lower()}") for row in NO_REASONS.values()],
    )
    information = words(
        "What shows it",
        hint="Additional information that somebody else can check: what it is, and where.",
        missing="Say what shows it: information that somebody else can check",
    )


class ReasonForm(CaseForm):
    """A reason, and nothing else."""

    reason = words("Why", missing="Give the reason")


class OffenceForm(CaseForm):
    """A lesser offence to list inside a crime."""

    title = line("Offence", missing="Name the offence")


class FlagsForm(CaseForm):
    """The flags beside the class."""

    flags = choice(
        "Flags",
        [(row.code, row.words) for row in CRIME_FLAGS.values()],
        required=False,
        many=True,
    )


class VictimViewForm(CaseForm):
    """Whether the victim supports going further, and what they said."""

    supports = yes_no("Does the victim support going further?")
    words = words("What the victim said", missing="Write what the victim said")

    def clean_supports(self) -> bool:
        return bool(self.cleaned_data["supports"] == "yes")


class OutcomeForm(CaseForm):
    """The outcome of a crime, what the investigation found, and why."""

    outcome = pick("Outcome")
    is_suspect_identified = choice("Is a suspect identified?", KNOWN)
    victim_supports = choice("Does the victim support action?", KNOWN)
    reason = words("Why", missing="Say why it has this outcome")
    of_which = choice(
        "For a different offence",
        [(code, f"{code}: {OUTCOMES[parent].title}, for a different offence")
         for code, parent in OF_WHICH.items()],
        required=False,
    )  # fmt: skip
    passed_to = line("Which body it is passed to", limit=120, required=False)

    def prepare(self) -> None:
        roles = set(self.initial.get("roles", ()))
        self.fields["outcome"].choices = [("", "Choose"), *_outcomes(roles)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("is_suspect_identified", "victim_supports"):
            if name in cleaned:
                cleaned[name] = SAID[cleaned[name]]
        if cleaned.get("outcome"):
            cleaned["outcome"] = int(cleaned["outcome"])
        return cleaned


def _outcomes(roles: set[str]) -> list[tuple[str, str]]:
    return [
        (str(row.code), f"{row.code} {row.title} ({GROUP_WORDS[row.group].lower()})")
        for row in OUTCOMES.values()
        if row.code and roles & set(row.roles)
    ]


class SolvabilityForm(CaseForm):
    """Each factor: present, absent or not known, and what shows it."""

    def prepare(self) -> None:
        for code, row in FACTORS.items():
            self.fields[code] = choice(row.words, STATES.items())
            shown = line("What shows it, or where it is", limit=400, required=False)
            self.fields[f"{code}_evidence"] = shown

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            cleaned["factors"] = {
                code: (cleaned[code], cleaned[f"{code}_evidence"]) for code in FACTORS
            }
        return cleaned


class TeamForm(CaseForm):
    """Which team takes a crime; why, where that is not the one suggested."""

    team = choice("Team", TEAMS.items())
    reason = words("Why it is another team than suggested", required=False)
    not_investigated = choice(
        "If it is not investigated: what the victim is told",
        [(row.code, f"{row.title}: {row.plain}") for row in NOT_INVESTIGATED.values()],
        required=False,
    )
