"""What was made of templates, by their content: each is made once, and those not asked for longest make room."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

MOST = 64
Made = TypeVar("Made")


class Shelf(Generic[Made]):
    """A bounded shelf shared by threads. The bytes themselves are the key: no two templates are mistaken."""

    def __init__(self) -> None:
        self._ready: OrderedDict[bytes, Made] = OrderedDict()
        self._lock = Lock()
        self._making = Lock()

    def get(self, content: bytes, make: Callable[[], Made]) -> Made:
        """What was made of the template; `make` is asked only where it is not there, by one thread at a time."""
        found = self._found(content)
        if found is not None:
            return found
        with self._making:
            found = self._found(content)
            return self._keep(content, make()) if found is None else found

    def _found(self, content: bytes) -> Made | None:
        with self._lock:
            if content in self._ready:
                self._ready.move_to_end(content)
            return self._ready.get(content)

    def _keep(self, content: bytes, made: Made) -> Made:
        with self._lock:
            self._ready[content] = made
            while len(self._ready) > MOST:
                self._ready.popitem(last=False)
        return made
