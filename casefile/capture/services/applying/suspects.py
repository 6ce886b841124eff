"""Arrests and voluntary interviews."""

from django.db.models import Model

from casefile.capture.services.applying.taking import Taking, kind
from casefile.models import Suspect
from casefile.rules.form_choices import INTERVIEW_KINDS
from casefile.services import Reason, Refused, custody, interviews, people


def _suspect(taking: Taking) -> Suspect:
    return people.make_suspect(person=taking.person(), by=taking.by, at=taking.at)


@kind("arrest")
def arrest(taking: Taking) -> Model:
    """Record an arrest. On the street it has no number yet: it then waits for custody's."""
    answers = taking.answers
    if not answers.text("asn"):
        message = "The arrest/summons number is missing. Record the arrest with it."
        raise Refused(message, reasons=[Reason("asn", message, field="asn")], code="asn")
    officer = people.officer_witness(
        case=taking.case, user=taking.by.account, by=taking.by, at=taking.at
    )
    return custody.record_arrest(
        suspect=_suspect(taking),
        asn=answers.text("asn"),
        arrested_at=answers.moment("arrested_at", taking.made_at),
        place=answers.text("place"),
        grounds=answers.text("grounds"),
        arrested_by=officer,
        custody_number=answers.text("custody_number"),
        by=taking.by,
        at=taking.at,
    )


@kind("voluntary_interview")
def voluntary_interview(taking: Taking) -> Model:
    """Record a voluntary interview under caution."""
    answers = taking.answers
    kind_of = answers.text("kind") or "SDN"
    if kind_of not in dict(INTERVIEW_KINDS):
        raise Refused("Choose a kind of record from the list.", code="kind")
    return interviews.record(
        suspect=_suspect(taking),
        kind=kind_of,
        place=answers.text("place"),
        started_at=answers.moment("started_at", taking.made_at),
        ended_at=answers.moment("ended_at", taking.made_at),
        interviewers=[taking.by.account],
        others_present=answers.text("others_present"),
        caution_given=bool(answers.flag("caution_given")),
        recording_reference=answers.text("recording_reference"),
        prepared_statement=answers.text("prepared_statement"),
        summary=answers.text("summary"),
        by=taking.by,
        at=taking.at,
    )
