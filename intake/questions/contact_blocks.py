"""Blocks about the person who reports: needs, safe ways to be reached, name, and wishes.

The safe ways come before any name or address.
"""

from intake.questions.blocks import CHOOSE, UNSURE, YES_NO, YES_NO_UNSURE, radios
from intake.questions.rows import Choice, Page, Question, When, welsh

NEEDS_PAGES = (
    Page("afraid", welsh("How you feel", "Sut ydych chi'n teimlo")),
    Page("help", welsh("Help you need", "Help sydd ei angen")),
    Page("language", welsh("Language", "Iaith")),
)
NEEDS = (
    radios(
        "afraid",
        "afraid",
        welsh(
            "Are you afraid of the people who did it?",
            "Ydych chi'n ofni'r bobl a wnaeth hyn?",
        ),
        YES_NO_UNSURE,
        feeds="needs.afraid",
    ),
    Question(
        "help",
        "help",
        welsh("Do you need any of this to talk to us?", "Oes angen hyn i siarad â ni?"),
        "checkboxes",
        welsh("Choose all that apply, or none.", "Dewiswch bob un sy'n berthnasol, neu ddim."),
        choices=(
            Choice("interpreter", welsh("An interpreter", "Cyfieithydd")),
            Choice("sign_language", welsh("Sign language", "Iaith arwyddion")),
            Choice("reading", welsh("Help with reading or writing",
                                    "Help i ddarllen neu ysgrifennu")),
            Choice("health", welsh("Something for a disability or illness", "Rhywbeth ar gyfer "
                                   "anabledd neu salwch")),
            Choice("supporter", welsh("Somebody with me", "Rhywun gyda mi")),
        ),
        feeds="needs.help",
    ),
    Question(
        "language",
        "language",
        welsh("Which language do you speak?", "Pa iaith ydych chi'n ei siarad?"),
        "text",
        is_required=True,
        missing=welsh("Write the language", "Ysgrifennwch yr iaith"),
        when=(When("help", ("interpreter",)),),
        feeds="needs.language",
        limit=40,
    ),
)  # fmt: skip

