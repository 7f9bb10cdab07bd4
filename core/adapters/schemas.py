"""JSON Schema (2020-12), on jsonschema: what is wrong with a value that must meet one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match


def checker(schema: Mapping[str, object]) -> Callable[[object], str]:
    """Tells what is most wrong with a value and where, or nothing."""
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)

    def check(value: object) -> str:
        error = best_match(validator.iter_errors(value))
        return f"{error.json_path}: {error.message[:300]}" if error else ""

    return check
