"""Forms with which the desk records a crime: the tables suggest, a person decides."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from casefile.formfields import GovukDateTimeField
from casefile.models import User, Victim
from casefile.rules.crime_classes import CLASSES, N100, RAPE, can_record
from casefile.rules.crime_flags import CRIME_FLAGS
from casefile.rules.recording_rules import RECORD_WITHIN_HOURS
from intake import suggesting
from intake.forms import Words
from intake.models import CrimeReport

LEVELS = (("standard", "Standard"), ("high", "High"))
MOST_WORDS = 4000


@dataclass(frozen=True)
class Desk:
    """What the forms need of the report, the day, and the class that was looked up."""

    report: CrimeReport
    told: suggesting.Told
    place: str
    on: date
    is_late: bool
    wanted: str = ""

    @property
    def suggested(self) -> suggesting.Suggested:
        return suggesting.suggest(self.told)


def _reason(label: str, hint: str, missing: str, *, required: bool = True) -> Words:
    return Words(
        label=label if required else f"{label} (optional)",
        help_text=hint,
        max_length=MOST_WORDS,
        required=required,
        widget=forms.Textarea,
        error_messages={"required": missing},
    )


class CrimeForm(forms.Form):
    """One crime: its class, why it is one, what stands inside it and beside it."""

    def __init__(self, desk: Desk, data: Any = None, **initial: Any) -> None:
        suggested = desk.suggested
        flags = suggesting.flags(desk.told)
        first = desk.wanted if can_record(desk.wanted, desk.on) else suggested.first.code
        initial = {
            "home_office_class": first,
            "included_offences": list(suggested.inside) if first == suggested.first.code else [],
            "flags": list(flags),
            **initial,
        }
        super().__init__(data, initial=initial)
        self.option_hints = {
            "home_office_class": {row.code: _because(row.why) for row in suggested.options},
            "flags": {code: _because(why) for code, why in flags.items()},
        }
        self._add_class(desk, suggested, str((data or {}).get("home_office_class", "")))
        self._add_inside(suggested)
        self._add_reasons(desk)
        self._add_flags(flags)
        self._add_dwelling(desk, first)

    def _add_class(self, desk: Desk, suggested: suggesting.Suggested, sent: str) -> None:
        codes = [row.code for row in suggested.options]
        if suggesting.points_to_rape(desk.told) or RAPE & set(codes):
            codes.append(N100)
        codes += [code for code in (desk.wanted, sent) if can_record(code, desk.on)]
        self.fields["home_office_class"] = forms.ChoiceField(
            label="Crime",
            help_text="Suggested first. Look for any other class above.",
            choices=[(code, f"{code} {CLASSES[code].title}") for code in dict.fromkeys(codes)],
            widget=forms.RadioSelect,
            error_messages={
                "required": "Choose the crime",
                "invalid_choice": "Choose a crime that can be recorded now",
            },
        )

    def _add_inside(self, suggested: suggesting.Suggested) -> None:
        titles = list(suggested.inside)
        if titles:
            self.fields["included_offences"] = forms.MultipleChoiceField(
                label="Offences inside it (optional)",
                help_text="They stay listed in the crime and are investigated with it.",
                choices=[(title, title) for title in titles],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )

    def _add_reasons(self, desk: Desk) -> None:
        self.fields["balance_reason"] = _reason(
            "Why it is more likely than not that this crime happened",
            "What the victim says is enough in most cases. For N100: why it is not recorded yet.",
            "Say why it is more likely than not that this crime happened",
        )
        self.fields["contrary_reason"] = _reason(
            "Why nothing credible says that it did not",
            "Only a fact that can be had now and proved would count. Doubt does not.",
            "Say why nothing credible says that it did not happen",
            required=False,
        )
        self.fields["contrary_reason"].label = "Why nothing credible says that it did not"
        if desk.is_late:
            self.fields["late_reason"] = _reason(
                f"Why it is recorded after its {RECORD_WITHIN_HOURS} hours",
                "The registrar reads this.",
                "Say why it is recorded late",
            )

    def _add_flags(self, suggested: Iterable[str]) -> None:
        codes = [*suggested, *CRIME_FLAGS]
        self.fields["flags"] = forms.MultipleChoiceField(
            label="Flags (optional)",
            choices=[(code, CRIME_FLAGS[code].words) for code in dict.fromkeys(codes)],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )

    def _add_dwelling(self, desk: Desk, first: str) -> None:
        codes = [first, *(code for code, _ in self.fields["home_office_class"].choices)]  # type: ignore[attr-defined]
        if any(CLASSES[code].group == "burglary_home" for code in codes):
            self.fields["dwelling"] = Words(
                label="The home that was entered (optional)",
                help_text="A burglary is counted once for each home.",
                max_length=300,
                required=False,
            )
            self.initial.setdefault("dwelling", desk.place)


def _because(why: str) -> str:
    return f"Because: {why}" if why else ""


class RecordForm(CrimeForm):
    """The first crime of a report, and who takes it on. Everything else comes from the report."""

    def __init__(self, desk: Desk, data: Any = None) -> None:
        row = CLASSES[desk.suggested.first.code]
        title = f"{row.short_title}: {desk.place}"[:120].rstrip(": ")
        level = "high" if desk.report.priority == "high" else "standard"
        super().__init__(desk, data, title=title, level=level)
        self.fields["title"] = Words(
            label="Name of the case",
            max_length=120,
            error_messages={"required": "Enter a name for the case"},
        )
        self.fields["level"] = forms.ChoiceField(
            label="Level", choices=LEVELS, widget=forms.RadioSelect
        )
        self.fields["officer"] = _staff(desk.report, "officer", "Officer in the case")
        self.fields["supervisor"] = _staff(desk.report, "supervisor", "Supervisor")
        self.fields["visit_at"] = GovukDateTimeField(
            label="Visit to the victim (optional)", required=False
        )


def _staff(report: CrimeReport, role: str, label: str) -> "forms.ModelChoiceField[User]":
    holders = User.objects.filter(
        force_id=report.force_id,
        is_active=True,
        role_rows__role=role,
        role_rows__revoked_at=None,
    )
    return forms.ModelChoiceField(
        holders.distinct().order_by("name"),
        label=label,
        empty_label="Choose",
        error_messages={"required": f"Choose the {label.lower()}"},
    )


class FurtherCrimeForm(CrimeForm):
    """A further crime of a report: against another victim, in another home, or counted apart."""

    def __init__(self, desk: Desk, data: Any = None) -> None:
        super().__init__(desk, data)
        self.fields["victim"] = forms.ModelChoiceField(
            Victim.objects.filter(case=desk.report.case).select_related("person"),
            label="Victim",
            required=False,
            empty_label="Somebody else, named below",
        )
        for name, label in (("given_names", "First names"), ("family_name", "Last name")):
            self.fields[name] = Words(
                label=f"{label} of another victim (optional)", max_length=120, required=False
            )
        self.fields["counting_reason"] = _reason(
            "Why it is counted apart",
            "Needed where the rules count it as one with a crime that is recorded already.",
            "",
            required=False,
        )
