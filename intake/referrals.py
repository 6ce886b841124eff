"""Bodies that a report can be left to because they, and not the police, deal with it."""

from dataclasses import dataclass

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source, Text
from intake.landings import LANDINGS
from intake.questions.rows import welsh

ROUTES = Source("Design of this product", "2026", "who takes what", "recalled")


@dataclass(frozen=True)
class Referral:
    """One body: what it is called, what the reporter should do, and where that comes from."""

    code: str
    name: Text
    words: tuple[Text, ...]
    source: Source


def _landed(code: str, en: str, cy: str, *, landing: str, words: int = 1) -> Referral:
    """Take the words of a landing page, so that the public reads the same before and after."""
    advice = LANDINGS[landing].advice
    return Referral(code, welsh(en, cy), advice.words[:words], advice.source)


REFERRALS: dict[str, Referral] = {
    row.code: row
    for row in (
        _landed("report-fraud", "Report Fraud", "Report Fraud", landing="report-fraud", words=2),
        _landed(
            "railway-police",
            "British Transport Police",
            "yr Heddlu Trafnidiaeth Prydeinig",
            landing="railway",
            words=2,
        ),
        _landed("council", "your council", "eich cyngor", landing="council"),
        _landed(
            "iwf-ceop",
            "the Internet Watch Foundation and CEOP",
            "yr Internet Watch Foundation a CEOP",
            landing="child-images",
            words=2,
        ),
        _landed(
            "terrorism",
            "the anti-terrorist hotline",
            "y llinell gwrthderfysgaeth",
            landing="terrorism",
            words=2,
        ),
        Referral(
            "crimestoppers",
            welsh("Crimestoppers", "Crimestoppers"),
            (LANDINGS["anonymous"].advice.words[1],),
            LANDINGS["anonymous"].advice.source,
        ),
        Referral(
            "passport-office",
            welsh("HM Passport Office", "Swyddfa Basbort EF"),
            (
                welsh(
                    "Tell HM Passport Office that a passport is lost or stolen at "
                    "www.gov.uk/report-a-lost-or-stolen-passport.",
                    "Rhowch wybod i Swyddfa Basbort EF fod pasbort ar goll neu wedi'i ddwyn yn "
                    "www.gov.uk/report-a-lost-or-stolen-passport.",
                ),
            ),
            ROUTES,
        ),
        Referral(
            "dvla",
            welsh("DVLA", "y DVLA"),
            (
                welsh(
                    "Tell DVLA about a driving licence or number plates at www.gov.uk/contact-"
                    "the-dvla.",
                    "Rhowch wybod i'r DVLA am drwydded yrru neu blatiau rhif yn www.gov.uk/"
                    "contact-the-dvla.",
                ),
            ),
            ROUTES,
        ),
    )
}

register(
    "intake.referrals",
    "Who else deals with what is reported",
    "Bodies that a report can be left to. The reporter is told why, and what to do.",
    [Rule(row.code, f"{row.name}: {row.words[0]}", row.source) for row in REFERRALS.values()],
)
