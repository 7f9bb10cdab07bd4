"""Models of the DMN standard (1.1 to 1.5) from their XML: every decision with its logic, every expression as a tree.

A decision with something Neni does not have is kept with the reason, and refused when it or what rests on it is asked
for; the others of the file work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Protocol
from xml.etree import ElementTree as ET

from neni.core.adapters.dmn_models.boxed import LOGIC, Boxed
from neni.core.adapters.dmn_models.circles import circles
from neni.core.adapters.dmn_models.types import Refused
from neni.core.adapters.dmn_models.xml import all_of, name_of, names, one_of, parsed, tag, tag_of
from neni.core.errors import BadCondition
from neni.core.model.conditions.tree import Node
from neni.core.model.conditions.undefined import undefined
from neni.core.model.decisions import ANYTHING, Decision, Logic, Model, Service, Several, Typed
from neni.core.model.decisions import decision_words as words
from neni.core.model.problems import Problem


class Parse(Protocol):
    """What reads an expression or the tests of a cell."""

    def __call__(self, text: str, *, tests: bool = False, names: frozenset[str]) -> Node:
        """The tree. Raises BadCondition."""


def read(content: bytes, parse: Parse) -> Model:
    """The model of a file. Raises BadImport when it is none."""
    root = parsed(content)
    return _Reader(root, parse).model()


class _Reader(Boxed):
    """One file being read."""

    def __init__(self, root: ET.Element, parse: Parse) -> None:
        super().__init__(root)
        self._root, self._parse = root, parse
        self._ids = {one.get("id") or "": name_of(one) for one in root}
        self._names, self._fields = frozenset(names(root)), False
        self._refused: dict[str, tuple[Problem, ...]] = {}
        self._left_open: dict[str, Typed] = {}

    def model(self) -> Model:
        """Everything that can be read; what cannot is noted with its reason."""
        inputs = {name_of(one): self._input(one) for one in all_of(self._root, "inputData")}
        decisions = dict(self._decisions("decision", self._decision))
        knowledge = dict(self._decisions("businessKnowledgeModel", self._knowledge))
        knowledge |= self._decisions("decisionService", self._service)
        model = Model(inputs, decisions, knowledge, self._refused, self._left_open)
        for name, one in knowledge.items():
            if isinstance(one.logic, Service):
                knowledge[name] = replace(one, logic=replace(one.logic, within=_within(one.logic, model)))
        self._refuse(model)
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
                    raise self.no(tag_of(self._root, name) if name else one.get("href") or "import")
                if name is not None:
                    yield name

    def _decision(self, element: ET.Element) -> tuple[Typed, Logic]:
        found = next((one for one in element if tag(one) in LOGIC), None)
        typed = self.typed(one_of(element, "variable"))
        if found is None:
            self._left_open[self.where] = typed
            raise Refused(words.no_logic(self.where))
        return typed, self.logic(found, 0)

    def _knowledge(self, element: ET.Element) -> tuple[Typed, Logic]:
        logic = one_of(element, "encapsulatedLogic")
        if logic is None:
            raise Refused(words.no_logic(self.where))
        return self.function(one_of(element, "variable")), replace(self.defined(logic, 0), type=self.function(logic))

    def _service(self, element: ET.Element) -> tuple[Typed, Logic]:
        """Its parameters are its inputs and then the decisions it takes as given, as the standard has it."""
        given = [*self._named(element, "inputData"), *self._named(element, "inputDecision")]
        variables = {name_of(one): one_of(one, "variable") for one in self._root if tag(one) in _READ}
        parameters = tuple((name, self.typed(variables.get(name))) for name in given)
        outputs = tuple(self._named(element, "outputDecision"))
        return self.function(one_of(element, "variable")), Service(parameters, outputs, ())

    def _named(self, element: ET.Element, kind: str) -> Iterator[str]:
        for one in all_of(element, kind):
            name = self._ids.get((one.get("href") or "").rpartition("#")[2])
            if name is None:
                raise self.no(one.get("href") or "import")
            yield name

    @contextmanager
    def knowing(self, *names: str, fields: bool = False) -> Iterator[None]:
        """While these names are known besides those of the model, and with `fields` any."""
        before = self._names, self._fields
        self._names, self._fields = self._names | set(names), fields or self._fields
        try:
            yield
        finally:
            self._names, self._fields = before

    def tree(self, text: str, where: str = "") -> Node:
        """An expression of that place. Raises Refused."""
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
        if strange := undefined(tree, self._names, filtered=self._fields):
            raise Refused(words.placed(strange[0], place))
        return tree

    def _refuse(self, model: Model) -> None:
        """Whatever rests on itself is refused, before anything walks along; and a service that decides something
        refused.
        """
        below = {name: _below(one) for name, one in {**model.decisions, **model.knowledge}.items()}
        order, circular = circles(below)
        self._refused |= {name: (words.circular(name),) for name in circular}
        for name in (one for one in order if one in model.knowledge):
            problems = [problem for one in (name, *below[name]) for problem in self._refused.get(one, ())]
            if problems:
                self._refused[name] = tuple(dict.fromkeys(problems))
        for name in self._refused:
            for kept in (model.decisions, model.knowledge):
                if name in kept:
                    kept[name] = _emptied(kept[name])  # type: ignore[index]  # made in this module


def _below(one: Decision) -> tuple[str, ...]:
    """What it names, and of a service everything it decides."""
    return one.logic.within if isinstance(one.logic, Service) else one.needs


def _emptied(one: Decision) -> Decision:
    """What is refused has nothing that could be walked along."""
    return Decision(one.name, ANYTHING, Several(()), ())


def _within(service: Service, model: Model) -> tuple[str, ...]:
    """What a service decides, each after what it rests on; what it is given it does not decide."""
    given = frozenset(name for name, _ in service.parameters)
    ordered = (name for output in service.outputs for name in model.order(output, given))
    return tuple(dict.fromkeys(ordered))


_READ = ("inputData", "decision", "businessKnowledgeModel", "decisionService")
