"""The receipt by email, and the code in it by which its reader shows who reads that address.

Only where the reporter said that email is safe. Until the code came back nothing about the case
goes there. Source: intake.md of the domain, 4.8: confirmation by code only where it is safe.
"""

import contextlib
import secrets
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from casefile.models import ContactPoint
from casefile.services import Reason, Refused, actors, contacts, events, messages
from intake import reaching, receipt_mail
from intake.models import CrimeReport, EmailCheck
from intake.origins import ONLINE

DIGITS = 6
CODE_FOR = timedelta(days=2)
MOST_TRIES = 5
MOST_SENT = 3


@transaction.atomic
def send_receipt(*, report: CrimeReport, at: datetime) -> None:
    """Send the reference by email where the reporter said that email is safe; nowhere else."""
    address = reaching.safe_email(reaching.answers_of(report))
    if not address:
        return
    # Who told somebody else has no page open on which to type a code: an officer verifies.
    code = _new_code() if report.channel == ONLINE.channel else ""
    words = receipt_mail.receipt(report, code)
    if _send(report, address, "report_receipt", words, at) and code:
        EmailCheck.objects.create(
            report=report, address=address, code_hash=make_password(code), sent_at=at
        )


def check_of(report: CrimeReport) -> EmailCheck | None:
    """Return the open or finished check of a report's email address, or None. One query."""
    return EmailCheck.objects.filter(report=report).first()


def is_confirmed(report: CrimeReport) -> bool:
    """Return whether the reader of the report's email address showed who reads it. One query."""
    return EmailCheck.objects.filter(report=report, confirmed_at__isnull=False).exists()


@transaction.atomic
def send_again(*, report: CrimeReport, at: datetime) -> None:
    """Send a new code; the last one stops working.

    Raises:
        Refused: there is no address to confirm, it is confirmed, or too many were sent.
    """
    check = _open_check(report)
    if check.times_sent >= MOST_SENT:
        raise _refused("too_many", "No more codes can be sent.")
    code, number = _new_code(), check.times_sent + 1
    words = receipt_mail.code_again(report, code)
    _send(report, check.address, "contact_code", words, at, suffix=str(number))
    check.code_hash, check.sent_at = make_password(code), at
    check.times_sent, check.wrong_tries = number, 0
    check.save(update_fields=["code_hash", "sent_at", "times_sent", "wrong_tries"])


def confirm(*, report: CrimeReport, typed: str, at: datetime) -> None:
    """Take the code that came back; from now on the address counts as verified.

    Raises:
        Refused: the code is wrong or old, or there is nothing to confirm.
    """
    if not _matches(report, typed, at):
        message = "That is not the code of our last message. Look again, or ask for a new one."
        raise _refused("wrong_code", message)
    with transaction.atomic():
        EmailCheck.objects.filter(report=report, confirmed_at=None).update(confirmed_at=at)
        by = actors.public(identifier=report.pk)
        events.append(
            stream=report.stream, kind="report.email_confirmed", by=by, at=at, about=report
        )
        _verify_in_case(report, at)
        _send_answers(report, at)


def _send_answers(report: CrimeReport, at: datetime) -> None:
    """Send what was written, now that it is known who reads it; never of a sensitive form."""
    check, words = check_of(report), receipt_mail.answers(report)
    if check and words:
        _send(report, check.address, "report_answers", words, at)


@transaction.atomic
def _matches(report: CrimeReport, typed: str, at: datetime) -> bool:
    """Compare and count: a refusal must not undo the count, so this commits on its own."""
    check = _open_check(report)
    if check.wrong_tries >= MOST_TRIES or at > check.sent_at + CODE_FOR:
        return False
    if check_password("".join(typed.split()), check.code_hash):
        return True
    check.wrong_tries += 1
    check.save(update_fields=["wrong_tries"])
    return False


def _verify_in_case(report: CrimeReport, at: datetime) -> None:
    """Verify the same address in a case that was opened meanwhile."""
    if report.case is None or (check := check_of(report)) is None:
        return
    value = contacts.normalise("email", check.address)
    points = ContactPoint.objects.filter(person__case=report.case, kind="email", value=value)
    for point in points.exclude(barred_reason__gt=""):
        with contextlib.suppress(Refused):
            contacts.verify(point=point, how="code", by=actors.public(identifier=report.pk), at=at)


def _open_check(report: CrimeReport) -> EmailCheck:
    check = EmailCheck.objects.select_for_update().filter(report=report).first()
    if check is None or check.confirmed_at:
        raise _refused("nothing_to_confirm", "There is nothing to confirm.")
    return check


def _send(
    report: CrimeReport,
    address: str,
    template: str,
    words: tuple[str, str],
    at: datetime,
    suffix: str = "",
) -> bool:
    """Queue a message; a barred address gets none, and the report is none the worse for it."""
    subject, body = words
    with contextlib.suppress(messages.Barred):
        messages.queue(
            recipient_id=report.pk,
            channel="email",
            address=address,
            template=template,
            subject=subject,
            body=body,
            key=f"{template}:{report.pk}{suffix}",
            force=report.force,
            at=at,
        )
        return True
    return False


def _new_code() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def _refused(code: str, message: str) -> Refused:
    return Refused(message, reasons=[Reason(code, message, field="code")], code=code)
