"""The words about hearing back of a report, and about coming back to it with a code."""

from intake.questions.rows import welsh

COMING_BACK_WORDS = {
    "hear_back": welsh("How can I hear back?", "Sut gallaf glywed yn ôl?"),
    "hear_back_anonymous": welsh(
        "You gave us no way to reach you. You can get a code now, and use it later to see what was "
        "decided, to answer a question, or to add to what you wrote. Nobody learns who you are.",
        "Ni roesoch ffordd i ni gysylltu â chi. Gallwch gael cod nawr, a'i ddefnyddio yn nes "
        "ymlaen i weld beth a benderfynwyd, i ateb cwestiwn, neu i ychwanegu at yr hyn a "
        "ysgrifennoch. Ni ddaw neb i wybod pwy ydych chi.",
    ),
    "hear_back_intro": welsh(
        "You get a code. With it and a secret that you choose now, you can see what was decided, "
        "answer a question, or add to what you wrote, from any device.",
        "Cewch god. Gydag ef a chyfrinach a ddewiswch nawr, gallwch weld beth a benderfynwyd, "
        "ateb cwestiwn, neu ychwanegu at yr hyn a ysgrifennoch, o unrhyw ddyfais.",
    ),
    "hear_back_again": welsh(
        "A new code ends the one that you had.", "Mae cod newydd yn dod â'r un oedd gennych i ben."
    ),
    "code_button": welsh("Get a code", "Cael cod"),
    "code_once": welsh(
        "We show it once and send it to nobody. You need it and your secret to come back.",
        "Dim ond unwaith y'i dangoswn ac nid ydym yn ei anfon at neb. Mae ei angen arnoch chi a'ch "
        "cyfrinach i ddod yn ôl.",
    ),
    "code_where": welsh(
        "Where you come back: the start page of this service, under",
        "Ble i ddod yn ôl: tudalen gychwyn y gwasanaeth hwn, o dan",
    ),
    "come_back": welsh("Come back to a form you sent", "Dod yn ôl at ffurflen a anfonwyd gennych"),
    "no_fit_news": welsh(
        "The code and the secret do not fit together", "Nid yw'r cod a'r gyfrinach yn cyd-fynd"
    ),
    "news": welsh("Your messages", "Eich negeseuon"),
    "news_not_urgent": welsh(
        "Nobody may read this at once. If somebody is in danger, call 999.",
        "Efallai na fydd neb yn darllen hwn ar unwaith. Os oes rhywun mewn perygl, ffoniwch 999.",
    ),
    "question_to_you": welsh("A question for you", "Cwestiwn i chi"),
    "your_answer": welsh("Your answer", "Eich ateb"),
    "answer_missing": welsh("Write your answer", "Ysgrifennwch eich ateb"),
    "send_answer": welsh("Send the answer", "Anfon yr ateb"),
    "add_more": welsh("Add to what you wrote", "Ychwanegu at yr hyn a ysgrifennoch"),
    "add_more_hint": welsh(
        "Leave out your name if you do not want us to know it.",
        "Peidiwch â rhoi eich enw os nad ydych am i ni ei wybod.",
    ),
    "add_missing": welsh(
        "Write what you want to add", "Ysgrifennwch yr hyn yr hoffech ei ychwanegu"
    ),
    "send_more": welsh("Send", "Anfon"),
    "you_added": welsh("You added", "Ychwanegoch"),
    "you_answered": welsh("You answered", "Ateboch"),
    "answered": welsh(
        "This question was answered already. You can add to it below",
        "Atebwyd y cwestiwn hwn eisoes. Gallwch ychwanegu isod",
    ),
    "read_news": welsh("See messages about this form", "Gweld negeseuon am y ffurflen hon"),
}
