"""Tells reporters what was decided: what a letter says, by which safe way, and that it was done.

Whatever the way, the full words stand where only the reporter can read them again (the receipt
page); on sensitive forms nothing but a neutral line leaves.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format

from casefile.models import ContactPoint, OutboundMessage
from casefile.rules import london
from casefile.rules.source import Text
from casefile.services import Reason, Refused, clean, events, messages
from casefile.services.actors import Actor
from intake import confirming, letters, reaching
from intake.letters import LETTERS, NEUTRAL, OPENING, REASONS, SUBJECT, Letter
from intake.models import CrimeReport, DeskDecision, ReporterTold
from intake.questions import FORMS
from intake.referrals import REFERRALS
from intake.words import Say

PAGE, PHONE, POST = "page", "phone", "post"
WAYS: dict[str, tuple[str, Callable[[Mapping[str, Any]], str]]] = {
    "email": ("Email", reaching.safe_email),
    "text": ("Text message", reaching.safe_text_number),
    PHONE: ("Phone call by a person", reaching.safe_phone),
    POST: ("Post", reaching.safe_address),
}
RESULTS = {
    "spoke": "I spoke to them and told them",
    "no_answer": "Nobody answered",
    "other_person": "Somebody else answered; I said nothing about it",
    "message_left": "I left a message, as they allow",
}
_TOLD_BY = {"spoke"}


@dataclass(frozen=True)
class Way:
    """One way in which this reporter may be told, and where it leads."""

    code: str
    words: str
    address: str


@dataclass(frozen=True)
class Preview:
    """What the person reads, and what leaves by the chosen way, word for word."""

    letter: Letter
    way: Way
    subject: str
    body: str
    sent: str


def ways_of(report: CrimeReport) -> list[Way]:
    """Return the ways that the reporter chose as safe; the receipt page is always one. Two queries.

    A barred number or address is none, whoever chose it.
    """
    answers = reaching.answers_of(report)
    found = [Way(code, words, find(answers)) for code, (words, find) in WAYS.items()]
    barred = set(
        ContactPoint.objects.filter(value__in=[way.address for way in found if way.address])
        .exclude(barred_reason="")
        .values_list("value", flat=True)
    )
    usable = [way for way in found if way.address and way.address not in barred]
    return [*usable, Way(PAGE, "Only where they can look it up: the page of their receipt", "")]


def preview(
    *, report: CrimeReport, letter: str, way: str, words: str = "", decision: DeskDecision | None
) -> Preview:
    """Return a letter as the person will see it, and what leaves.

    Raises:
        Refused: no such letter here, a way that is not safe, or a gap that cannot be filled.
    """
    row = LETTERS.get(letter)
    if row is None or row.decision not in {"", report.stage}:
        raise _refused("letter", "Choose a letter that fits what was decided.")
    chosen = next((found for found in ways_of(report) if found.code == way), None)
    if chosen is None:
        raise _refused("way", "The reporter did not choose this way as safe.")
    own = clean.text(words, field="words", limit=2000)
    body = "\n\n".join(
        _said(report, text, own, decision) for text in _in_languages(report, (OPENING, row.text))
    )
    return Preview(row, chosen, _joined(report, SUBJECT), body, _leaving(report, chosen, body))


def _leaving(report: CrimeReport, way: Way, body: str) -> str:
    """Return what leaves by a way: the letter itself, or that there is one, or nothing."""
    if way.code == PAGE:
        return ""
    is_sensitive = report.form not in FORMS or FORMS[report.form].is_sensitive
    # A text is read over a shoulder and kept by the phone; the rest depends on the form.
    # An email goes to whoever reads that address, until its reader showed who that is.
    is_unproved = way.code == "email" and not confirming.is_confirmed(report)
    if way.code == "text" or (is_sensitive and way.code != PHONE) or is_unproved:
        return "\n\n".join(text for _, text in _each_language(report, NEUTRAL))
    return body


def _in_languages(report: CrimeReport, texts: tuple[Text, ...]) -> list[tuple[str, str]]:
    """Return language and text of each language that the letter stands in, Welsh first."""
    both = [_each_language(report, text) for text in texts]
    return [
        (parts[0][0], "\n\n".join(words for _, words in parts)) for parts in zip(*both, strict=True)
    ]


def _each_language(report: CrimeReport, text: Text) -> list[tuple[str, str]]:
    if report.language != "cy" or not text.cy:
        return [("en", text.en)]
    # Welsh that nobody has checked never stands alone.
    return [("cy", text.cy)] if text.cy_checked else [("cy", text.cy), ("en", text.en)]


def _joined(report: CrimeReport, text: Text) -> str:
    return Say(is_welsh=report.language == "cy")(text)


def _said(
    report: CrimeReport, text: tuple[str, str], own: str, decision: DeskDecision | None
) -> str:
    language, words = text
    values = _values(report, decision, language)
    values["words"] = letters.fill(own, values) if own else ""
    return letters.fill(words, values, field="letter")


def _values(report: CrimeReport, decision: DeskDecision | None, language: str) -> dict[str, str]:
    """Return what is known for the gaps of a letter; what is not known is left out."""
    with translation.override("cy" if language == "cy" else "en-gb"):
        known = {
            "reference": report.reference,
            "force": report.force.name,
            "crime_reference": _crime_references(report),
            **(_of_decision(decision, language) if decision else {}),
        }
    return {name: value for name, value in known.items() if value}


def _of_decision(decision: DeskDecision, language: str) -> dict[str, str]:
    referral = REFERRALS.get(decision.to_code) if decision.outcome == "referred" else None
    reason = REASONS.get(decision.ground)
    visit = decision.visit_at
    return {
        "decided_on": date_format(london.day_of(decision.decided_at), "j F Y"),
        "other": _of(referral.name, language) if referral else decision.to_force,
        "advice": "\n\n".join(_of(t, language) for t in referral.words) if referral else "",
        "reason": _of(reason, language) if reason else "",
        "visit_at": date_format(london.time_of(visit), "j F Y, H:i") if visit else "",
    }


def _of(text: Text, language: str) -> str:
    return text.cy if language == "cy" and text.cy else text.en


def _crime_references(report: CrimeReport) -> str:
    if report.case is None:
        return ""
    crimes = report.case.crimes.order_by("recorded_at", "reference")
    return ", ".join(crimes.values_list("reference", flat=True))


@transaction.atomic
def tell(
    *,
    report: CrimeReport,
    shown: Preview,
    key: str,
    result: str = "",
    note: str = "",
    by: Actor,
    at: datetime,
) -> ReporterTold:
    """Tell the reporter what was previewed and keep the words; the same key again is the first.

    A letter is queued; a call that a person made is recorded with its result.

    Raises:
        Refused: the result of a call is missing; messages.Barred: the address was barred meanwhile.
    """
    list(CrimeReport.objects.select_for_update().filter(pk=report.pk))
    if made := ReporterTold.objects.filter(key=key).first():
        return made
    if shown.way.code == PHONE and result not in RESULTS:
        raise _refused("result", "Say how the call went.")
    told = ReporterTold.objects.create(
        report=report,
        letter=shown.letter.code,
        edition=shown.letter.edition,
        language=report.language,
        channel=shown.way.code,
        message=_queue(report, shown, key, at),
        subject=shown.subject,
        body=shown.body,
        result=result if shown.way.code == PHONE else "",
        note=clean.text(note, field="note", limit=2000),
        is_done=shown.way.code != PHONE or result in _TOLD_BY,
        key=key,
        told_by=by.account,
        told_at=at,
    )
    _record(told, by, at)
    return told


def _queue(report: CrimeReport, shown: Preview, key: str, at: datetime) -> OutboundMessage | None:
    if shown.way.code in {PAGE, PHONE}:
        return None
    return messages.queue(
        recipient_id=report.pk,
        channel=shown.way.code,
        address=shown.way.address,
        template=f"letter_{shown.letter.code}"[:60],
        subject=shown.subject,
        body=shown.sent,
        key=f"told:{key}",
        force=report.force,
        at=at,
    )


def _record(told: ReporterTold, by: Actor, at: datetime) -> None:
    data = {
        "letter": LETTERS[told.letter].title,
        "edition": told.edition,
        "channel": told.channel,
        "result": RESULTS.get(told.result, ""),
        "note": told.note,
    }
    stream = told.report.stream
    events.append(stream=stream, kind="report.told", by=by, at=at, about=told, data=data)
    if told.is_done:
        untold = DeskDecision.objects.filter(report=told.report, told_at=None)
        untold.filter(outcome=LETTERS[told.letter].decision).update(told_at=at)


def call_plan(report: CrimeReport) -> list[dict[str, str]]:
    """Return what a person who calls must know: the number, safe times, the code word, messages."""
    rows = {row.feeds: row.shown for row in report.answers.all() if row.feeds.startswith("plan.")}
    number = reaching.safe_phone(reaching.answers_of(report))
    told = {
        "Number": number,
        "Safe times": rows.get("plan.times", ""),
        "Code word": rows.get("plan.code_word", ""),
        "May a message be left?": rows.get("plan.voicemail", ""),
        "A call without a number": rows.get("plan.caller_id", ""),
        "Somebody they trust": rows.get("plan.proxy", ""),
        "What else to know": rows.get("plan.notes", ""),
    }
    return [{"key": key, "value": value, "empty": "Not said"} for key, value in told.items()]


def _refused(field: str, message: str) -> Refused:
    return Refused(message, reasons=[Reason(field, message, field=field)], code=field)
