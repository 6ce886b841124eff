"""Words printed for codes of the record."""

from casefile.models import Person, Suspect, Victim, Witness
from casefile.rules.languages import is_english

GENDERS = {"0": "Not known", "1": "Male", "2": "Female", "9": "Not specified"}
PLEAS = {"guilty": "Guilty", "not_guilty": "Not guilty"}
MODES = {
    "CI": "Indictable only",
    "CE": "Either way",
    "CS": "Summary",
    "CM": "Summary, motoring",
}
SUSPECT_STATUS = {
    "suspected": "Not arrested",
    "arrested": "In custody",
    "released": "Released",
    "charge_authorised": "Charge authorised",
    "charged": "Charged",
    "no_further_action": "No further action",
}
PRIORITIES = {"red": "Red", "green_priority": "Green priority", "green": "Green"}
ENQUIRY_STATES = {"done": "Done", "not_pursued": "Not pursued", "outstanding": "Outstanding"}
INTERVIEW_KINDS = {
    "SDN": "Short descriptive note",
    "ROTI": "Record of taped interview",
    "ROVI": "Record of visually recorded interview",
    "notes": "Contemporaneous notes",
}
VPS = {"": "Not yet offered", "offered": "Offered", "declined": "Declined", "made": "Taken"}
WITNESS_ROLES = {
    "victim": "Victim",
    "key": "Key witness",
    "lay": "Witness",
    "expert": "Expert",
    "police": "Police officer",
}
KEY_KINDS = frozenset({"victim", "key"})


def role_of(witness: Witness, victim: Victim | None) -> str:
    """Return a witness's part in words, with the occupation where that says more."""
    role = WITNESS_ROLES.get(witness.kind, witness.kind)
    if victim and witness.kind != "victim":
        role = f"Victim; {role.lower()}"
    job = witness.person.occupation
    return f"{role} ({job})" if job and job.lower() != role.lower() else role


def interpreter_of(person: Person) -> str | None:
    """Return language and need of an interpreter; None for a speaker of English."""
    if person.needs_interpreter:
        return f"{person.language}, interpreter needed"
    return None if is_english(person.language) else person.language


def status_of(suspect: Suspect, *, is_on_bail: bool) -> str:
    """Return where a suspect stands, in words."""
    if is_on_bail:
        return "On bail"
    arrest = suspect.arrests.order_by("-arrested_at").first()
    if suspect.stage == "released" and arrest and arrest.release == "under_investigation":
        return "Released under investigation"
    return SUSPECT_STATUS.get(suspect.stage, suspect.stage)


def needs_of(witness: Witness) -> str:
    """Return why a witness needs help to give evidence, or 'None'."""
    pairs = (("Vulnerable", witness.is_vulnerable), ("Intimidated", witness.is_intimidated))
    return ", ".join(word for word, holds in pairs if holds) or "None"
