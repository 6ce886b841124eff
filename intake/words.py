"""The words of the pages around the questions, and how they are said in the reader's language.

Welsh that nobody has checked never stands alone: the English follows it.
"""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import get_language

from casefile.rules.source import Text
from intake import engine
from intake.questions.rows import Question, welsh

WORDS = {
    "title": welsh("Tell the police online", "Dywedwch wrth yr heddlu ar-lein"),
    "start": welsh("Start", "Dechrau"),
    "continue": welsh("Continue", "Parhau"),
    "back": welsh("Back", "Yn ôl"),
    "change": welsh("Change", "Newid"),
    "add": welsh("Add and stay here", "Ychwanegu ac aros yma"),
    "remove": welsh("Remove", "Tynnu"),
    "emergency": welsh(
        "In an emergency call 999. If you cannot speak, call from a mobile and press 55 "
        "when you are asked.",
        "Mewn argyfwng ffoniwch 999. Os na allwch siarad, ffoniwch o ffôn symudol a phwyswch 55 "
        "pan ofynnir i chi.",
    ),
    "intro": welsh(
        "You answer one question at a time. It takes about ten minutes. A person reads every form.",
        "Byddwch yn ateb un cwestiwn ar y tro. Mae'n cymryd tua deg munud. Mae person yn darllen "
        "pob ffurflen.",
    ),
    "leaving": welsh(
        "Every page has a button to leave at once. Press it, or press Shift three times. It "
        "deletes what you wrote and opens a weather page. It cannot clear your browser's history.",
        "Mae botwm ar bob tudalen i adael ar unwaith. Pwyswch y botwm, neu pwyswch Shift dair "
        "gwaith. Mae'n dileu'r hyn a ysgrifennoch ac yn agor tudalen dywydd. Ni all glirio hanes "
        "eich porwr.",
    ),
    "keeping": welsh(
        "We keep an unfinished form for one day, for this browser alone. "
        "Close the browser to lose it.",
        "Cadwn ffurflen anorffenedig am ddiwrnod, i'r porwr hwn yn unig. "
        "Caewch y porwr i'w cholli.",
    ),
    "what": welsh("What happened?", "Beth ddigwyddodd?"),
    "area": welsh("Which police area did it happen in?", "Ym mha ardal heddlu digwyddodd hyn?"),
    "check": welsh("Check your answers", "Gwiriwch eich atebion"),
    "check_intro": welsh(
        "Nothing has been sent yet. Check what you wrote, then send it.",
        "Nid oes dim wedi ei anfon eto. Gwiriwch yr hyn a ysgrifennoch, yna'i anfon.",
    ),
    "send": welsh("Send to the police", "Anfon at yr heddlu"),
    "sent": welsh("Your form was sent", "Anfonwyd eich ffurflen"),
    "your_reference": welsh("Your reference", "Eich cyfeirnod"),
    "sent_at": welsh("Sent", "Anfonwyd"),
    "next": welsh("What happens next", "Beth sy'n digwydd nesaf"),
    "next_read": welsh(
        "A person reads what you sent. They decide by this time whether to record a crime:",
        "Mae person yn darllen yr hyn a anfonoch. Byddant yn penderfynu erbyn yr amser hwn:",
    ),
    "next_told": welsh(
        "You are then told what was decided, in a way that you said is safe.",
        "Yna cewch wybod beth a benderfynwyd, mewn ffordd a ddywedoch sy'n ddiogel.",
    ),
    "next_silent": welsh(
        "You asked us not to get in touch. Call 101 and give the reference to hear more.",
        "Gofynnoch i ni beidio â chysylltu. Ffoniwch 101 a rhowch y cyfeirnod i glywed mwy.",
    ),
    "next_support": welsh(
        "You asked for support. We pass your wish on to a support service.",
        "Gofynnoch am gymorth. Trosglwyddwn eich dymuniad i wasanaeth cymorth.",
    ),
    "not_crime_number": welsh(
        "This is not a crime reference number. You get that once a crime is recorded.",
        "Nid rhif cyfeirnod trosedd yw hwn. Cewch hwnnw pan gofnodir trosedd.",
    ),
    "print": welsh(
        "If it is safe to keep a copy, print this page or write the reference down.",
        "Os yw'n ddiogel cadw copi, argraffwch y dudalen hon neu ysgrifennwch y cyfeirnod.",
    ),
    "files": welsh("What we received", "Beth a dderbyniwyd"),
    "photos_so_far": welsh("Added so far", "Wedi'u hychwanegu hyd yn hyn"),
    "stage": welsh("Where it is now", "Ble mae nawr"),
    "stage_submitted": welsh("Waiting for a decision", "Yn aros am benderfyniad"),
    "stage_recorded": welsh("A crime was recorded", "Cofnodwyd trosedd"),
    "stage_incident_only": welsh(
        "Kept on record, but not as a crime", "Wedi'i gadw ar gofnod, ond nid fel trosedd"
    ),
    "stage_transferred": welsh("Passed to", "Trosglwyddwyd i"),
    "unsure": welsh("I do not know", "Nid wyf yn gwybod"),
    "not_isolated": welsh(
        "Photos cannot be taken here at the moment. Keep them: an officer will ask for them.",
        "Ni ellir cymryd lluniau yma ar hyn o bryd. Cadwch nhw: bydd swyddog yn gofyn amdanynt.",
    ),
    "closed": welsh(
        "Forms cannot be sent here at the moment. Call 101, or 999 in an emergency.",
        "Ni ellir anfon ffurflenni yma ar hyn o bryd. Ffoniwch 101, neu 999 mewn argyfwng.",
    ),
    "optional": welsh("(optional)", "(dewisol)"),
    "unchecked": welsh(
        "Nobody has checked this Welsh yet, so the English stands beside it.",
        "Nid oes neb wedi gwirio'r Gymraeg hon eto, felly mae'r Saesneg wrth ei hochr.",
    ),
}


@dataclass(frozen=True)
class Say:
    """Says words in one language: `say.continue` in templates, `say(text)` in code."""

    is_welsh: bool = False

    def __call__(self, text: Text) -> str:
        """Return the words; unchecked Welsh is followed by the English."""
        if not self.is_welsh or not text.cy:
            return text.en
        return text.cy if text.cy_checked else f"{text.cy} / {text.en}"

    # A template calls what it can call; this one takes an argument, so it must be left alone.
    do_not_call_in_templates = True

    def __getitem__(self, name: str) -> str:
        return self(WORDS[name])

    @property
    def optional(self) -> str:
        return self["optional"]

    def too_long(self, limit: int) -> str:
        """Return the sentence for text over its limit."""
        return self(
            welsh(f"Shorten this to {limit:,} characters", f"Byrhewch hyn i {limit:,} o nodau")
        )

    def answer(self, question: Question, value: Any) -> str:
        """Return an answer as people read it; nothing when it was left blank."""
        if not value:
            return ""
        if question.choices:
            return "\n".join(self(text) for text in engine.choice_texts(question, value))
        if question.kind == "date" and (day := parse_date(value)):
            return f"{day.day} {day:%B %Y}"
        if question.kind == "datetime" and (moment := parse_datetime(value)):
            local = timezone.localtime(moment)
            return f"{local.day} {local:%B %Y, %H:%M}"
        return str(value)


def say_for_reader() -> Say:
    """Return how to say things in the language of this request."""
    return Say(is_welsh=(get_language() or "").startswith("cy"))
