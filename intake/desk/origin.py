"""How a report came in, as its page says it: which way, who took it down, and the read-back."""

from intake import taking, triage
from intake.channels import CHANNELS
from intake.desk.times import moment_words
from intake.models import CrimeReport
from intake.taking import ReadBack, Taking

Row = dict[str, str]


def rows(report: CrimeReport) -> list[Row]:
    """Return how a report came in, and who sent it when that was not its reporter."""
    channel = CHANNELS.get(report.channel)
    found = [_row("Came in by", channel.words if channel else report.channel)]
    if report.partner:
        sender = report.partner.application.name
        own = report.partner_reference
        found.append(_row("Sent by", f"{sender}, their reference {own}" if own else sender))
    kept, read_back = taking.of_report(report), taking.read_back_of(report)
    if kept:
        found += [_row("Taken down by", str(report.taken_by or "")), *_who(report, kept)]
    if read_back:
        found.append(_row("Read back", _read_back_words(read_back)))
    return found


def _row(key: str, value: str) -> Row:
    return {"key": key, "value": value}


def _who(report: CrimeReport, kept: Taking) -> list[Row]:
    language = kept.which_language or taking.LANGUAGES.get(kept.language, "")
    interpreter = taking.INTERPRETERS.get(kept.interpreter, "")
    return [
        _row("Asked", f"{kept.name}: {taking.RELATIONS.get(kept.relation, '')}"),
        _row("Language", f"{language}. Interpreter: {interpreter}"),
        _row("Asked before the form", "\n".join(_before(report, kept))),
    ]


def _before(report: CrimeReport, kept: Taking) -> list[str]:
    return [
        f"{step.text.en} {route.text.en}"
        for step in triage.steps_before(report.form)
        for route in step.routes
        if kept.before.get(step.key) == route.value
    ]


def _read_back_words(read_back: ReadBack) -> str:
    if not read_back.is_agreed:
        return f"No: {read_back.reason}"
    moment = moment_words(read_back.at) if read_back.at else ""
    return f"Agreed by {read_back.name}, {moment}"
