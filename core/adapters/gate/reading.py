"""One pass over the XML of a part: no definitions, bounded depth and size, and whatever the checks ask of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NoReturn
from xml.parsers import expat

from neni.core.adapters.gate.limits import Limits
from neni.core.adapters.gate.refusing import own_definitions, too_large, unreadable

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]
Words = Callable[[str], None]


class Reader:
    """Counts the elements of all parts together; one for each file."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._left = limits.elements

    def read(self, where: str, content: bytes, start: Start, end: End, words: Words) -> None:
        """Tell `start`, `end` and `words` what stands in a part; names are `namespace local`. Raises Refused."""
        parser = expat.ParserCreate(namespace_separator=" ")
        depth = 0

        def begins(name: str, attributes: Mapping[str, str]) -> None:
            nonlocal depth
            depth += 1
            self._left -= 1
            if depth > self._limits.depth or self._left < 0:
                raise too_large("XML", f"{self._limits.elements} / {self._limits.depth}", where)
            start(name, attributes)

        def ends(name: str) -> None:
            nonlocal depth
            depth -= 1
            end(name)

        def defines(*_: object) -> NoReturn:
            raise own_definitions(where)

        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = defines
        parser.EntityDeclHandler = defines
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begins, ends, words
        try:
            parser.Parse(content, True)  # noqa: FBT003 - expat takes it by place
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise unreadable(where) from error
