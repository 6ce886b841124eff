"""Words of the pages around the services: the start page, the notices and the error pages."""

from casefile.rules.source import Text

HOME: dict[str, Text] = {
    "start_page": Text("Start", "Dechrau"),
    "home_title": Text(
        "Report a crime, or follow one you reported",
        "Rhoi gwybod am drosedd, neu ddilyn un y rhoesoch wybod amdani",
    ),
    "home_emergency": Text(
        "If someone is in danger now, or a crime is happening now, call 999.",
        "Os oes rhywun mewn perygl nawr, neu os oes trosedd yn digwydd nawr, ffoniwch 999.",
    ),
    "home_online": Text(
        "You can report online at any hour. It takes about 10 minutes and you do not need an "
        "account.",
        "Gallwch roi gwybod ar-lein ar unrhyw adeg. Mae'n cymryd tua 10 munud ac nid oes angen "
        "cyfrif arnoch.",
    ),
    "home_report": Text("Report a crime", "Rhoi gwybod am drosedd"),
    "home_reported": Text("Already reported", "Wedi rhoi gwybod yn barod"),
    "home_track": Text("Read your updates", "Darllen eich diweddariadau"),
    "home_invitation": Text(
        "You need the invitation you were sent.", "Mae angen y gwahoddiad a anfonwyd atoch."
    ),
    "home_staff": Text("Police and prosecutors", "Yr heddlu ac erlynwyr"),
    "home_sign_in": Text("Sign in to work on a case", "Mewngofnodi i weithio ar achos"),
    "home_not_online": Text("If you cannot report online", "Os na allwch roi gwybod ar-lein"),
    "home_phone": Text(
        "Call 101, or go to a police station. If you cannot hear or speak on the phone, use Relay "
        "UK: 18001 101.",
        "Ffoniwch 101, neu ewch i orsaf heddlu. Os na allwch glywed na siarad ar y ffôn, "
        "defnyddiwch Relay UK: 18001 101.",
    ),
}

ACCESSIBILITY: dict[str, Text] = {
    "access_aim": Text(
        "We want everyone to be able to use this service. You should be able to use all of it with "
        "a keyboard, with a screen reader, zoomed to 400%, on a small phone, and with scripts "
        "turned off.",
        "Rydym am i bawb allu defnyddio'r gwasanaeth hwn. Dylech allu defnyddio'r cyfan gyda "
        "bysellfwrdd, gyda darllenydd sgrin, wedi'i chwyddo i 400%, ar ffôn bach, a heb sgriptiau.",
    ),
    "access_how": Text("How accessible it is", "Pa mor hygyrch yw"),
    "access_level": Text(
        "The aim is level AA of the Web Content Accessibility Guidelines, version 2.2. Its pages "
        "are built from the components of the GOV.UK and Ministry of Justice design systems.",
        "Y nod yw lefel AA y Canllawiau Hygyrchedd Cynnwys y We, fersiwn 2.2. Mae'r tudalennau "
        "wedi'u hadeiladu o gydrannau systemau dylunio GOV.UK a'r Weinyddiaeth Gyfiawnder.",
    ),
    "access_checked": Text(
        "Each public form is checked by a program, in both languages, by keyboard and on a small "
        "screen. A program finds only some faults.",
        "Mae rhaglen yn gwirio pob ffurflen gyhoeddus, yn y ddwy iaith, gyda bysellfwrdd ac ar "
        "sgrin fach. Dim ond rhai diffygion y mae rhaglen yn eu canfod.",
    ),
    "access_untested": Text(
        "Nobody has audited it, and nobody with a disability has tested it yet. So we cannot say "
        "that it meets the guidelines.",
        "Nid oes neb wedi'i archwilio, ac nid oes neb ag anabledd wedi'i brofi eto. Felly ni allwn "
        "ddweud ei fod yn bodloni'r canllawiau.",
    ),
    "access_faults": Text(
        "What we know does not work well", "Yr hyn y gwyddom nad yw'n gweithio'n dda"
    ),
    "access_pdf": Text(
        "PDF files, such as forms and the prosecution file, have not been checked with a screen "
        "reader",
        "nid yw ffeiliau PDF, fel ffurflenni a ffeil yr erlyniad, wedi'u gwirio gyda darllenydd "
        "sgrin",
    ),
    "access_sound": Text(
        "videos and sound recordings given as evidence have no captions or transcript unless a "
        "person added one",
        "nid oes capsiynau na thrawsgrifiad gan fideos a recordiadau sain a roddwyd fel "
        "tystiolaeth oni bai bod person wedi'u hychwanegu",
    ),
    "access_welsh": Text(
        "only the pages for reporting, for updates and around them are in Welsh, and nobody has "
        "checked that Welsh, so the English stands under it",
        "dim ond y tudalennau ar gyfer rhoi gwybod, ar gyfer diweddariadau ac o'u cwmpas sydd yn "
        "Gymraeg, ac nid oes neb wedi gwirio'r Gymraeg honno, felly mae'r Saesneg oddi tani",
    ),
    "access_api": Text(
        "the list of calls for other systems (/api/docs/) has low contrast and small links",
        "mae gan y rhestr o alwadau i systemau eraill (/api/docs/) gyferbyniad isel a dolenni bach",
    ),
    "access_help": Text("If you cannot use a page", "Os na allwch ddefnyddio tudalen"),
    "access_phone": Text(
        "Call 101 and say what you were trying to do: you can report a crime, or ask about your "
        "case, by phone or at a police station instead. If you cannot hear or speak on the phone, "
        "use Relay UK: 18001 101. In an emergency call 999, or text 999 if you have registered for "
        "that.",
        "Ffoniwch 101 a dywedwch beth roeddech yn ceisio ei wneud: gallwch roi gwybod am drosedd, "
        "neu holi am eich achos, dros y ffôn neu mewn gorsaf heddlu yn lle hynny. Os na allwch "
        "glywed na siarad ar y ffôn, defnyddiwch Relay UK: 18001 101. Mewn argyfwng ffoniwch 999, "
        "neu anfonwch neges destun i 999 os ydych wedi cofrestru.",
    ),
    "access_unhappy": Text(
        "If you are not happy with our answer", "Os nad ydych yn hapus â'n hateb"
    ),
    "access_commission": Text(
        "The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and "
        "Mobile Applications) (No. 2) Accessibility Regulations 2018. You can contact the Equality "
        "Advisory and Support Service.",
        "Y Comisiwn Cydraddoldeb a Hawliau Dynol sy'n gorfodi Rheoliadau Hygyrchedd Cyrff Sector "
        "Cyhoeddus (Gwefannau a Chymwysiadau Symudol) (Rhif 2) 2018. Gallwch gysylltu â'r "
        "Gwasanaeth Cynghori a Chefnogi Cydraddoldeb.",
    ),
}

