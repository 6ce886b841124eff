"""Numbers that name cases, arrests, offences and things: how each is written, made and checked.

Exhibit references are in `exhibit_references`.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source

_RESULTS_SERVICE = "Court results service of the Ministry of Justice (source text)"
URN_SOURCE = Source(
    _RESULTS_SERVICE, "August 2026", "validatedHearingOutcome, HO100201", "verified"
)
URN_LENGTH_SOURCE = Source(
    "Common Platform: purpose of the URN and how to obtain it", "", "length", "verified"
)
URN_SHAPE_SOURCE = Source("Shape read off published test values", "", "01ZD0303908", "recalled")
ASN_SOURCE = Source(_RESULTS_SERVICE, "August 2026", "parseAsn, isAsnValid, HO100206", "verified")
OFFENCE_CODE_SOURCE = Source("National offence codes", "August 2026", "all rows", "verified")
DEVICE_NUMBER_SOURCE = Source("GSMA TS.06 IMEI allocation", "", "check digit", "recalled")

CHECK_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"

_URN = re.compile(r"[A-Z0-9]{4}[0-9]{3,7}")
_URN_SHAPE = re.compile(r"[0-9]{2}[A-Z0-9]{2}[0-9]{7}")
_DUMMY_URN = re.compile(r"00NP|00PP|([0-9]{2}|NN)00")
_ASN = re.compile(r"[0-9]{2}[A-Z0-9]{6,7}[0-9]{11}[A-HJ-NP-RT-Z]")
_ASN_DISPLAY = re.compile(r"([0-9]{2})/([A-Z0-9]{4})/([A-Z0-9]{2})/([0-9]{1,11})([A-Z])")
_DUMMY_ASN = re.compile(
    r"0800[NP]P01|[0-9]{4}NRPR|[0-9]{2}(12LN00|00NP00|6300|06SS|00XX)"
    r"|[0-9]{2}50(11|12|21|41|42|43|OF|SJ)"
)
_OFFENCE_CODE = re.compile(r"([A-Z]{2}[0-9]{5}|COML[0-9]{3})[A-Z]?")
_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")


@dataclass(frozen=True)
class Problem:
    """What is wrong with a number. An error refuses it; a warning takes it and says so."""

    level: Literal["error", "warning"]
    message: str
    source: Source


def _compact(text: str) -> str:
    return re.sub(r"[\s/-]", "", unicodedata.normalize("NFKC", text)).upper()


def normalise_urn(text: str) -> str:
    """Return the number upper case and without separators, whether or not it is valid."""
    return _compact(text)


def check_urn(text: str) -> list[Problem]:
    """Return every problem of a unique reference number; an empty list means that it is good."""
    urn = normalise_urn(text)
    if not _URN.fullmatch(urn):
        words = "A URN is four letters or digits and then three to seven digits."
        return [Problem("error", words, URN_SOURCE)]
    problems = []
    if _DUMMY_URN.match(urn):
        problems.append(Problem("error", "This URN is a dummy: it names no case.", URN_SOURCE))
    if not _URN_SHAPE.fullmatch(urn):
        words = "Courts expect 11 characters: force, unit, five-digit serial, two-digit year."
        problems.append(Problem("warning", words, URN_LENGTH_SOURCE))
    return problems


def make_urn(*, force: str, unit: str, serial: int, year: int) -> str:
    """Make a unique reference number, `year` in full. Raises: ValueError if it would not pass."""
    urn = f"{force}{unit}{serial:05d}{year % 100:02d}".upper()
    if problems := check_urn(urn):
        raise ValueError(problems[0].message)
    return urn


@dataclass(frozen=True)
class Asn:
    """An arrest/summons number in its parts; `sequence` has 11 digits, zeros in front."""

    year: str
    top_level: str
    force: str
    unit: str
    system: str
    sequence: str
    letter: str

    @property
    def long_form(self) -> str:
        """The 20-character form; the top-level character of the 21-character form is left out."""
        return f"{self.year}{self.force}{self.unit}{self.system}{self.sequence}{self.letter}"


def asn_check_letter(*, year: str, force: str, system: str, sequence: str) -> str:
    """Work out the check letter; the unit takes no part in the sum."""
    digits = "".join(part for part in (force, system) if part.isdigit())
    return CHECK_LETTERS[int(digits + year + sequence) % len(CHECK_LETTERS)]


def parse_asn(text: str) -> Asn:
    """Read the 20- or 21-character form or the displayed form. Raises: ValueError."""
    display = _ASN_DISPLAY.fullmatch(re.sub(r"\s", "", text).upper())
    if display:
        year, place, system, sequence, letter = display.groups()
        return Asn(year, "", place[:2], place[2:], system, sequence.zfill(11), letter)
    asn = _compact(text)
    if not _ASN.fullmatch(asn):
        raise ValueError(
            "An arrest/summons number is a two-digit year, force, unit and system, 11 digits and "
            "a check letter."
        )
    top, rest = (asn[2], asn[3:]) if len(asn) == 21 else ("", asn[2:])
    return Asn(asn[:2], top, rest[:2], rest[2:4], rest[4:6], rest[6:17], rest[17])


def check_asn(text: str) -> list[Problem]:
    """Return every problem of an arrest/summons number; empty means that it is good.

    That the force and unit exist is for the caller, who has the list of organisation units.
    """
    try:
        asn = parse_asn(text)
    except ValueError as error:
        return [Problem("error", str(error), ASN_SOURCE)]
    problems = []
    expected = asn_check_letter(
        year=asn.year, force=asn.force, system=asn.system, sequence=asn.sequence
    )
    if asn.letter != expected:
        words = "The check letter does not fit: look for a wrong or swapped character."
        problems.append(Problem("error", words, ASN_SOURCE))
    if _DUMMY_ASN.match(asn.long_form):
        words = "This arrest/summons number is a dummy: it names no arrest."
        problems.append(Problem("error", words, ASN_SOURCE))
    return problems


def display_asn(text: str) -> str:
    """Return the form shown to people, `YY/FFUU/SS/sequence` and letter. Raises: ValueError."""
    asn = parse_asn(text)
    sequence = asn.sequence.lstrip("0") or "0"
    return f"{asn.year}/{asn.force}{asn.unit}/{asn.system}/{sequence}{asn.letter}"


def make_asn(*, year: int, force: str, unit: str, system: str, sequence: int) -> str:
    """Make the 20-character form, `year` in full. Raises: ValueError if it would not pass."""
    year_digits, serial = f"{year % 100:02d}", f"{sequence:011d}"
    letter = asn_check_letter(year=year_digits, force=force, system=system, sequence=serial)
    asn = f"{year_digits}{force}{unit}{system}{serial}{letter}".upper()
    if problems := check_asn(asn):
        raise ValueError(problems[0].message)
    return asn


def is_offence_code(text: str) -> bool:
    """Say whether the text has the shape of a CJS offence code; the list says if it exists."""
    return _OFFENCE_CODE.fullmatch(text) is not None


def normalise_postcode(text: str) -> str:
    """Return the postcode in capitals with one space. Raises: ValueError."""
    match = _POSTCODE.fullmatch(_compact(text))
    if match is None:
        raise ValueError("Enter a full UK postcode.")
    return f"{match[1]} {match[2]}"


def normalise_imei(text: str) -> str:
    """Return the 15 digits of a device number. Raises: ValueError, also on the check digit."""
    imei = _compact(text)
    if not (imei.isascii() and imei.isdigit() and len(imei) == 15):
        raise ValueError("An IMEI has 15 digits. Dial *#06# or look at the box.")
    doubled = (int(d) * 2 if i % 2 else int(d) for i, d in enumerate(imei))
    if sum(d - 9 if d > 9 else d for d in doubled) % 10:
        raise ValueError("That IMEI has a wrong digit: its check digit does not fit.")
    return imei


register(
    "identifiers",
    "Reference numbers",
    "How each reference number is written and what refuses it.",
    (
        Rule("URN", "Four letters or digits, then three to seven digits.", URN_SOURCE),
        Rule("URN-11", "Courts expect 11 characters; others are taken.", URN_LENGTH_SOURCE),
        Rule("URN-shape", "Force 2, unit 2, serial 5, year 2.", URN_SHAPE_SOURCE),
        Rule("ASN", "Twenty characters with a check letter from a sum mod 23.", ASN_SOURCE),
        Rule("CJS", "Two letters and five digits, or COML and three.", OFFENCE_CODE_SOURCE),
        Rule("IMEI", "Fifteen digits, the last a check digit.", DEVICE_NUMBER_SOURCE),
    ),
)
