"""Words of a person as XML can hold them."""

from __future__ import annotations

import re

_UNFIT = re.compile(r"[^\t\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(words: str) -> str:
    """Without signs that XML cannot hold (XML 1.0, 2.2), line ends included."""
    return _UNFIT.sub("", words)
