"""Reads nodes as what their place asks for. A mistake is noted and a harmless value stands in, so that everything
wrong is found in one go; when anything was noted, nothing of the file is used.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from neni.core.adapters.rulebook import mistakes, refusals
from neni.core.adapters.rulebook.nodes import Entries, Items, Node, Scalar
from neni.core.errors import BadCondition
from neni.core.model.conditions.tree import Literal, Span
from neni.core.model.conditions.tree import Node as Tree
from neni.core.model.periods import Period
from neni.core.model.problems import Problem
from neni.core.model.references import Confidence, Place, Reference
from neni.core.model.rules import Condition
from neni.core.model.text import Language, Text

Choice = TypeVar("Choice", bound=StrEnum)
_LANGUAGES = tuple(one.value for one in Language)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NO_DAY = date(2000, 1, 1)
_NO_TREE = Literal(None, Span(0, 0, 1, 1))


class Parse(Protocol):
    """Reads a condition, or the input entry of a decision table; raises BadCondition."""

    def __call__(self, text: str, /, *, tests: bool = False) -> Tree:
        """The tree of the text."""
        ...


@dataclass(slots=True)
class Reader:
    """Reads one file. `act` is what references of the file mean when they name no act."""

    file: str
    parse: Parse
    problems: list[Problem] = field(default_factory=list)
    act: str | None = None

    def place(self, node: Node) -> Place:
        """Where the node stands."""
        return Place(self.file, node.line)

    def note(self, problem: Problem) -> None:
        """Remember a mistake."""
        self.problems.append(problem)

    def entries(self, node: Node, required: Collection[str], optional: Collection[str] = ()) -> Mapping[str, Node]:
        """What stands under known names; a required one that is missing is a mistake."""
        known, found = [*required, *optional], {}
        for key, value in self.open_entries(node):
            found[key.text] = value
            if key.text not in known:
                self.note(mistakes.unknown_key(self.place(key), key.text, known))
        for name in required if isinstance(node, Entries) else ():
            if name not in found:
                self.note(mistakes.missing_key(self.place(node), name))
        return found

    def open_entries(self, node: Node | None) -> Iterator[tuple[Scalar, Node]]:
        """Names chosen by the author, with what stands under them; none when there is no node."""
        if isinstance(node, Entries):
            yield from node.entries
        elif node is not None:
            self.note(mistakes.not_entries(self.place(node)))

    def items(self, node: Node | None) -> tuple[Node, ...]:
        """The members of a list; none when there is no node."""
        if isinstance(node, Items):
            return node.items
        if node is not None:
            self.note(mistakes.not_a_list(self.place(node)))
        return ()

    def one_or_many(self, node: Node | None) -> tuple[Node, ...]:
        """A list, or a single value in the place of one."""
        return (node,) if isinstance(node, Scalar) else self.items(node)

    def string(self, node: Node | None, form: str = "", example: str = "") -> str:
        """The letters of a single value; of the given form, if one is given."""
        if node is None:
            return ""
        if not isinstance(node, Scalar) or node.is_null or not node.text.strip():
            self.note(mistakes.not_words(self.place(node)))
            return ""
        if form and not re.fullmatch(form, node.text, re.ASCII):
            self.note(refusals.bad_name(self.place(node), node.text, example))
        return node.text.strip()

    def strings(self, node: Node | None, form: str, example: str) -> tuple[str, ...]:
        """The letters of each value of a list, or of a single one in the place of a list."""
        return tuple(self.string(one, form, example) for one in self.one_or_many(node))

    def perhaps(self, node: Node | None) -> str | None:
        """The letters of a single value, or None."""
        return None if node is None or (isinstance(node, Scalar) and node.is_null) else self.string(node)

    def words(self, node: Node | None) -> Text:
        """A text in all languages."""
        if node is None:
            return Text.of("?")
        if not isinstance(node, Entries):
            self.note(mistakes.missing_language(self.place(node), _LANGUAGES))
            return Text.of("?")
        missing = [one for one in _LANGUAGES if not _has_words(node.get(one))]
        if missing:
            self.note(mistakes.missing_language(self.place(node), missing))
        found = self.entries(node, (), _LANGUAGES)
        return Text.of({one: self.string(found[one]) or "?" for one in _LANGUAGES if one not in missing} or "?")

    def chosen(self, node: Node | None, kind: type[Choice]) -> Choice:
        """One of the words of an enumeration."""
        known = [one.value for one in kind]
        given = self.string(node)
        if given and given not in known and node is not None:
            self.note(mistakes.not_one_of(self.place(node), given, known))
        return kind(given) if given in known else next(iter(kind))

    def yes(self, node: Node | None) -> bool:
        """`true` or `false`; false when there is no node."""
        given = self.string(node)
        if node is not None and given not in ("true", "false"):
            self.note(refusals.bad_value(self.place(node), given, "yes_no"))
        return given == "true"

    def day(self, node: Node | None) -> date:
        """A date."""
        given = self.string(node)
        try:
            return date.fromisoformat(given if _DAY.fullmatch(given) else "")
        except ValueError:
            if given and node is not None:
                self.note(mistakes.not_a_day(self.place(node), given))
            return _NO_DAY

    def period(self, node: Node | None) -> Period:
        """`{from: …, to: …}`; the law always has a first day."""
        if node is None:
            return Period()
        found = self.entries(node, ("from",), ("to",))
        start = self.day(found.get("from"))
        end = self.day(found["to"]) if "to" in found else None
        if end is not None and end < start:
            self.note(refusals.backwards(self.place(node)))
        return Period(start, end)

    def reference(self, node: Node | None) -> Reference:
        """Act, article, paragraph, note (one text, or one in each language). An act that is not named is the file's;
        `act: null` needs a note."""
        if node is None:
            return Reference(self.act)
        found = self.entries(node, (), ("act", "article", "paragraph", "note"))
        act = self.perhaps(found["act"]) if "act" in found else self.act
        said = self.words(found["note"]) if isinstance(found.get("note"), Entries) else None
        note = said.in_language(Language.ENGLISH) if said else self.perhaps(found.get("note"))
        if act is None and note is None:
            self.note(refusals.no_source(self.place(node)))
        return Reference(act, self.perhaps(found.get("article")), self.perhaps(found.get("paragraph")), note, said)

    def confidence(self, node: Node | None) -> Confidence:
        """How surely the source is known."""
        return self.chosen(node, Confidence)

    def condition(self, node: Node | None, *, tests: bool = False) -> Condition:
        """A condition or expression, parsed; a mistake in it is told with the line of the file it stands on."""
        text = self.string(node)
        if not isinstance(node, Scalar) or not text:
            return Condition("", _NO_TREE)
        condition = Condition(node.text, _NO_TREE, self.file, node.lines)
        try:
            return Condition(node.text, self.parse(node.text, tests=tests), self.file, node.lines)
        except BadCondition as error:
            self.note(refusals.condition(condition.place(error.problem_at.start), error.message))
            return condition


def _has_words(node: Node | None) -> bool:
    return isinstance(node, Scalar) and not node.is_null and bool(node.text.strip())
