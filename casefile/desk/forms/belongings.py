"""Forms about things and vehicles: what they are, and what became of them."""

from typing import Any

from casefile.desk.forms.boxes import CaseForm, choice, day, line, pick, words
from casefile.rules.property_statuses import STATUSES

YES_NO = (("yes", "Yes"), ("no", "No"))


class ItemForm(CaseForm):
    """One thing that was taken, damaged, lost or found."""

    description = words("What it is")
    status = choice("What became of it", STATUSES.items())
    owner = pick("Owner", required=False)
    brand = line("Make and model", required=False)
    colour = line("Colour and marks", required=False)
    serial = line("Serial or frame number", required=False)
    imei = line("IMEI of a phone", required=False, hint="15 digits. Dial *#06# or look at the box.")
    marking = line("Security marking", required=False)
    value_text = line("What it is worth", required=False, hint="Such as £120, or about 120.")
    insured = choice("Is it insured?", YES_NO, required=False)

    def prepare(self) -> None:
        people = self.case.people.filter(user=None).order_by("family_name", "given_names")
        self.choose("owner", [("", "Not known"), *((str(row.pk), row.name) for row in people)])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        owner = cleaned.get("owner")
        cleaned["owner"] = self.case.people.get(pk=owner) if owner else None
        insured = {"yes": True, "no": False}.get(cleaned.pop("insured", "") or "")
        return cleaned | {"is_insured": insured}


class VehicleForm(CaseForm):
    """One vehicle that was stolen, damaged or seen."""

    status = choice("What became of it", STATUSES.items())
    registration = line("Registration number", limit=30, required=False)
    make = line("Make", limit=80, required=False)
    model = line("Model", limit=80, required=False)
    colour = line("Colour", limit=40, required=False)
    description = line("What else is known of it", limit=400, required=False)
    vin = line("Chassis number (VIN)", limit=40, required=False)


class StatusForm(CaseForm):
    """What became of a thing or a vehicle, and when."""

    status = choice("What became of it", STATUSES.items())
    on = day("On which day")
