"""How a sealed secret is written: what it is, the id of the key that sealed it, and the rest, which only keys read."""

from __future__ import annotations

PREFIX = "sealed:1:"


def is_sealed(written: str) -> bool:
    """Whether a stored value is sealed."""
    return written.startswith(PREFIX)


def key_of(sealed: str) -> str:
    """The id of the key that sealed a value, empty when it is not sealed."""
    return sealed.removeprefix(PREFIX).partition(":")[0] if is_sealed(sealed) else ""
