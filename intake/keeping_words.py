"""The words about keeping an unfinished form: saving it, for how long, what was lost or changed."""

from intake.questions.rows import welsh

KEEPING_WORDS = {
    "save_link": welsh("Save and come back later", "Cadw a dod yn ôl yn nes ymlaen"),
    "save_title": welsh("Save your form", "Cadw eich ffurflen"),
    "save_intro": welsh(
        "You get a code. With it and a secret that you choose now, you can go on from any device.",
        "Cewch god. Gydag ef a chyfrinach a ddewiswch nawr, gallwch fynd ymlaen o unrhyw ddyfais.",
    ),
    "save_careful": welsh(
        "Do this only if nobody who frightens you can find the code or guess the secret.",
        "Gwnewch hyn dim ond os na all neb sy'n codi ofn arnoch ddod o hyd i'r cod na dyfalu'r "
        "gyfrinach.",
    ),
    "save_button": welsh("Save", "Cadw"),
    "secret": welsh("Choose a secret", "Dewiswch gyfrinach"),
    "your_secret": welsh("Your secret", "Eich cyfrinach"),
    "secret_hint": welsh(
        "At least 6 letters or numbers that only you know.",
        "O leiaf 6 llythyren neu rif y mae dim ond chi yn eu gwybod.",
    ),
    "secret_missing": welsh("Enter the secret", "Rhowch y gyfrinach"),
    "saved_title": welsh("Write this code down", "Ysgrifennwch y cod hwn"),
    "saved_once": welsh(
        "We show it once and send it to nobody. You need it and your secret to go on.",
        "Dim ond unwaith y'i dangoswn ac nid ydym yn ei anfon at neb. Mae ei angen arnoch chi a'ch "
        "cyfrinach i fynd ymlaen.",
    ),
    "return_link": welsh("Go on with a form you saved", "Ewch ymlaen â ffurflen a gadwoch"),
    "return_title": welsh("Go on with your form", "Ewch ymlaen â'ch ffurflen"),
    "return_code": welsh("Your code", "Eich cod"),
    "code_missing": welsh("Enter the code", "Rhowch y cod"),
    "go_on": welsh("Go on with the form", "Ewch ymlaen â'r ffurflen"),
    "keeping": welsh(
        "We keep an unfinished form for one day, for this browser alone. You can close the browser "
        "and come back. Leaving by the red button deletes it.",
        "Cadwn ffurflen anorffenedig am ddiwrnod, i'r porwr hwn yn unig. Gallwch gau'r porwr a dod "
        "yn ôl. Mae gadael drwy'r botwm coch yn ei dileu.",
    ),
    "keeping_sensitive": welsh(
        "We keep an unfinished form for one day, for this browser alone. Leaving by the red button "
        "deletes it. Closing the browser loses it in most browsers. You can ask to save it, for "
        "one day, if that is safe for you.",
        "Cadwn ffurflen anorffenedig am ddiwrnod, i'r porwr hwn yn unig. Mae gadael drwy'r botwm "
        "coch yn ei dileu. Mae cau'r porwr yn ei cholli yn y rhan fwyaf o borwyr. Gallwch ofyn am "
        "ei chadw, am ddiwrnod, os yw hynny'n ddiogel i chi.",
    ),
    "kept_until": welsh("We delete the form on", "Byddwn yn dileu'r ffurflen ar"),
    "gone_title": welsh("This form is not kept any more", "Nid yw'r ffurflen hon yn cael ei chadw"),
    "gone_why": welsh(
        "Its time may be over: we keep an unfinished form for one day, and a saved one for up to "
        "seven. Or it was opened in another browser with its code, and goes on there.",
        "Efallai fod ei hamser ar ben: cadwn ffurflen anorffenedig am ddiwrnod, ac un a gadwyd am "
        "hyd at saith. Neu fe'i hagorwyd mewn porwr arall gyda'i chod, ac mae'n parhau yno.",
    ),
    "gone_sent": welsh(
        "If you sent it, we have it. Keep your reference.",
        "Os anfonoch hi, mae hi gyda ni. Cadwch eich cyfeirnod.",
    ),
    "gone_typed": welsh(
        "What you just wrote was not taken. Copy it before you leave this page.",
        "Ni dderbyniwyd yr hyn yr ydych newydd ei ysgrifennu. Copïwch ef cyn gadael y dudalen hon.",
    ),
    "start_again": welsh("Start a new form", "Dechrau ffurflen newydd"),
    "no_fit": welsh(
        "The code and the secret do not fit together, or the form is no longer kept. We keep a "
        "saved form for up to seven days",
        "Nid yw'r cod a'r gyfrinach yn cyd-fynd, neu nid yw'r ffurflen yn cael ei chadw mwyach. "
        "Cadwn ffurflen am hyd at saith diwrnod",
    ),
    "short": welsh("Choose at least 6 letters or numbers", "Dewiswch o leiaf 6 llythyren neu rif"),
    "draft_closed": welsh(
        "This form was closed or sent already", "Caewyd neu anfonwyd y ffurflen hon eisoes"
    ),
    "changed_elsewhere": welsh(
        "This answer was changed in another window. Choose which is right: what you wrote stands "
        "below and is not kept yet",
        "Newidiwyd yr ateb hwn mewn ffenestr arall. Dewiswch pa un sy'n gywir: mae'r hyn a "
        "ysgrifennoch isod ac nid yw wedi'i gadw eto",
    ),
    "kept_now": welsh("Kept now", "Wedi'i gadw nawr"),
    "take_mine": welsh(
        "Press Continue to keep what you wrote here instead.",
        "Pwyswch Parhau i gadw'r hyn a ysgrifennoch yma yn ei le.",
    ),
    "take_other": welsh("Go on with the answer that is kept", "Ewch ymlaen â'r ateb a gadwyd"),
    "trap": welsh("Leave this empty", "Gadewch hwn yn wag"),
    "lost": welsh(
        "No connection. What you wrote is still here. We try again when it is back.",
        "Dim cysylltiad. Mae'r hyn a ysgrifennoch yma o hyd. Rhown gynnig arall pan ddaw'n ôl.",
    ),
    "no_answer": welsh(
        "The service did not answer. Nothing was sent. What you wrote is still here, and we try "
        "again soon.",
        "Nid atebodd y gwasanaeth. Ni anfonwyd dim. Mae'r hyn a ysgrifennoch yma o hyd, a rhown "
        "gynnig arall cyn hir.",
    ),
    "put_back": welsh(
        "We put back what you wrote here before the connection was lost. Check it, then continue.",
        "Rhoesom yn ôl yr hyn a ysgrifennoch yma cyn colli'r cysylltiad. Gwiriwch ef, yna parhau.",
    ),
}
