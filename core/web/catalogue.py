"""The words of the pages. In code and templates they stand in English; `translations/<language>.po` holds the others.

Translators edit the .po files with any gettext editor; nothing needs compiling. A test compares them with what the
pages say.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from babel.messages.pofile import read_po

from neni.core.model.text import Language


@cache
def catalogue(language: Language) -> Mapping[str, str]:
    """English sentence to the sentence in `language`; empty for English."""
    if language is Language.ENGLISH:
        return {}
    with (files("neni.core.web") / "translations" / f"{language}.po").open("rb") as file:
        entries = list(read_po(file, ignore_obsolete=True, abort_invalid=True))
    return {str(entry.id): str(entry.string) for entry in entries if entry.id and entry.string and not entry.fuzzy}


def say(sentence: str, language: Language, **values: object) -> str:
    """The sentence in `language`, with `{names}` filled in; English when nobody translated it yet."""
    words = catalogue(language).get(sentence, sentence)
    return words.format(**values) if values else words
