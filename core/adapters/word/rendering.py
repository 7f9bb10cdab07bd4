"""Filling a template with the values of a document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from neni.core.adapters.word import foreign_values, mistakes, properties
from neni.core.adapters.word.compiling import Compiled, compiled
from neni.core.adapters.word.foreign import Foreign
from neni.core.adapters.word.languages import LOCALES
from neni.core.adapters.word.linting import lint
from neni.core.adapters.word.printing import Printer
from neni.core.adapters.word.sandbox import Paper
from neni.core.adapters.word.sheets import Stuck, opened
from neni.core.adapters.word.shelf import Shelf
from neni.core.adapters.word.telling import told, used
from neni.core.errors import BadTemplate, Problem
from neni.core.model.paper import Amount, Chosen, PaperValue, Percent, Quantity
from neni.core.model.text import Language
from neni.core.ports import Template, Words

_AS_IT_IS = frozenset({str, int, bool, Decimal, date, type(None), Amount, Chosen, Percent, Quantity})
"""Kinds of values that cannot change and claim nothing."""


class DocxWord:
    """Fills Word templates; may be used by many threads at once. `filters` are those of plugins, by name."""

    def __init__(self, filters: Mapping[str, Callable[..., str]], words: Words) -> None:
        self._papers = {language: Paper(Printer(words, language), filters) for language in Language}
        self._shelves = {language: Shelf[Compiled]() for language in Language}
        self._used = Shelf[frozenset[str]]()

    def render(self, template: Template, context: Mapping[str, PaperValue]) -> bytes:
        """A .docx. Optional variables that are not in the context print as nothing. Raises BadTemplate, naming the
        part, the words near it, and the variable with the nearest that exists."""
        values = dict.fromkeys(template.optional) | {name: _plain(value) for name, value in context.items()}
        said = dict(properties.told(values.get("issued_on"), values.get("issued_by")))
        paper = self._papers[template.language]

        def made() -> Compiled:
            sheet = opened(template.content, template.where)
            return compiled(sheet, paper, language=LOCALES[template.language], issued=True)

        shelf = self._shelves[template.language]
        return _filled(lambda: shelf.get(template.content, made), template.where, paper, values, said)

    def mistakes(self, template: Template) -> tuple[Problem, ...]:
        """Every mistake that shows without filling the template, each with part, paragraph and tag."""
        return lint(template, self._papers[template.language])

    def variables(self, template: Template) -> frozenset[str]:
        """Top-level names the template uses. Raises BadTemplate when it cannot be read."""

        def made() -> frozenset[str]:
            names, problems = used(opened(template.content, template.where), template.where)
            if problems:
                raise mistakes.refusal(template.where, problems)
            return names

        return self._used.get(template.content, made)


class ForeignWord:
    """Fills templates written for docxtpl elsewhere: all of its syntax, over plain values. `filters` are their own."""

    def __init__(self, filters: Mapping[str, Callable[..., Any]] | None = None) -> None:
        self._environment = Foreign(filters or {})
        self._shelf = Shelf[Compiled]()

    def fill(self, content: bytes, values: Mapping[str, object], where: str) -> bytes:
        """A .docx; `where` names the template. Raises BadTemplate, as `DocxWord.render` does."""
        plain = foreign_values.plain(values, where)

        def made() -> Compiled:
            return compiled(opened(content, where), self._environment)

        return _filled(lambda: self._shelf.get(content, made), where, self._environment, plain, {})


def _filled(
    ready: Callable[[], Compiled],
    where: str,
    environment: Paper | Foreign,
    values: Mapping[str, Any],
    said: Mapping[str, str],
) -> bytes:
    try:
        return ready().filled(values, said)
    except BadTemplate:
        raise
    except Stuck as stuck:
        problem = told(stuck, where, values, environment.filters)
    except Exception as error:  # noqa: BLE001 - damaged inside: python-docx and lxml fail in many ways
        problem = mistakes.cannot_fill(where, "", f"{type(error).__name__}: {error}")
    raise mistakes.refusal(where, [problem])


def _plain(value: Any) -> Any:
    """Values as templates may see them: no string that claims to be safe, no mapping or list of another's making."""
    if isinstance(value, Mapping):
        return {str(name): one if type(one) in _AS_IT_IS else _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, str) and not isinstance(value, Chosen) else value
