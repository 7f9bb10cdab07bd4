"""One pass over the XML of a part: no definitions, bounded depth and size, and whatever the checks listen for.

Everything is counted while it is read, piece by piece, so that a file that asks too much is left at once: elements with
their attributes, names that differ, and the length of any one tag. Only what is listened for costs more than counting.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn
from xml.parsers import expat

from neni.core.adapters.gate.limits import MEGABYTE, Limits
from neni.core.adapters.gate.refusing import own_definitions, too_large, unreadable

Attributes = Mapping[str, str]
_PIECE = 1 << 16
_LISTENED = 3
"""What is listened for costs so much more than what is only counted."""
_UNKNOWN: Any = object()


@dataclass(frozen=True, slots=True)
class Listening:
    """What is listened for, by the local names of elements: where they begin and end, and the words within."""

    starts: Mapping[str, Callable[[Attributes], None]] = field(default_factory=dict)
    ends: Mapping[str, Callable[[], None]] = field(default_factory=dict)
    words: Mapping[str, Callable[[str], None]] = field(default_factory=dict)


class Reader:
    """Counts what stands in all parts together; one for each file."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._left = limits.elements
        self._bytes = limits.markup
        self._names: dict[str, str] = {}

    def read(self, where: str, content: bytes, told: Listening, most: int | None = None) -> None:
        """Go through a part, which may have `most` elements of its own. Raises Refused."""
        self._bytes -= len(content)
        if self._bytes < 0:
            raise too_large(
                f"XML > {self._limits.markup // MEGABYTE} MB", f"{self._limits.markup // MEGABYTE} MB", where
            )
        parser = expat.ParserCreate(namespace_separator=" ", intern=self._names)
        parser.buffer_text = parser.ordered_attributes = True
        pass_ = _Pass(self, parser, told, where, min(self._left, self._left if most is None else most))
        try:
            pass_.feed(memoryview(content))
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise unreadable(where) from error
        self._left -= pass_.counted

    def refuse(self, where: str, most: int) -> NoReturn:
        """More stands in the part than any document has."""
        raise too_large("XML", f"{most} / {self._limits.depth}", where)

    @property
    def limits(self) -> Limits:
        """How much a file may ask."""
        return self._limits

    @property
    def names(self) -> Mapping[str, str]:
        """Every name that was met."""
        return self._names


class _Pass:
    """One part being read. What is called for each element is kept short: it runs a million times."""

    def __init__(self, reader: Reader, parser: Any, told: Listening, where: str, most: int) -> None:
        self._reader, self._parser, self._where = reader, parser, where
        self._most = self._left = most
        self._told = told
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = self._defines
        self._listen()

    @property
    def counted(self) -> int:
        """How many elements and attributes there were."""
        return self._most - self._left

    def feed(self, content: memoryview) -> None:
        """The part, piece by piece. Raises Refused, ExpatError."""
        parser, longest = self._parser, self._reader.limits.tag
        for start in range(0, len(content), _PIECE):
            parser.Parse(content[start : start + _PIECE], False)  # noqa: FBT003 - expat takes it by place
            if (
                start + _PIECE - parser.CurrentByteIndex > longest
                or len(self._reader.names) > self._reader.limits.names
            ):
                self._refuse()
        parser.Parse(b"", True)  # noqa: FBT003

    def _listen(self) -> None:
        parser, deepest = self._parser, self._reader.limits.depth
        depth = 0
        heard: dict[str, Any] = {}
        ending: dict[str, Any] = {}

        def begins(name: str, attributes: list[str]) -> None:
            nonlocal depth
            depth += 1
            self._left -= 1 + (len(attributes) >> 1)
            if depth > deepest or self._left < 0:
                self._refuse()
            found = heard.get(name, _UNKNOWN)
            if found is _UNKNOWN:
                found = heard[name] = self._heard(name)
            if found is not None:
                found(attributes)

        def ends(name: str) -> None:
            nonlocal depth
            depth -= 1
            found = ending.get(name, _UNKNOWN)
            if found is _UNKNOWN:
                found = ending[name] = self._ending(name)
            if found is not None:
                found()

        parser.StartElementHandler, parser.EndElementHandler = begins, ends

    def _heard(self, name: str) -> Callable[[list[str]], None] | None:
        """What is done where an element of that name begins."""
        local = name.rpartition(" ")[2]
        start, words = self._told.starts.get(local), self._told.words.get(local)
        if start is None and words is None:
            return None

        def found(attributes: list[str]) -> None:
            self._left -= _LISTENED
            if start:
                start(dict(zip(attributes[::2], attributes[1::2], strict=True)))
            if words:
                self._parser.CharacterDataHandler = words

        return found

    def _ending(self, name: str) -> Callable[[], None] | None:
        local = name.rpartition(" ")[2]
        end = self._told.ends.get(local)
        if local not in self._told.words:
            return end

        def found() -> None:
            self._parser.CharacterDataHandler = None
            if end:
                end()

        return found

    def _defines(self, *_: object) -> NoReturn:
        raise own_definitions(self._where)

    def _refuse(self) -> NoReturn:
        self._reader.refuse(self._where, self._most)
