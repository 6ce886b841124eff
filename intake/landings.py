"""The pages that say whom to turn to instead of us, or first."""

from dataclasses import dataclass

from casefile.rules.source import Source, Text
from intake.questions.rows import Advice, welsh

EMERGENCY = Source("Police force advice to the public", "2026", "emergency calls", "verified")
RAILWAY = Source("British Transport Police", "2026", "reporting on the railway", "secondary")
FRAUD = Source("Report Fraud", "December 2025", "replaced Action Fraud", "verified")
ROUTES = Source("Design of this product", "2026", "who takes what", "recalled")

STEP, LANDING, FORM, RAIL = "step", "landing", "form", "rail"


@dataclass(frozen=True)
class Route:
    """One answer and where it leads: another step, a landing page, or a form.

    `RAIL` asks first whether it was on the railway, then leads to the form of that code. `value`
    names the answer to a partner's system, which does not go by its place.
    """

    text: Text
    kind: str
    to: str
    value: str = ""


@dataclass(frozen=True)
class Landing:
    """A page that says whom to turn to; `onward` is the step or form that one may go on to."""

    advice: Advice
    onward: Route | None = None


def _words(*pairs: tuple[str, str]) -> tuple[Text, ...]:
    return tuple(welsh(en, cy) for en, cy in pairs)


SILENT = (
    "If you cannot speak, call 999 from a mobile, listen, then cough or tap. If you are asked, "
    "press 55. Pressing 55 does not tell the police where you are.",
    "Os na allwch siarad, ffoniwch 999 o ffôn symudol, gwrandewch, yna peswch neu dapiwch. Os "
    "gofynnir i chi, pwyswch 55. Nid yw pwyso 55 yn dweud ble'r ydych chi.",
)
DEAF = (
    "If you are deaf or cannot use your voice, use textphone 18000, or 18001 101 when it is not "
    "urgent.",
    "Os ydych yn fyddar neu'n methu defnyddio'ch llais, defnyddiwch ffôn testun 18000, neu 18001 "
    "101 pan nad yw'n frys.",
)
NOTHING_KEPT = (
    "We have not kept anything about you.",
    "Nid ydym wedi cadw dim amdanoch.",
)
_SAFE_NOW = Route(welsh("I am safe now: go on", "Rwy'n ddiogel nawr: ewch ymlaen"), STEP, "what")

