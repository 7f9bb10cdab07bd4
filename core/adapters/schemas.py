"""JSON Schema (2020-12), on jsonschema: what is wrong with a value that must meet one, and with a schema itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import SchemaError, best_match

Unmet = Callable[[object], Iterator[tuple[str, str]]]
"""Tells each place that does not meet a schema, as a JSON pointer, and why."""

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_FORMATS = FormatChecker(tuple(Draft202012Validator.FORMAT_CHECKER.checkers.keys() & FormatChecker.checkers.keys()))


@_FORMATS.checks("date-time", raises=ValueError)
def _is_moment(value: object) -> bool:
    """RFC 3339. The library itself checks moments only where another library happens to be installed."""
    if not isinstance(value, str):
        return True
    return bool(_MOMENT.fullmatch(value) and datetime.fromisoformat(value.upper()))


def checker(schema: Mapping[str, object]) -> Callable[[object], str]:
    """Tells what is most wrong with a value and where, or nothing."""
    validator = _validator(schema)

    def check(value: object) -> str:
        error = best_match(validator.iter_errors(value))
        return f"{error.json_path}: {error.message[:300]}" if error else ""

    return check


def unmet(schema: Mapping[str, object]) -> Unmet:
    """Tells everything that is wrong with a value."""
    validator = _validator(schema)

    def look(value: object) -> Iterator[tuple[str, str]]:
        for error in validator.iter_errors(value):
            yield "".join(f"/{_pointed(step)}" for step in error.absolute_path), error.message[:300]

    return look


def flaw(schema: Mapping[str, object]) -> str:
    """Why it is no schema, or nothing."""
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        return error.message[:200] or "?"
    return ""


def _validator(schema: Mapping[str, object]) -> Draft202012Validator:
    return Draft202012Validator(schema, format_checker=_FORMATS)


def _pointed(step: object) -> str:
    return str(step).replace("~", "~0").replace("/", "~1")
