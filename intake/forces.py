"""The territorial forces of England and Wales and the British Transport Police, as one table.

Names are public facts; the two figures are those that begin an arrest summons number.
"""

from dataclasses import dataclass

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source
from intake import drafts

LIST = Source("Criminal justice data standards", "2026", "list of forces", "secondary")


@dataclass(frozen=True)
class PoliceForce:
    """One force: its code and its name."""

    code: str
    name: str
    source: Source = LIST


_NAMES = {
    "01": "Metropolitan Police",
    "03": "Cumbria Police",
    "04": "Lancashire Police",
    "05": "Merseyside Police",
    "06": "Greater Manchester Police",
    "07": "Cheshire Police",
    "10": "Northumbria Police",
    "11": "Durham Police",
    "12": "North Yorkshire Police",
    "13": "West Yorkshire Police",
    "14": "South Yorkshire Police",
    "16": "Humberside Police",
    "17": "Cleveland Police",
    "20": "West Midlands Police",
    "21": "Staffordshire Police",
    "22": "West Mercia Police",
    "23": "Warwickshire Police",
    "30": "Derbyshire Police",
    "31": "Nottinghamshire Police",
    "32": "Lincolnshire Police",
    "33": "Leicestershire Police",
    "34": "Northamptonshire Police",
    "35": "Cambridgeshire Police",
    "36": "Norfolk Police",
    "37": "Suffolk Police",
    "40": "Bedfordshire Police",
    "41": "Hertfordshire Police",
    "42": "Essex Police",
    "43": "Thames Valley Police",
    "44": "Hampshire and Isle of Wight Police",
    "45": "Surrey Police",
    "46": "Kent Police",
    "47": "Sussex Police",
    "48": "City of London Police",
    "50": "Devon and Cornwall Police",
    "52": "Avon and Somerset Police",
    "53": "Gloucestershire Police",
    "54": "Wiltshire Police",
    "55": "Dorset Police",
    "60": "North Wales Police",
    "61": "Gwent Police",
    "62": "South Wales Police",
    "63": "Dyfed-Powys Police",
    "93": "British Transport Police",
}
FORCES = {code: PoliceForce(code, name) for code, name in _NAMES.items()}
TERRITORIAL = tuple(row for code, row in FORCES.items() if code != "93")

register(
    "intake.forces",
    "Forces to which a report can be passed",
    "The territorial forces of England and Wales, and the British Transport Police.",
    [Rule(row.code, row.name, row.source) for row in FORCES.values()],
)


def others_than(own: str) -> dict[str, str]:
    """Return code and name of every force but one's own: the table, and whose desk works here.

    One query.
    """
    here = {force.pk: force.name for force in drafts.forces_open()}
    names = here | {code: row.name for code, row in FORCES.items()}
    names.pop(own, None)
    return dict(sorted(names.items(), key=lambda row: row[1]))
