"""Every kind of event the record knows, past tense and dotted, with words a person can read."""

from dataclasses import dataclass

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source

_DESIGN = Source("Design of this product", "2026", "the record", "verified")


@dataclass(frozen=True)
class EventKind:
    """One kind of entry: the family of stream it belongs to and what it says in plain words."""

    name: str
    family: str
    words: str


ANY_FAMILY = "any"


def _rows(family: str, *pairs: tuple[str, str]) -> list[EventKind]:
    return [EventKind(name, family, words) for name, words in pairs]


_ROWS = [
    *_rows(
        "report",
        ("report.submitted", "A report was sent in"),
        ("report.file_received", "A file was received with a report"),
        ("report.incident_linked", "A report was linked to an incident"),
        ("report.recorded", "The report was recorded as a crime"),
        ("report.closed_as_incident", "The report was kept as an incident only, with a reason"),
        ("report.transferred", "The report was passed to another force"),
        ("report.viewed", "A report was read"),
    ),
    *_rows(
        "case",
        ("case.opened", "The case was opened"),
        ("case.urn_given", "The case was given its unique reference number"),
        ("case.allocated", "Somebody was given a part in the case"),
        ("case.allocation_ended", "Somebody's part in the case ended"),
        ("case.closed", "The case was closed"),
        ("third_party.position_recorded", "Who else holds material was recorded"),
        ("crime.recorded", "A crime was recorded"),
        ("crime.outcome_recorded", "The outcome of a crime was recorded"),
        ("person.recorded", "A person was recorded"),
        ("person.role_recorded", "A person's part in the case was recorded"),
        ("person.changed", "Details of a person were changed"),
        ("contact.recorded", "A way to reach a person was recorded"),
        ("contact.barred", "A way to reach a person was barred"),
        ("contact_plan.agreed", "How a person may safely be reached was agreed"),
        ("needs.assessed", "A victim's needs were assessed"),
        ("personal_statement.offered", "A victim personal statement was offered"),
        ("visit.booked", "A visit to a victim was booked"),
        ("object.received", "A file was received and sealed"),
        ("object.integrity_failed", "A stored file no longer matched its hash"),
        ("exhibit.recorded", "An exhibit was recorded"),
        ("exhibit.transferred", "An exhibit changed hands or place"),
        ("exhibit.voided", "An exhibit reference was voided, with a reason"),
        ("exhibit.clock_checked", "A recorder's clock error was recorded"),
        ("exhibit.clipped", "A part of a recording was marked and cut"),
        ("statement.started", "A statement was started"),
        ("statement.drafted", "The words of a statement were changed"),
        ("statement.finalised", "The words of a statement were fixed for signing"),
        ("statement.signed", "A statement was signed"),
        ("suspect.arrested", "A suspect was arrested"),
        ("suspect.interviewed", "A suspect was interviewed under caution"),
        ("suspect.released", "A suspect was released from custody"),
        ("suspect.charge_authorised", "A prosecutor authorised a charge against a suspect"),
        ("suspect.charged", "A suspect was charged"),
        ("suspect.no_further_action", "No further action is taken against a suspect"),
        ("plea.anticipated", "The expected plea was recorded"),
        ("conviction_print.recorded", "A previous-convictions print was recorded"),
        ("unused_material.listed", "Unused material was listed"),
        ("unused_material.examined", "Unused material was examined against the disclosure test"),
        ("line_of_enquiry.recorded", "A line of enquiry was recorded"),
        ("line_of_enquiry.resolved", "A line of enquiry was resolved"),
        ("disclosure.reopened", "Disclosure was reopened by new material"),
        ("charge.proposed", "A charge was proposed"),
        ("charge.authorised", "A prosecutor authorised a charge"),
        ("charge.refused", "A prosecutor refused a charge"),
        ("charge.recorded", "A custody officer recorded a charge"),
        ("bail.granted", "Bail was granted"),
        ("bail.ended", "Bail ended"),
        ("form.answered", "A form was answered"),
        ("submission.started", "A file for the prosecutor was started"),
        ("submission.approval_requested", "A supervisor was asked to approve the file"),
        ("submission.returned", "A supervisor returned the file"),
        ("submission.approved", "A supervisor approved the file"),
        ("submission.submitted", "The file was sent to the prosecutor"),
        ("submission.received", "The prosecutor's system confirmed what arrived"),
        ("bundle.built", "A bundle was built"),
        ("submission.assessed", "The prosecutor assessed the file against the Director's Guidance"),
        ("triage.accepted", "The prosecutor accepted the file at first look"),
        ("triage.rejected", "The prosecutor rejected the file at first look"),
        ("action_plan.issued", "The prosecutor issued an action plan"),
        ("action_plan_item.replied", "An action-plan item was answered"),
        ("action_plan_item.closed", "An action-plan item was closed"),
        ("charging_decision.received", "A prosecutor's decision was received"),
        ("submission.decided", "The prosecutor decided on the file"),
        ("disclosure.decided", "The prosecutor decided on an item of unused material"),
        ("hearing.listed", "A hearing was listed"),
        ("hearing.resulted", "The result of a hearing was received"),
        ("update.published", "News was published to a victim"),
        ("victim.invited", "A victim was invited to the tracker"),
        ("victim.told", "A victim was told something"),
        ("tracker.switched_on", "The tracker was switched on for a victim"),
        ("tracker.switched_off", "The tracker was switched off for a victim"),
        ("tracker.code_given", "A victim was given a code for the tracker"),
        ("message.sent", "A message was sent"),
        ("duty.started", "A duty to a victim began to run"),
        ("duty.met", "A duty to a victim was met"),
    ),
    *_rows(ANY_FAMILY, ("body.erased", "The body of an entry was erased, with a reason")),
    *_rows(
        "access",
        ("case.viewed", "Part of a case was read"),
        ("case.listed", "A case was shown in a list"),
        ("case.refused", "An attempt to reach a case was refused"),
        ("object.downloaded", "A file was downloaded"),
        ("tracker.signed_in", "A victim signed in to the tracker"),
        ("tracker.viewed", "A victim read the tracker"),
        ("break_glass.opened", "Emergency access was taken, with a reason"),
        ("break_glass.reviewed", "Emergency access was reviewed"),
    ),
    *_rows(
        "force",
        ("user.signed_in", "A user signed in"),
        ("user.sign_in_failed", "A sign-in failed"),
        ("user.signed_out", "A user signed out"),
        ("access.refused", "An attempt was refused"),
        ("role.granted", "A role was granted"),
        ("role.revoked", "A role was revoked"),
        ("list.viewed", "A list, or a record of the force, was read"),
        ("log.viewed", "The log itself was read"),
        ("client.registered", "A machine client was registered"),
        ("client.revoked", "A machine client was revoked"),
        ("incident.imported", "An incident log was imported"),
        ("reference_data.imported", "A national list was imported"),
        ("job.parked", "A job failed too often and waits for a person"),
    ),
]

EVENT_KINDS = {row.name: row for row in _ROWS}
FAMILIES = ("access", "case", "force", "report")

_STREAMS = {
    "access": "Held with the reads of a case, which never leave",
    "case": "Held in the record of the case, which travels with its file",
    "force": "Held with the sign-ins and lists of a force, which never leave",
    "report": "Held with the report, which never leaves",
    ANY_FAMILY: "Held beside the entry it is about",
}
register(
    "events",
    "What is written down",
    "Every kind of entry in the record, which is only ever added to.",
    (
        Rule(row.name, f"{row.words}. {_STREAMS[row.family]}.", _DESIGN)
        for row in EVENT_KINDS.values()
    ),
)
