"""Rows whose column holds one of many values, asked for together instead of one by one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

AT_ONCE = 1000
"""So many values stand in one question; every database takes as many."""


def among(
    connection: Connection, select: sa.Select[Any], column: sa.ColumnElement[Any], values: Collection[Any]
) -> Iterator[Any]:
    """The rows of `select` whose `column` holds one of the values; none for no values."""
    asked = list(dict.fromkeys(values))
    for start in range(0, len(asked), AT_ONCE):
        yield from connection.execute(select.where(column.in_(asked[start : start + AT_ONCE])))
