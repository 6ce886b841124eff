"""Forms about public appeals."""

from casefile.desk.forms.boxes import CaseForm, day, line, words


class AppealForm(CaseForm):
    """What the public will read."""

    title = line("Title", limit=120, hint="What happened and where, as people say it.")
    text = words(
        "What you ask the public",
        hint="Say when and where, whom you want to hear from, and what would help. Name nobody.",
    )
    until_on = day("Last day on which it is shown")


class WithdrawForm(CaseForm):
    """Why an appeal is taken back."""

    reason = words("Why it is taken back")
