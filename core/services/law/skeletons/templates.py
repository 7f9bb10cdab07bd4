"""The skeleton of a template: a Word file for each language, and the description they share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from neni.core.adapters.word.beginnings import word_file
from neni.core.model.text import Language, Text
from neni.core.services.law.skeletons import in_yaml, quoted


@dataclass(frozen=True, slots=True)
class NewTemplate:
    """A template to be made: its code, its title, its languages and the text facts it prints."""

    code: str
    title: Text
    languages: tuple[Language, ...]
    facts: tuple[str, ...]


def template_files(new: NewTemplate) -> Iterator[tuple[str, bytes]]:
    """Every file, with its name."""
    yield f"{new.code}.yaml", _description(new).encode()
    for language in new.languages:
        title = new.title.in_language(language)
        lines = ["{{ number }}", *(f"{{{{ {fact} }}}}" for fact in new.facts)]
        yield f"{new.code}.{language.value}.docx", word_file(title, lines)


def _description(new: NewTemplate) -> str:
    shown = ", ".join(f"{fact}: {quoted(new.title.sq)}" for fact in new.facts)
    required = ", ".join(new.facts)
    return f"template: {new.code}\ntitle: {in_yaml(new.title)}\nrequired: [{required}]\nexample: {{{shown}}}\n"
