"""Words by name in the reader's language, and words where elements cannot stand."""

from typing import Any

from django import template
from django.utils.html import urlize
from django.utils.safestring import SafeString

from casefile.rules.source import Text
from casefile.words import WORDS, Said, one_line, reads_welsh, say, translated, word

register = template.Library()


@register.simple_tag
def words(name: str) -> str:
    """Write the words of that name."""
    return word(name)


@register.simple_tag
def page_language() -> str:
    """Write the language of the page, for its html element."""
    return "cy" if reads_welsh() else "en-GB"


@register.simple_tag
def plain_words(name: str) -> str:
    """Write words where no element can stand, as in an attribute or what a script says."""
    return "".join(word(name))


@register.simple_tag
def up_to(limit: int) -> str:
    """Write how many characters a long answer may have."""
    text = WORDS["up_to"]
    return say(Text(text.en.format(limit), text.cy.format(limit), text.cy_checked))


@register.filter
def in_title(html: Any) -> str:
    """Turn written words into a page's title, in which no element can stand."""
    return one_line(html)


@register.filter
def plain(text: str) -> str:
    """Write words where no element can stand, as in an attribute."""
    return "".join(text)


@register.filter
def as_said(sentence: str) -> str:
    """Say what a service said in English in the reader's language."""
    return translated(str(sentence))


@register.filter
def linked(text: str) -> SafeString:
    """Write words with their addresses as links."""
    if not isinstance(text, Said):
        return SafeString(urlize(text, autoescape=True))
    parts = [SafeString(urlize(part, autoescape=True)) for part in (text.cy, text.en)]
    return Said(*parts).__html__()
