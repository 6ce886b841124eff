"""The words of the receipt by email, and of the answers. Where they go: `intake.confirming`.

On a sensitive form, and where others see the messages, it says nothing but a reference.
"""

from casefile.words import in_mail
from intake.models import CrimeReport
from intake.questions import FORMS
from intake.questions.rows import welsh
from intake.words import Say

SUBJECT = welsh("We have your form", "Mae eich ffurflen gyda ni")
NEUTRAL = welsh("You have a new message", "Mae gennych neges newydd")
THANKS = welsh("Thank you for your form.", "Diolch am eich ffurflen.")
REFERENCE = welsh("Your reference", "Eich cyfeirnod")
MAY_BE_ASKED = welsh("You may be asked for it.", "Efallai y gofynnir i chi amdano.")
WHAT_YOU_WROTE = welsh("What you wrote", "Yr hyn a ysgrifennoch")
BLANK = welsh("Not answered", "Heb ei ateb")
NO_REPLY = welsh(
    "You do not need to reply to this message.", "Nid oes angen i chi ateb y neges hon."
)
TYPE_THE_CODE = welsh(
    "To show that you read messages here, type this code on the page that you have open",
    "I ddangos eich bod yn darllen negeseuon yma, teipiwch y cod hwn ar y dudalen sydd ar agor",
)
YOUR_CODE = welsh("Your code", "Eich cod")
# How somebody may be reached, and the word by which they know us, stay out of any mailbox.
KEPT_OUT = "plan."


def receipt(report: CrimeReport, code: str) -> tuple[str, str]:
    """Return subject and text of the receipt: a reference, and the code that shows who reads it.

    Nothing of what was written is in it, since nobody knows yet whose mailbox this is.
    """
    say = Say(is_welsh=report.language == "cy")
    parts = [f"{say(REFERENCE)}: {report.reference}", say(MAY_BE_ASKED), *_code(say, code)]
    if _is_neutral(report):
        return str(say(NEUTRAL)), _text([*parts, say(NO_REPLY)])
    return str(say(SUBJECT)), _text([say(THANKS), *parts, say(NO_REPLY)])


def code_again(report: CrimeReport, code: str) -> tuple[str, str]:
    """Return subject and text of a message with a new code."""
    say = Say(is_welsh=report.language == "cy")
    return str(say(YOUR_CODE)), _text([*_code(say, code), say(NO_REPLY)])


def answers(report: CrimeReport) -> tuple[str, str] | None:
    """Return subject and text of the answers, for an address whose reader is known; or None.

    None: the form is sensitive, or others see the messages.
    """
    if _is_neutral(report):
        return None
    say = Say(is_welsh=report.language == "cy")
    written = [
        f"{row.label}\n{row.shown or say(BLANK)}"
        for row in report.answers.order_by("position")
        if not row.feeds.startswith(KEPT_OUT)
    ]
    parts = [f"{say(REFERENCE)}: {report.reference}", f"{say(WHAT_YOU_WROTE)}:", *written]
    return str(say(WHAT_YOU_WROTE)), _text([*parts, say(NO_REPLY)])


def _is_neutral(report: CrimeReport) -> bool:
    seen = report.answers.filter(feeds="plan.watched")
    return FORMS[report.form].is_sensitive or any(row.value == "yes" for row in seen)


def _code(say: Say, code: str) -> list[str]:
    if not code:
        return []
    return [f"{say(TYPE_THE_CODE)}: {code}"]


def _text(parts: list[str]) -> str:
    return "\n\n".join(in_mail(part) for part in parts) + "\n"
