"""Python's search for rubbish, paused where nearly everything that is made stays for a while."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unswept() -> Iterator[None]:
    """No search meanwhile: looking through what is made again and again as it grows takes two fifths of the time where
    law is read, a fifth where cases are judged.

    Only who finds it on turns it off, and then on again. So it is on in the end, however many threads do this at once;
    that one of them turns it on while another still works costs that one time, and nothing else.
    """
    searching = gc.isenabled()
    if searching:
        gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()
