"""Forms about visits to victims."""

from typing import Any

from casefile.desk.forms.boxes import CaseForm, line, moment, pick, words, yes_no
from casefile.models import User, Victim


class BookForm(CaseForm):
    """Whom to see, who comes, when, and where."""

    victim = pick("Victim")
    officer = pick("Officer who comes")
    visit_at = moment("When")
    place = line("Where", limit=300, required=False, hint="Leave it out if it is at their home.")

    def prepare(self) -> None:
        """Offer the case's victims, those who want a visit first, and its officers."""
        victims = self.case.victims.select_related("person").order_by("-wants_visit", "pk")
        self.choose("victim", [(str(row.pk), _wish(row)) for row in victims])
        team = User.objects.filter(
            assignments__case=self.case, assignments__revoked_at=None, is_active=True
        )
        chosen = team.distinct().order_by("name")
        self.choose("officer", [(str(row.pk), row.signature_name) for row in chosen])

    def clean_victim(self) -> Victim:
        """Return the victim."""
        return self.case.victims.get(pk=self.cleaned_data["victim"])

    def clean_officer(self) -> User:
        """Return the officer."""
        return User.objects.get(pk=self.cleaned_data["officer"])


def _wish(victim: Victim) -> str:
    return f"{victim}, wants a visit" if victim.wants_visit else str(victim)


class EndForm(CaseForm):
    """Whether a visit was made, or why it is not."""

    was_made = yes_no("Was the visit made?")
    reason = words(
        "Why it is called off", required=False, hint="The victim is told that it is, not why."
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the reason of a visit that is not made."""
        cleaned = super().clean() or {}
        if cleaned.get("was_made") == "no" and not cleaned.get("reason"):
            self.add_error("reason", "Say why it is called off")
        return cleaned
