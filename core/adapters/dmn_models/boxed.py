"""The expressions of a model as they are boxed: one in another, down to those written in FEEL."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from xml.etree import ElementTree as ET

from neni.core.adapters.dmn_models.tables import Tables
from neni.core.adapters.dmn_models.types import Refused
from neni.core.adapters.dmn_models.xml import all_of, name_of, one_of, tag, text_of
from neni.core.model.conditions.evaluation import ITEM, PARTIAL
from neni.core.model.conditions.tree import Literal
from neni.core.model.decisions import (
    Boxes,
    Chosen,
    Defined,
    Invoked,
    Logic,
    Repeated,
    Satisfied,
    Several,
    Sifted,
    Written,
)
from neni.core.model.decisions import decision_words as words

_DEEPEST = 40


class Boxed(Tables):
    """Reads expressions."""

    @abstractmethod
    def knowing(self, *names: str, fields: bool = False) -> AbstractContextManager[None]:
        """While these names are known besides those of the model, and with `fields` any, since elements have them."""

    def logic(self, element: ET.Element, depth: int) -> Logic:
        """Any expression. Raises Refused."""
        if depth > _DEEPEST or tag(element) not in LOGIC:
            raise self.no(tag(element))
        logic = LOGIC[tag(element)](self, element, depth + 1)
        return replace(logic, type=(self.function if tag(element) == "functionDefinition" else self.typed)(element))

    def _inner(self, parent: ET.Element, depth: int) -> Logic:
        """The expression that stands in an element."""
        found = next((one for one in parent if tag(one) in LOGIC), None)
        return Written(Literal(None, words.NOWHERE)) if found is None else self.logic(found, depth)

    def _written(self, element: ET.Element, _depth: int) -> Written:
        language = element.get("expressionLanguage") or ""
        if (language and "FEEL" not in language.upper()) or one_of(element, "importedValues") is not None:
            raise self.no(language or "importedValues")
        return Written(self.tree(text_of(element)))

    def _boxes(self, element: ET.Element, depth: int) -> Boxes:
        entries = []
        for one in all_of(element, "contextEntry"):
            variable = one_of(one, "variable")
            name = "" if variable is None else name_of(variable)
            entries.append((name, self.typed(variable), self._inner(one, depth)))
        return Boxes(tuple(entries))

    def _several(self, element: ET.Element, depth: int) -> Several:
        return Several(tuple(self.logic(one, depth) for one in element if tag(one) in LOGIC))

    def _relation(self, element: ET.Element, depth: int) -> Several:
        columns = [(name_of(one), self.typed(one)) for one in all_of(element, "column")]
        rows = []
        for row in all_of(element, "row"):
            cells = [self.logic(one, depth) for one in row if tag(one) in LOGIC]
            named = zip(columns, cells, strict=False)
            rows.append(Boxes(tuple((name, typed, cell) for (name, typed), cell in named)))
        return Several(tuple(rows))

    def _invoked(self, element: ET.Element, depth: int) -> Invoked:
        called = one_of(element, "literalExpression")
        if called is None:
            raise Refused(words.no_logic(self.where))
        arguments = []
        for one in all_of(element, "binding"):
            parameter = one_of(one, "parameter")
            arguments.append(("" if parameter is None else name_of(parameter), self._inner(one, depth)))
        return Invoked(self.tree(text_of(called)), tuple(arguments))

    def defined(self, element: ET.Element, depth: int) -> Defined:
        """A function. Raises Refused."""
        if (element.get("kind") or "FEEL") != "FEEL":
            raise self.no(f"function {element.get('kind')}")
        parameters = tuple((name_of(one), self.typed(one)) for one in all_of(element, "formalParameter"))
        return Defined(parameters, self._inner(element, depth))

    def _repeated(self, element: ET.Element, depth: int) -> Repeated:
        source, variable = self._in(element, depth), self._variable(element)
        with self.knowing(variable, PARTIAL):
            return Repeated(variable, source, self._part(element, "return", depth))

    def _sifted(self, element: ET.Element, depth: int) -> Sifted:
        source = self._in(element, depth)
        with self.knowing(ITEM, fields=True):
            return Sifted(source, self._part(element, "match", depth))

    def _satisfied(self, element: ET.Element, depth: int) -> Satisfied:
        source, variable = self._in(element, depth), self._variable(element)
        with self.knowing(variable):
            return Satisfied(tag(element) == "every", variable, source, self._part(element, "satisfies", depth))

    def _in(self, element: ET.Element, depth: int) -> Logic:
        return self._part(element, "in", depth)

    def _part(self, element: ET.Element, name: str, depth: int) -> Logic:
        found = one_of(element, name)
        if found is None:
            raise Refused(words.no_logic(self.where))
        logic = self._inner(found, depth)
        return replace(logic, type=self.typed(found)) if found.get("typeRef") else logic

    def _variable(self, element: ET.Element) -> str:
        return " ".join((element.get("iteratorVariable") or "").split())

    def _chosen(self, element: ET.Element, depth: int) -> Chosen:
        parts = [one_of(element, tag) for tag in ("if", "then", "else")]
        test, then, otherwise = (self._inner(one, depth) for one in parts if one is not None)
        return Chosen(test, then, otherwise)


LOGIC: dict[str, Callable[[Boxed, ET.Element, int], Logic]] = {
    "literalExpression": Boxed._written,
    "decisionTable": Boxed.table,
    "context": Boxed._boxes,
    "list": Boxed._several,
    "relation": Boxed._relation,
    "invocation": Boxed._invoked,
    "functionDefinition": Boxed.defined,
    "conditional": Boxed._chosen,
    "for": Boxed._repeated,
    "filter": Boxed._sifted,
    "some": Boxed._satisfied,
    "every": Boxed._satisfied,
}