PRIVACY: dict[str, Text] = {
    "privacy_kept": Text("What we keep", "Beth rydym yn ei gadw"),
    "privacy_kept_words": Text(
        "What you tell us in a report, the files you send, and what the police and prosecutors add "
        "to the case. How to reach you is kept apart from the rest of the case.",
        "Yr hyn a ddywedwch wrthym mewn adroddiad, y ffeiliau a anfonwch, a'r hyn y mae'r heddlu "
        "ac erlynwyr yn ei ychwanegu at yr achos. Cedwir sut i gysylltu â chi ar wahân i weddill "
        "yr achos.",
    ),
    "privacy_why": Text("Why", "Pam"),
    "privacy_why_words": Text(
        "To investigate and prosecute crime and to keep victims informed. The police do this under "
        "Part 3 of the Data Protection Act 2018, because the law gives them that task, and not "
        "because you agreed to it.",
        "Er mwyn ymchwilio i droseddau a'u herlyn ac i roi gwybod i ddioddefwyr. Mae'r heddlu'n "
        "gwneud hyn o dan Ran 3 o Ddeddf Diogelu Data 2018, am fod y gyfraith yn rhoi'r dasg "
        "honno iddynt, ac nid am i chi gytuno.",
    ),
    "privacy_who": Text("Who sees it", "Pwy sy'n ei weld"),
    "privacy_who_words": Text(
        "The people who work on your case and, if the file goes to prosecutors, they too. If "
        "someone is charged, the law says what the defence must be shown. Each time a person opens "
        "your case, that is written down.",
        "Y bobl sy'n gweithio ar eich achos ac, os aiff y ffeil at erlynwyr, nhw hefyd. Os caiff "
        "rhywun ei gyhuddo, mae'r gyfraith yn dweud beth sy'n rhaid ei ddangos i'r amddiffyniad. "
        "Bob tro y mae person yn agor eich achos, cofnodir hynny.",
    ),
    "privacy_cookies": Text("Cookies and tracking", "Cwcis ac olrhain"),
    "privacy_cookies_words": Text(
        "We use only the cookies that keep you signed in, keep your answers while you fill in a "
        "form, and remember your language. Nothing on these pages follows you, and nothing is "
        "loaded from other sites. We count how many forms are begun and sent each day, without "
        "saying by whom.",
        "Dim ond y cwcis sy'n eich cadw wedi mewngofnodi, yn cadw'ch atebion tra byddwch yn llenwi "
        "ffurflen, ac yn cofio'ch iaith a ddefnyddiwn. Nid oes dim ar y tudalennau hyn yn eich "
        "dilyn, ac nid oes dim yn cael ei lwytho o wefannau eraill. Rydym yn cyfrif faint o "
        "ffurflenni sy'n cael eu dechrau a'u hanfon bob dydd, heb ddweud gan bwy.",
    ),
    "privacy_shared": Text(
        "If you share your phone or computer", "Os ydych yn rhannu eich ffôn neu'ch cyfrifiadur"
    ),
    "privacy_shared_words": Text(
        "“Exit this page” ends your visit and opens a weather page. It cannot clear the history of "
        "your browser, and it cannot help if someone has put software on your device to watch you. "
        "A different device that you trust is safer.",
        "Mae “Gadael y dudalen hon” yn dod â'ch ymweliad i ben ac yn agor tudalen dywydd. Ni all "
        "glirio hanes eich porwr, ac ni all helpu os oes rhywun wedi rhoi meddalwedd ar eich "
        "dyfais i'ch gwylio. Mae dyfais wahanol yr ydych yn ymddiried ynddi yn fwy diogel.",
    ),
    "privacy_rights": Text("Your rights", "Eich hawliau"),
    "privacy_rights_words": Text(
        "You can ask the police for a copy of what they hold about you, and for mistakes to be put "
        "right. If you are not happy with the answer you can complain to the Information "
        "Commissioner.",
        "Gallwch ofyn i'r heddlu am gopi o'r hyn sydd ganddynt amdanoch, ac i gamgymeriadau gael "
        "eu cywiro. Os nad ydych yn hapus â'r ateb gallwch gwyno wrth y Comisiynydd Gwybodaeth.",
    ),
}

