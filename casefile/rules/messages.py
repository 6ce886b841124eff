"""Every message that the product sends to somebody: to whom, and what must be known first.

`services/messages.py` refuses one that is not listed here.
"""

from dataclasses import dataclass

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source

_REQUIREMENT = Source(
    "Requirements of this product", "2026", "addresses never to be written to", "verified"
)


@dataclass(frozen=True)
class MessageRow:
    """One kind of message. `to` is who gets it: person (of a case), reporter, staff or owner.

    `only_verified`: it goes only where somebody made sure that the right person reads it.
    """

    template: str
    to: str
    words: str
    only_verified: bool = True
    waits_for_plan: bool = True


MESSAGES = {
    row.template: row
    for row in (
        MessageRow("report_receipt", "reporter", "That a form arrived, and its reference",
                   only_verified=False, waits_for_plan=False),
        MessageRow("contact_code", "reporter", "A code that shows who reads the address",
                   only_verified=False, waits_for_plan=False),
        MessageRow("report_answers", "reporter", "What was written, to whoever typed the code",
                   waits_for_plan=False),
        MessageRow("new_message", "reporter", "That there is something to read",
                   only_verified=False, waits_for_plan=False),
        MessageRow("letter", "reporter", "What was decided on a report; where nobody confirmed who "
                   "reads the address, only that there is something to read",
                   only_verified=False, waits_for_plan=False),
        MessageRow("complaint_answer", "reporter", "The answer to a complaint about the service",
                   only_verified=False, waits_for_plan=False),
        MessageRow("tracker_invitation", "person", "A link to the tracker"),
        MessageRow("tracker_news", "person", "That there is news on the tracker"),
        MessageRow("desk_alarm", "staff", "That something at the crime desk waits too long"),
        MessageRow("integrity_alarm", "staff", "That a stored file is not as it was sealed"),
        MessageRow("file_sent", "staff", "That a file was sent to the prosecutor"),
        MessageRow("rejection_reminder", "staff", "That a rejected file is to be answered"),
        MessageRow("saved_search", "staff", "That a saved search found something new"),
        MessageRow("hand_over_waiting", "staff", "That nobody answered for an exhibit handed over"),
        MessageRow("exhibit_missing", "staff", "That a store count did not find an exhibit"),
        MessageRow("footage_request", "owner", "A request to the owner of a registered camera"),
    )
}  # fmt: skip
LETTER = "letter"


def row_of(template: str) -> MessageRow:
    """Return the row of a message; the letters of the crime desk share one.

    Raises:
        KeyError: there is no such message.
    """
    return MESSAGES[LETTER if template.startswith(f"{LETTER}_") else template]


def _words(row: MessageRow) -> str:
    needs = "Only where somebody made sure who reads it." if row.only_verified else ""
    return f"{row.words}. {needs}".strip()


register(
    "messages",
    "Which messages are sent",
    "Every message there is. A number or address that was stolen, that is a suspect's, or that "
    "somebody barred gets none of them.",
    (Rule(row.template, _words(row), _REQUIREMENT) for row in MESSAGES.values()),
)
