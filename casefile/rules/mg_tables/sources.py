"""The documents that the form tables rest on, and how far each was read."""

from casefile.rules.source import Source

HOME_OFFICE_EDITION = "v2.0, 9 June 2026, as quoted"


def home_office(paragraph: str) -> Source:
    """Boxes known from a text that quotes the Home Office page or a genuine blank form."""
    document = "Criminal case files: forms, standards and file structure (Home Office)"
    return Source(document, HOME_OFFICE_EDITION, paragraph, "secondary")


def manual_of_guidance(paragraph: str) -> Source:
    """Boxes and habits read in the Manual itself."""
    document = "Prosecution Team Manual of Guidance"
    return Source(document, "2011, with the National File Standard 2015", paragraph, "verified")


def disclosure_manual(paragraph: str) -> Source:
    """Scheduling rules read in the published chapters."""
    return Source("CPS Disclosure Manual", "14 July 2022", paragraph, "verified")


def practice(paragraph: str) -> Source:
    """General knowledge of the form, to be confirmed by a practitioner."""
    return Source("Practice of police forces", "", paragraph, "recalled")
