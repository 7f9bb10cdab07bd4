"""Models of the DMN standard (1.1 to 1.5) from their XML: every decision with its logic, every expression as a tree.

A decision with something Neni does not have is kept with the reason, and refused when it or what rests on it is asked
for; the others of the file work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Protocol
from xml.etree import ElementTree as ET

from neni.core.adapters.dmn_models.types import Refused, Types
from neni.core.adapters.dmn_models.xml import all_of, name_of, names, one_of, parsed, tag, tag_of, text_of
from neni.core.errors import BadCondition
from neni.core.model import decision_words as words
from neni.core.model.conditions.tree import In, Literal, Node
from neni.core.model.conditions.undefined import undefined
from neni.core.model.decisions import (
    ANYTHING,
    Asked,
    Boxes,
    Chosen,
    Decision,
    Defined,
    Gathering,
    Given,
    Hit,
    Invoked,
    Logic,
    Model,
    Ruled,
    Several,
    Table,
    Typed,
    Written,
)
from neni.core.model.problems import Problem

_DEEPEST = 40


class Parse(Protocol):
    """What reads an expression or the tests of a cell."""

    def __call__(self, text: str, *, tests: bool = False, names: frozenset[str]) -> Node:
        """The tree. Raises BadCondition."""


def read(content: bytes, parse: Parse) -> Model:
    """The model of a file. Raises BadImport when it is none."""
    root = parsed(content)
    return _Reader(root, parse).model()


class _Reader(Types):
    """One file being read."""

    def __init__(self, root: ET.Element, parse: Parse) -> None:
        super().__init__(root)
        self._root, self._parse = root, parse
        self._ids = {one.get("id") or "": name_of(one) for one in root}
        self._names = frozenset(names(root))
        self._refused: dict[str, tuple[Problem, ...]] = {}

    def model(self) -> Model:
        """Everything that can be read; what cannot is noted with its reason."""
        inputs = {name_of(one): self._input(one) for one in all_of(self._root, "inputData")}
        decisions = dict(self._decisions("decision", self._decision))
        knowledge = dict(self._decisions("businessKnowledgeModel", self._knowledge))
        model = Model(inputs, decisions, knowledge, self._refused)
        self._refuse_circles(model)
        return model

    def _input(self, element: ET.Element) -> Typed:
        try:
            return self.typed(one_of(element, "variable"))
        except Refused as error:
            self._refused[name_of(element)] = (error.problem,)
            return ANYTHING

    def _decisions(self, tag: str, read: Callable[[ET.Element], tuple[Typed, Logic]]) -> Iterator[tuple[str, Decision]]:
        for element in all_of(self._root, tag):
            name = self.where = name_of(element)
            try:
                needs = tuple(self._needs(element))
                typed, logic = read(element)
                yield name, Decision(name, typed, logic, needs)
            except Refused as error:
                self._refused[name] = (error.problem,)
                yield name, Decision(name, ANYTHING, Several(()), ())

    def _needs(self, element: ET.Element) -> Iterator[str]:
        for requirement in all_of(element, "informationRequirement", "knowledgeRequirement"):
            for one in requirement:
                reference = (one.get("href") or "").rpartition("#")
                name = self._ids.get(reference[2])
                if tag(one).startswith("required") and (name is None or tag_of(self._root, name) not in _READ):
                    raise self._no(tag_of(self._root, name) if name else one.get("href") or "import")
                if name is not None:
                    yield name

    def _decision(self, element: ET.Element) -> tuple[Typed, Logic]:
        found = next((one for one in element if tag(one) in _LOGIC), None)
        if found is None:
            raise Refused(words.no_logic(self.where))
        return self.typed(one_of(element, "variable")), self._logic(found, 0)

    def _knowledge(self, element: ET.Element) -> tuple[Typed, Logic]:
        logic = one_of(element, "encapsulatedLogic")
        if logic is None:
            raise Refused(words.no_logic(self.where))
        return ANYTHING, self._defined(logic, 0)

    def _logic(self, element: ET.Element, depth: int) -> Logic:
        if depth > _DEEPEST or tag(element) not in _LOGIC:
            raise self._no(tag(element))
        logic = _LOGIC[tag(element)](self, element, depth + 1)
        return replace(logic, type=self.typed(element))

    def _inner(self, parent: ET.Element, depth: int) -> Logic:
        """The expression that stands in an element."""
        found = next((one for one in parent if tag(one) in _LOGIC), None)
        return Written(Literal(None, _NOWHERE)) if found is None else self._logic(found, depth)

    def _written(self, element: ET.Element, _depth: int) -> Written:
        language = element.get("expressionLanguage") or ""
        if (language and "FEEL" not in language.upper()) or one_of(element, "importedValues") is not None:
            raise self._no(language or "importedValues")
        return Written(self._tree(text_of(element)))

    def _boxes(self, element: ET.Element, depth: int) -> Boxes:
        entries = []
        for one in all_of(element, "contextEntry"):
            variable = one_of(one, "variable")
            name = "" if variable is None else name_of(variable)
            entries.append((name, self.typed(variable), self._inner(one, depth)))
        return Boxes(tuple(entries))

    def _several(self, element: ET.Element, depth: int) -> Several:
        return Several(tuple(self._logic(one, depth) for one in element if tag(one) in _LOGIC))

    def _relation(self, element: ET.Element, depth: int) -> Several:
        columns = [(name_of(one), self.typed(one)) for one in all_of(element, "column")]
        rows = []
        for row in all_of(element, "row"):
            cells = [self._logic(one, depth) for one in row if tag(one) in _LOGIC]
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
        return Invoked(self._tree(text_of(called)), tuple(arguments))

    def _defined(self, element: ET.Element, depth: int) -> Defined:
        if (element.get("kind") or "FEEL") != "FEEL":
            raise self._no(f"function {element.get('kind')}")
        parameters = tuple((name_of(one), self.typed(one)) for one in all_of(element, "formalParameter"))
        return Defined(parameters, self._inner(element, depth))

    def _chosen(self, element: ET.Element, depth: int) -> Chosen:
        parts = [one_of(element, tag) for tag in ("if", "then", "else")]
        test, then, otherwise = (self._inner(one, depth) for one in parts if one is not None)
        return Chosen(test, then, otherwise)

    def _table(self, element: ET.Element, _depth: int) -> Table:
        try:
            hit = Hit(element.get("hitPolicy") or "UNIQUE")
            aggregation = element.get("aggregation")
            gathering = Gathering(aggregation) if aggregation and hit is Hit.COLLECT else None
        except ValueError:
            raise self._no(f"{element.get('hitPolicy')} {element.get('aggregation') or ''}".strip()) from None
        inputs = tuple(self._asked(one, number) for number, one in enumerate(all_of(element, "input"), 1))
        outputs = tuple(self._given(one) for one in all_of(element, "output"))
        if gathering and len(outputs) > 1:
            raise self._no(f"COLLECT {gathering} × {len(outputs)}")
        found = enumerate(all_of(element, "rule"), 1)
        rules = tuple(self._rule(one, number, len(inputs), len(outputs)) for number, one in found)
        return Table(hit, gathering, inputs, outputs, rules)

    def _asked(self, element: ET.Element, number: int) -> Asked:
        expression = one_of(element, "inputExpression")
        tree = self._tree(text_of(expression), f"input {number}")
        return Asked(tree, self.typed(expression), self.allowed(one_of(element, "inputValues")))

    def _given(self, element: ET.Element) -> Given:
        allowed = self.allowed(one_of(element, "outputValues"))
        order = tuple(replace(allowed, tests=(one,)) for one in allowed.tests) if isinstance(allowed, In) else ()
        otherwise = one_of(element, "defaultOutputEntry")
        tree = None if otherwise is None else self._tree(text_of(otherwise), "defaultOutputEntry")
        return Given(name_of(element), self.typed(element), allowed, order, tree)

    def _rule(self, element: ET.Element, number: int, inputs: int, outputs: int) -> Ruled:
        tests, values = all_of(element, "inputEntry"), all_of(element, "outputEntry")
        if len(tests) != inputs or len(values) != outputs:
            raise Refused(words.uneven(f"{self.where}, rule {number}"))
        return Ruled(
            tuple(
                self.tests(text_of(one) or "-", f"rule {number}, input {place}") for place, one in enumerate(tests, 1)
            ),
            tuple(self._tree(text_of(one), f"rule {number}, output {place}") for place, one in enumerate(values, 1)),
        )

    def _tree(self, text: str, where: str = "") -> Node:
        return self._read(text or "null", where, tests=False)

    def tests(self, text: str, where: str) -> Node:
        """Unary tests of that place. Raises Refused."""
        return self._read(text, where, tests=True)

    def _read(self, text: str, where: str, *, tests: bool) -> Node:
        place = f"{self.where}, {where}" if where else self.where
        try:
            tree = self._parse(text, tests=tests, names=self._names)
        except BadCondition as error:
            raise Refused(Problem("bad_condition", error.message, where=place)) from None
        if strange := undefined(tree, self._names):
            raise Refused(words.placed(strange[0], place))
        return tree

    def _no(self, part: str) -> Refused:
        return Refused(words.not_done(part, self.where))

    def _refuse_circles(self, model: Model) -> None:
        """Whatever rests on itself is refused, before anything walks along."""
        for name, one in {**model.decisions, **model.knowledge}.items():
            if _reaches(name, one.needs, model):
                self._refused[name] = (words.circular(name),)
        for name in self._refused:
            for found in (model.decisions, model.knowledge):
                if name in found:
                    _forget(found, name)


def _forget(found: Mapping[str, Decision], name: str) -> None:
    found[name] = replace(found[name], needs=())  # type: ignore[index]  # the dict this module has just made


def _reaches(wanted: str, needs: tuple[str, ...], model: Model) -> bool:
    seen, waiting = set[str](), list(needs)
    while waiting:
        name = waiting.pop()
        if name == wanted:
            return True
        if name not in seen:
            seen.add(name)
            one = model.decisions.get(name) or model.knowledge.get(name)
            waiting += one.needs if one else ()
    return False


_NOWHERE = words.NOWHERE
_READ = ("inputData", "decision", "businessKnowledgeModel")
_LOGIC: dict[str, Callable[[_Reader, ET.Element, int], Logic]] = {
    "literalExpression": _Reader._written,
    "decisionTable": _Reader._table,
    "context": _Reader._boxes,
    "list": _Reader._several,
    "relation": _Reader._relation,
    "invocation": _Reader._invoked,
    "functionDefinition": _Reader._defined,
    "conditional": _Reader._chosen,
}
