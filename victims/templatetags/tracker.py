"""Words of the tracker in the reader's language; unchecked Welsh has its English beside it."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from victims.page_words import PAGE_WORDS

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: dict[str, Any], name: str) -> str | SafeString:
    """Write the fixed words of that name."""
    words = PAGE_WORDS[name]
    if context.get("language") != "cy":
        return words.en
    return beside(words.cy, words.en)


@register.simple_tag
def beside(welsh: str, english: str) -> str | SafeString:
    """Write Welsh with its English; English alone where there is no Welsh."""
    if not welsh or welsh == english:
        return english
    form = '<span lang="cy">{}</span> <span lang="en" class="app-english">({})</span>'
    return format_html(form, welsh, english)
