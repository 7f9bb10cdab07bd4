"""Every mistake of a template that shows without filling it, all at once, each with its part, paragraph and tag."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, groupby

from jinja2 import nodes
from jinja2.exceptions import TemplateError, TemplateSyntaxError

from neni.core.adapters.word import mistakes
from neni.core.adapters.word.filters import EACH
from neni.core.adapters.word.sandbox import NotAllowed, Paper
from neni.core.adapters.word.sheets import Sheet, Stuck, opened
from neni.core.adapters.word.tags import Paragraph, Tag, Torn, tags_of, unbalanced
from neni.core.adapters.word.telling import told, used
from neni.core.errors import BadTemplate, Problem
from neni.core.ports import STANDARD_VARIABLES, Template

MOST = 50
"""Nobody reads more at once."""


def lint(template: Template, paper: Paper) -> tuple[Problem, ...]:
    """What is wrong with a template, up to fifty problems; empty when it can be filled with what it declares."""
    try:
        sheet = opened(template.content, template.where)
    except BadTemplate as error:
        return error.problems
    try:
        return tuple(_Lint(template, paper).of(sheet))[:MOST]
    except Exception as error:  # noqa: BLE001 - damaged inside: python-docx and lxml fail in many ways
        return (mistakes.cannot_fill(template.where, "", f"{type(error).__name__}: {error}"),)


class _Lint:
    """One look at one template."""

    def __init__(self, template: Template, paper: Paper) -> None:
        self._where = template.where
        self._known = {*template.required, *template.optional, *STANDARD_VARIABLES}
        self._filters = paper.filters.keys() - {EACH}

    def of(self, sheet: Sheet) -> list[Problem]:
        """Tags one by one first; what only shows in the whole is asked once these are right."""
        problems = [mistakes.unfinished(self._where)] if sheet.unfinished else []
        tags: list[Tag] = []
        for paragraph in numbered(sheet):
            try:
                tags += tags_of(paragraph)
            except Torn as torn:
                problems.append(mistakes.split_tag(self._at(paragraph), str(torn)))
        torn_apart = bool(problems)
        for _, part in groupby(tags, lambda tag: tag.paragraph.part):
            problems += self._of_part(list(part))
        return problems if torn_apart else problems + self._of_whole(sheet, tags, told_already=bool(problems))

    def _of_part(self, tags: list[Tag]) -> Iterator[Problem]:
        read: list[tuple[Tag, nodes.Template]] = []
        for tag in tags:
            try:
                read.append((tag, tag.read()))
            except NotAllowed as error:
                yield mistakes.not_for_templates(self._at(tag.paragraph), tag.around, error.what)
            except TemplateSyntaxError as error:
                yield mistakes.syntax(self._at(tag.paragraph), tag.text, str(error.message))
        bound = {one.name for _, tree in read for one in tree.find_all(nodes.Name) if one.ctx == "store"}
        for tag, tree in read:
            yield from self._of_tag(tag, tree, {*bound, "loop"})

    def _of_tag(self, tag: Tag, tree: nodes.Template, bound: set[str]) -> Iterator[Problem]:
        place = self._at(tag.paragraph)
        names = {one.name: None for one in tree.find_all(nodes.Name) if one.ctx == "load"}
        for name in names.keys() - self._known - bound:
            yield mistakes.nothing_called(place, name, self._known, tag.around)
        for name in {one.name: None for one in tree.find_all(nodes.Filter)}.keys() - self._filters:
            yield mistakes.unknown_filter(place, name, self._filters, tag.around)

    def _of_whole(self, sheet: Sheet, tags: list[Tag], *, told_already: bool) -> list[Problem]:
        """Blocks without an end, names outside their loop, titles: whatever the single tags do not show."""
        try:
            names, problems = used(sheet, self._where)
        except Stuck as stuck:
            return [told(stuck, self._where, (), ())]
        except (TemplateError, RecursionError) as error:
            return [mistakes.cannot_fill(self._where, "", str(error))]
        if not problems:
            unknown = () if told_already else sorted(names - self._known)
            return [mistakes.unknown_name(self._where, name, self._known) for name in unknown]
        parts = (list(part) for _, part in groupby(tags, lambda tag: tag.paragraph.part))
        loose = list(chain.from_iterable(map(unbalanced, parts)))
        return self._loose(loose) or ([] if told_already else problems)

    def _loose(self, tags: Iterable[Tag]) -> list[Problem]:
        return [mistakes.unbalanced(self._at(tag.paragraph), tag.around, tag.text) for tag in tags]

    def _at(self, paragraph: Paragraph) -> str:
        return f"{self._where} ({paragraph.part}, ¶ {paragraph.number})"


def numbered(sheet: Sheet) -> Iterator[Paragraph]:
    """The paragraphs of every part, counted within it from 1."""
    for part, texts in groupby(sheet.paragraphs(), lambda one: one[0]):
        for number, (_, text) in enumerate(texts, 1):
            yield Paragraph(part, number, text)
