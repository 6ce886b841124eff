"""Questions that the desk often asks a reporter, in both languages; own words do as well."""

from dataclasses import dataclass

from casefile.rules.registry import Rule, register
from casefile.rules.source import Source, Text
from intake.questions.rows import welsh

DESIGN = Source("Design of this product", "2026", "crime desk: asking the reporter", "recalled")


@dataclass(frozen=True)
class QuestionText:
    """One question by its short title for the desk."""

    code: str
    title: str
    text: Text
    source: Source = DESIGN


QUESTION_TEXTS = {
    row.code: row
    for row in (
        QuestionText(
            "where",
            "Where exactly",
            welsh(
                "Where exactly did it happen? A street, a shop or something near helps.",
                "Ble yn union y digwyddodd? Mae stryd, siop neu rywbeth gerllaw yn helpu.",
            ),
        ),
        QuestionText(
            "when",
            "When exactly",
            welsh(
                "When did it happen? If you are not sure, say the earliest and the latest it can "
                "have been.",
                "Pryd y digwyddodd? Os nad ydych yn siŵr, dywedwch y cynharaf a'r hwyraf y gallai "
                "fod.",
            ),
        ),
        QuestionText(
            "serials",
            "Serial numbers",
            welsh(
                "Do you have the serial number or IMEI of what is missing? It may be on the box or "
                "the receipt.",
                "A oes gennych rif cyfresol neu IMEI yr hyn sydd ar goll? Gall fod ar y blwch "
                "neu'r dderbynneb.",
            ),
        ),
        QuestionText(
            "seen",
            "Who saw it",
            welsh(
                "Did anybody else see or hear it? Say how they can be reached only if they agree.",
                "A welodd neu a glywodd rhywun arall? Dywedwch sut i gysylltu â nhw dim ond os "
                "ydynt yn cytuno.",
            ),
        ),
        QuestionText(
            "recordings",
            "Photos and recordings",
            welsh(
                "Do you have photos, messages or recordings of it? Keep them. Say what there is.",
                "A oes gennych luniau, negeseuon neu recordiadau ohono? Cadwch nhw. Dywedwch beth "
                "sydd yno.",
            ),
        ),
        QuestionText(
            "safe_time",
            "A safe time",
            welsh(
                "When is it safe for us to talk with you, and how?",
                "Pryd mae'n ddiogel i ni siarad â chi, a sut?",
            ),
        ),
    )
}

register(
    "intake.question_texts",
    "What the desk often asks",
    "Questions to a reporter. The 24 hours run on while an answer is waited for.",
    [Rule(row.code, row.text.en, row.source) for row in QUESTION_TEXTS.values()],
)
