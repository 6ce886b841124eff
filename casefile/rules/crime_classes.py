"""Classes of recorded crime: what a crime is counted as, since when, and which is more serious.

Codes of charges and courts are another list, imported into `OffenceCode`.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from casefile.rules.registry import Rule, register
from casefile.rules.source import ALWAYS, InForce, Source

SEEN = Source("ONS hierarchy of offences", "2017-18", "class codes; titles are ours", "verified")
RECALLED = Source("Home Office Crime Recording Rules", "2025", "class codes", "recalled")
OUTCOME_ONLY = Source("ONS hierarchy of offences", "2017-18", "codes for outcomes only", "verified")
N100_SOURCE = Source("HMICFRS glossary", "2026", "classification N100", "verified")
CENTRAL = Source("Home Office recorded crime tables", "2025", "fraud is recorded centrally",
                 "secondary")  # fmt: skip
RANKS = Source("Home Office Crime Recording Rules", "2025", "general rules, annex C", "recalled")
N100 = "N100"
OLD_BURGLARY_ENDED = InForce(to_on=date(2017, 3, 31))

RecordedBy = Literal["force", "report_fraud"]


@dataclass(frozen=True)
class ClassRow:
    """One class. `words` are others by which people look for it.

    `is_notifiable` (counted by the Home Office) and `is_recordable` (held on the Police National
    Computer; None is not known) are independent of each other.
    """

    code: str
    title: str
    short_title: str
    words: str
    group: str
    source: Source
    in_force: InForce = ALWAYS
    recorded_by: RecordedBy = "force"
    is_notifiable: bool = True
    is_recordable: bool | None = True

    def matches(self, wanted: str) -> bool:
        """Say whether every word stands in the code, the title or the other words."""
        text = f"{self.code} {self.title} {self.words}".lower()
        return all(word in text for word in wanted.lower().split())


def _rows(group: str, lines: str, source: Source = SEEN) -> list[ClassRow]:
    """Read lines of `code | title | short title | other words`; a ? marks a code not seen."""
    found = []
    for line in lines.strip().splitlines():
        code, title, short, words = (part.strip() for part in line.split("|"))
        seen = RECALLED if code.endswith("?") else source
        found.append(ClassRow(code.rstrip("?"), title, short, words, group, seen))
    return found


GROUPS = {
    "homicide": "Homicide and deaths by driving",
    "violence": "Violence with injury",
    "violence_no_injury": "Violence without injury",
    "stalking": "Stalking, harassment and control",
    "sexual": "Sexual offences",
    "robbery": "Robbery",
    "burglary_home": "Burglary of a home",
    "burglary": "Burglary of another building",
    "vehicle": "Vehicle offences",
    "theft": "Theft",
    "damage": "Criminal damage and arson",
    "weapons": "Weapons",
    "drugs": "Drugs",
    "public_order": "Public order",
    "other": "Other offences",
    "n100": "Reports of rape not recorded yet",
    "fraud": "Fraud and computer misuse",
}

_ROWS = [
    *_rows("homicide", """
        1 | Murder | Homicide | killed
        2 | Attempted murder | Homicide | tried to kill
        3A | Conspiracy to murder | Homicide | plot kill
        4.1? | Manslaughter | Homicide | killed
        4.4 | Causing death by dangerous driving | Death on the road | killed car
        4.6 | Causing death by careless driving under the influence | Death on the road | drunk
        4.7 | Causing or allowing the death of a child or vulnerable person | Homicide | killed
        4.8 | Causing death by careless or inconsiderate driving | Death on the road | killed car
        4.9 | Causing death by driving: unlicensed or uninsured | Death on the road | killed car
        37.1 | Causing death by aggravated vehicle taking | Death on the road | killed car"""),
    *_rows("violence", """
        5D | Assault with intent to cause serious harm | Assault | wounding stabbed gbh section 18
        5E | Endangering life | Endangering life | poison railway
        8N | Assault with injury | Assault | abh hit punched strangled strangulation choked gbh
        8P | Assault with injury, aggravated by hostility | Assault | hate racist abh hit
        8S | Assault with injury on a constable | Assault | police officer
        8T? | Assault on an emergency worker | Assault | nurse paramedic firefighter
        11A | Cruelty to children | Cruelty | neglect child abuse"""),
    *_rows("violence_no_injury", """
        3B | Threats to kill | Threats to kill | threatened death
        13 | Child abduction | Abduction | taken kidnapped
        36 | Kidnapping and false imprisonment | Kidnapping | locked abducted held
        104 | Assault without injury on a constable | Assault | police officer
        105A | Assault without injury | Assault | common assault pushed slapped spat battery
        105B | Assault without injury, aggravated by hostility | Assault | hate racist
        106 | Modern slavery | Slavery | trafficking forced labour"""),
    *_rows("stalking", """
        8L | Harassment | Harassment | messages unwanted neighbour
        8M | Harassment, aggravated by hostility | Harassment | hate racist
        8Q | Stalking | Stalking | followed watched
        8R | Malicious communications | Communications | messages online images shared
        8U? | Controlling or coercive behaviour | Control | domestic abuse"""),
    *_rows("sexual", """
        17A | Sexual assault on a male aged 13 and over | Sexual offence | touched groped
        17B | Sexual assault on a male child under 13 | Sexual offence | touched boy
        19C | Rape of a female aged 16 and over | Sexual offence | woman
        19D | Rape of a female aged under 16 | Sexual offence | girl
        19E | Rape of a female aged under 13 | Sexual offence | girl child
        19F | Rape of a male aged 16 and over | Sexual offence | man
        19G? | Rape of a male aged under 16 | Sexual offence | boy
        19H | Rape of a male aged under 13 | Sexual offence | boy child
        20A | Sexual assault on a female aged 13 and over | Sexual offence | groped penetration
        20B | Sexual assault on a female child under 13 | Sexual offence | touched girl
        21 | Sexual activity involving a child under 13 | Sexual offence | abuse
        22A | Causing sexual activity without consent | Sexual offence | forced
        22B | Sexual activity involving a child under 16 | Sexual offence | abuse
        23 | Familial sexual offences | Sexual offence | incest family
        24 | Exploitation of prostitution | Exploitation | pimp brothel
        70 | Sexual activity with a person with a mental disorder | Sexual offence | care
        71 | Abuse of children through sexual exploitation | Sexual offence | images cse
        72 | Trafficking for sexual exploitation | Exploitation | slavery
        73 | Abuse of a position of trust of a sexual nature | Sexual offence | teacher carer
        88A | Sexual grooming | Sexual offence | online child messages
        88C | Other sexual offences | Sexual offence | spiking
        88D | Unnatural sexual offences | Sexual offence | animal
        88E | Exposure and voyeurism | Sexual offence | flashing cyberflashing upskirting"""),
    *_rows("robbery", """
        34A? | Robbery of business property | Robbery | shop bank till force
        34B | Robbery of personal property | Robbery | mugging mugged phone force snatched"""),
    *_rows("burglary_home", """
        28E | Burglary in a dwelling | Burglary | break in house flat home residential
        28F | Attempted burglary in a dwelling | Burglary | tried break in house flat home
        28G | Distraction burglary in a dwelling | Burglary | tricked way in bogus caller home
        28H | Attempted distraction burglary in a dwelling | Burglary | bogus caller home
        29A | Aggravated burglary in a dwelling | Burglary | weapon break in home"""),
    *_rows("burglary", """
        30C | Burglary in a building other than a dwelling | Burglary | shop office shed break in
        30D | Attempted burglary in a building other than a dwelling | Burglary | shop office shed
        31A | Aggravated burglary in a building other than a dwelling | Burglary | weapon shop"""),
    *_rows("vehicle", """
        37.2 | Aggravated vehicle taking | Theft of a vehicle | joyriding crash
        45 | Theft from a motor vehicle | Theft from a vehicle | car number plates catalyst
        48 | Theft of a motor vehicle | Theft of a vehicle | car van motorbike moped taken stolen
        126 | Interfering with a motor vehicle | Vehicle interference | car tampering"""),
    *_rows("theft", """
        39 | Theft from the person | Theft from the person | pickpocket snatched bag phone
        40 | Theft in a dwelling | Theft | house visitor
        41 | Theft by an employee | Theft | staff work
        42 | Theft of mail | Theft of mail | parcel post doorstep
        43 | Theft of electricity | Theft | meter
        44 | Theft of a pedal cycle | Theft of a bike | bike bicycle
        46 | Theft from a shop | Theft from a shop | shoplifting retail
        47 | Theft from a machine or meter | Theft | vending cash
        49 | Other theft | Theft | stolen unattended
        49A | Making off without payment | Making off | petrol fuel taxi restaurant"""),
    *_rows("damage", """
        56A | Arson endangering life | Arson | fire
        56B | Arson not endangering life | Arson | fire
        58A | Criminal damage to a dwelling | Damage | window door graffiti house
        58B | Criminal damage to another building | Damage | window graffiti shop
        58C | Criminal damage to a vehicle | Damage | car scratched tyres mirror
        58D | Other criminal damage | Damage | graffiti fence phone broken
        58J | Criminal damage, aggravated by hostility | Damage | hate racist graffiti
        59 | Threat or possession with intent to commit criminal damage | Damage | threatened"""),
    *_rows("weapons", """
        10A | Possession of firearms with intent | Weapon | gun
        10B | Possession of firearms | Weapon | gun
        10C | Possession of an offensive weapon | Weapon | bat acid
        10D | Possession of an article with a blade or point | Weapon | knife
        81 | Other firearms offences | Weapon | gun ammunition
        90 | Other knives offences | Weapon | knife sale"""),
    *_rows("drugs", """
        92A | Trafficking in controlled drugs | Drugs | supply dealing
        92C | Other drug offences | Drugs | premises
        92D | Possession of controlled drugs other than cannabis | Drugs | cocaine heroin
        92E | Possession of cannabis | Drugs | weed"""),
    *_rows("public_order", """
        9A | Public fear, alarm or distress | Public order | abuse shouting threatening words
        9B | Public fear, alarm or distress, aggravated by hostility | Public order | hate racist
        62A | Violent disorder | Public order | riot group fight
        66 | Other offences against the State or public order | Public order | affray breach"""),
    *_rows("other", """
        33 | Going equipped for stealing | Going equipped | tools
        33A | Making or supplying articles for use in fraud | Articles for fraud | cards
        35 | Blackmail | Blackmail | sextortion demands menaces
        38 | Profiting from the proceeds of crime | Proceeds of crime | money laundering
        54 | Handling stolen goods | Handling | receiving
        60 | Forgery or use of a false prescription | Forgery | drugs
        61 | Other forgery | Forgery | documents
        61A | Possession of false documents | False documents | passport identity
        67 | Perjury | Perjury | court lied
        76 | Aiding suicide | Aiding suicide | death
        79 | Perverting the course of justice | Justice | witness intimidation threatened
        80 | Absconding from lawful custody | Escape | prison
        83 | Failing to surrender to bail | Bail | court
        86 | Obscene publications | Obscene publications | images
        95 | Disclosure, obstruction, false or misleading statements | False statements | lied
        96 | Wildlife crime | Wildlife | animals birds
        99 | Other notifiable offences | Other |
        802 | Dangerous driving | Dangerous driving | car racing
        814 | Fraud or forgery of driver records | Driver records | licence"""),
]  # fmt: skip
_OLD = [
    replace(row, in_force=OLD_BURGLARY_ENDED)
    for row in _rows("burglary", """
        28A | Burglary in a dwelling (before April 2017) | Burglary |
        28B | Attempted burglary in a dwelling (before April 2017) | Burglary |
        28C | Distraction burglary in a dwelling (before April 2017) | Burglary |
        28D | Attempted distraction burglary (before April 2017) | Burglary |
        29 | Aggravated burglary in a dwelling (before April 2017) | Burglary |
        30A | Burglary in another building (before April 2017) | Burglary |
        30B | Attempted burglary in another building (before April 2017) | Burglary |
        31 | Aggravated burglary in another building (before April 2017) | Burglary |""",
        OUTCOME_ONLY)
]  # fmt: skip
_APART = [
    ClassRow(N100, "Report of rape, kept while it is not recorded as a crime", "Sexual offence",
             "rape not recorded unclear", "n100", N100_SOURCE,
             is_notifiable=False, is_recordable=False),
    ClassRow("FRAUD", "Fraud", "Fraud", "scam false representation courier romance bank card",
             "fraud", CENTRAL, recorded_by="report_fraud"),
    ClassRow("CMA", "Computer misuse", "Computer misuse", "hacking virus ransomware account",
             "fraud", CENTRAL, recorded_by="report_fraud"),
]  # fmt: skip
CLASSES: dict[str, ClassRow] = {row.code: row for row in (*_ROWS, *_OLD, *_APART)}

RAPE = frozenset({"19C", "19D", "19E", "19F", "19G", "19H"})
MOST_SERIOUS = RAPE | {"1", "2", "3A", "4.1", "4.7", "5D", "36", "106", N100}
"""Where only the registrar cancels, whatever a row of the reasons allows."""

SERIOUSNESS = (
    "1", "2", "3A", "4.1", "4.7", "4.4", "4.6", "37.1", "19E", "19H", "19D", "19G", "19C",
    "19F", "21", "106", "72", "71", "36", "5D", "5E", "56A", "29A", "31A", "34B", "34A", "10A",
    "35", "79", "3B", "20B", "17B", "22A", "22B", "23", "20A", "17A", "73", "70", "24", "88A",
    "88E", "88C", "88D", "13", "11A", "8P", "8S", "8N", "8T", "8Q", "8U", "8M", "4.8", "4.9",
    "10B", "10D", "10C", "81", "90", "92A", "62A", "38", "28G", "28E", "28H", "28F", "56B",
    "30C", "30D", "58J", "37.2", "48", "104", "105B", "9B", "8L", "8R", "105A", "66", "33A",
    "46", "39", "44", "45", "41", "42", "47", "40", "43", "49A", "49", "54", "61A", "61", "60",
    "58A", "58B", "58C", "58D", "59", "126", "802", "92C", "92D", "92E", "9A", "67", "76", "80",
    "83", "86", "95", "96", "33", "814", "99", "N100",
)  # fmt: skip
"""Most serious first, by maximum sentence and harm as far as we know: a suggestion, not checked."""


def class_row(code: str) -> ClassRow:
    """Return a class. Raises: KeyError: the table has no such class."""
    return CLASSES[code]


def can_record(code: str, on: date) -> bool:
    """Say whether a force may record a new crime under this class on that day."""
    row = CLASSES.get(code)
    return bool(row and row.recorded_by == "force" and row.in_force.covers(on))


def find(words: str, on: date) -> list[ClassRow]:
    """Return the classes that hold every word and were in force that day, in table order."""
    rows = (row for row in CLASSES.values() if row.in_force.covers(on))
    return [row for row in rows if row.matches(words)] if words.strip() else []


def seriousness(code: str) -> int:
    """Return the rank of a class, 0 the most serious; a class outside the ranks comes last."""
    return SERIOUSNESS.index(code) if code in SERIOUSNESS else len(SERIOUSNESS)


def principal(codes: list[str]) -> str:
    """Return the most serious of several classes of one offender against one victim.

    Raises:
        ValueError: none was given.
    """
    return min(codes, key=seriousness)


def _plain(row: ClassRow) -> str:
    if row.recorded_by != "force":
        return f"{row.title}. Recorded by Report Fraud: a force holds a referral, not a crime."
    counted = "counted by the Home Office" if row.is_notifiable else "not counted"
    ended = (
        f" Not for new crimes since {row.in_force.to_on:%-d %B %Y}." if row.in_force.to_on else ""
    )
    return f"{row.title} ({GROUPS[row.group].lower()}); {counted}.{ended}"


register(
    "crime_classes",
    "Classes of recorded crime",
    "What a crime is counted as. A class that has ended is kept for old crimes only.",
    (Rule(row.code, _plain(row), row.source, row.in_force) for row in CLASSES.values()),
)
register(
    "crime_seriousness",
    "Which crime is the principal",
    "The order by which one of several crimes against one victim is suggested as the one counted.",
    (Rule(code, f"{place}. {CLASSES[code].title}", RANKS)
     for place, code in enumerate(SERIOUSNESS, start=1)),
)  # fmt: skip
