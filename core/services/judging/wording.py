"""The sentences of findings: braces filled with values as people read them, and what to say when facts are missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from neni.core.model.facts import FactKind, FactType, FactValue
from neni.core.model.findings import Missing
from neni.core.model.rules import BRACES
from neni.core.model.text import Language, Text
from neni.core.ports import Words

MOST_ROWS = 10
"""More rows than this are counted, not listed: a finding stays a sentence."""


class Sentence:
    """A sentence taken apart at its braces, once for all cases: words and names take turns, words first."""

    __slots__ = ("parts",)

    def __init__(self, text: Text) -> None:
        self.parts = {one: BRACES.split(text.in_language(one)) for one in Language if getattr(text, one.value)}


class Speaker:
    """Shows values in words; each value once a language, however often sentences name it."""

    def __init__(self, words: Words, types: Mapping[str, FactType], values: Mapping[str, FactValue | None]) -> None:
        self._words = words
        self._types = types
        self._values = values
        self._shown: dict[tuple[str, Language], str] = {}

    def shown(self, name: str) -> Text:
        """The value of a fact or parameter in every language."""
        return Text(**{one.value: self._show(name, one) or "–" for one in Language})

    def say(self, sentence: Sentence) -> Text:
        """The sentence with every `{name}` replaced by the value."""
        return Text(**{language.value: self._filled(parts, language) for language, parts in sentence.parts.items()})

    def _filled(self, parts: list[str], language: Language) -> str:
        if len(parts) == 1:
            return parts[0]
        said = parts.copy()
        said[1::2] = [self._show(name, language) for name in parts[1::2]]
        return "".join(said)

    def day(self, day: date) -> Text:
        """A date."""
        kind = FactType("day", FactKind.DATE, Text.of("day"))
        return Text(**{one.value: self._words.show(day, kind, one) for one in Language})

    def _show(self, name: str, language: Language) -> str:
        if (name, language) not in self._shown:
            self._shown[name, language] = self._read(name, language)
        return self._shown[name, language]

    def _read(self, name: str, language: Language) -> str:
        kind = self._types.get(name)
        if kind is None:
            return f"{{{name}}}"
        value = self._values.get(name)
        if isinstance(value, tuple):
            return self._rows(value, kind, language)
        return self._words.show(value, kind, language)

    def _rows(self, rows: tuple[Mapping[str, FactValue], ...], kind: FactType, language: Language) -> str:
        told = [self._row(row, kind, language) for row in rows[:MOST_ROWS]]
        more = len(rows) - MOST_ROWS
        return "; ".join([*told, f"… (+{more})"] if more > 0 else told) or "–"

    def _row(self, row: Mapping[str, FactValue], kind: FactType, language: Language) -> str:
        stated = ((row[field.name], field) for field in kind.fields if field.name in row)
        return ", ".join(self._words.show(value, field, language) for value, field in stated)


def does_not_apply(title: Text) -> Text:
    """What is said of a rule that does not hold."""
    return Text(
        sq=f"Nuk gjen zbatim në këtë rast: {_within(title.in_language(Language.ALBANIAN))}.",
        sr=f"Ne odnosi se na ovaj slučaj: {_within(title.in_language(Language.SERBIAN))}.",
        en=f"Does not apply in this case: {_within(title.in_language(Language.ENGLISH))}.",
    )


Parts = tuple[str, ...]
"""Beginnings or ends of one sentence in every language; empty where there are no words."""


def not_told_yet(title: Text) -> Parts:
    """The beginning of what is said of a rule that waits."""
    said = ((one, _CANNOT[one].format(_within(title.in_language(one)))) for one in Language)
    return tuple(words if getattr(title, one.value) else "" for one, words in said)


def needed(missing: Iterable[Missing], day: Text) -> Parts:
    """What rules wait for: facts, by their labels, and values of the law."""
    found = list(missing)
    facts = [one.label for one in found if not one.is_parameter]
    parameters = [one.label for one in found if one.is_parameter]
    return tuple("".join(f" {words}" for words in _needs(facts, parameters, day, one)) for one in Language)


def cannot_be_told(begun: Parts, needs: Parts) -> Text:
    """What is said of a rule that waits."""
    return Text(*[words + more if words else "" for words, more in zip(begun, needs, strict=True)])


def _needs(facts: list[Text], parameters: list[Text], day: Text, language: Language) -> Iterable[str]:
    if facts:
        yield _NEEDED[language].format(_listed(facts, language))
    if parameters:
        yield _NO_VALUE[language].format(day.in_language(language), _listed(parameters, language))


_CANNOT = {
    Language.ALBANIAN: "Ende nuk mund të thuhet: {}.",
    Language.SERBIAN: "Još se ne može reći: {}.",
    Language.ENGLISH: "Cannot be told yet: {}.",
}
_NEEDED = {
    Language.ALBANIAN: "Duhet të dihet: {}.",
    Language.SERBIAN: "Potrebno je znati: {}.",
    Language.ENGLISH: "Needed: {}.",
}
_NO_VALUE = {
    Language.ALBANIAN: "Për ditën {} nuk njihet vlera: {}.",
    Language.SERBIAN: "Za dan {} nije poznata vrednost: {}.",
    Language.ENGLISH: "For {} no value is known: {}.",
}


def _listed(labels: list[Text], language: Language) -> str:
    return "; ".join(label.in_language(language) for label in labels)


def _within(sentence: str) -> str:
    return sentence.rstrip(".")
