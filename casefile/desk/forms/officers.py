"""Forms about who the officer in the case is."""

from django import forms

from casefile.desk.forms.boxes import CaseForm, choice, line, pick, words
from casefile.models import User
from casefile.services import conflicts

ANSWERS = (("accept", "I take the case over"), ("refuse", "I do not take it over"))


class OfferForm(CaseForm):
    """Who is to be the officer in the case, and what they must know."""

    to = pick("Who is to be the officer in the case")
    reason = words("Why, and what is still to be done")

    def prepare(self) -> None:
        rows = User.objects.filter(force_id=self.case.force_id, is_active=True)
        officers = rows.filter(role_rows__role="officer", role_rows__revoked_at=None).distinct()
        kept_out = conflicts.kept_from({self.case.pk})
        others = officers.exclude(pk__in=[self.user.pk, *kept_out]).order_by("name")
        people = [(str(row.pk), row.signature_name) for row in others]
        self.choose("to", [("", "Choose somebody"), *people])

    def clean_to(self) -> User:
        return User.objects.get(pk=self.cleaned_data["to"])


class WithdrawForm(CaseForm):
    """Why the case is kept."""

    reason = words("Why you keep the case")


class AnswerForm(CaseForm):
    """Taking a case over, or not."""

    answer = choice("What do you do?", ANSWERS)
    reason = line("Why you do not take it over", limit=300, required=False)

    def clean_reason(self) -> str:
        reason = str(self.cleaned_data["reason"])
        if self.data.get("answer") == "refuse" and not reason:
            raise forms.ValidationError("Say why you do not take it over")
        return reason
