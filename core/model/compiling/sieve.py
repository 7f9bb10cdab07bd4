"""The columns of stated facts written out as one Python function: the facts of a case in, the rows left alive out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import Any

from neni.core.model.compiling.columns import Column
from neni.core.model.compiling.tables import Tables
from neni.core.model.conditions.values import from_fact
from neni.core.model.facts import FactValues

Sieve = Callable[[FactValues], int | None]


def sieve(tables: Tables) -> Sieve:
    """The function. It gives None, or raises what is missing in a dictionary, a comparison or a sum, when a fact is
    not stated or not of its kind; columns tell such a case one by one."""
    columns = [column for column in tables.columns if column.stated]
    others = [name for name in tables.stated if name not in {column.fact.name for column in columns}]
    kept: dict[str, Any] = {
        "left": bisect_left,
        "right": bisect_right,
        "read": from_fact,
        "start": tables.rows.start,
        "kinds": tuple(column.stretches.type for column in columns),
    }
    if columns:
        kept["get"] = itemgetter(*(column.fact.name for column in columns))
    body = "\n    ".join(["def sift(facts):", *_stated(len(columns), others, kept), _alive(columns, kept)])
    exec(compile(body, "<law written out>", "exec"), kept)  # noqa: S102 - no word of it is anybody's text
    written: Sieve = kept["sift"]
    return written


def _stated(count: int, others: list[str], kept: dict[str, Any]) -> Iterator[str]:
    """Lines that read the facts and see that they are there, and of their kinds."""
    if count == 1:
        yield "values = (get(facts),)"
    elif count:
        yield "values = get(facts)"
    if count:
        yield "if tuple(map(type, values)) != kinds: return None"
        yield f"{''.join(f'v{number}, ' for number in range(count))} = values"
    for number, name in enumerate(others):
        kept[f"n{number}"] = name
        yield f"if facts[n{number}] is None: return None"


def _alive(columns: list[Column], kept: dict[str, Any]) -> str:
    parts = ["start"]
    for number, column in enumerate(columns):
        masks = [cell.alive for cell in column.cells]
        kept[f"t{number}"], kept[f"e{number}"] = column.stretches.table(masks), column.stretches.edges
        kept[f"f{number}"] = column.fact
        kept[f"o{number}"] = masks[-1] if masks else kept["start"]
        names = {
            "table": f"t{number}",
            "edges": f"e{number}",
            "other": f"o{number}",
            "v": f"v{number}",
            "fact": f"f{number}",
        }
        parts.append(column.stretches.look.format(**names))
    return f"return {' & '.join(parts)}"
