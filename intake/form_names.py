"""What the crime desk calls each form: shorter, and plainer about the crime, than the public page.

These names stay on staff pages: what the public sees of a sensitive form tells nothing.
"""

FORM_NAMES = {
    "robbery": "Robbery",
    "theft": "Theft or burglary",
    "vehicle": "Vehicle crime",
    "damage": "Damage or arson",
    "assault": "Assault or threats",
    "da": "Domestic abuse",
    "stalk": "Stalking or harassment",
    "sexual": "Sexual offence",
    "hate": "Hate crime",
    "asb": "Antisocial behaviour",
    "fraud": "Fraud",
    "property": "Lost or found",
    "tell_us": "Information",
}


def form_name(code: str) -> str:
    """Return the desk's name of a form; a form that left the table keeps its code."""
    return FORM_NAMES.get(code, code)
