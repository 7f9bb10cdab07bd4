"""A store that notes, in the very transaction of a change, that a keyed request made it.

Two processes may be handed the same request at once: whoever commits second is undone as a whole, by the note.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from neni.core.ports import Leader, Store, Work


class ClaimingStore:
    """The store, whose first change also carries `claim`."""

    def __init__(self, store: Store, claim: Callable[[Work], None]) -> None:
        self._store = store
        self._claim: Callable[[Work], None] | None = claim

    @contextmanager
    def writing(self) -> Iterator[Work]:
        """A transaction that also claims; it is undone when the claim was made already."""
        with self._store.writing() as work:
            yield work
            if self._claim:
                self._claim(work)
                self._claim = None

    def reading(self) -> AbstractContextManager[Work]:
        """A consistent look at what is stored."""
        return self._store.reading()

    def listening(self, wake: Callable[[], None]) -> AbstractContextManager[None]:
        """Call `wake` soon after errands were entered, while the block lasts."""
        return self._store.listening(wake)

    def leader(self, name: str) -> Leader:
        """Whether this process is the one of several that does something."""
        return self._store.leader(name)
