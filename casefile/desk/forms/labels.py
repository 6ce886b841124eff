"""Forms about labels, and about what lies in a store."""

from typing import Any

from django import forms

from casefile.desk.forms.boxes import CaseForm, choice, line, words
from casefile.desk.label_sheet import LAYOUTS, ON_A_SHEET


class LabelForm(CaseForm):
    """Which exhibits of a case get a label, and on what paper."""

    exhibits = choice("Which exhibits", many=True)
    layout = choice("On what", LAYOUTS)
    first_place = forms.IntegerField(
        label="First free label of the sheet",
        min_value=1,
        max_value=ON_A_SHEET,
        initial=1,
        help_text=f"1 is at the top left, {ON_A_SHEET} at the bottom right.",
        error_messages={"required": "Enter the first free label, such as 1"},
    )

    def prepare(self) -> None:
        rows = self.case.exhibits.filter(kind="physical").exclude(stage="void")
        self.rows = {str(row.pk): row for row in rows.order_by("recorded_at", "reference")}
        shown = [(key, f"{row}: {row.description}") for key, row in self.rows.items()]
        self.choose("exhibits", shown)

    def clean_exhibits(self) -> list[Any]:
        return [self.rows[key] for key in self.cleaned_data["exhibits"]]


class CountForm(forms.Form):
    """A store, perhaps one shelf of it, and everything scanned there."""

    store = line("Store", missing="Enter the name of the store as its things are recorded")
    shelf = line("Shelf or locker", limit=80, required=False, hint="Leave empty to count it all.")
    scans = words(
        "Scanned codes",
        required=False,
        hint="One on each line, as a scanner types them. Leave empty if the place is empty.",
    )
