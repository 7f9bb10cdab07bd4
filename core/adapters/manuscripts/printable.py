"""Words of a person as XML can hold them."""

from __future__ import annotations


def printable(words: str) -> str:
    """Without signs that XML cannot hold."""
    return "".join(one for one in words if one == "\t" or _fits(one))


def _fits(letter: str) -> bool:
    return letter >= " " and letter not in "\ufffe\uffff" and not "\ud800" <= letter <= "\udfff"
