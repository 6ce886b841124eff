"""The form that says who a described person is."""

from typing import Any

from casefile.desk.forms.boxes import CaseForm, choice, line

SOMEBODY_NEW = "new"


class IdentifyForm(CaseForm):
    """Somebody of the case, or somebody new."""

    person = choice("Who is it?", ())
    given_names = line("Given names of somebody new", limit=120, required=False)
    family_name = line("Family name of somebody new", limit=120, required=False)

    def prepare(self) -> None:
        people = self.case.people.filter(user=None).order_by("family_name", "given_names")
        known = [(str(row.pk), row.name) for row in people]
        self.choose("person", [*known, (SOMEBODY_NEW, "Somebody who is not in the case yet")])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_new = cleaned.get("person") == SOMEBODY_NEW
        if is_new and not (cleaned.get("given_names") or cleaned.get("family_name")):
            self.add_error("family_name", "Enter the name")
        return cleaned
