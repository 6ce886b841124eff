"""What somebody types who knows somebody in a case."""

from casefile.desk.forms.boxes import CaseForm, words


class ConflictForm(CaseForm):
    """How they know them; the words go to whoever supervises, and to nobody else."""

    reason = words(
        "How do you know somebody in this?",
        hint="A few words are enough. You need not name the person.",
        missing="Say how you know somebody in this",
    )
