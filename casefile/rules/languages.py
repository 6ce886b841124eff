"""Spoken languages as people write them: in any case, with spaces around."""

OWN_LANGUAGES = frozenset({"english", "welsh", "cymraeg"})
"""What the police and courts of England and Wales themselves work in."""


def is_own(language: str) -> bool:
    """Say whether no interpreter is needed between the police and who speaks this language."""
    return _plain(language) in OWN_LANGUAGES


def is_english(language: str) -> bool:
    """Say whether the words are English."""
    return _plain(language) == "english"


def _plain(language: str) -> str:
    return language.strip().casefold()
