"""The request for a charging decision: MG3, MG6 and the previous-convictions print."""

from casefile.rules.mg_tables.fields import CODE_TESTS, Field, FormRow, Section
from casefile.rules.mg_tables.sources import HOME_OFFICE_EDITION, home_office, practice

SUSPECT_BLOCK = (
    ("surname", "Surname"),
    ("forenames", "Forename(s)"),
    ("date_of_birth", "Date of birth"),
    ("gender", "Sex"),
    ("ethnicity", "Ethnicity code (16+1)"),
    ("nationality", "Nationality"),
    ("asn", "Arrest/summons number"),
    ("custody_reference", "Custody ref."),
    ("arrested_at", "Date of arrest"),
    ("status", "Status"),
    ("return_bail_on", "Return bail date"),
    ("is_youth", "YO"),
    ("interpreter", "Language or interpreter"),
    ("health", "Health issues"),
    ("previous_convictions", "Previous convictions attached"),
    ("proposed_charges", "Proposed charges"),
)
OIC_CONTACT = (
    Field("officer", "Officer completing", "text", "Y", "oic.name"),
    Field("rank", "Rank/Job title and number", "text", "Y", "oic.rank_and_number"),
    Field("station", "Station", "text", "Y", "oic.station"),
    Field("telephone", "Tel.", "text", "Y", "oic.telephone"),
    Field("email", "Email address", "text", "Y", "oic.email"),
    Field("cover", "Cover while off duty", "text", "Y", "oic.cover"),
)
MG3_SUSPECTS = (
    Field("suspects", "Suspect", "person", "Y", "suspects.blocks", columns=SUSPECT_BLOCK),
)

