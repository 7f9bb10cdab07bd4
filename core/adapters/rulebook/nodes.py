"""YAML to nodes that know their line, by PyYAML. Scalars stay the letters they are: what they mean is told by the
place they stand in, so that `no` can be a word and `1.10` stays one euro ten.

Anchors, aliases, tags and further documents are refused: law is written out, and a small file must not grow large.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from neni.core.adapters.rulebook import mistakes
from neni.core.model.problems import Problem
from neni.core.model.references import Place

MOST_CHARACTERS = 2_000_000
MOST_NODES = 200_000
DEEPEST = 20
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value. `quoted` is False for a bare word, which alone may mean null, a number or a yes. `lines` says which
    offset of `text` begins which line of the file."""

    text: str
    quoted: bool
    line: int
    lines: tuple[tuple[int, int], ...]

    @property
    def is_null(self) -> bool:
        """Nothing, `~` or `null`."""
        return not self.quoted and self.text in ("", "~", "null")


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Entries:
    """Names with what stands under them, in order; the names are different from each other."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int

    def get(self, name: str) -> Node | None:
        """What stands under the name."""
        return next((value for key, value in self.entries if key.text == name), None)


Node: TypeAlias = Scalar | Items | Entries


class Unreadable(Exception):
    """The file is no YAML as Neni accepts it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message.en)
        self.problem = problem


def read(text: str, file: str) -> tuple[Node, list[Problem]]:
    """The nodes of a file and the names that stand twice in it. Raises Unreadable."""
    try:
        _examine(text, file)
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise Unreadable(_syntax(error, file, len(text.splitlines()))) from None
    if root is None:
        raise Unreadable(mistakes.empty_file(Place(file, 1)))
    builder = _Builder(file, text.splitlines())
    return builder.node(root), builder.problems


def _examine(text: str, file: str) -> None:
    """Look at the stream of events first: it costs no memory, whatever the file claims to hold."""
    if len(text) > MOST_CHARACTERS:
        raise Unreadable(mistakes.too_large(Place(file, 1)))
    depth = documents = 0
    for count, event in enumerate(yaml.parse(text, Loader=_LOADER)):
        depth += _step(event)
        documents += isinstance(event, yaml.DocumentStartEvent)
        refuse = _refusal(event, documents)
        if depth > DEEPEST or count > MOST_NODES:
            refuse = mistakes.too_large
        if refuse:
            raise Unreadable(refuse(Place(file, event.start_mark.line + 1 if event.start_mark else 1)))


def _refusal(event: yaml.Event, documents: int) -> Callable[[Place], Problem] | None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        return mistakes.alias
    if getattr(event, "tag", None):
        return mistakes.tag
    return mistakes.second_document if documents > 1 else None


def _step(event: yaml.Event) -> int:
    if isinstance(event, yaml.CollectionStartEvent):
        return 1
    return -1 if isinstance(event, yaml.CollectionEndEvent) else 0


def _syntax(error: yaml.YAMLError, file: str, lines: int) -> Problem:
    """PyYAML finds what was never closed on the line after the last."""
    mark = getattr(error, "problem_mark", None)
    line, column = (min(mark.line + 1, lines), mark.column + 1) if mark else (1, 1)
    return mistakes.no_yaml(Place(file, line), column, str(getattr(error, "problem", None) or error).split("\n")[0])


class _Builder:
    def __init__(self, file: str, source: list[str]) -> None:
        self.file = file
        self.source = source
        self.problems: list[Problem] = []

    def node(self, node: yaml.Node) -> Node:
        line = node.start_mark.line + 1
        if isinstance(node, yaml.ScalarNode):
            return Scalar(node.value, bool(node.style), line, tuple(self._lines(node)))
        if isinstance(node, yaml.SequenceNode):
            return Items(tuple(self.node(one) for one in node.value), line)
        return Entries(tuple(self._entries(node)), line)

    def _entries(self, node: yaml.Node) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, int] = {}
        for key, value in node.value:
            name, place = self.node(key), Place(self.file, key.start_mark.line + 1)
            if not isinstance(name, Scalar):
                self.problems.append(mistakes.no_name(place))
            elif name.text in seen:
                self.problems.append(mistakes.twice(place, name.text, seen[name.text]))
            else:
                seen[name.text] = name.line
                yield name, self.node(value)

    def _lines(self, node: yaml.ScalarNode) -> Iterator[tuple[int, int]]:
        """Find each line of the source in the text, however YAML joined them."""
        first, last = node.start_mark.line, node.end_mark.line
        block = node.style in ("|", ">")
        if first == last or not block:
            yield 0, first + 1
        offset = 0
        for number in range(first + 1, min(last + 1, len(self.source))):
            words = self.source[number].strip()
            found = node.value.find(words, offset) if words else -1
            if found >= 0:
                yield found, number + 1
                offset = found + len(words)
