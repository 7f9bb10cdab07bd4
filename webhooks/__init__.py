"""Talking with other institutions: signed messages in and out. A plugin with no privilege."""

from __future__ import annotations

from collections.abc import Iterable

from neni.core import ErrandKind, Pages, hookimpl


@hookimpl
def errands() -> Iterable[ErrandKind]:
    """Delivering messages."""
    from neni.webhooks.delivering import kind  # noqa: PLC0415 - whoever only verifies a signature needs no delivery

    return [kind()]


@hookimpl
def blueprints() -> Iterable[Pages]:
    """The door for messages, and the pages around it; each is loaded when the web application is made."""
    return [Pages(f"neni.webhooks.pages.{name}") for name in ("hooks", "inbound", "partners")]
