"""Advice that fits a recorded crime, and how long a home is at raised risk after a burglary."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source, Text

GIVING = Source("College of Policing, THRIVE-SP practice", "2024", "prevention advice", "verified")
POLICE = Source("Police crime prevention advice to the public", "2026", "by crime", "recalled")
NEAR_REPEAT = Source("Research on near-repeat burglary", "2026", "risk of six weeks", "recalled")
NEAR_REPEAT_LASTS = timedelta(weeks=6)
HOME_BURGLARY = ("28E", "28F", "28G", "28H", "29A")


@dataclass(frozen=True)
class Advice:
    """One piece of advice, and the Home Office classes of crime after which it is given."""

    key: str
    classes: tuple[str, ...]
    text: Text
    source: Source = POLICE


def _row(key: str, classes: tuple[str, ...], en: str, cy: str, source: Source = POLICE) -> Advice:
    return Advice(key, classes, Text(en, cy), source)


_VEHICLES, _PERSON = ("45", "48", "126"), ("34A", "34B", "39")
_CLOSE, _DAMAGE = ("8L", "8M", "8Q", "8U"), ("58A", "58B", "58C", "58D", "58J")

ADVICE = (
    _row("again", HOME_BURGLARY,
         "For about six weeks your home, and homes near it, are more likely to be broken into "
         "again. Mend what was broken first, and lock every door and window.",
         "Am tua chwe wythnos mae eich cartref, a chartrefi gerllaw, yn fwy tebygol o gael eu "
         "torri i mewn eto. Trwsiwch yr hyn a dorrwyd yn gyntaf, a chlowch bob drws a ffenestr.",
         NEAR_REPEAT),
    _row("keys", HOME_BURGLARY,
         "If keys were taken, change the locks. Keep keys where they cannot be seen or reached.",
         "Os cymerwyd allweddi, newidiwch y cloeon. Cadwch allweddi o'r golwg ac o gyrraedd."),
    _row("light", HOME_BURGLARY,
         "Leave a light on a timer when you are out, and ask a neighbour to look out.",
         "Gadewch olau ar amserydd pan fyddwch allan, a gofynnwch i gymydog gadw llygad."),
    _row("caller", ("28G", "28H"),
         "Not sure who is at the door? Do not open it. Call the firm they name, on a number that "
         "you find yourself.",
         "Ddim yn siŵr pwy sydd wrth y drws? Peidiwch â'i agor. Ffoniwch y cwmni ar rif y "
         "dewch o hyd iddo eich hun."),
    _row("shed", ("30C", "31A"),
         "Lock sheds and garages, and chain what is inside to something that does not move.",
         "Clowch siediau a garejys, a chadwynwch yr hyn sydd y tu mewn wrth rywbeth sefydlog."),
    _row("vehicle-lock", _VEHICLES,
         "Lock the vehicle, take everything out of sight, and keep keyless keys in a metal tin or "
         "pouch.",
         "Clowch y cerbyd, tynnwch bopeth o'r golwg, a chadwch allweddi digyffwrdd mewn tun neu "
         "gwdyn metel."),
    _row("plates", ("45",),
         "Screws that cannot be undone again make number plates harder to take.",
         "Mae sgriwiau na ellir eu dadwneud yn gwneud platiau rhif yn anoddach i'w dwyn."),
    _row("bike", ("44",),
         "Lock the frame and both wheels to something fixed, and write down the frame number.",
         "Clowch y ffrâm a'r ddwy olwyn wrth rywbeth sefydlog, ac ysgrifennwch rif y ffrâm."),
    _row("phone-stop", _PERSON,
         "If a phone was taken: ask your network to block it, and sign out of your accounts from "
         "another device. If cards were taken: tell the bank.",
         "Os cymerwyd ffôn: gofynnwch i'ch rhwydwaith ei flocio, ac allgofnodwch o'ch cyfrifon o "
         "ddyfais arall. Os cymerwyd cardiau: dywedwch wrth y banc."),
    _row("street", _PERSON,
         "Nothing you carry is worth being hurt for. If it happens again, get away and call 999.",
         "Nid oes dim a gariwch yn werth cael eich brifo. Os bydd yn digwydd eto, ewch oddi yno "
         "a ffoniwch 999."),
    _row("number-list", ("39", "44", "45", "46", "49", *HOME_BURGLARY),
         "Keep photos and numbers of what you own, so that it can be shown to be yours.",
         "Cadwch luniau a rhifau'r hyn sy'n eiddo i chi, fel y gellir dangos mai chi biau ef."),
    _row("damage", _DAMAGE,
         "Take a photo before you clean or mend. Tell us if it happens again.",
         "Tynnwch lun cyn glanhau neu drwsio. Dywedwch wrthym os bydd yn digwydd eto."),
    _row("keep-record", _CLOSE,
         "Write down each time: the date, what happened, who saw it. Keep messages. In danger, "
         "call 999.",
         "Ysgrifennwch bob tro: y dyddiad, beth ddigwyddodd, pwy welodd. Cadwch negeseuon. Mewn "
         "perygl, ffoniwch 999."),
)  # fmt: skip

register(
    "prevention",
    "Advice after a crime",
    "What is said to a victim once a crime is recorded, by its class. Nobody has to follow it.",
    [Rule(row.key, row.text.en, row.source) for row in ADVICE]
    + [Rule("giving", "Advice is offered with every recorded crime that it fits.", GIVING)],
)


def advice_for(classes: Iterable[str]) -> list[Advice]:
    """Return the advice that fits crimes of these classes, in the order of the table."""
    wanted = set(classes)
    return [row for row in ADVICE if wanted & set(row.classes)]


def advice_of(keys: Iterable[str]) -> list[Advice]:
    """Return the advice of these keys, in the order of the table; unknown keys are passed over."""
    wanted = set(keys)
    return [row for row in ADVICE if row.key in wanted]


def for_neighbours() -> list[Advice]:
    """Return the advice that also helps the homes near a burglary."""
    return advice_of(("light", "keys", "shed", "number-list"))


def raises_risk_nearby(classes: Iterable[str]) -> bool:
    """Return whether a crime of these classes raises the risk to homes near it."""
    return bool(set(classes) & set(HOME_BURGLARY))


def risk_ends_on(happened_on: date) -> date:
    """Return the last day of the raised risk after a burglary."""
    return happened_on + NEAR_REPEAT_LASTS