MG3_REFERRAL = Section(
    "2",
    "Decision sought",
    (
        Field("stage", "Investigation stage at which advice sought", "text", "Y", "case.stage"),
        Field("decision_sought", "Decision sought", "text", "Y", "submission.decision_sought"),
        Field("priority", "Case category", "text", "Y", "submission.priority"),
        Field("flags", "Case flags", "list", "N", "case.flags"),
        Field("code_test", "Test applied", "enum", options=CODE_TESTS, states="facts.code_test"),
        Field("evidential", "Evidential stage: why the test is met", "longtext",
              states="facts.evidential_reasons"),
        Field("public_interest", "Public interest stage", "longtext",
              states="facts.public_interest"),
    ),
)  # fmt: skip
MG3_CHARGES = Section(
    "3",
    "Proposed charges",
    (
        Field("charges", "Charges", "table", "Y", "charges.advised_table", columns=(
            ("suspect", "Suspect"), ("cjs_code", "CJS code"), ("title", "Offence"),
            ("mode", "Mode of trial"), ("offence_on", "Date or range"), ("place", "Place"),
            ("limit_expires_on", "Time limit expires"))),
        Field("limits", "Statutory time limits", "list", "C", "charges.limits",
              when="statutory_limit"),
        Field("consents", "Consents needed", "list", "C", "charges.consents",
              when="consent_needed"),
        Field("venue", "Venue", "text", "Y", "charges.venue"),
    ),
)  # fmt: skip
MG3_OUTLINE = Section(
    "4",
    "Outline of circumstances and decision sought",
    (
        Field("summary", "Circumstances", "longtext", states="facts.case_summary",
              hint="What happened, in order; each point to prove and who proves it."),
        Field("issues", "Likely issues and lines of defence", "longtext"),
        Field("accounts", "Suspect's account", "table", "Y", "interviews.accounts_table", columns=(
            ("suspect", "Suspect"), ("held_on", "Interviewed"), ("account", "Account"))),
        Field("strengths", "Strengths and weaknesses", "longtext"),
        Field("pleas", "Anticipated plea", "table", "Y", "suspects.plea_table", columns=(
            ("suspect", "Suspect"), ("plea", "Anticipated plea"), ("reason", "Reason"))),
        Field("delay", "Explanation of any delay", "longtext", "N"),
        Field("linked", "Linked suspects or cases", "list", "C", "case.linked",
              when="linked_cases"),
    ),
)  # fmt: skip
MG3_ENQUIRIES = Section(
    "5",
    "Reasonable lines of enquiry",
    (
        Field("enquiries", "Lines of enquiry", "table", "Y", "enquiries.table", columns=(
            ("line", "Line of enquiry"), ("state", "Done, outstanding or not pursued"),
            ("result", "Result, or why not"), ("due_on", "Expected"))),
        Field("outstanding", "Material under examination", "table", "C",
              "exhibits.outstanding_table", when="evidence_outstanding", columns=(
                  ("reference", "Item"), ("examination", "Examination"), ("due_on", "Expected"))),
        Field("devices", "Digital devices: why examined, how, or why not", "table", "C",
              "devices.table", when="digital_device", columns=(
                  ("reference", "Device"), ("reason", "Why proportionate"),
                  ("method", "Search terms and date ranges"))),
    ),
)  # fmt: skip
MG3_PEOPLE = Section(
    "6",
    "Victims and witnesses",
    (
        Field("witnesses", "Victims and witnesses", "table", "Y", "witnesses.needs_table", columns=(
            ("name", "Name"), ("role", "Role"), ("statement_on", "Statement"),
            ("needs", "Vulnerable or intimidated"), ("special_measures", "Special measures"),
            ("vps", "Victim personal statement"), ("checked_on", "PNC checked"))),
    ),
)  # fmt: skip
MG3_DISCLOSURE = Section(
    "7",
    "Disclosure",
    (
        Field("undermining", "Material that may undermine or assist", "longtext", "Y",
              "unused.undermining_summary"),
        Field("unexamined", "Potentially disclosable material not yet examined", "longtext", "Y",
              "unused.unexamined_summary"),
        Field("third_party", "Third-party material", "longtext", "Y", "third_party.position"),
        Field("assured", "Impact of disclosable material considered", "bool", "Y",
              "approval.disclosure_considered"),
    ),
)  # fmt: skip
MG3_ORDERS = Section(
    "8",
    "Orders, compensation and asset recovery",
    (
        Field("orders", "Orders sought on conviction", "longtext", "C", when="orders_sought",
              states="facts.orders_sought"),
        Field("losses", "Loss, damage or injury", "table", "C", "losses.table",
              when="compensation", columns=(
                  ("person", "Person"), ("loss", "Loss, damage or injury"), ("amount", "Amount"))),
    ),
)  # fmt: skip
MG3_MATERIAL = Section(
    "9",
    "Material provided to CPS",
    (
        Field("material", "Material", "table", "Y", "submission.items_table", columns=(
            ("title", "Item"), ("reference", "Reference"), ("item_on", "Date of item"))),
    ),
)  # fmt: skip
MG3_SUPERVISOR = Section(
    "11",
    "Supervisor's comments",
    (
        Field("comments", "Comments", "longtext", "Y", "approval.comments",
              hint="Points to prove, evidence to come, why the CPS, public interest, charges."),
        Field("approved", "Approved for referral to CPS", "bool", "Y", "approval.is_approved"),
        Field("supervisor", "Supervisor's name", "text", "Y", "approval.name"),
        Field("supervisor_rank", "Rank and number", "text", "Y", "approval.rank_and_number"),
        Field("approved_at", "Time and date", "datetime", "Y", "approval.at"),
    ),
)  # fmt: skip
MG3_DECISION = Section(
    "12",
    "Charging decision, advice and action plan",
    (
        Field("decisions", "Decision per suspect and charge", "table", "N", "decision.table",
              columns=(("suspect", "Suspect"), ("charge", "Charge"), ("outcome", "Decision"),
                       ("reason", "Reason"))),
        Field("rationale", "Case analysis", "longtext", "N", "decision.rationale"),
        Field("actions", "Further action agreed", "table", "N", "action_plan.table", columns=(
            ("number", "No."), ("action", "Action"), ("reason", "Reason"), ("due_on", "By"))),
        Field("disclosure_seen", "Disclosable material considered", "bool", "N",
              "decision.disclosure_considered"),
        Field("disclosure_effect", "Material affects the decision", "bool", "N",
              "decision.disclosure_affects"),
        Field("prosecutor", "Prosecutor name", "text", "N", "decision.prosecutor"),
        Field("decided_at", "Date", "datetime", "N", "decision.at"),
    ),
    filled_by="prosecutor",
)  # fmt: skip

MG3 = FormRow(
    code="MG3",
    name="Report to prosecutor for a charging decision, decision log and action plan",
    edition=HOME_OFFICE_EDITION,
    per="case",
    disclosable=False,
    served_to=("prosecutor",),
    source=home_office("MG3; content list of the Director's Guidance, Annex 4"),
    sections=(
        Section("1", "Suspect", MG3_SUSPECTS),
        MG3_REFERRAL,
        MG3_CHARGES,
        MG3_OUTLINE,
        MG3_ENQUIRIES,
        MG3_PEOPLE,
        MG3_DISCLOSURE,
        MG3_ORDERS,
        MG3_MATERIAL,
        Section("10", "Contact details", OIC_CONTACT),
        MG3_SUPERVISOR,
        MG3_DECISION,
    ),
)

