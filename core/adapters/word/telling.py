"""What went wrong with a template, told to the person who wrote it: the part, the words near it, and what to do."""

from __future__ import annotations

from collections.abc import Iterable

from jinja2.exceptions import TemplateAssertionError, TemplateError, TemplateSyntaxError, UndefinedError

from neni.core.adapters.word import mistakes
from neni.core.adapters.word.compiling import Lost
from neni.core.adapters.word.finishing import Broken
from neni.core.adapters.word.making import TooMuch
from neni.core.adapters.word.sandbox import NoSuchName, NotAllowed
from neni.core.adapters.word.sandbox import names as names_in
from neni.core.adapters.word.sheets import TAGS, Sheet, Stuck, Unclosed
from neni.core.adapters.word.unfit import Unfit
from neni.core.errors import Problem


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
            problems.append(told(Stuck(source, line, error), where, (), ()))
    return frozenset(names), problems


def _split(text: str) -> bool:
    """Whether a paragraph holds the beginning of a tag without its end, or the end without the beginning."""
    return any(text.count(begin) != text.count(end) for begin, end in TAGS)


def told(stuck: Stuck, template: str, known: Iterable[str], filters: Iterable[str]) -> Problem:
    """The problem with a part of a template. `known` and `filters` are the names there are."""
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
    if isinstance(cause, Unclosed):
        return mistakes.split_tag(where, around)
    if isinstance(cause, Broken):
        return mistakes.broken_layout(where)
    return _told_of_values(cause, where, around)


def _told_of_values(cause: Exception, where: str, around: str) -> Problem:
    if isinstance(cause, Lost):
        return mistakes.lost_words(where, around)
    if isinstance(cause, Unfit):
        return mistakes.unfit(where, around, cause.said)
    if isinstance(cause, TooMuch):
        return mistakes.too_much(where, around, str(cause))
    return mistakes.cannot_fill(where, around, f"{type(cause).__name__}: {cause}")


def _quoted(error: Exception) -> str:
    """The name Jinja's message tells in quotes."""
    pieces = str(error).split("'")
    return pieces[1] if len(pieces) > 2 else str(error)
