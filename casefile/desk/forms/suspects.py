"""Forms about suspects: arrest, release, interview, proposed charge and expected plea."""

from typing import Any

from casefile.desk.forms.boxes import (
    CaseForm,
    choice,
    day,
    line,
    moment,
    people_of,
    pick,
    tick,
    words,
)
from casefile.rules.form_choices import INTERVIEW_KINDS
from casefile.services.custody import RELEASES

PLEAS = (("guilty", "Guilty"), ("not_guilty", "Not guilty"))


class ArrestForm(CaseForm):
    """An arrest as the custody record gives it."""

    asn = line("Arrest/summons number", limit=30, hint="Such as 26/01NG/01/12F.")
    custody_number = line("Custody record number", limit=40, required=False)
    arrested_at = moment("When arrested")
    place = line("Where arrested", limit=300)
    grounds = words("Grounds for the arrest")
    arrested_by = pick("Arresting officer")

    def prepare(self) -> None:
        self.choose("arrested_by", people_of(self.case, self.user))


class ReleaseForm(CaseForm):
    """How a suspect left custody without charge."""

    release = choice(
        "How released", ((row, row.replace("_", " ").capitalize()) for row in RELEASES)
    )


class InterviewForm(CaseForm):
    """An interview under caution and its summary."""

    kind = choice("Kind of record", INTERVIEW_KINDS)
    place = line("Place")
    started_at = moment("Started")
    ended_at = moment("Ended")
    interviewers = choice("Interviewing officers", many=True)
    others_present = line("Others present and their part", limit=300, required=False)
    caution_given = tick("The caution was given")
    recording_reference = line("Recording reference", limit=60, required=False)
    prepared_statement = words("Prepared statement, word for word", required=False)
    summary = words("Summary of what was said")

    def prepare(self) -> None:
        live = self.case.assignments.filter(revoked_at=None).select_related("user")
        users = {row.user for row in live} | {self.user}
        named = sorted((user.signature_name, str(user.pk)) for user in users)
        self.choose("interviewers", [(key, name) for name, key in named])


class NoInterviewForm(CaseForm):
    """Why a suspect was not interviewed."""

    reason = words("Why there was no interview")


class ProposeChargeForm(CaseForm):
    """A charge that the file will propose."""

    cjs_code = line("Offence code", limit=10, hint="Find it by words above, or type it.")
    particulars = words("Particulars of the offence")
    from_on = day("Date of the offence, or first date")
    to_on = day("Last date, if a range", required=False)
    place = line("Place of the offence", limit=300)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("from_on"), cleaned.get("to_on")
        if first and last and last < first:
            self.add_error("to_on", "The last date must not be before the first")
        return cleaned


class PleaForm(CaseForm):
    """The plea that is expected, and the account given."""

    plea = choice("Expected plea", PLEAS)
    reason = words("Why")
    account = words("The suspect’s account so far", required=False)
