"""Words of the public pages in the reader's language, with the English beside unchecked Welsh.

Tables of words are in the modules beside this one; forms keep their own.
"""

from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from casefile.rules.source import Text
from casefile.words.components import COMPONENTS
from casefile.words.pages import PAGES
from casefile.words.sentences import with_welsh

WORDS = COMPONENTS | PAGES
_WELSH = '<span lang="cy">{}</span>'
_ENGLISH = '<span lang="en-GB">{}</span>'
_BESIDE = f'{_WELSH} <span lang="en-GB" class="app-english">{{}}</span>'
_SEAM = '</span> <span lang="en-GB" class="app-english">'


class Said(str):
    """Words for a Welsh reader: in a page each language in its own element, elsewhere one text.

    `cy` is empty where there is no Welsh; `en` is empty where a person has checked the Welsh.
    """

    __slots__ = ("cy", "en")
    cy: str
    en: str

    def __new__(cls, cy: str, en: str, plain: str = "") -> "Said":
        said = super().__new__(cls, plain or " / ".join(filter(None, (cy, en))))
        said.cy, said.en = cy, en
        return said

    def __deepcopy__(self, memo: object) -> "Said":
        # Fields copy their messages.
        return self

    def __str__(self) -> str:
        # As Django's SafeString: a form puts its errors through str(), which must keep both parts.
        return self

    def __mod__(self, values: Any) -> "Said":
        # Fields put their limits into their messages this way.
        return Said(self.cy % values, self.en % values)

    def __html__(self) -> SafeString:
        """Return the words as a template writes them; Django calls this instead of escaping."""
        if self.cy and self.en:
            return format_html(_BESIDE, self.cy, self.en)
        return format_html(_WELSH if self.cy else _ENGLISH, self.cy or self.en)


def reads_welsh() -> bool:
    """Return whether the reader of this page asked for Welsh."""
    return (get_language() or "").startswith("cy")


def said(text: Text, *, is_welsh: bool) -> str:
    """Return words in one language; unchecked Welsh has its English beside it."""
    if not is_welsh:
        return text.en
    return Said(text.cy, "" if text.cy and text.cy_checked else text.en)


def say(text: Text) -> str:
    """Return words in the language of the reader of this page."""
    return said(text, is_welsh=reads_welsh())


def word(name: str) -> str:
    """Return the words of that name in the language of the reader of this page."""
    return say(WORDS[name])


def translated(sentence: str) -> str:
    """Return a sentence that a service or field said in English, for the reader of this page."""
    if not reads_welsh() or isinstance(sentence, Said):
        return sentence
    return say(with_welsh(sentence))


def lines(texts: Sequence[Text], *, is_welsh: bool) -> str:
    """Return several words, one a line; for a Welsh reader all Welsh lines come first."""
    if not is_welsh:
        return "\n".join(text.en for text in texts)
    each = [said(text, is_welsh=True) for text in texts]
    welsh, english = "\n".join(text.cy for text in texts), "\n".join(text.en for text in texts)
    return Said(welsh, english, "\n".join(each))


def in_mail(text: str) -> str:
    """Return words as plain text stands in a message: the English on a line below the Welsh."""
    if not isinstance(text, Said):
        return text
    return "\n".join(filter(None, (text.cy, text.en)))


def one_line(html: Any) -> str:
    """Return words that were written as HTML as a page's title, which holds no elements."""
    parts = str(html).split(_SEAM)
    plain = " / ".join(parts)
    for tag in ('<span lang="cy">', '<span lang="en-GB">', "</span>"):
        plain = plain.replace(tag, "")
    return SafeString(" ".join(plain.split()))
