"""The decision tables of a model."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from xml.etree import ElementTree as ET

from neni.core.adapters.dmn_models.types import Refused, Types
from neni.core.adapters.dmn_models.xml import all_of, name_of, one_of, text_of
from neni.core.model.conditions.tree import In, Node
from neni.core.model.decisions import Asked, Gathering, Given, Hit, Ruled, Table
from neni.core.model.decisions import decision_words as words


class Tables(Types):
    """Reads decision tables."""

    @abstractmethod
    def tree(self, text: str, where: str = "") -> Node:
        """An expression of that place. Raises Refused."""

    def no(self, part: str) -> Refused:
        """What Neni does not have."""
        return Refused(words.not_done(part, self.where))

    def table(self, element: ET.Element, _depth: int) -> Table:
        """A decision table. Raises Refused."""
        try:
            hit = Hit(element.get("hitPolicy") or "UNIQUE")
            aggregation = element.get("aggregation")
            gathering = Gathering(aggregation) if aggregation and hit is Hit.COLLECT else None
        except ValueError:
            raise self.no(f"{element.get('hitPolicy')} {element.get('aggregation') or ''}".strip()) from None
        inputs = tuple(self._asked(one, number) for number, one in enumerate(all_of(element, "input"), 1))
        outputs = tuple(self._given(one) for one in all_of(element, "output"))
        if gathering and len(outputs) > 1:
            raise self.no(f"COLLECT {gathering} × {len(outputs)}")
        found = enumerate(all_of(element, "rule"), 1)
        rules = tuple(self._rule(one, number, len(inputs), len(outputs)) for number, one in found)
        return Table(hit, gathering, inputs, outputs, rules)

    def _asked(self, element: ET.Element, number: int) -> Asked:
        expression = one_of(element, "inputExpression")
        tree = self.tree(text_of(expression), f"input {number}")
        return Asked(tree, self.typed(expression), self.allowed(one_of(element, "inputValues")))

    def _given(self, element: ET.Element) -> Given:
        allowed = self.allowed(one_of(element, "outputValues"))
        order = tuple(replace(allowed, tests=(one,)) for one in allowed.tests) if isinstance(allowed, In) else ()
        otherwise = one_of(element, "defaultOutputEntry")
        tree = None if otherwise is None else self.tree(text_of(otherwise), "defaultOutputEntry")
        return Given(name_of(element), self.typed(element), allowed, order, tree)

    def _rule(self, element: ET.Element, number: int, inputs: int, outputs: int) -> Ruled:
        tests, values = all_of(element, "inputEntry"), all_of(element, "outputEntry")
        if len(tests) != inputs or len(values) != outputs:
            raise Refused(words.uneven(f"{self.where}, rule {number}"))
        return Ruled(
            tuple(
                self.tests(text_of(one) or "-", f"rule {number}, input {place}") for place, one in enumerate(tests, 1)
            ),
            tuple(self.tree(text_of(one), f"rule {number}, output {place}") for place, one in enumerate(values, 1)),
        )
