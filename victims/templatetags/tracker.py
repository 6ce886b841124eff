"""Words of the tracker in the reader's language; unchecked Welsh has its English beside it."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from casefile.words import Said
from victims.page_words import PAGE_WORDS

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: dict[str, Any], name: str) -> str | SafeString:
    """Write the fixed words of that name; they may stand within a sentence, so in its line."""
    words = PAGE_WORDS[name]
    if context.get("language") != "cy" or words.cy == words.en:
        return words.en
    form = '<span lang="cy">{}</span> <span lang="en-GB">({})</span>'
    return format_html(form, words.cy, words.en)


@register.simple_tag
def beside(welsh: str, english: str) -> str:
    """Write Welsh with its English on a line below; English alone where there is no Welsh."""
    return Said(welsh, english) if welsh and welsh != english else english
