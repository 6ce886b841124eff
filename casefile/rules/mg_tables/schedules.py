"""Unused material: the schedules MG6C and MG6D and the disclosure officer's report MG6E."""

from casefile.rules.mg_tables.fields import Field, FormRow, Section
from casefile.rules.mg_tables.sources import disclosure_manual, practice

EDITION = "Disclosure Manual, 14 July 2022"
DISCLOSURE_OFFICER = (
    Field("officer", "Disclosure officer's name", "text", "Y", "disclosure_officer.name"),
    Field("signature", "Signature", "signature", "Y", "schedule.signature"),
    Field("signed_at", "Date", "datetime", "Y", "schedule.signed_at"),
)
PROSECUTOR = (
    Field("prosecutor", "Prosecutor's name", "text", "N", "disclosure_decision.prosecutor"),
    Field("reviewed_at", "Date", "datetime", "N", "disclosure_decision.at"),
)

MG6C = FormRow(
    code="MG6C",
    name="Schedule of relevant non-sensitive unused material",
    edition=EDITION,
    per="schedule",
    disclosable=True,
    served_to=("prosecutor", "court", "defence"),
    marking="OFFICIAL",
    source=disclosure_manual("chapter 7"),
    sections=(
        Section("", "Items", (
            Field("items", "Unused material", "table", "Y", "unused.non_sensitive_table", columns=(
                ("number", "No."), ("description", "Description"), ("location", "Location"),
                ("presumption", "Presumption"), ("decision", "D, I or CND"),
                ("comment", "Comment"))),
        )),
        Section("", "Disclosure officer", DISCLOSURE_OFFICER),
        Section("", "For CPS use", PROSECUTOR, filled_by="prosecutor"),
    ),
)  # fmt: skip
MG6D = FormRow(
    code="MG6D",
    name="Schedule of relevant sensitive unused material",
    edition=EDITION,
    per="schedule",
    disclosable=False,
    served_to=("prosecutor",),
    in_main_bag=False,
    source=disclosure_manual("chapters 7 and 8"),
    sections=(
        Section("", "Items", (
            Field("is_nil", "No sensitive material", "bool", "Y", "unused.sensitive_is_nil"),
            Field("items", "Sensitive unused material", "table", "N", "unused.sensitive_table",
                  columns=(("number", "No."), ("description", "Description"),
                           ("reason", "Reason for sensitivity"), ("agreed", "Agreed"),
                           ("application", "Court application"))),
        )),
        Section("", "Disclosure officer", DISCLOSURE_OFFICER),
        Section("", "For CPS use", PROSECUTOR, filled_by="prosecutor"),
    ),
)  # fmt: skip
MG6E = FormRow(
    code="MG6E",
    name="Disclosure officer's report",
    edition=EDITION,
    per="schedule",
    disclosable=False,
    served_to=("prosecutor",),
    source=practice("MG6E; that one comes with each schedule: Disclosure Manual, chapter 7"),
    sections=(
        Section("", "Material that may undermine or assist", (
            Field("nothing", "Nothing listed meets the test", "bool", "Y",
                  "unused.nothing_meets_test"),
            Field("items", "Items", "table", "N", "unused.report_table", columns=(
                ("schedule", "Schedule"), ("number", "Item"), ("reason", "Why"),
                ("attached", "Copy attached"))),
        )),
        Section("", "Defence statement", (
            Field("defence_statement", "Response to the defence statement", "longtext", "N"),
        )),
        Section("", "Certification", (
            Field("certified", "All relevant material was kept, examined and revealed", "bool",
                  "Y", "schedule.is_certified"),
            *DISCLOSURE_OFFICER,
        )),
    ),
)  # fmt: skip
