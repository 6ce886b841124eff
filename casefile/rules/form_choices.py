"""Lists to choose from that the desk's forms and the tablet's share."""

GENDERS = (("2", "Female"), ("1", "Male"), ("9", "Not specified"), ("0", "Not known"))
PARTS = (("victim", "Victim"), ("witness", "Witness"), ("suspect", "Suspect"))
WITNESS_KINDS = (
    ("key", "Key witness"),
    ("lay", "Other witness"),
    ("expert", "Expert"),
)
STATEMENT_KINDS = (("MG11", "Witness statement"), ("VPS", "Victim personal statement"))
PERSONAL_STATEMENT = (
    ("offered", "Offered, no answer yet"),
    ("declined", "Declined"),
    ("made", "Made"),
)
INTERVIEW_KINDS = (
    ("SDN", "Short descriptive note"),
    ("ROTI", "Record of taped interview"),
    ("ROVI", "Record of visually recorded interview"),
)
