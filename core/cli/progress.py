"""A bar for what goes through many cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from neni.core.cli.terminal import errors


@contextmanager
def counting(what: str) -> Iterator[Callable[[int, int], None]]:
    """Shows how many are done of how many, beside what is printed, and only to people."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal) as progress:
        bar = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(bar, completed=done, total=total)
