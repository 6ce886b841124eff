"""The form before the first question: in which police area, where several listen here."""

from collections.abc import Sequence
from typing import Any

from django import forms

from casefile.models import Force
from intake.questions.parts import CHOOSE
from intake.words import Say


class StartForm(forms.Form):
    """Which force; a choice of one is not asked."""

    def __init__(self, forces: Sequence[Force], say: Say, data: Any = None) -> None:
        super().__init__(data)
        self.forces = {force.pk: force for force in forces}
        if len(forces) > 1:
            words = say(CHOOSE)
            self.fields["force"] = forms.ChoiceField(
                label=say["area"],
                choices=[*((force.pk, force.name) for force in forces), ("unsure", say["unsure"])],
                widget=forms.RadioSelect,
                error_messages={"required": words, "invalid_choice": words},
            )

    def clean(self) -> dict[str, Any]:
        """Resolve the force; whoever is not sure reaches the first desk, which passes it on."""
        cleaned = super().clean() or {}
        first = next(iter(self.forces.values()), None)
        cleaned["force"] = self.forces.get(cleaned.get("force", ""), first)
        return cleaned
