"""Every place in the record that a form may draw on, with the shape of what it gives."""

from dataclasses import dataclass
from typing import Literal

Shape = Literal["text", "date", "datetime", "bool", "list", "rows", "signature"]

SHAPE_OF_KIND: dict[str, Shape] = {
    "text": "text",
    "longtext": "text",
    "enum": "text",
    "date": "date",
    "datetime": "datetime",
    "bool": "bool",
    "list": "list",
    "table": "rows",
    "person": "rows",
    "signature": "signature",
}


@dataclass(frozen=True)
class PrefillKey:
    """One source of pre-filled answers.

    Shapes: 'text' a str; 'date' a date; 'datetime' an aware datetime; 'list' a list of str;
    'rows' a list of dicts keyed by the columns of the field that asks, with str, date, datetime
    or bool values; 'signature' a dict of name (str), at (aware datetime) and image (an opaque
    key of the evidence store, or None). None always means that the record does not know.
    """

    shape: Shape
    meaning: str


def _keys(shape: Shape, meanings: dict[str, str]) -> dict[str, PrefillKey]:
    return {key: PrefillKey(shape, meaning) for key, meaning in meanings.items()}


_TEXT = _keys("text", {
    "approval.comments": "the supervisor's comments at approval",
    "approval.name": "who approved the submission",
    "approval.rank_and_number": "the rank and number of that supervisor",
    "bail.granted_by": "the custody officer who granted bail",
    "bail.kind": "unconditional, conditional (see MG4A), or none",
    "case.cps_office": "the prosecutors' area",
    "case.defendants": "surnames of the suspects or defendants, joined",
    "case.stage": "where the investigation stands, in words",
    "case.urn": "the unique reference number",
    "charges.venue": "the court that must or may try it, worked out from the charges",
    "charging.charged_by": "who read the charge",
    "charging.custody_officer": "who accepted the charge",
    "charging.decision_maker": "who in the police decided to charge",
    "charging.reply": "the reply to the charge, word for word",
    "decision.prosecutor": "the prosecutor's name",
    "decision.rationale": "the prosecutor's case analysis",
    "disclosure_decision.prosecutor": "the prosecutor who reviewed the schedule",
    "disclosure_officer.name": "the disclosure officer",
    "facts.case_summary": "the circumstances, as typed on the MG3",
    "facts.code_test": "'full' or 'threshold', as chosen on the MG3",
    "facts.evidential_reasons": "why the evidential stage is met, as typed on the MG3",
    "facts.forensic": "items submitted for examination and the results, as typed on the MG6",
    "facts.orders_sought": "orders sought on conviction, as typed on the MG3",
    "facts.public_interest": "the public interest reasons, as typed on the MG3",
    "first_hearing.court": "the court of the first hearing",
    "injuries.summary": "injuries as described in statements and the report",
    "interview.duration": "length without breaks, such as '22 minutes'",
    "interview.exhibit_reference": "the recording's exhibit reference",
    "interview.kind": "the kind of record, such as 'short descriptive note'",
    "interview.made_by": "who made the record",
    "interview.person": "the person interviewed",
    "interview.place": "where it was held",
    "interview.prepared_statement": "the prepared statement, word for word",
    "interview.recording_reference": "the reference of the sound or video recording",
    "interview.summary": "the summary of what was said",
    "interviews.reason_not_held": "why there was no interview",
    "needs.assessed_by": "who assessed the witness's needs",
    "needs.views": "the witness's own views on the measures",
    "needs.vps_status": "the personal statement: offered, taken, declined, or not yet offered",
    "oic.cover": "who answers while the officer in the case is off duty",
    "oic.email": "work email of the officer in the case",
    "oic.name": "the officer in the case",
    "oic.rank_and_number": "rank and number of the officer in the case",
    "oic.station": "station of the officer in the case",
    "oic.telephone": "work telephone of the officer in the case",
    "person.name": "the person the print is for",
    "person.pnc_id": "the person's PNC id",
    "print.summary": "'no trace' or the counts on the print",
    "statement.age_line": "'over 18', or the age of a witness under 18",
    "statement.declaration": "the declaration, word for word as accepted",
    "statement.occupation": "the witness's occupation",
    "statement.page_count": "number of pages of the signed statement",
    "statement.place": "where the statement was taken",
    "statement.signature_witness": "who saw the signature",
    "statement.station": "station of the officer who took the statement",
    "statement.taken_by": "who took the statement",
    "statement.text": "the statement, word for word as signed",
    "statement.witness_name": "the witness's name",
    "submission.decision_sought": "what the prosecutor is asked for",
    "submission.priority": "red, green priority or green",
    "suspect.address": "the suspect's address",
    "suspect.asn": "the arrest/summons number, as displayed",
    "suspect.custody_reference": "the custody record number",
    "suspect.ethnicity": "self-defined ethnicity code (16+1)",
    "suspect.forenames": "the suspect's forenames",
    "suspect.gender": "the suspect's gender",
    "suspect.interpreter": "language and interpreter",
    "suspect.surname": "the suspect's surname",
    "third_party.position": "third-party material: what, who holds it, or that there is none",
    "unused.common_law_statement": "what must be disclosed at common law, or that nothing must",
    "unused.undermining_summary": "what may undermine or assist, or that nothing was found",
    "unused.unexamined_summary": "what has not been examined yet, or that all was",
    "witness.address": "home address, kept apart from the statement",
    "witness.age": "age at the date of the form",
    "witness.email": "email, when safe to use",
    "witness.ethnicity": "self-defined ethnicity code (16+1)",
    "witness.gender": "the witness's gender",
    "witness.mobile": "mobile, when safe to use",
    "witness.name": "the witness's name",
    "witness.postcode": "home postcode",
    "witness.preferred_contact": "how the witness wants to be reached",
})  # fmt: skip
_DATES = _keys("date", {
    "forensic.due_on": "when forensic results are expected",
    "form.on": "the day the form is completed",
    "injuries.due_on": "when medical evidence is expected",
    "person.date_of_birth": "date of birth of the person the print is for",
    "print.on": "the day of the print",
    "suspect.arrested_on": "the day of the first arrest",
    "suspect.date_of_birth": "the suspect's date of birth",
    "witness.date_of_birth": "the witness's date of birth",
})  # fmt: skip
_MOMENTS = _keys("datetime", {
    "approval.at": "when the supervisor approved",
    "bail.granted_at": "when bail was granted",
    "charging.at": "when the charge was put",
    "decision.at": "when the prosecutor decided",
    "disclosure_decision.at": "when the schedule was reviewed",
    "first_hearing.at": "when the first hearing is",
    "interview.ended_at": "when the interview ended",
    "interview.started_at": "when the interview began",
    "needs.assessed_at": "when the witness's needs were assessed",
    "schedule.signed_at": "when the schedule was signed",
    "statement.signed_at": "when the witness signed",
    "statement.taken_at": "when the statement was taken",
    "submission.at": "when the submission was sent",
})  # fmt: skip
_ANSWERS = _keys("bool", {
    "approval.disclosure_considered": "the supervisor considered disclosable material",
    "approval.is_approved": "a supervisor approved the submission",
    "charging.is_cautioned": "the caution was given at charge",
    "decision.disclosure_affects": "disclosable material affects the decision",
    "decision.disclosure_considered": "the prosecutor considered disclosable material",
    "interview.is_cautioned": "the interview was under caution",
    "needs.assessment_needed": "the witness needs a special measures assessment",
    "needs.willing_to_attend": "the witness will attend court",
    "prints.all_attached": "every suspect's print is in the file",
    "schedule.is_certified": "the disclosure officer certified the report",
    "suspect.is_youth": "the suspect is under 18",
    "unused.nothing_meets_test": "no listed item may undermine or assist",
    "unused.sensitive_is_nil": "there is no sensitive unused material",
})  # fmt: skip
_LISTS = _keys("list", {
    "case.flags": "case flags in words",
    "case.linked": "linked suspects and cases",
    "charges.consents": "consents needed, in words",
    "charges.limits": "time limits and the day each expires, in words",
    "charges.titles": "the offences by title",
    "interview.exhibits_shown": "references of exhibits shown",
    "interview.interviewers": "the interviewers",
    "interview.others_present": "others present and their role",
    "media.to_obtain": "recordings still to be obtained, with dates",
    "needs.eligibility": "grounds of eligibility that apply",
    "needs.measures": "measures sought",
    "statements.outstanding": "statements still to be taken, with dates",
    "witness.dates_to_avoid": "ranges to avoid, or one line saying that there are none",
    "witnesses.no_contact": "people a prisoner must not contact",
    "witnesses.refused": "witnesses who refused a statement, with their role",
    "witnesses.special_measures": "witness and measures sought, one line each",
    "witnesses.vulnerable_or_intimidated": "witness and why, one line each, or 'none'",
})  # fmt: skip
_ROWS = _keys("rows", {
    "action_plan.outstanding_table": "items of the action plan not yet answered",
    "action_plan.replies_table": "items answered by this submission",
    "action_plan.table": "the action plan as issued",
    "bail.conditions_table": "conditions of bail",
    "charges.advised_table": "charges proposed, one row per suspect and offence",
    "charges.recorded_table": "charges put, one row per defendant and charge",
    "decision.table": "the prosecutor's decision per suspect and offence",
    "devices.table": "digital devices and how they were examined",
    "enquiries.table": "lines of enquiry, their state and result",
    "exhibits.media_table": "recordings among the exhibits",
    "exhibits.outstanding_table": "exhibits still under examination",
    "exhibits.table": "all exhibits of the case, in order of reference",
    "interviews.accounts_table": "interviews and the account given in each",
    "losses.property_table": "property stolen, damaged or recovered",
    "losses.table": "loss, damage and injury claimed",
    "print.convictions_table": "convictions and cautions on the print",
    "submission.items_table": "what this submission contains",
    "suspect.charges_table": "charges put to this suspect",
    "suspects.blocks": "one block per suspect",
    "suspects.others_table": "others involved and what became of them",
    "suspects.plea_table": "anticipated plea per suspect and why",
    "unused.non_sensitive_table": "non-sensitive unused material in order of number",
    "unused.report_table": "items that may undermine or assist, and why",
    "unused.sensitive_table": "sensitive unused material in order of number",
    "witnesses.availability_table": "dates to avoid, or that there are none, per witness",
    "witnesses.contact_blocks": "one block per witness, with contact details",
    "witnesses.key_table": "key witnesses and their part",
    "witnesses.needs_table": "victims and witnesses, their needs and personal statements",
    "witnesses.non_key_table": "other witnesses and their part",
})  # fmt: skip
_SIGNATURES = _keys("signature", {
    "bail.signature": "the person bailed",
    "charging.appropriate_adult": "the appropriate adult",
    "charging.signature": "the person charged",
    "interview.signature": "who made the record of interview",
    "schedule.signature": "the disclosure officer",
    "statement.reader_certificate": "who read the statement to the witness",
    "statement.signature": "the witness",
})  # fmt: skip

PREFILL_KEYS: dict[str, PrefillKey] = (
    _TEXT | _DATES | _MOMENTS | _ANSWERS | _LISTS | _ROWS | _SIGNATURES
)
