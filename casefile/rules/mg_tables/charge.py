"""Charge and first hearing: MG4 and MG4A, filled by the custody officer, and the report MG5."""

from casefile.rules.mg_tables.fields import Field, FormRow, Section
from casefile.rules.mg_tables.sources import HOME_OFFICE_EDITION, home_office, practice

PERSON_CHARGED = (
    Field("surname", "Surname", "text", "Y", "suspect.surname"),
    Field("forenames", "Forenames", "text", "Y", "suspect.forenames"),
    Field("address", "Address", "text", "Y", "suspect.address"),
    Field("born_on", "Date of birth", "date", "Y", "suspect.date_of_birth"),
    Field("gender", "Gender", "text", "Y", "suspect.gender"),
    Field("ethnicity", "Ethnicity code (16+1)", "text", "Y", "suspect.ethnicity"),
    Field("custody", "Custody no.", "text", "Y", "suspect.custody_reference"),
    Field("asn", "A/S no.", "text", "Y", "suspect.asn"),
    Field("arrested_on", "First arrest date", "date", "Y", "suspect.arrested_on"),
)
FIRST_COURT = (
    Field("court", "Court", "text", "Y", "first_hearing.court"),
    Field("court_at", "Date and time", "datetime", "Y", "first_hearing.at"),
)
CUSTODY_OFFICER = (
    Field("accepted_by", "Charge accepted by", "text", "Y", "charging.custody_officer"),
    Field("charged_by", "Officer charging", "text", "Y", "charging.charged_by"),
    Field("oic", "Officer in case", "text", "Y", "oic.name"),
    Field("charged_at", "Time and date of charge", "datetime", "Y", "charging.at"),
)

MG4 = FormRow(
    code="MG4",
    name="Charge(s)",
    edition=HOME_OFFICE_EDITION,
    per="suspect",
    disclosable=True,
    served_to=("prosecutor", "court", "defence"),
    source=home_office("MG4; 36 of 37 boxes read off a genuine blank"),
    sections=(
        Section("", "Person charged", (
            *PERSON_CHARGED,
            Field("is_youth", "Youth", "bool", "Y", "suspect.is_youth"),
            Field("interpreter", "Interpreter", "text", "C", "suspect.interpreter",
                  when="interpreter"),
        ), filled_by="custody"),
        Section("", "Charge(s)", (
            Field("cautioned", "Caution given", "bool", "Y", "charging.is_cautioned"),
            Field("charges", "Charges", "table", "Y", "suspect.charges_table", columns=(
                ("number", "No."), ("wording", "Charge"), ("cjs_code", "CJS code"))),
            Field("reply", "Reply (if any)", "longtext", "N", "charging.reply"),
            Field("signature", "Person charged", "signature", "N", "charging.signature"),
            Field("adult", "Appropriate adult", "signature", "C", "charging.appropriate_adult",
                  when="appropriate_adult"),
        ), filled_by="custody"),
        Section("", "Charged by", CUSTODY_OFFICER, filled_by="custody"),
        Section("", "Bail", (
            Field("bail", "Bail", "text", "Y", "bail.kind",
                  hint="Conditional bail goes on form MG4A."),
            *FIRST_COURT,
        ), filled_by="custody"),
    ),
)  # fmt: skip
MG4A = FormRow(
    code="MG4A",
    name="Conditional bail",
    edition="not published",
    per="suspect",
    disclosable=True,
    served_to=("prosecutor", "court", "defence"),
    source=practice("MG4A"),
    sections=(
        Section("", "Person bailed", PERSON_CHARGED, filled_by="custody"),
        Section("", "Conditions", (
            Field("conditions", "Conditions", "table", "Y", "bail.conditions_table", columns=(
                ("number", "No."), ("condition", "Condition"), ("reason", "Reason"))),
        ), filled_by="custody"),
        Section("", "Surrender", (
            *FIRST_COURT,
            Field("granted_by", "Granted by", "text", "Y", "bail.granted_by"),
            Field("granted_at", "Time and date", "datetime", "Y", "bail.granted_at"),
            Field("signature", "Person bailed", "signature", "N", "bail.signature"),
        ), filled_by="custody"),
    ),
)  # fmt: skip