ERRORS: dict[str, Text] = {
    "bad_title": Text("We could not read that request", "Ni allem ddarllen y cais hwnnw"),
    "bad_words": Text(
        "Something in the address or in what was sent is not right. Nothing was changed.",
        "Nid yw rhywbeth yn y cyfeiriad neu yn yr hyn a anfonwyd yn iawn. Ni newidiwyd dim.",
    ),
    "bad_onward": Text(
        "Go back to the page you came from and try again.",
        "Ewch yn ôl i'r dudalen y daethoch ohoni a rhowch gynnig arall arni.",
    ),
    "long_title": Text("This page was open too long", "Roedd y dudalen hon ar agor yn rhy hir"),
    "long_words": Text(
        "For your safety we did not take what you sent, because we could not be sure that it came "
        "from this page. This also happens when cookies are switched off.",
        "Er eich diogelwch ni chymerwyd yr hyn a anfonoch, am na allem fod yn siŵr ei fod wedi dod "
        "o'r dudalen hon. Mae hyn hefyd yn digwydd pan fydd cwcis wedi'u diffodd.",
    ),
    "long_onward": Text(
        "Go back, load the page again and send it once more. Copy any long answer first.",
        "Ewch yn ôl, llwythwch y dudalen eto a'i hanfon unwaith yn rhagor. Copïwch unrhyw ateb hir "
        "yn gyntaf.",
    ),
    "missing_title": Text("Page not found", "Heb ganfod y dudalen"),
    "missing_typed": Text(
        "If you typed or pasted the address, check that it is right and complete.",
        "Os gwnaethoch deipio neu ludo'r cyfeiriad, gwiriwch ei fod yn gywir ac yn gyflawn.",
    ),
    "missing_link": Text(
        "If you followed a link, the page may have moved, or it may not be yours to see.",
        "Os gwnaethoch ddilyn dolen, efallai fod y dudalen wedi symud, neu nad chi sydd i'w gweld.",
    ),
    "fault_title": Text("Sorry, something went wrong", "Mae'n ddrwg gennym, aeth rhywbeth o'i le"),
    "fault_words": Text(
        "The fault is ours and it has been logged. Wait a few minutes, then try again. If you were "
        "filling in a form, check whether your last answer was kept.",
        "Ni sydd ar fai ac mae hynny wedi'i gofnodi. Arhoswch ychydig funudau, yna rhowch gynnig "
        "arall arni. Os oeddech yn llenwi ffurflen, gwiriwch a gadwyd eich ateb olaf.",
    ),
    "refused_title": Text("This could not be done", "Ni ellid gwneud hyn"),
    "refused_onward": Text(
        "Nothing was changed. Go back to put this right and try again.",
        "Ni newidiwyd dim. Ewch yn ôl i gywiro hyn a rhowch gynnig arall arni.",
    ),
    "to_start": Text("Go to the start page", "Ewch i'r dudalen gychwyn"),
    "otherwise_101": Text(
        "In an emergency call 999. Otherwise you can call 101.",
        "Mewn argyfwng ffoniwch 999. Fel arall gallwch ffonio 101.",
    ),
    "updates": Text("Updates", "Diweddariadau"),
}

PAGES = HOME | ACCESSIBILITY | PRIVACY | ERRORS