MG6_SECTIONS = (
    Section("1", "Medical evidence", (
        Field("medical", "Physical or psychiatric injuries", "longtext", "C", "injuries.summary",
              when="injury"),
        Field("medical_due", "Target date", "date", "N", "injuries.due_on"),
    )),
    Section("2", "Forensic evidence", (
        Field("forensic", "Items submitted", "longtext", "C", when="forensic",
              states="facts.forensic"),
        Field("forensic_due", "Target date", "date", "N", "forensic.due_on"),
    )),
    Section("3", "Visually recorded evidence", (
        Field("all_viewed", "All material held has been viewed and copied", "bool", "C",
              when="video"),
        Field("to_obtain", "More to be obtained, with target date", "list", "N",
              "media.to_obtain"),
    )),
    Section("4", "Disclosure", (
        Field("undermines", "Material that may undermine or assist", "longtext", "Y",
              "unused.undermining_summary"),
        Field("third_party", "Third-party material: what it is and who has it", "longtext", "Y",
              "third_party.position"),
    )),
    Section("5", "Victim(s) and witness(es)", (
        Field("statements_due", "Statements still to be obtained", "list", "N",
              "statements.outstanding"),
        Field("vulnerable", "Vulnerable or intimidated witnesses", "list", "Y",
              "witnesses.vulnerable_or_intimidated"),
        Field("measures", "Special measures sought", "list", "C", "witnesses.special_measures",
              when="vulnerable_or_intimidated"),
        Field("refused", "Witnesses who refused a statement", "list", "N", "witnesses.refused"),
    )),
    Section("6", "Other offenders", (
        Field("offenders", "Others involved", "table", "C", "suspects.others_table",
              when="other_offenders", columns=(("name", "Name"), ("state", "State"))),
    )),
    Section("7", "Local or public interest", (
        Field("local_interest", "Local or public interest", "longtext", "N"),
    )),
    Section("8", "Asset recovery", (
        Field("recovery", "Asset recovery considered", "longtext", "N"),
    )),
    Section("9", "Additional information", (
        Field("additional", "Other relevant information", "longtext", "N"),
        Field("completed_on", "Date MG6 completed", "date", "Y", "form.on"),
    )),
    Section("", "Rationale for police charging decision", (
        Field("police_test", "Test applied", "enum", "C", "facts.code_test",
              when="police_charged", options=CODE_TESTS),
        Field("police_charges", "Charge(s)", "list", "C", "charges.titles",
              when="police_charged"),
        Field("police_evidential", "Evidential criteria", "longtext", "C",
              "facts.evidential_reasons", when="police_charged"),
        Field("police_interest", "Public interest", "longtext", "C", "facts.public_interest",
              when="police_charged"),
        Field("decision_maker", "Charging decision maker", "text", "C", "charging.decision_maker",
              when="police_charged"),
    )),
    Section("", "Prevention of contact from prison", (
        Field("no_contact", "People the prisoner must not contact", "list", "C",
              "witnesses.no_contact", when="remand_sought"),
    )),
)  # fmt: skip
MG6 = FormRow(
    code="MG6",
    name="Case file evidence and information",
    edition=HOME_OFFICE_EDITION,
    per="case",
    disclosable=False,
    served_to=("prosecutor",),
    source=home_office("MG6"),
    sections=MG6_SECTIONS,
)

PRECONS = FormRow(
    code="PRECONS",
    name="Previous convictions print",
    edition="as held by the police on the day of the print",
    per="person",
    disclosable=False,
    served_to=("prosecutor",),
    source=practice("prosecutor's print of a record of previous convictions"),
    sections=(
        Section("", "Print for", (
            Field("name", "Name", "text", "Y", "person.name"),
            Field("born_on", "Born", "date", "Y", "person.date_of_birth"),
            Field("pnc_id", "PNC id", "text", "N", "person.pnc_id"),
            Field("printed_at", "Printed", "date", "Y", "print.on"),
        )),
        Section("", "Convictions and cautions", (
            Field("convictions", "Convictions", "table", "N", "print.convictions_table", columns=(
                ("convicted_on", "Date"), ("court", "Court"), ("offence", "Offence"),
                ("sentence", "Sentence"))),
            Field("summary", "Summary", "text", "Y", "print.summary"),
        )),
    ),
)  # fmt: skip
