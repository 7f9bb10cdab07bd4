"""Holds Neni to the cases of the DMN TCK: `python benchmarks/standard/run.py FOLDER`, where FOLDER is a checkout of
https://github.com/dmn-tck/tck or any folder of `.dmn` files with `…-test-….xml` files beside them.

A case is right, refused (with a message) or wrong; the wrong ones are printed, with `-v` the refused ones too.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

from neni.core import feel
from neni.core.errors import NeniError
from neni.core.model.conditions.operators import compare
from neni.core.model.conditions.types import Kind, kind_of
from neni.core.model.conditions.values import Value
from neni.core.model.conditions.writing import noted
from neni.core.model.decisions import ANYTHING, Typed
from neni.core.model.plain_values import of_json

_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_NUMBERS = ("decimal", "double", "integer", "int", "long", "float")
_TIMES = ("date", "time", "dateTime", "duration", "dayTimeDuration", "yearMonthDuration")
_CLOSE = Decimal("1e-8")
"""How near a number must be, as the TCK's own runners have it."""


def main() -> None:
    """Count and print."""
    folder, verbose = Path(sys.argv[1]), "-v" in sys.argv
    total: Counter[str] = Counter()
    for tests in sorted(folder.rglob("*.xml")):
        for name, outcome, told in _outcomes(tests):
            total[outcome] += 1
            if outcome == "wrong" or (outcome == "refused" and verbose):
                print(f"{outcome}: {tests.stem} {name}: {told}")
    print(f"{sum(total.values())} cases: {total['right']} right, {total['refused']} refused, {total['wrong']} wrong")


def _outcomes(tests: Path) -> Iterator[tuple[str, str, str]]:
    """Each expected result of a file, how it came out, and what is said of it."""
    root = ET.parse(tests).getroot()
    named = next((one.text for one in root if _tag(one) == "modelName"), None)
    if _tag(root) != "testCases" or not named or not (tests.parent / named).exists():
        return
    content = (tests.parent / named).read_bytes()
    for case in (one for one in root if _tag(one) == "testCase"):
        for result in (one for one in case if _tag(one) == "resultNode"):
            yield (f"{case.get('id')}/{result.get('name')}", *_outcome(content, case, result))


def _outcome(content: bytes, case: ET.Element, result: ET.Element) -> tuple[str, str]:
    name = " ".join((case.get("invocableName") or result.get("name") or "").split())
    try:
        model = feel.read_model(content)
        given = {" ".join((one.get("name") or "").split()): one for one in case if _tag(one) == "inputNode"}
        wanted = feel.known_to(model, name)
        facts = {one: _value(node, wanted[one]) for one, node in given.items() if one in wanted}
        found = feel.decision_of(model, name, facts)
    except NeniError as error:
        return "refused", str(error)
    expected = next(one for one in result if _tag(one) == "expected")
    if _same(found, expected):
        return "right", ""
    return "wrong", f"{noted(found)} instead of {' '.join(''.join(expected.itertext()).split()) or 'null'}"


def _tag(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _value(node: ET.Element, wanted: Typed) -> Value:
    """What stands in an input, as its type has it when it does not say its own."""
    inner = [one for one in node if _tag(one) in ("value", "list", "component")]
    if inner and _tag(inner[0]) == "component":
        parts = dict(wanted.parts or (wanted.base.parts if wanted.base else ()))
        return {one.get("name") or "": _value(one, parts.get(one.get("name") or "", ANYTHING)) for one in inner}
    if not inner or inner[0].get(_NIL) == "true":
        return None
    if _tag(inner[0]) == "list":
        return tuple(_value(one, wanted) for one in inner[0] if _tag(one) == "item")
    return _read(inner[0], _kind(wanted))


def _kind(wanted: Typed | None) -> Kind:
    while wanted is not None and wanted.kind is Kind.ANY:
        wanted = wanted.base
    return wanted.kind if wanted else Kind.ANY


def _read(node: ET.Element, kind: Kind) -> Value:
    written, typed = node.text or "", (node.get(_TYPE) or "").rpartition(":")[2]
    if typed in _NUMBERS or (not typed and kind is Kind.NUMBER):
        return Decimal(written.strip())
    if typed == "boolean" or (not typed and kind is Kind.YES_NO):
        return written.strip() == "true"
    if typed in _TIMES or (not typed and kind not in (Kind.ANY, Kind.TEXT)):
        return of_json(f"@{written.strip()}")
    return written


def _same(found: Value, expected: ET.Element) -> bool:
    inner = [one for one in expected if _tag(one) in ("value", "list", "component")]
    if not inner or inner[0].get(_NIL) == "true":
        return found is None
    if _tag(inner[0]) == "component":
        names = {one.get("name") or "": one for one in inner}
        return (
            isinstance(found, dict) and found.keys() == names.keys() and all(_same(found[n], names[n]) for n in names)
        )
    if _tag(inner[0]) == "list":
        items = [one for one in inner[0] if _tag(one) == "item"]
        return isinstance(found, tuple) and len(found) == len(items) and all(map(_same, found, items))
    return _equal(found, _read(inner[0], kind_of(found)))


def _equal(found: Value, wanted: Value) -> bool:
    if isinstance(found, Decimal) and isinstance(wanted, Decimal):
        return abs(found - wanted) <= _CLOSE * max(1, abs(wanted))
    return compare("=", found, wanted) is True and (isinstance(found, str) or noted(found) == noted(wanted))


if __name__ == "__main__":
    main()
