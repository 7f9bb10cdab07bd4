"""Filling a template with the values of a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from jinja2.exceptions import TemplateAssertionError, TemplateError, TemplateSyntaxError, UndefinedError

from neni.core.adapters.word import mistakes, properties
from neni.core.adapters.word.compiling import Compiled, compiled
from neni.core.adapters.word.finishing import Broken
from neni.core.adapters.word.languages import LOCALES
from neni.core.adapters.word.making import TooMuch
from neni.core.adapters.word.printing import Printer
from neni.core.adapters.word.sandbox import NoSuchName, NotAllowed, Paper
from neni.core.adapters.word.sandbox import names as names_in
from neni.core.adapters.word.sheets import Sheet, Stuck, opened
from neni.core.adapters.word.shelf import Shelf
from neni.core.errors import BadTemplate, Problem
from neni.core.model.paper import Amount, Chosen, PaperValue, Percent, Quantity
from neni.core.model.text import Language
from neni.core.ports import Template, Words


class DocxWord:
    """Fills Word templates; may be used by many threads at once. `filters` are those of plugins, by name."""

    def __init__(self, filters: Mapping[str, Callable[..., str]], words: Words) -> None:
        self._papers = {language: Paper(Printer(words, language), filters) for language in Language}
        self._shelves = {language: Shelf() for language in Language}

    def render(self, template: Template, context: Mapping[str, PaperValue]) -> bytes:
        """A .docx. Optional variables that are not in the context print as nothing. Raises BadTemplate, naming the
        part, the words near it, and the variable with the nearest that exists."""
        values = dict.fromkeys(template.optional) | {name: _plain(value) for name, value in context.items()}
        said = properties.told(values.get("issued_on"), values.get("issued_by"))
        try:
            return self._ready(template).filled(values, dict(said))
        except BadTemplate:
            raise
        except Stuck as stuck:
            problem = _told(stuck, template.where, values, self._papers[template.language].filters)
        except Exception as error:  # noqa: BLE001 - damaged inside: python-docx and lxml fail in many ways
            problem = mistakes.cannot_fill(template.where, "", f"{type(error).__name__}: {error}")
        raise mistakes.refusal(template.where, [problem])

    def _ready(self, template: Template) -> Compiled:
        def made() -> Compiled:
            sheet, paper = opened(template.content, template.where), self._papers[template.language]
            return compiled(sheet, paper, language=LOCALES[template.language], issued=True)

        return self._shelves[template.language].get(template.content, made)

    def variables(self, template: Template) -> frozenset[str]:
        """Top-level names the template uses. Raises BadTemplate when it cannot be read."""
        names, problems = used(opened(template.content, template.where), template.where)
        if problems:
            raise mistakes.refusal(template.where, problems)
        return names


def used(sheet: Sheet, where: str) -> tuple[frozenset[str], list[Problem]]:
    """The names a template uses in any part, and what is wrong with its tags."""
    names: set[str] = set()
    problems = [mistakes.split_tag(f"{where} ({part})", text) for part, text in sheet.paragraphs() if _split(text)]
    problems += [mistakes.unfinished(where)] if sheet.unfinished else []
    if problems:
        return frozenset(), problems
    for source in sheet.sources():
        try:
            names |= names_in(source.text)
        except (TemplateError, RecursionError) as error:
            line = getattr(error, "lineno", None)
            problems.append(_told(Stuck(source, line, error), where, (), ()))
    return frozenset(names), problems


def _split(text: str) -> bool:
    """Whether a paragraph holds the beginning of a tag without its end, or the end without the beginning."""
    return any(text.count(begin) != text.count(end) for begin, end in (("{{", "}}"), ("{%", "%}"), ("{#", "#}")))


def _told(stuck: Stuck, template: str, known: Iterable[str], filters: Iterable[str]) -> Problem:
    cause, where = stuck.cause, f"{template} ({stuck.part})"
    if isinstance(cause, UndefinedError):
        name, names = (cause.name, cause.known) if isinstance(cause, NoSuchName) else (_quoted(cause), known)
        return mistakes.nothing_called(where, name, names, stuck.around)
    if isinstance(cause, TemplateAssertionError) and "filter" in str(cause):
        return mistakes.unknown_filter(where, _quoted(cause), filters, stuck.around)
    return _told_of(cause, where, stuck.around)


def _told_of(cause: Exception, where: str, around: str) -> Problem:
    if isinstance(cause, NotAllowed):
        return mistakes.not_for_templates(where, around, cause.what)
    if isinstance(cause, TemplateSyntaxError):
        return mistakes.syntax(where, around, str(cause.message))
    if isinstance(cause, TooMuch):
        return mistakes.too_much(where, around, str(cause))
    if isinstance(cause, Broken):
        return mistakes.broken_layout(where)
    return mistakes.cannot_fill(where, around, f"{type(cause).__name__}: {cause}")


def _quoted(error: Exception) -> str:
    """The name Jinja's message tells in quotes."""
    pieces = str(error).split("'")
    return pieces[1] if len(pieces) > 2 else str(error)


def _plain(value: Any) -> Any:
    """Values as templates may see them: no string that claims to be safe, no mapping or list of another's making."""
    if isinstance(value, Mapping):
        return {str(name): one if type(one) in _AS_IT_IS else _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, str) and not isinstance(value, Chosen) else value


_AS_IT_IS = frozenset({str, int, bool, Decimal, date, type(None), Amount, Chosen, Percent, Quantity})
