"""The fraud form: finds who needs the local force now, and sends everybody else to Report Fraud."""

from casefile.rules.source import Source
from intake.questions import blocks
from intake.questions.common_parts import (
    ENDING,
    EVIDENCE,
    IMPACT,
    PEOPLE,
    PLACE,
    RELATION,
    WHERE_IF_KNOWN,
)
from intake.questions.parts import NO, UNSURE, YES_NO_UNSURE, choose, option, report_form, write
from intake.questions.rows import Advice, When, welsh

REPORT_FRAUD = Source("Report Fraud", "December 2025", "replaced Action Fraud", "verified")
LOCAL = Source("Design of this product", "2026", "fraud calls for service", "recalled")
COURIER = Advice(
    "courier",
    welsh("Call 999 now", "Ffoniwch 999 nawr"),
    (
        welsh(
            "If somebody is at the door, on the way, or on the phone with you, call 999.",
            "Os oes rhywun wrth y drws, ar y ffordd, neu ar y ffôn gyda chi, ffoniwch 999.",
        ),
        welsh(
            "Give nobody your card, your money or a code. The police and banks never ask for them.",
            "Peidiwch â rhoi'ch cerdyn, eich arian na chod i neb. Nid yw'r heddlu na banciau byth "
            "yn gofyn amdanynt.",
        ),
        welsh(
            "If money has just gone, call your bank. You can dial 159.",
            "Os yw arian newydd fynd, ffoniwch eich banc. Gallwch ddeialu 159.",
        ),
        welsh(
            "If you are safe now, go on with this form.",
            "Os ydych yn ddiogel nawr, ewch ymlaen â'r ffurflen hon.",
        ),
    ),
    LOCAL,
)
HAND_OVER = Advice(
    "report-fraud",
    welsh("Tell Report Fraud", "Dywedwch wrth Report Fraud"),
    (
        welsh(
            "Fraud and computer crime are dealt with by Report Fraud, for the whole of England "
            "and Wales.",
            "Report Fraud sy'n delio â thwyll a throseddau cyfrifiadurol, i Gymru a Lloegr gyfan.",
        ),
        welsh(
            "Report it at www.reportfraud.police.uk or call 0300 123 2040. In Scotland call 101.",
            "Rhowch wybod yn www.reportfraud.police.uk neu ffoniwch 0300 123 2040. Yn yr Alban "
            "ffoniwch 101.",
        ),
        welsh(
            "If money has just gone, call your bank first. You can dial 159.",
            "Os yw arian newydd fynd, ffoniwch eich banc yn gyntaf. Gallwch ddeialu 159.",
        ),
        welsh(
            "We have not kept anything that says who you are.",
            "Nid ydym wedi cadw dim sy'n dweud pwy ydych chi.",
        ),
    ),
    REPORT_FRAUD,
    stops=True,
)
_NOT_NOW = (When("fraud_now", ("no", "unsure")),)
_REMOTE = (When("fraud_local", ("no", "unsure")),)

FRAUD = report_form(
    "fraud",
    welsh(
        "Somebody tricked me out of money, or got into my accounts",
        "Twyllodd rhywun fi o arian, neu aeth i mewn i'm cyfrifon",
    ),
    choose(
        "fraud_now",
        welsh("Right now", "Ar hyn o bryd"),
        welsh(
            "Is it happening now, or is somebody coming to collect something?",
            "A yw'n digwydd nawr, neu a oes rhywun yn dod i gasglu rhywbeth?",
        ),
        (
            option("yes", "Yes", "Ydy", "courier"),
            NO,
            option("unsure", "I do not know", "Nid wyf yn gwybod", "courier"),
        ),
        feeds="risk.answers",
    ),
    choose(
        "fraud_local",
        welsh("Who did it", "Pwy a'i gwnaeth"),
        welsh(
            "Do you know who did it, and do they live near you?",
            "Ydych chi'n gwybod pwy a'i gwnaeth, ac ydyn nhw'n byw gerllaw?",
        ),
        (option("yes", "Yes", "Ydw"), NO, UNSURE),
        when=_NOT_NOW,
        feeds="suspects.known",
    ),
    choose(
        "fraud_vulnerable",
        welsh("Help", "Help"),
        welsh(
            "Is the person it happened to at risk, or unable to protect themselves?",
            "A yw'r person y digwyddodd hyn iddo mewn perygl, neu'n methu amddiffyn ei hun?",
        ),
        (option("yes", "Yes", "Ydy"), option("no", "No", "Nac ydy", "report-fraud"), UNSURE),
        hint=welsh(
            "For example somebody ill, confused, threatened, or tricked again and again.",
            "Er enghraifft rhywun sâl, dryslyd, dan fygythiad, neu'n cael ei dwyllo dro ar ôl tro.",
        ),
        when=(*_NOT_NOW, *_REMOTE),
        feeds="risk.answers",
    ),
    RELATION.only_when(When("fraud_local", ("yes",))),
    write(
        "money_lost",
        welsh("Money", "Arian"),
        welsh("How much money has gone, and how?", "Faint o arian sydd wedi mynd, a sut?"),
        kind="text",
        feeds="property.other",
    ),
    choose(
        "bank_told",
        welsh("The bank", "Y banc"),
        welsh("Does the bank know?", "A yw'r banc yn gwybod?"),
        (option("yes", "Yes", "Ydy"), option("no", "No", "Nac ydy", "bank"), UNSURE),
        feeds="property.status",
    ),
    choose(
        "device_access",
        welsh("Devices", "Dyfeisiau"),
        welsh(
            "Did they get into a phone, computer or account?",
            "A aethant i mewn i ffôn, cyfrifiadur neu gyfrif?",
        ),
        YES_NO_UNSURE,
        feeds="offence.online",
    ),
    PLACE.optional(),
    WHERE_IF_KNOWN,
    PEOPLE,
    EVIDENCE,
    IMPACT,
    ENDING,
    advice=(COURIER, HAND_OVER, blocks.CALL_BANK),
)
