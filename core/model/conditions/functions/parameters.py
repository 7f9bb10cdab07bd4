"""What the arguments of functions are called when they are given by name, as the standard calls them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Names = tuple[str, ...]


def _over_a_list(*functions: str) -> dict[str, tuple[Names, ...]]:
    return dict.fromkeys(functions, (("list",),))


def _rounding(*functions: str) -> dict[str, tuple[Names, ...]]:
    return dict.fromkeys(functions, (("n", "scale"),))


def _related(*functions: str) -> dict[str, tuple[Names, ...]]:
    ways = (("point1", "point2"), ("point", "range"), ("range", "point"), ("range1", "range2"))
    return dict.fromkeys(functions, ways)


NAMES: Mapping[str, tuple[Names, ...]] = {
    **_over_a_list(
        "count", "min", "max", "sum", "mean", "all", "any", "reverse", "distinct values", "flatten", "product",
        "median", "stddev", "mode",
    ),
    **_rounding("decimal", "floor", "ceiling", "round up", "round down", "round half up", "round half down"),
    **_related(
        "before", "after", "meets", "met by", "overlaps", "overlaps before", "overlaps after", "finishes",
        "finished by", "includes", "during", "starts", "started by", "coincides",
    ),
    "abs": (("n",),),
    "modulo": (("dividend", "divisor"),),
    "sqrt": (("number",),),
    "log": (("number",),),
    "exp": (("number",),),
    "odd": (("number",),),
    "even": (("number",),),
    "string length": (("string",),),
    "upper case": (("string",),),
    "lower case": (("string",),),
    "substring": (("string", "start position", "length"),),
    "substring before": (("string", "match"),),
    "substring after": (("string", "match"),),
    "contains": (("string", "match"),),
    "starts with": (("string", "match"),),
    "ends with": (("string", "match"),),
    "matches": (("input", "pattern", "flags"),),
    "replace": (("input", "pattern", "replacement", "flags"),),
    "split": (("string", "delimiter"),),
    "string join": (("list", "delimiter"),),
    "string": (("from",),),
    "number": (("from", "grouping separator", "decimal separator"),),
    "list contains": (("list", "element"),),
    "sublist": (("list", "start position", "length"),),
    "append": (("list", "item"),),
    "insert before": (("list", "position", "newItem"),),
    "remove": (("list", "position"),),
    "list replace": (("list", "position", "newItem"), ("list", "match", "newItem")),
    "index of": (("list", "match"),),
    "sort": (("list", "precedes"),),
    "get value": (("m", "key"), ("context", "key")),
    "get entries": (("m",), ("context",)),
    "context": (("entries",),),
    "context put": (("context", "key", "value"), ("context", "keys", "value")),
    "context merge": (("contexts",),),
    "is": (("value1", "value2"),),
    "range": (("from",),),
    "date": (("from",), ("year", "month", "day")),
    "time": (("from",), ("hour", "minute", "second", "offset")),
    "date and time": (
        ("from",), ("date", "time"), ("year", "month", "day", "hour", "minute", "second"),
        ("year", "month", "day", "hour", "minute", "second", "offset"),
        ("year", "month", "day", "hour", "minute", "second", "timezone"),
    ),
    "duration": (("from",),),
    "years and months duration": (("from", "to"),),
    "day of week": (("date",),),
    "day of year": (("date",),),
    "week of year": (("date",),),
    "month of year": (("date",),),
}  # fmt: skip
PARAMETERS = frozenset(name for ways in NAMES.values() for names in ways for name in names if " " in name)
"""Those of several words, which whoever reads a text must know."""


def placed(function: str, given: Sequence[str]) -> tuple[int | None, ...] | None:
    """For each place of the function which of the arguments stands there, None for one left out in the middle. None
    when the function has no such names.
    """
    for names in NAMES.get(function, ()):
        if set(given) <= set(names) and len(set(given)) == len(given):
            last = max(names.index(one) for one in given)
            return tuple(given.index(one) if one in given else None for one in names[: last + 1])
    return None
