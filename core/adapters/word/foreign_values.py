"""Values handed to templates of other houses, as plain copies: what is no plain value does not get in.

docxtpl's formatted text is taken as the text it has become; its pictures and documents carry the whole template with
them and are refused: bytes and the filters `image` and `subdocument` do the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from docxtpl import Listing, RichText, RichTextParagraph
from markupsafe import Markup

from neni.core.adapters.word import mistakes
from neni.core.adapters.word.printing import NOT_IN_XML

_KINDS = (int, float, Decimal, date, time, timedelta, bytes, type(None))
_FORMATTED = (RichText, RichTextParagraph, Listing)
DEEPEST = 50


def plain(values: Mapping[str, object], where: str) -> dict[str, Any]:
    """A copy of plain values. Raises BadTemplate, naming the value that is not plain."""
    return {str(name): _copy(one, where, str(name)) for name, one in values.items()}


def _copy(value: object, where: str, name: str, depth: int = 0) -> Any:
    if isinstance(value, str):
        return str(value)
    if isinstance(value, _FORMATTED):
        return Markup(NOT_IN_XML.sub("", value.xml))  # noqa: S704 - escaped by docxtpl, and parsed once it is filled in
    if depth > DEEPEST or not isinstance(value, (*_KINDS, Mapping, list, tuple, set, frozenset)):
        raise mistakes.refusal(where, [mistakes.no_plain_value(where, name, type(value).__name__)])
    if isinstance(value, Mapping):
        return {key: _copy(one, where, f"{name}.{key}", depth + 1) for key, one in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((_copy(one, where, name, depth + 1) for one in value), key=repr)
    if isinstance(value, list | tuple):
        copies = [_copy(one, where, name, depth + 1) for one in value]
        return copies if isinstance(value, list) else tuple(copies)
    return value