CONTACT_PAGES = (
    Page("watched", welsh("Staying safe", "Cadw'n ddiogel")),
    Page("ways", welsh("How to reach you", "Sut i gysylltu")),
    Page(
        "ways-details",
        welsh("When to reach you", "Pryd i gysylltu"),
        welsh("Anything we should know before we get in touch?",
              "Unrhyw beth y dylem ei wybod cyn cysylltu?"),
    ),
    Page("name", welsh("Your name", "Eich enw"), welsh("What is your name?", "Beth yw eich enw?"),
         welsh("You can leave this out, but then it is harder for us to help you.",
               "Gallwch adael hyn allan, ond yna mae'n anoddach i ni helpu.")),
    Page("victim", welsh("Their name", "Eu henw"),
         welsh("What is the name of the person it happened to?",
               "Beth yw enw'r person y digwyddodd hyn iddo?")),
    Page("born", welsh("Date of birth", "Dyddiad geni")),
    Page("email", welsh("Email", "E-bost")),
    Page("phone", welsh("Phone", "Ffôn")),
    Page("address", welsh("Address", "Cyfeiriad")),
)  # fmt: skip
_ABOUT_ME, _ABOUT_OTHER = (When("for_whom", ("me",)),), (When("for_whom", ("other",)),)
CONTACT = (
    radios(
        "watched",
        "watched",
        welsh("Could they see your messages, your phone or your post?",
              "A allent weld eich negeseuon, eich ffôn neu'ch post?"),
        YES_NO_UNSURE,
        hint=welsh("Think of the people who did it, and of anyone who may have your phone.",
                   "Meddyliwch am y bobl a wnaeth hyn, ac am unrhyw un a all fod â'ch ffôn."),
        feeds="plan.watched",
    ),
    Question(
        "ways",
        "ways",
        welsh("Which ways to reach you are safe?", "Pa ffyrdd o gysylltu sy'n ddiogel?"),
        "checkboxes",
        welsh("We use only the ways that you choose here.",
              "Dim ond y ffyrdd a ddewiswch yma a ddefnyddiwn."),
        True,
        CHOOSE,
        choices=(
            Choice("email", welsh("Email", "E-bost")),
            Choice("text", welsh("Text message", "Neges destun")),
            Choice("phone", welsh("Phone call", "Galwad ffôn")),
            Choice("post", welsh("Post", "Post")),
            Choice("none", welsh("None: do not get in touch", "Dim un: peidiwch â chysylltu")),
        ),
        checks=("none_stands_alone",),
        feeds="plan.channels",
    ),
    Question(
        "times",
        "ways-details",
        welsh("Safe times", "Amseroedd diogel"),
        "text",
        welsh("For example: weekdays after 6pm.", "Er enghraifft: ar ôl 6pm yn ystod yr wythnos."),
        feeds="plan.times",
    ),
    Question(
        "notes",
        "ways-details",
        welsh("What else should we know?", "Beth arall ddylem ni ei wybod?"),
        "longtext",
        welsh("For example: do not leave a message.", "Er enghraifft: peidiwch â gadael neges."),
        feeds="plan.notes",
        limit=1000,
    ),
    Question(
        "code_word",
        "ways-details",
        welsh("A word we say so that you know it is us",
              "Gair a ddywedwn fel eich bod yn gwybod mai ni sydd yno"),
        "text",
        feeds="plan.code_word",
        limit=40,
    ),
    Question(
        "frequency",
        "ways-details",
        welsh("How often would you like to hear from us?", "Pa mor aml hoffech chi glywed gennym?"),
        "radios",
        choices=(
            Choice("each", welsh("Each time something happens",
                                 "Bob tro y bydd rhywbeth yn digwydd")),
            Choice("month", welsh("Once a month", "Unwaith y mis")),
            Choice("end", welsh("Only when it ends", "Dim ond pan ddaw i ben")),
            UNSURE,
        ),
        feeds="plan.frequency",
    ),
    Question("given_names", "name", welsh("First names", "Enwau cyntaf"), "text",
             feeds="reporter.given_names", limit=120, autocomplete="given-name"),
    Question("family_name", "name", welsh("Last name", "Cyfenw"), "text",
             feeds="reporter.family_name", limit=120, autocomplete="family-name"),
    Question("victim_given_names", "victim", welsh("First names", "Enwau cyntaf"), "text",
             when=_ABOUT_OTHER, feeds="victim.given_names", limit=120),
    Question("victim_family_name", "victim", welsh("Last name", "Cyfenw"), "text",
             when=_ABOUT_OTHER, feeds="victim.family_name", limit=120),
    Question("relation", "victim", welsh("How do you know them?", "Sut ydych chi'n eu hadnabod?"),
             "text", when=_ABOUT_OTHER, feeds="report.relation"),
    Question("born_on", "born", welsh("What is your date of birth?", "Beth yw eich dyddiad geni?"),
             "date", welsh("For example 27 3 2007.", "Er enghraifft 27 3 2007."),
             checks=("not_in_future",), when=_ABOUT_ME, feeds="victim.born_on"),
    Question(
        "email",
        "email",
        welsh("What is your email address?", "Beth yw eich cyfeiriad e-bost?"),
        "email",
        is_required=True,
        missing=welsh("Enter an email address", "Rhowch gyfeiriad e-bost"),
        when=(When("ways", ("email",)),),
        feeds="contact.email",
        autocomplete="email",
    ),
    Question(
        "phone",
        "phone",
        welsh("Which phone number is safe?", "Pa rif ffôn sy'n ddiogel?"),
        "phone",
        welsh("Not the number of a phone that was taken.", "Nid rhif ffôn a gymerwyd."),
        True,
        welsh("Enter a phone number", "Rhowch rif ffôn"),
        when=(When("ways", ("text", "phone")),),
        checks=("not_the_taken_phone",),
        feeds="contact.phone",
        autocomplete="tel",
    ),
    Question(
        "address",
        "address",
        welsh("What is your address?", "Beth yw eich cyfeiriad?"),
        "longtext",
        checks=("needed_for_post",),
        feeds="contact.address",
        limit=400,
        autocomplete="street-address",
    ),
)  # fmt: skip

WISHES_PAGES = (
    Page("support", welsh("Support", "Cymorth")),
    Page("visit", welsh("A visit", "Ymweliad")),
)
WISHES = (
    radios(
        "support",
        "support",
        welsh("Would you like a support service to get in touch with you?",
              "Hoffech chi i wasanaeth cymorth gysylltu â chi?"),
        YES_NO,
        hint=welsh("It is free, and you can say no later.",
                   "Mae am ddim, a gallwch wrthod yn nes ymlaen."),
        feeds="victim.wants_support_referral",
    ),
    radios(
        "visit",
        "visit",
        welsh("Would you like an officer to visit you?", "Hoffech chi i swyddog ymweld â chi?"),
        (*YES_NO, Choice("unsure", UNSURE.text)),
        feeds="victim.wants_visit",
    ),
)  # fmt: skip
