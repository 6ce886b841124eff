"""The fixed words on the tracker's pages, in English and (not checked yet) in Welsh."""

from casefile.rules.source import Text

CY_NOTICE = Text(
    "This Welsh has not been checked yet. The English is beside it.",
    "Nid yw'r Gymraeg hon wedi'i gwirio eto. Mae'r Saesneg wrth ei hochr.",
)

PAGE_WORDS: dict[str, Text] = {
    "notice": CY_NOTICE,
    "start_title": Text("Read your updates", "Darllen eich diweddariadau"),
    "start_link": Text(
        "Open the link in the message we sent you. You also need your code.",
        "Agorwch y ddolen yn y neges a anfonwyd atoch chi. Mae angen eich cod hefyd.",
    ),
    "start_no_link": Text(
        "No link, or it does not work? Ask the person who gave you the code for a new one.",
        "Dim dolen, neu nid yw'n gweithio? Gofynnwch i'r person a roddodd y cod am un newydd.",
    ),
    "start_phone": Text(
        "You do not have to use this page. You can hear the same news by phone or letter.",
        "Does dim rhaid i chi ddefnyddio'r dudalen hon. Gallwch gael yr un newyddion dros y ffôn.",
    ),
    "enter_title": Text("Enter your code", "Rhowch eich cod"),
    "enter_safe": Text(
        "Only go on if nobody else can see this screen.",
        "Ewch ymlaen dim ond os na all neb arall weld y sgrin hon.",
    ),
    "enter_ends": Text(
        "We sign you out after 20 minutes without a click. Nothing is kept on this device.",
        "Byddwn yn eich allgofnodi ar ôl 20 munud heb glic. Does dim yn cael ei gadw ar y ddyfais.",
    ),
    "sign_open_title": Text("Read and sign", "Darllen a llofnodi"),
    "sign_code": Text("The code of your link", "Cod eich dolen"),
    "sign_secret": Text("The secret", "Y gyfrinach"),
    "sign_secret_hint": Text(
        "Eight letters and numbers that the officer told you, such as ABCD-2345",
        "Wyth llythyren a rhif y dywedodd y swyddog wrthych, fel ABCD-2345",
    ),
    "sign_read_title": Text("Read every page", "Darllenwch bob tudalen"),
    "sign_again": Text("Open the pages again", "Agorwch y tudalennau eto"),
    "sign_wrong": Text(
        "Is anything wrong or missing? Do not sign. Close this page and tell the officer.",
        "Oes rhywbeth o'i le neu ar goll? Peidiwch â llofnodi. Caewch a dywedwch wrth y swyddog.",
    ),
    "sign_declare": Text("If it is right, sign it", "Os yw'n gywir, llofnodwch"),
    "sign_accept": Text("I agree with these words", "Rwy'n cytuno â'r geiriau hyn"),
    "sign_how": Text("How you sign", "Sut rydych chi'n llofnodi"),
    "sign_name": Text("Your name", "Eich enw"),
    "sign_button": Text("Sign", "Llofnodi"),
    "sign_done_title": Text("Signed", "Wedi'i lofnodi"),
    "sign_done": Text(
        "Thank you. You can close this page. The link does not open again.",
        "Diolch. Gallwch gau'r dudalen hon. Ni fydd y ddolen yn agor eto.",
    ),
    "code": Text("Your code", "Eich cod"),
    "code_hint": Text(
        "Six letters and numbers, such as ABC-234", "Chwe llythyren a rhif, fel ABC-234"
    ),
    "go_on": Text("Continue", "Parhau"),
    "updates_title": Text("Your updates", "Eich diweddariadau"),
    "new": Text("New", "Newydd"),
    "next": Text("What happens next", "Beth sy'n digwydd nesaf"),
    "by": Text("By", "Erbyn"),
    "read_one": Text("Read this on its own page", "Darllen ar ei dudalen ei hun"),
    "back": Text("Back to your updates", "Yn ôl i'ch diweddariadau"),
    "nothing_yet": Text("There is nothing to read yet.", "Does dim i'w ddarllen eto."),
    "nothing_new": Text("Nothing new has happened since", "Does dim byd newydd wedi digwydd ers"),
    "look_again": Text(
        "Somebody looks again, and tells you, by",
        "Bydd rhywun yn edrych eto, ac yn dweud wrthych chi, erbyn",
    ),
    "overdue": Text(
        "Somebody should have looked again by now. We are sorry. Please ask us. The day was",
        "Dylai rhywun fod wedi edrych eto. Mae'n ddrwg gennym. Gofynnwch i ni. Y dydd oedd",
    ),
    "who_to_ask": Text("Who to ask", "Pwy i ofyn"),
    "no_officer": Text("No one person has been named yet.", "Does neb wedi'i enwi eto."),
    "checklist_title": Text("What we must do for you", "Beth mae'n rhaid i ni ei wneud i chi"),
    "checklist_intro": Text(
        "The law gives you 12 rights. Here is what we owe you now, and if we were on time.",
        "Mae'r gyfraith yn rhoi 12 hawl i chi. Dyma beth sydd arnom i chi, ac a oeddem ar amser.",
    ),
    "nothing_due": Text("Nothing is due now.", "Does dim yn ddyledus nawr."),
    "no_day": Text("No set day", "Dim diwrnod penodol"),
    "due": Text("Due by", "I'w wneud erbyn"),
    "done": Text("Done", "Wedi'i wneud"),
    "done_late": Text("Done late", "Wedi'i wneud yn hwyr"),
    "late": Text("Late", "Hwyr"),
    "set_aside": Text("Not needed", "Dim angen"),
    "complain": Text(
        "If we did not keep to this, tell the person above or ask them how to complain. If you are "
        "not happy with the answer, you can go to the Ombudsman.",
        "Os na wnaethom gadw at hyn, dywedwch wrth y person uchod neu gofynnwch sut i gwyno. Os "
        "nad ydych yn hapus â'r ateb, gallwch fynd at yr Ombwdsmon.",
    ),
    "dates_title": Text("Days to remember", "Dyddiau i'w cofio"),
    "no_dates": Text("There are no days to remember yet.", "Does dim dyddiau i'w cofio eto."),
    "sign_out": Text("Sign out", "Allgofnodi"),
    "signed_out": Text("You are signed out.", "Rydych wedi allgofnodi."),
    "saved_link": Text(
        "To come back, open the newest message we sent you.",
        "I ddod yn ôl, agorwch y neges ddiweddaraf a anfonwyd atoch chi.",
    ),
    "error_title": Text("There is a problem", "Mae problem"),
    "not_matched": Text(
        "That did not work. Check the code. If the link is old, ask for a new one.",
        "Wnaeth hynny ddim gweithio. Gwiriwch y cod. Os yw'r ddolen yn hen, gofynnwch eto.",
    ),
    "too_soon": Text(
        "Wait a little, then try again.", "Arhoswch ychydig, yna rhowch gynnig arall."
    ),
}
