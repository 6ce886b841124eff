"""News about the record of a crime: not looked into, filed, taken up again, changed or cancelled.

Why is told in plain words from the tables of outcomes, allocation and cancelling.
"""

from casefile.rules.allocation import NOT_INVESTIGATED
from casefile.rules.outcomes import OUTCOMES
from casefile.rules.source import Text
from victims.update_template import UpdateTemplate

CAN_REOPEN = Text(
    "New information can open it again. Tell your officer if you have any.",
    "Gall gwybodaeth newydd ei ailagor. Dywedwch wrth eich swyddog os oes gennych chi rywfaint.",
)
ASK = Text(
    "You can ask your officer to explain this, or complain.",
    "Gallwch ofyn i'ch swyddog egluro hyn, neu gwyno.",
)
CANCELLED = {
    "C1": Text("Another police force keeps the record of it.", "Heddlu arall sy'n cadw'r cofnod."),
    "C2": Text("Facts that we checked show that it was not a crime.",
               "Mae ffeithiau a wiriwyd gennym yn dangos nad trosedd oedd hyn."),
    "C3": Text("It was on record already. The other record stays.",
               "Roedd eisoes ar gofnod. Mae'r cofnod arall yn aros."),
    "C4": Text("It was put on record by mistake.", "Cafodd ei gofnodi trwy gamgymeriad."),
    "C5": Text("Facts that we checked show that somebody defended themselves.",
               "Mae ffeithiau a wiriwyd gennym yn dangos bod rhywun yn ei amddiffyn ei hun."),
}  # fmt: skip
CRIME_REASONS: dict[str, Text] = {
    **{f"not_investigated_{code}": row.plain for code, row in NOT_INVESTIGATED.items()},
    **{f"filed_{code}": row.plain for code, row in OUTCOMES.items()},
    **{f"cancelled_{code}": text for code, text in CANCELLED.items()},
}

CRIME_ROWS = (
    UpdateTemplate(
        "n100_recorded",
        Text("We wrote down what you told us", "Rydym wedi cofnodi'r hyn a ddywedoch wrthym"),
        Text(
            "Your number is {reference}. It is not closed.",
            "Eich rhif yw {reference}. Nid yw wedi'i gau.",
        ),
        Text(
            "An officer talks to you about it. Unless you said no, a support service does too.",
            "Bydd swyddog yn siarad â chi amdano. Oni bai eich bod wedi dweud na, bydd gwasanaeth "
            "cymorth hefyd.",
        ),
        ("reference",),
    ),
    UpdateTemplate(
        "crime_not_investigated",
        Text("We do not look into it further now", "Nid ydym yn edrych ymhellach i hyn nawr"),
        Text(
            "On {on} we decided not to look into it further for now. {why}",
            "Ar {on} fe benderfynom beidio ag edrych ymhellach i hyn am y tro. {why}",
        ),
        CAN_REOPEN,
        ("on", "why"),
        meets="E01",
    ),
    UpdateTemplate(
        "crime_filed",
        Text("We finished looking into it for now", "Rydym wedi gorffen edrych i hyn am y tro"),
        Text(
            "We finished on {on}. {why}",
            "Fe wnaethom orffen ar {on}. {why}",
        ),
        CAN_REOPEN,
        ("on", "why"),
        meets="E26",
    ),
    UpdateTemplate(
        "crime_filed_call",
        Text("We finished looking into it for now", "Rydym wedi gorffen edrych i hyn am y tro"),
        Text(
            "We finished on {on}. {why}",
            "Fe wnaethom orffen ar {on}. {why}",
        ),
        ASK,
        ("on", "why"),
        meets="E26",
        waits_for_call=True,
    ),
    UpdateTemplate(
        "crime_dealt_with",
        Text("It was dealt with without a court", "Ymdriniwyd ag ef heb lys"),
        Text("This was decided on {on}. {why}", "Penderfynwyd hyn ar {on}. {why}"),
        ASK,
        ("on", "why"),
        meets="E07",
    ),
    UpdateTemplate(
        "crime_reopened",
        Text("We took it up again", "Rydym yn edrych i hyn eto"),
        Text(
            "On {on} we began to look into it again, because we know something new.",
            "Ar {on} dechreuom edrych i hyn eto, oherwydd ein bod yn gwybod rhywbeth newydd.",
        ),
        Text(
            "We tell you here when there is more to say.",
            "Byddwn yn dweud wrthych chi yma pan fydd mwy i'w ddweud.",
        ),
        ("on",),
    ),
    UpdateTemplate(
        "crime_reclassified",
        Text("We changed how it is recorded", "Rydym wedi newid sut mae wedi'i gofnodi"),
        Text(
            "From {on} it is recorded as: {crime}. Your number is still {reference}.",
            "O {on} mae wedi'i gofnodi fel: {crime}. Eich rhif o hyd yw {reference}.",
        ),
        ASK,
        ("on", "crime", "reference"),
        meets="E30",
    ),
    UpdateTemplate(
        "crime_cancelled",
        Text("A record was cancelled", "Cafodd cofnod ei ganslo"),
        Text(
            "On {on} we cancelled the record with the number {reference}. {why}",
            "Ar {on} fe wnaethom ganslo'r cofnod gyda'r rhif {reference}. {why}",
        ),
        ASK,
        ("on", "reference", "why"),
        meets="E30",
        waits_for_call=True,
    ),
)