MG5 = FormRow(
    code="MG5",
    name="Police report",
    edition=HOME_OFFICE_EDITION,
    per="case",
    disclosable=True,
    served_to=("prosecutor", "court", "defence"),
    source=home_office("MG5"),
    sections=(
        Section("", "Defendants", (
            Field("pleas", "Defendant", "table", "Y", "suspects.plea_table", columns=(
                ("suspect", "Defendant"), ("plea", "Anticipated plea"))),
            Field("charges", "Charges", "table", "Y", "charges.recorded_table", columns=(
                ("suspect", "Defendant"), ("cjs_code", "CJS code"), ("wording", "Charge"))),
        )),
        Section("1", "Summary of the key evidence", (
            Field("summary", "Key evidence", "longtext", "Y", "facts.case_summary"),
            Field("key_witnesses", "Key witnesses and their role", "table", "Y",
                  "witnesses.key_table", columns=(("name", "Name"), ("role", "Role"))),
            Field("property", "Property stolen, damaged or recovered", "table", "N",
                  "losses.property_table", columns=(("loss", "Property"), ("amount", "Value"))),
        )),
        Section("2", "Defendant interview", (
            Field("interviews", "Interviews", "table", "C", "interviews.accounts_table",
                  when="interview_held", columns=(
                      ("suspect", "Defendant"), ("held_on", "Date of interview"),
                      ("officers", "Interviewing officer(s)"), ("present", "Others present"),
                      ("account", "Explanation"))),
            Field("not_interviewed", "Why not interviewed", "text", "C",
                  "interviews.reason_not_held", when="interview_not_held"),
        )),
        Section("3", "Non-key evidence", (
            Field("other_witnesses", "Non-key witnesses and their role", "table", "N",
                  "witnesses.non_key_table", columns=(("name", "Name"), ("role", "Role"))),
        )),
        Section("4", "Visually recorded evidence", (
            Field("recordings", "Recordings", "table", "C", "exhibits.media_table", when="video",
                  columns=(("reference", "Exhibit"), ("description", "What it shows"),
                           ("format", "Format"), ("shown", "Shown in interview"))),
        )),
        Section("5", "Injuries", (
            Field("injuries", "Description of injuries", "longtext", "C", "injuries.summary",
                  when="injury"),
        )),
        Section("6", "Forensic evidence", (
            Field("forensic", "Forensic evidence", "longtext", "C", "facts.forensic",
                  when="forensic"),
        )),
        Section("7", "Orders on conviction", (
            Field("orders", "Order(s) applied for", "longtext", "C", "facts.orders_sought",
                  when="orders_sought"),
        )),
        Section("8", "Compensation", (
            Field("compensation", "Compensation", "table", "C", "losses.table",
                  when="compensation", columns=(
                      ("person", "Victim"), ("loss", "Injury, loss or damage"),
                      ("amount", "Amount"))),
        )),
        Section("9", "Other", (
            Field("precons", "Previous convictions attached", "bool", "Y",
                  "prints.all_attached"),
        )),
        Section("10", "Common-law disclosure and officer's certification", (
            Field("disclosure", "Material that may undermine or assist", "longtext", "Y",
                  "unused.common_law_statement"),
            Field("officer", "Officer", "text", "Y", "oic.name"),
        )),
        Section("11", "Supervisor's certification", (
            Field("supervisor", "Name and rank", "text", "Y", "approval.name"),
            Field("certified", "Accurate summary; file built to standard", "bool", "Y",
                  "approval.is_approved"),
            Field("certified_at", "Date", "datetime", "Y", "approval.at"),
        )),
    ),
)  # fmt: skip

MG20 = FormRow(
    code="MG20",
    name="Further evidence / information report",
    edition="not published",
    per="submission",
    disclosable=False,
    served_to=("prosecutor",),
    source=practice("MG20"),
    sections=(
        Section("", "To the Crown Prosecution Service", (
            Field("office", "Office", "text", "Y", "case.cps_office"),
            Field("next_court", "Next court date", "datetime", "N", "first_hearing.at"),
            Field("offences", "Offence(s)", "list", "Y", "charges.titles"),
        )),
        Section("", "Submitted as indicated", (
            Field("items", "Items", "table", "Y", "submission.items_table", columns=(
                ("title", "Item"), ("reference", "Reference"), ("item_on", "Date of item"),
                ("change", "New or changed"), ("disclosable", "Disclosable"))),
            Field("replies", "Reply to action plan", "table", "N", "action_plan.replies_table",
                  columns=(("number", "No."), ("action", "Action"), ("due_on", "Due"),
                           ("reply", "Reply"), ("items", "Items enclosed"))),
            Field("outstanding", "Outstanding", "table", "N", "action_plan.outstanding_table",
                  columns=(("number", "No."), ("action", "Action"), ("due_on", "Expected"))),
        )),
        Section("", "Further information", (
            Field("remarks", "Further information or remarks", "longtext", "N"),
        )),
        Section("", "Officer in case", (
            Field("officer", "Officer in case", "text", "Y", "oic.name"),
            Field("rank", "Rank and no.", "text", "Y", "oic.rank_and_number"),
            Field("submitted_at", "Date submitted", "datetime", "Y", "submission.at"),
        )),
    ),
)  # fmt: skip
