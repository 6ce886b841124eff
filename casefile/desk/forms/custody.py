"""Forms of the custody officer: charge and bail, and nothing that was decided by somebody else."""

from dataclasses import dataclass
from typing import Any

from casefile.desk.forms.boxes import CaseForm, choice, line, moment, tick, words
from casefile.models import Charge, ChargingDecision, Suspect
from casefile.services.charges import Put

BAIL = (
    ("unconditional", "Unconditional bail"),
    ("conditional", "Conditional bail"),
    ("custody", "Kept in custody for court"),
)
CONDITIONS = range(1, 6)


@dataclass(frozen=True)
class Advised:
    """An authorised charge beside the newest advice on it."""

    number: int
    charge: Charge
    advice: ChargingDecision

    @property
    def cjs_code(self) -> str:
        return self.advice.advised_offence_id or self.charge.offence_id


def advised_charges(suspect: Suspect) -> list[Advised]:
    """Return the charges that a prosecutor authorised and nobody put yet. One query for each."""
    rows = suspect.charges.filter(stage="authorised").select_related("offence").order_by("number")
    return [
        Advised(number, charge, advice)
        for number, charge in enumerate(rows, start=1)
        if (advice := charge.decisions.order_by("-decided_at").first())
    ]


class ConditionsForm(CaseForm):
    """Numbered conditions of bail, each with its reason."""

    def prepare(self) -> None:
        for number in CONDITIONS:
            label = f"Condition {number}"
            self.fields[f"condition_{number}"] = line(label, limit=500, required=False)
            why = line(f"Reason for condition {number}", limit=500, required=False)
            self.fields[f"condition_reason_{number}"] = why

    def conditions(self, cleaned: dict[str, Any]) -> list[tuple[str, str]]:
        """Return (text, reason) of each condition; one without the other is an error on its box."""
        found = []
        for number in CONDITIONS:
            text, reason = f"condition_{number}", f"condition_reason_{number}"
            if bool(cleaned.get(text)) != bool(cleaned.get(reason)):
                empty = reason if cleaned.get(text) else text
                self.add_error(empty, "Give each condition and the reason for it")
            elif cleaned.get(text):
                found.append((cleaned[text], cleaned[reason]))
        return found


class ChargeForm(ConditionsForm):
    """Each authorised charge as put, the reply, bail and the first hearing."""

    cautioned = tick(
        "The caution was given", required=True, missing="Give the caution before charging"
    )
    bail = choice("Bail", BAIL)
    court_name = line("Court of the first hearing")
    hearing_at = moment("When the first hearing is")

    def prepare(self) -> None:
        self.advised = advised_charges(self.about)
        for row in self.advised:
            self._add(row)
        super().prepare()

    def _add(self, row: Advised) -> None:
        number = row.number
        self.fields[f"cjs_code_{number}"] = line("Offence code", limit=10)
        self.fields[f"particulars_{number}"] = words("Words of the charge")
        reply = line("Reply, word for word", limit=2000, required=False)
        self.fields[f"reply_{number}"] = reply
        self.fields[f"difference_reason_{number}"] = words(
            "Why it differs from what was authorised", required=False
        )
        self.initial.setdefault(f"cjs_code_{number}", row.cjs_code)
        self.initial.setdefault(f"particulars_{number}", row.advice.advised_particulars)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for row in self.advised:
            if self._differs(row, cleaned) and not cleaned.get(f"difference_reason_{row.number}"):
                message = "This differs from what was authorised: say why, or use those words"
                self.add_error(f"difference_reason_{row.number}", message)
        cleaned["conditions"] = self.conditions(cleaned)
        if (cleaned.get("bail") == "conditional") != bool(cleaned["conditions"]):
            self.add_error("bail", "Conditional bail has conditions, and other bail has none")
        if not self.errors:
            cleaned["puts"] = [self._put(row, cleaned) for row in self.advised]
        return cleaned

    @staticmethod
    def _differs(row: Advised, cleaned: dict[str, Any]) -> bool:
        code, text = cleaned.get(f"cjs_code_{row.number}"), cleaned.get(f"particulars_{row.number}")
        normal = (text or "").replace("\r\n", "\n").strip()
        return (code, normal) != (row.cjs_code, row.advice.advised_particulars)

    @staticmethod
    def _put(row: Advised, cleaned: dict[str, Any]) -> Put:
        names = ("cjs_code", "particulars", "reply", "difference_reason")
        return Put(row.charge, *(cleaned[f"{name}_{row.number}"] for name in names))

    def groups(self) -> list[dict[str, Any]]:
        """Return the boxes of each charge beside the advice, for the page."""
        names = ("cjs_code", "particulars", "reply", "difference_reason")
        return [
            {"row": row, "fields": [self[f"{name}_{row.number}"] for name in names]}
            for row in self.advised
        ]

    def condition_fields(self) -> list[Any]:
        """Return the boxes of conditions and reasons in order."""
        return [
            self[f"{name}_{number}"]
            for number in CONDITIONS
            for name in ("condition", "condition_reason")
        ]


class BailForm(ConditionsForm):
    """Bail to return to a police station."""

    surrender_to = line("Where to surrender")
    surrender_at = moment("When to surrender")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["conditions"] = self.conditions(cleaned)
        return cleaned
