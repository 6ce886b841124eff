"""Witnesses and what they produce: MG2, MG9, MG10, MG11 front and back, MG12, MG15."""

from casefile.rules.mg_tables.fields import Field, FormRow, Section
from casefile.rules.mg_tables.sources import HOME_OFFICE_EDITION, home_office, manual_of_guidance

MOG_EDITION = "Manual of Guidance 2011"

MG2 = FormRow(
    code="MG2",
    name="Special measures assessment",
    edition=HOME_OFFICE_EDITION,
    per="witness",
    disclosable=False,
    served_to=("prosecutor",),
    source=home_office("MG2"),
    sections=(
        Section("1", "Witness", (
            Field("name", "Name", "text", "Y", "witness.name"),
            Field("born_on", "Date of birth", "date", "Y", "witness.date_of_birth"),
            Field("age", "Age", "text", "Y", "witness.age"),
        )),
        Section("2", "Eligibility", (
            Field("grounds", "Grounds (1999 Act, sections 16 and 17)", "list", "Y",
                  "needs.eligibility"),
        )),
        Section("3", "Measures sought", (
            Field("measures", "Measures (sections 23 to 30)", "list", "Y", "needs.measures"),
            Field("witness_views", "The witness's own views", "longtext", "Y", "needs.views"),
            Field("other_views", "Views of others", "longtext", "N"),
            Field("reasons", "Reasons and likely effect", "longtext"),
        )),
        Section("4", "Assessing officer", (
            Field("officer", "Name", "text", "Y", "needs.assessed_by"),
            Field("assessed_at", "Date", "datetime", "Y", "needs.assessed_at"),
        )),
    ),
)  # fmt: skip
MG9 = FormRow(
    code="MG9",
    name="Witness list",
    edition=MOG_EDITION,
    per="case",
    disclosable=False,
    served_to=("prosecutor", "witness_care"),
    source=manual_of_guidance("MG9"),
    sections=(
        Section("", "Witnesses", (
            Field("witnesses", "Witness", "person", "Y", "witnesses.contact_blocks", columns=(
                ("number", "No."), ("name", "Name"), ("statements", "Statements"),
                ("address", "Address"), ("telephone", "Telephone"), ("email", "Email"),
                ("age", "Age if child"), ("flags", "Victim, vulnerable, intimidated"),
                ("vps", "VPS"), ("checked_on", "PNC checked"))),
        )),
        Section("", "Completed by", (
            Field("officer", "Officer in case", "text", "Y", "oic.name"),
            Field("completed_on", "Date", "date", "Y", "form.on"),
        )),
    ),
)  # fmt: skip
MG10 = FormRow(
    code="MG10",
    name="Witness non-availability",
    edition=MOG_EDITION,
    per="case",
    disclosable=False,
    served_to=("prosecutor", "witness_care"),
    source=manual_of_guidance("MG10"),
    sections=(
        Section("", "Dates to avoid", (
            Field("availability", "Witness", "table", "Y", "witnesses.availability_table", columns=(
                ("number", "MG9 no."), ("name", "Name"), ("from_on", "From"), ("to_on", "To"),
                ("code", "Code"), ("none_stated", "No dates to avoid"))),
        )),
        Section("", "Completed by", (
            Field("officer", "Officer in case", "text", "Y", "oic.name"),
            Field("completed_on", "Date", "date", "Y", "form.on"),
        )),
    ),
)  # fmt: skip
MG11 = FormRow(
    code="MG11",
    name="Witness statement",
    edition=HOME_OFFICE_EDITION,
    per="statement",
    disclosable=True,
    served_to=("prosecutor", "court", "defence"),
    marking="OFFICIAL",
    source=home_office("MG11; 2013 specimen; Criminal Procedure Rules 16.2"),
    sections=(
        Section("", "Witness", (
            Field("name", "Statement of", "text", "Y", "statement.witness_name"),
            Field("age", "Age if under 18", "text", "Y", "statement.age_line",
                  hint="Shows 'over 18' for an adult; the date of birth stays off the front."),
            Field("occupation", "Occupation", "text", "Y", "statement.occupation"),
        )),
        Section("", "Declaration", (
            Field("declaration", "Declaration", "longtext", "Y", "statement.declaration"),
            Field("pages", "Pages", "text", "Y", "statement.page_count"),
        )),
        Section("", "Statement", (
            Field("text", "Statement", "longtext", "Y", "statement.text"),
            Field("signature", "Signature", "signature", "Y", "statement.signature"),
            Field("signed_at", "Date", "datetime", "Y", "statement.signed_at"),
            Field("signature_witness", "Signature witnessed by", "text", "N",
                  "statement.signature_witness"),
        ), filled_by="witness"),
        Section("", "Read over", (
            Field("reader", "Reader's declaration and signature", "signature", "C",
                  "statement.reader_certificate", when="cannot_read"),
        )),
    ),
)  # fmt: skip
MG11B = FormRow(
    code="MG11B",
    name="Witness statement, back sheet",
    edition=HOME_OFFICE_EDITION,
    per="statement",
    disclosable=False,
    served_to=("prosecutor", "witness_care"),
    source=home_office("MG11 back; 2013 specimen"),
    sections=(
        Section("", "Witness contact details", (
            Field("name", "Name of witness", "text", "Y", "witness.name"),
            Field("address", "Home address", "text", "Y", "witness.address"),
            Field("postcode", "Postcode", "text", "Y", "witness.postcode"),
            Field("mobile", "Mobile", "text", "N", "witness.mobile"),
            Field("email", "E-mail address", "text", "N", "witness.email"),
            Field("contact", "Preferred means of contact", "text", "N",
                  "witness.preferred_contact"),
            Field("gender", "Gender", "text", "N", "witness.gender"),
            Field("born_on", "Date of birth", "date", "Y", "witness.date_of_birth"),
            Field("ethnicity", "Ethnicity code (16+1)", "text", "N", "witness.ethnicity"),
        )),
        Section("", "Dates of witness non-availability", (
            Field("dates", "Dates to avoid, or none", "list", "Y", "witness.dates_to_avoid"),
        )),
        Section("", "Witness care", (
            Field("attends", "Willing to attend court", "bool", "Y", "needs.willing_to_attend"),
            Field("assessment", "Special measures assessment needed", "bool", "Y",
                  "needs.assessment_needed"),
            Field("particular", "Particular needs", "longtext", "N"),
        )),
        Section("", "Witness consent", (
            Field("vps", "Victim personal statement explained and offered", "text", "C",
                  "needs.vps_status", when="victim"),
            Field("medical", "Consent to medical records", "text", "N"),
            Field("sharing", "Details may go to the Witness Service", "bool"),
        )),
        Section("", "Statement taken by", (
            Field("taker", "Officer", "text", "Y", "statement.taken_by"),
            Field("station", "Station", "text", "Y", "statement.station"),
            Field("taken_at", "Time and date", "datetime", "Y", "statement.taken_at"),
            Field("place", "Place", "text", "Y", "statement.place"),
        )),
    ),
)  # fmt: skip
MG12 = FormRow(
    code="MG12",
    name="Exhibit list",
    edition=HOME_OFFICE_EDITION,
    per="case",
    disclosable=True,
    served_to=("prosecutor", "court", "defence"),
    marking="OFFICIAL",
    source=home_office("MG12"),
    sections=(
        Section("", "Exhibits", (
            Field("exhibits", "Exhibits", "table", "Y", "exhibits.table", columns=(
                ("property_reference", "Police property reference"),
                ("description", "Brief description of item (indicate if copy)"),
                ("reference", "Exhibit reference no."), ("producer", "Person producing"),
                ("location", "Current location"), ("attached", "Attached"))),
            Field("completed_on", "Date of completion", "date", "Y", "form.on"),
        )),
    ),
)  # fmt: skip
MG15 = FormRow(
    code="MG15",
    name="Record of interview",
    edition=HOME_OFFICE_EDITION,
    per="interview",
    disclosable=True,
    served_to=("prosecutor", "court", "defence"),
    marking="OFFICIAL",
    source=home_office("MG15"),
    sections=(
        Section("", "Interview", (
            Field("kind", "Kind of record", "text", "Y", "interview.kind"),
            Field("person", "Person interviewed", "text", "Y", "interview.person"),
            Field("exhibit", "Exhibit no.", "text", "N", "interview.exhibit_reference"),
            Field("place", "Place of interview", "text", "Y", "interview.place"),
            Field("started_at", "Time commenced", "datetime", "Y", "interview.started_at"),
            Field("ended_at", "Time concluded", "datetime", "Y", "interview.ended_at"),
            Field("duration", "Duration", "text", "Y", "interview.duration"),
            Field("recording", "Recording reference", "text", "N",
                  "interview.recording_reference"),
            Field("interviewers", "Interviewing officer(s)", "list", "Y",
                  "interview.interviewers"),
            Field("present", "Other persons present", "list", "Y", "interview.others_present"),
        )),
        Section("", "Record", (
            Field("cautioned", "Cautioned", "bool", "Y", "interview.is_cautioned"),
            Field("prepared", "Prepared statement", "longtext", "C",
                  "interview.prepared_statement", when="prepared_statement"),
            Field("record", "Summary of the interview", "longtext", "Y", "interview.summary"),
            Field("shown", "Exhibits shown", "list", "N", "interview.exhibits_shown"),
        )),
        Section("", "Officer", (
            Field("officer", "Made by", "text", "Y", "interview.made_by"),
            Field("signature", "Signature", "signature", "Y", "interview.signature"),
        )),
    ),
)  # fmt: skip
