"""The sentences of findings: braces filled with values as people read them, and what to say when facts are missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from neni.core.model.facts import FactKind, FactType, FactValue
from neni.core.model.findings import Missing
from neni.core.model.rulesets import BRACES
from neni.core.model.text import Language, Text
from neni.core.ports import Words

MOST_ROWS = 10
"""More rows than this are counted, not listed: a finding stays a sentence."""


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

    def fill(self, sentence: Text) -> Text:
        """The sentence with every `{name}` replaced by the value."""
        return sentence.map(lambda words, language: BRACES.sub(lambda found: self._show(found[1], language), words))

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


def cannot_be_told(title: Text, missing: Iterable[Missing], day: Text) -> Text:
    """What is said of a rule that waits: for which facts, by their labels, and for which values of the law."""
    facts = [one.label for one in missing if not one.is_parameter]
    parameters = [one.label for one in missing if one.is_parameter]
    return title.map(lambda words, language: " ".join(_waiting(words, facts, parameters, day, language)))


def _waiting(title: str, facts: list[Text], parameters: list[Text], day: Text, language: Language) -> Iterable[str]:
    cannot, needed, no_value = _CANNOT[language], _NEEDED[language], _NO_VALUE[language]
    yield cannot.format(_within(title))
    if facts:
        yield needed.format(_listed(facts, language))
    if parameters:
        yield no_value.format(day.in_language(language), _listed(parameters, language))


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
