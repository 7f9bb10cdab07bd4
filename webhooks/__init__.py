"""Talking with other institutions: signed messages in and out. A plugin with no privilege."""

from __future__ import annotations

from collections.abc import Iterable

from neni.core import ErrandKind, hookimpl


@hookimpl
def errands() -> Iterable[ErrandKind]:
    """Delivering messages."""
    from neni.webhooks.delivering import kind  # noqa: PLC0415 - whoever only verifies a signature needs no delivery

    return [kind()]