LANDINGS: dict[str, Landing] = {
    row.advice.key: row
    for row in (
        Landing(
            Advice(
                "danger",
                welsh("Call 999 now", "Ffoniwch 999 nawr"),
                _words(
                    (
                        "Call 999 if anyone is in danger, is badly hurt, or the people who did it "
                        "are nearby.",
                        "Ffoniwch 999 os oes unrhyw un mewn perygl, wedi'i anafu'n ddrwg, neu os "
                        "yw'r bobl a wnaeth hyn gerllaw.",
                    ),
                    SILENT,
                    DEAF,
                ),
                EMERGENCY,
            ),
            _SAFE_NOW,
        ),
        Landing(
            Advice(
                "courier",
                welsh("Call 999 now", "Ffoniwch 999 nawr"),
                _words(
                    (
                        "Call 999 if somebody is at the door, on the way, or on the phone with "
                        "you. Give them nothing.",
                        "Ffoniwch 999 os oes rhywun wrth y drws, ar y ffordd, neu ar y ffôn gyda "
                        "chi. Peidiwch â rhoi dim iddynt.",
                    ),
                    (
                        "If money has just gone, call your bank. You can dial 159.",
                        "Os yw arian newydd fynd, ffoniwch eich banc. Gallwch ddeialu 159.",
                    ),
                    SILENT,
                ),
                EMERGENCY,
            ),
            Route(welsh("It is over: go on", "Mae drosodd: ewch ymlaen"), FORM, "fraud"),
        ),
        Landing(
            Advice(
                "railway",
                welsh(
                    "Tell the British Transport Police",
                    "Dywedwch wrth yr Heddlu Trafnidiaeth Prydeinig",
                ),
                _words(
                    (
                        "They deal with what happens on trains, trams and the Underground, and "
                        "inside stations.",
                        "Nhw sy'n delio â'r hyn sy'n digwydd ar drenau, tramiau a'r Underground, "
                        "ac mewn gorsafoedd.",
                    ),
                    (
                        "Report it at www.btp.police.uk, or text 61016. In an emergency call 999.",
                        "Rhowch wybod yn www.btp.police.uk, neu tecstiwch 61016. Mewn argyfwng "
                        "ffoniwch 999.",
                    ),
                    (
                        "If it happened in the street outside a station, go back and answer no.",
                        "Os digwyddodd yn y stryd y tu allan i orsaf, ewch yn ôl ac ateb na.",
                    ),
                    NOTHING_KEPT,
                ),
                RAILWAY,
                stops=True,
            )
        ),
        Landing(
            Advice(
                "report-fraud",
                welsh("Tell Report Fraud", "Dywedwch wrth Report Fraud"),
                _words(
                    (
                        "Report Fraud deals with fraud and computer crime for all of England and "
                        "Wales: www.reportfraud.police.uk or 0300 123 2040. In Scotland call 101.",
                        "Report Fraud sy'n delio â thwyll a throseddau cyfrifiadurol i Gymru a "
                        "Lloegr gyfan: www.reportfraud.police.uk neu 0300 123 2040. Yn yr Alban "
                        "ffoniwch 101.",
                    ),
                    (
                        "If money has just gone, call your bank first. You can dial 159.",
                        "Os yw arian newydd fynd, ffoniwch eich banc yn gyntaf. Gallwch ddeialu "
                        "159.",
                    ),
                    NOTHING_KEPT,
                ),
                FRAUD,
                stops=True,
            )
        ),
        Landing(
            Advice(
                "council",
                welsh("Your council deals with this", "Eich cyngor sy'n delio â hyn"),
                _words(
                    (
                        "Councils deal with noise, litter, dumped rubbish, parking and abandoned "
                        "cars. Find yours at www.gov.uk/find-local-council.",
                        "Cynghorau sy'n delio â sŵn, sbwriel, parcio a cheir wedi'u gadael. Dewch "
                        "o hyd i'ch un chi yn www.gov.uk/find-local-council.",
                    ),
                    (
                        "If somebody is afraid or threatened because of it, go on and tell us.",
                        "Os oes rhywun yn ofnus neu dan fygythiad o'i herwydd, ewch ymlaen a "
                        "dywedwch wrthym.",
                    ),
                    NOTHING_KEPT,
                ),
                ROUTES,
            ),
            Route(welsh("Go on and tell us", "Ewch ymlaen a dywedwch wrthym"), FORM, "asb"),
        ),
        Landing(
            Advice(
                "anonymous",
                welsh("Telling somebody without your name", "Dweud wrth rywun heb eich enw"),
                _words(
                    (
                        "A form of the police cannot promise that nobody can ever work out who you "
                        "are: it travels over the internet, and you may be asked to help.",
                        "Ni all ffurflen yr heddlu addo na all neb byth ddarganfod pwy ydych chi: "
                        "mae'n teithio dros y rhyngrwyd, ac efallai y gofynnir i chi helpu.",
                    ),
                    (
                        "The charity Crimestoppers is apart from the police and does not ask who "
                        "you are: 0800 555 111 or crimestoppers-uk.org.",
                        "Mae'r elusen Crimestoppers ar wahân i'r heddlu ac nid yw'n gofyn pwy "
                        "ydych chi: 0800 555 111 neu crimestoppers-uk.org.",
                    ),
                    (
                        "Here you can leave your name out. Then you hear nothing from us, it is "
                        "harder to look into, and the rights of a victim cannot reach you.",
                        "Yma gallwch adael eich enw allan. Yna ni chlywch ddim gennym, mae'n "
                        "anoddach ymchwilio, ac ni all hawliau dioddefwr eich cyrraedd.",
                    ),
                ),
                ROUTES,
            ),
            Route(welsh("Go on without your name", "Ewch ymlaen heb eich enw"), FORM, "tell_us"),
        ),
        Landing(
            Advice(
                "terrorism",
                welsh("Call 0800 789 321", "Ffoniwch 0800 789 321"),
                _words(
                    (
                        "The anti-terrorist hotline is open at all hours. If there is danger now, "
                        "call 999.",
                        "Mae'r llinell gwrthderfysgaeth ar agor bob awr. Os oes perygl nawr, "
                        "ffoniwch 999.",
                    ),
                    ("You can also use gov.uk/ACT.", "Gallwch hefyd ddefnyddio gov.uk/ACT."),
                ),
                ROUTES,
                stops=True,
            )
        ),
        Landing(
            Advice(
                "child-images",
                welsh("Report pictures of children", "Adrodd am luniau o blant"),
                _words(
                    (
                        "If a child is in danger, call 999.",
                        "Os oes plentyn mewn perygl, ffoniwch 999.",
                    ),
                    (
                        "Do not save, send or upload the picture, not even to us. Report where it "
                        "is at report.iwf.org.uk, and grooming at www.ceop.police.uk.",
                        "Peidiwch â chadw, anfon na llwytho'r llun, hyd yn oed atom ni. Rhowch "
                        "wybod ble mae yn report.iwf.org.uk, ac am feithrin perthynas amhriodol "
                        "yn www.ceop.police.uk.",
                    ),
                ),
                ROUTES,
                stops=True,
            )
        ),
        Landing(
            Advice(
                "other",
                welsh("Call 101", "Ffoniwch 101"),
                _words(
                    (
                        "Call 101 at any hour and tell somebody, or go to a police station.",
                        "Ffoniwch 101 ar unrhyw adeg a dweud wrth rywun, neu ewch i orsaf heddlu.",
                    ),
                    DEAF,
                    NOTHING_KEPT,
                ),
                ROUTES,
                stops=True,
            )
        ),
    )
}
