"""The words of the pages around the questions, and how they are said in the reader's language.

Welsh that nobody has checked never stands alone: the English stands under it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import formats, translation
from django.utils.dateparse import parse_date, parse_datetime

from casefile import words
from casefile.rules import london
from casefile.rules.source import Text
from intake import engine, item_cards, points
from intake.coming_back_words import COMING_BACK_WORDS
from intake.file_words import FILE_WORDS
from intake.keeping_words import KEEPING_WORDS
from intake.place_words import PLACE_WORDS
from intake.questions.rows import Question, welsh

WORDS: dict[str, Text] = {
    **FILE_WORDS,
    **KEEPING_WORDS,
    **COMING_BACK_WORDS,
    **PLACE_WORDS,
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
    "confirm_title": welsh("Confirm your email", "Cadarnhau eich e-bost"),
    "confirm_intro": welsh(
        "We sent an email with a code of six numbers. Type it here so that we know it is you who "
        "reads it. Until then nothing of what you wrote goes there.",
        "Anfonwyd e-bost â chod o chwe rhif. Teipiwch ef yma fel y gwyddom mai chi sy'n ei "
        "ddarllen. Tan hynny nid oes dim o'r hyn a ysgrifennoch yn mynd yno.",
    ),
    "wrong_code": welsh(
        "That is not the code of our last message. Look again, or ask for a new one",
        "Nid dyna god ein neges ddiwethaf. Edrychwch eto, neu gofynnwch am un newydd",
    ),
    "confirm_label": welsh("Code from the email", "Cod o'r e-bost"),
    "confirm_missing_email": welsh("Enter the code from the email", "Rhowch y cod o'r e-bost"),
    "confirm_button": welsh("Confirm", "Cadarnhau"),
    "confirm_again": welsh("Send a new code", "Anfon cod newydd"),
    "confirm_done": welsh("Your email is confirmed.", "Mae eich e-bost wedi'i gadarnhau."),
    "confirm_sent": welsh("We sent a new code.", "Anfonwyd cod newydd."),
    "files": welsh("What we received", "Beth a dderbyniwyd"),
    "items_so_far": welsh("Listed so far", "Wedi'u rhestru hyd yn hyn"),
    "more_details": welsh("More, if you know it", "Mwy, os gwyddoch"),
    "stage": welsh("Where it is now", "Ble mae nawr"),
    "stage_submitted": welsh("Waiting for a decision", "Yn aros am benderfyniad"),
    "stage_recorded": welsh("A crime was recorded", "Cofnodwyd trosedd"),
    "stage_n100": welsh(
        "Written down. An officer will be in touch",
        "Wedi'i gofnodi. Bydd swyddog yn cysylltu",
    ),
    "stage_incident_only": welsh(
        "Kept on record, but not as a crime", "Wedi'i gadw ar gofnod, ond nid fel trosedd"
    ),
    "stage_transferred": welsh("Passed to", "Trosglwyddwyd i"),
    "stage_intel_only": welsh("Read and passed on", "Wedi'i ddarllen a'i drosglwyddo"),
    "stage_referred": welsh("Dealt with by", "Ymdrinnir â hyn gan"),
    "told": welsh("What we told you", "Yr hyn a ddywedasom wrthych"),
    "unsure": welsh("I do not know", "Nid wyf yn gwybod"),
    "closed": welsh(
        "Forms cannot be sent here at the moment. Call 101, or 999 in an emergency.",
        "Ni ellir anfon ffurflenni yma ar hyn o bryd. Ffoniwch 101, neu 999 mewn argyfwng.",
    ),
    "next_question": welsh("Next question", "Cwestiwn nesaf"),
    "deaf": welsh(
        "If you are deaf or cannot use your voice, use textphone 18000, or 18001 101 when it is "
        "not urgent.",
        "Os ydych yn fyddar neu'n methu defnyddio'ch llais, defnyddiwch ffôn testun 18000, neu "
        "18001 101 pan nad yw'n frys.",
    ),
    "begin": welsh("Before you start", "Cyn i chi ddechrau"),
    "no_pressure": welsh(
        "You can leave out most answers. You do not have to say what was done.",
        "Gallwch adael y rhan fwyaf o'r atebion allan. Nid oes rhaid i chi ddweud beth a wnaed.",
    ),
    "leave_heading": welsh("Leaving at once", "Gadael ar unwaith"),
    "kept_heading": welsh("What is kept", "Beth a gedwir"),
    "safety_link": welsh("How to be here more safely", "Sut i fod yma'n fwy diogel"),
    "safety_1": welsh(
        "Leaving opens a weather page in place of this one, and deletes what you wrote from our "
        "side. Your browser still remembers that you were here.",
        "Mae gadael yn agor tudalen dywydd yn lle hon, ac yn dileu'r hyn a ysgrifennoch o'n hochr "
        "ni. Mae eich porwr yn cofio eich bod wedi bod yma.",
    ),
    "safety_2": welsh(
        "A private or incognito window forgets the pages when you close it. You can also delete "
        "single pages from the history; an empty history may be noticed.",
        "Mae ffenestr breifat yn anghofio'r tudalennau pan fyddwch yn ei chau. Gallwch hefyd "
        "ddileu tudalennau unigol o'r hanes; efallai y sylwir ar hanes gwag.",
    ),
    "safety_3": welsh(
        "Software that watches a device sees what you do all the same. If you think somebody "
        "watches, use a device of a friend, a library or your work, or call 101.",
        "Mae meddalwedd sy'n gwylio dyfais yn gweld yr hyn a wnewch beth bynnag. Os credwch fod "
        "rhywun yn gwylio, defnyddiwch ddyfais ffrind, llyfrgell neu'ch gwaith, neu ffoniwch 101.",
    ),
    "proof": welsh("Download a signed receipt", "Lawrlwytho derbynneb wedi'i llofnodi"),
    "proof_words": welsh(
        "If you need proof for somebody else: a file that shows when you sent this, and nothing of "
        "what you wrote.",
        "Os oes angen prawf arnoch i rywun arall: ffeil sy'n dangos pryd yr anfonoch hyn, a dim "
        "o'r hyn a ysgrifennoch.",
    ),
    "verify_title": welsh("Check a receipt", "Gwirio derbynneb"),
    "verify_label": welsh("Paste the whole receipt", "Gludwch y dderbynneb gyfan"),
    "verify_missing": welsh("Paste the receipt", "Gludwch y dderbynneb"),
    "verify_button": welsh("Check", "Gwirio"),
    "verify_good": welsh(
        "This receipt came from here and was not changed.",
        "Daeth y dderbynneb hon oddi yma ac ni chafodd ei newid.",
    ),
    "verify_key": welsh(
        "The public key, to check it yourself", "Yr allwedd gyhoeddus, i'w wirio eich hun"
    ),
    "complaint_link": welsh("Complain about this service", "Cwyno am y gwasanaeth hwn"),
    "complaint_title": welsh("Complain about this service", "Cwyno am y gwasanaeth hwn"),
    "complaint_intro": welsh(
        "People who do not work on your case read this. It changes nothing in how a report is "
        "dealt with.",
        "Mae pobl nad ydynt yn gweithio ar eich achos yn darllen hyn. Nid yw'n newid dim yn y "
        "ffordd yr ymdrinnir ag adroddiad.",
    ),
    "complaint_about": welsh("What is it about?", "Am beth mae'n sôn?"),
    "complaint_text": welsh("What went wrong?", "Beth aeth o'i le?"),
    "complaint_missing": welsh("Write what went wrong", "Ysgrifennwch beth aeth o'i le"),
    "complaint_name": welsh("Your name", "Eich enw"),
    "complaint_email": welsh("Email for the answer", "E-bost ar gyfer yr ateb"),
    "complaint_email_hint": welsh(
        "Leave it out if somebody else could read it.",
        "Gadewch ef allan os gallai rhywun arall ei ddarllen.",
    ),
    "complaint_email_bad": welsh(
        "Enter an email address, like name@example.com", "Rhowch gyfeiriad e-bost"
    ),
    "complaint_send": welsh("Send", "Anfon"),
    "complaint_sent": welsh("We have your complaint", "Mae gennym eich cwyn"),
    "complaint_next": welsh(
        "Professional standards reads it and answers by email if you gave an address. You can "
        "also go to the Independent Office for Police Conduct.",
        "Mae safonau proffesiynol yn ei darllen ac yn ateb drwy e-bost os rhoesoch gyfeiriad. "
        "Gallwch hefyd fynd at Swyddfa Annibynnol Ymddygiad yr Heddlu.",
    ),
    "appeals_title": welsh("Can you help?", "Allwch chi helpu?"),
    "appeals_words": welsh(
        "These are things that police ask about. If you know something, you can say so here.",
        "Dyma bethau y mae'r heddlu yn gofyn amdanynt. Os gwyddoch rywbeth, gallwch ddweud yma.",
    ),
    "appeals_none": welsh("Nothing at the moment.", "Dim ar hyn o bryd."),
    "appeal_answer": welsh("Tell us what you know", "Dywedwch wrthym beth a wyddoch"),
    "appeal_anonymous": welsh(
        "You do not have to give your name. Crimestoppers, a charity, takes it without any trace "
        "of you: 0800 555 111.",
        "Nid oes rhaid i chi roi eich enw. Mae Crimestoppers, elusen, yn ei gymryd heb unrhyw ôl "
        "ohonoch: 0800 555 111.",
    ),
    "camera_title": welsh("Register a camera", "Cofrestru camera"),
    "camera_intro": welsh(
        "If a business or building of yours has a camera that sees a street, police can ask you "
        "for a recording before it is gone. Somebody calls you first.",
        "Os oes gan fusnes neu adeilad sy'n eiddo i chi gamera sy'n gweld stryd, gall yr heddlu "
        "ofyn i chi am recordiad cyn iddo fynd. Bydd rhywun yn eich ffonio yn gyntaf.",
    ),
    "camera_owner": welsh("Business or building", "Busnes neu adeilad"),
    "camera_place": welsh("Street and town", "Stryd a thref"),
    "camera_sees": welsh("What does it see?", "Beth mae'n ei weld?"),
    "camera_keeps_days": welsh(
        "For how many days does it keep recordings?", "Am sawl diwrnod y mae'n cadw recordiadau?"
    ),
    "camera_contact_name": welsh("Who can we ask for?", "Am bwy y gallwn ofyn?"),
    "camera_contact_email": welsh("Their email", "Eu he-bost"),
    "camera_contact_phone": welsh("Their phone", "Eu ffôn"),
    "camera_missing": welsh("Answer this question", "Atebwch y cwestiwn hwn"),
    "camera_send": welsh("Register", "Cofrestru"),
    "camera_done": welsh("The camera is registered", "Mae'r camera wedi'i gofrestru"),
    "camera_next": welsh(
        "Somebody from the police calls you before it is used. You can ask at any time to be "
        "taken off the register.",
        "Bydd rhywun o'r heddlu yn eich ffonio cyn iddo gael ei ddefnyddio. Gallwch ofyn ar unrhyw "
        "adeg i gael eich tynnu oddi ar y gofrestr.",
    ),
    "area_title": welsh("Advice for your area", "Cyngor ar gyfer eich ardal"),
    "area_words": welsh(
        "After a burglary the homes near it are at more risk for about six weeks. We never say "
        "which home it was. This helps:",
        "Ar ôl bwrgleriaeth mae'r cartrefi gerllaw mewn mwy o berygl am tua chwe wythnos. Nid "
        "ydym byth yn dweud pa gartref ydoedd. Mae hyn yn helpu:",
    ),
    "area_now": welsh("Areas at more risk now", "Ardaloedd mewn mwy o berygl nawr"),
    "area_until": welsh("Until", "Tan"),
    "area_none": welsh(
        "There is no advice for an area at the moment.",
        "Nid oes cyngor ar gyfer unrhyw ardal ar hyn o bryd.",
    ),
    "advice_title": welsh("What may help you now", "Beth all eich helpu nawr"),
    "figures_title": welsh("How this service does", "Sut mae'r gwasanaeth hwn yn gwneud"),
    "figure_satisfaction": welsh(
        "Said that the service was good or very good",
        "Dywedodd fod y gwasanaeth yn dda neu'n dda iawn",
    ),
    "figure_completion": welsh("Began a form and sent it", "Dechreuodd ffurflen a'i hanfon"),
    "figure_take_up": welsh(
        "Reported online rather than by phone", "Adroddodd ar-lein yn hytrach na thros y ffôn"
    ),
    "figure_cost": welsh("Cost of each report", "Cost pob adroddiad"),
    "figure_none": welsh("Not known yet", "Ddim yn hysbys eto"),
    "figure_cost_none": welsh(
        "Left empty until a police force has worked it out",
        "Wedi'i adael yn wag nes i heddlu ei gyfrifo",
    ),
    "figures_how": welsh(
        "Counted by day, without cookies and without saying by whom.",
        "Wedi'u cyfrif fesul diwrnod, heb gwcis a heb ddweud gan bwy.",
    ),
    "feedback": welsh("How was this service?", "Sut oedd y gwasanaeth hwn?"),
    "feedback_link": welsh("Tell us how this service was", "Dywedwch wrthym sut oedd y gwasanaeth"),
    "score_5": welsh("Very good", "Da iawn"),
    "score_4": welsh("Good", "Da"),
    "score_3": welsh("Neither good nor bad", "Nac yn dda nac yn ddrwg"),
    "score_2": welsh("Bad", "Gwael"),
    "score_1": welsh("Very bad", "Gwael iawn"),
    "optional": welsh("(optional)", "(dewisol)"),
}


@dataclass(frozen=True)
class Say:
    """Says words in one language: `say.continue` in templates, `say(text)` in code."""

    is_welsh: bool = False

    def __call__(self, *texts: Text) -> str:
        """Return the words, several in one sentence; unchecked Welsh has the English under it."""
        return words.said(joined(" ", texts), is_welsh=self.is_welsh)

    # A template calls what it can call; this one takes an argument, so it must be left alone.
    do_not_call_in_templates = True

    def __getitem__(self, name: str) -> str:
        return self(WORDS[name])

    def too_long(self, limit: int) -> str:
        """Return the sentence for text over its limit."""
        return self(
            welsh(f"Shorten this to {limit:,} characters", f"Byrhewch hyn i {limit:,} o nodau")
        )

    def wait(self, seconds: int) -> str:
        """Return the sentence for a browser that must wait; nothing that was written is lost."""
        return self(
            welsh(
                f"Many forms come from this connection. Wait {seconds} seconds, then try again",
                f"Mae llawer o ffurflenni'n dod o'r cysylltiad hwn. Arhoswch {seconds} eiliad, "
                "yna rhowch gynnig arall",
            )
        )

    def answer(self, question: Question, value: Any) -> str:
        """Return an answer as people read it; nothing when it was left blank."""
        if not value:
            return ""
        if question.kind in item_cards.CARDS:
            return self.lines([item_cards.in_words(card, question.kind) for card in value])
        if question.choices:
            return self.lines(engine.choice_texts(question, value))
        if question.kind == "position":
            return self(points.in_words(value))
        if question.kind == "date" and (day := parse_date(value)):
            return self.date(day, "j F Y")
        if question.kind == "datetime" and (moment := parse_datetime(value)):
            return self.date(london.time_of(moment), "j F Y, H:i")
        return str(value)

    def lines(self, texts: Sequence[Text]) -> str:
        """Return several words, one a line."""
        return words.lines(texts, is_welsh=self.is_welsh)

    def date(self, value: date, form: str) -> str:
        """Return a day or moment with the month's name in this language."""
        with translation.override("cy" if self.is_welsh else "en-gb"):
            return formats.date_format(value, form)


def joined(between: str, texts: Sequence[Text]) -> Text:
    """Return several words as one text."""
    if len(texts) == 1:
        return texts[0]
    cy = between.join(text.cy for text in texts) if all(text.cy for text in texts) else ""
    is_checked = all(text.cy_checked for text in texts)
    return Text(between.join(text.en for text in texts), cy, is_checked)


def say_for_reader() -> Say:
    """Return how to say things in the language of this request."""
    return Say(is_welsh=words.reads_welsh())
