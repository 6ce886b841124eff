"""The form on the first page: what it is about and, where several forces listen here, where."""

from collections.abc import Sequence
from typing import Any

from django import forms

from casefile.models import Force
from intake.questions import FORMS
from intake.questions.blocks import CHOOSE
from intake.words import Say


class StartForm(forms.Form):
    """Which form, and which force; a choice of one is not asked."""

    def __init__(self, forces: Sequence[Force], say: Say, data: Any = None) -> None:
        super().__init__(data)
        self.forces = {force.pk: force for force in forces}
        self.fields["form"] = self._choice(
            say, "what", [(form.code, say(form.title)) for form in FORMS.values()]
        )
        areas = [(force.pk, force.name) for force in forces]
        if len(areas) > 1:
            self.fields["force"] = self._choice(say, "area", [*areas, ("unsure", say["unsure"])])

    @staticmethod
    def _choice(say: Say, label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
        words = say(CHOOSE)
        return forms.ChoiceField(
            label=say[label],
            choices=choices,
            widget=forms.RadioSelect,
            error_messages={"required": words, "invalid_choice": words},
        )

    def clean(self) -> dict[str, Any]:
        """Resolve the force; whoever is not sure reaches the first desk, which passes it on."""
        cleaned = super().clean() or {}
        first = next(iter(self.forces.values()), None)
        cleaned["force"] = self.forces.get(cleaned.get("force", ""), first)
        return cleaned
