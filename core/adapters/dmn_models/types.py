"""The types of a model: those of FEEL, and those it defines itself."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from xml.etree import ElementTree as ET

from neni.core.adapters.dmn_models.xml import all_of, name_of, one_of, text_of
from neni.core.model.conditions.tree import Node
from neni.core.model.conditions.types import Kind
from neni.core.model.decisions import ANYTHING, Typed
from neni.core.model.decisions import decision_words as words
from neni.core.model.problems import Problem

_KINDS = {
    "string": Kind.TEXT, "number": Kind.NUMBER, "boolean": Kind.YES_NO, "date": Kind.DATE, "time": Kind.TIME,
    "date and time": Kind.INSTANT, "dateTime": Kind.INSTANT, "days and time duration": Kind.DURATION,
    "dayTimeDuration": Kind.DURATION, "years and months duration": Kind.MONTHS, "yearMonthDuration": Kind.MONTHS,
    "Any": Kind.ANY, "context": Kind.RECORD, "list": Kind.LIST, "range": Kind.RANGE,
}  # fmt: skip


class Refused(Exception):
    """One part that cannot be read. Never leaves this package."""

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem


class Types(ABC):
    """Reads types. `where` is the decision being read."""

    def __init__(self, root: ET.Element) -> None:
        self._items = {name_of(one): one for one in all_of(root, "itemDefinition")}
        self.where = ""

    @abstractmethod
    def tests(self, text: str, where: str) -> Node:
        """Unary tests. Raises Refused."""

    def allowed(self, element: ET.Element | None) -> Node | None:
        """The values something may have."""
        written = text_of(element)
        return self.tests(written, "allowedValues") if written else None

    def typed(self, element: ET.Element | None) -> Typed:
        """The type an element names. Raises Refused."""
        return self._type_named("" if element is None else element.get("typeRef") or "", ())

    def _type_named(self, reference: str, above: tuple[str, ...]) -> Typed:
        name = " ".join(reference.split())
        if not name:
            return ANYTHING
        plain = name.rpartition(":")[2].rpartition("}")[2]
        own = name if name in self._items else plain  # DMN 1.1 writes types of a model with the prefix of its namespace
        if own in self._items and own not in above:
            return self._item(self._items[own], (*above, own))
        if plain not in _KINDS:
            raise Refused(words.no_type(name, self.where))
        return Typed(_KINDS[plain])

    def _item(self, element: ET.Element, above: tuple[str, ...]) -> Typed:
        collection = element.get("isCollection") == "true"
        function = one_of(element, "functionItem")
        if function is not None:
            return self._function_item(function, above)
        parts = tuple((name_of(one), self._item(one, above)) for one in all_of(element, "itemComponent"))
        inner = one_of(element, "typeRef")
        base = None if inner is None else self._type_named(inner.text or "", above)
        kind = Kind.RECORD if parts else Kind.ANY
        allowed, constraint = (self.allowed(one_of(element, tag)) for tag in ("allowedValues", "typeConstraint"))
        if allowed and base and not base.collection:
            base = replace(base, allowed=None)  # these take the place of those of the type it is made from
        return Typed(kind, base, collection, parts, allowed, constraint)

    def _function_item(self, element: ET.Element, above: tuple[str, ...]) -> Typed:
        given = self._type_named(element.get("outputTypeRef") or "", above)
        taken = all_of(element, "parameters")
        takes = tuple((name_of(one), self._type_named(one.get("typeRef") or "", above)) for one in taken)
        return Typed(Kind.FUNCTION, result=given, takes=takes)

    def function(self, element: ET.Element | None) -> Typed:
        """The type a function's element names: that of a function, or of what it gives. Raises Refused."""
        named = self.typed(element)
        return named if named.kind is Kind.FUNCTION or named is ANYTHING else Typed(Kind.FUNCTION, result=named)
