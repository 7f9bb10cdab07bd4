"""Models of the DMN standard (1.1 to 1.5) from their XML: every decision with its logic, every expression as a tree.

A decision with something Neni does not have is kept with the reason, and refused when it or what rests on it is asked
for; the others of the file work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Protocol
from xml.etree import ElementTree as ET

from neni.core.errors import BadCondition, BadImport
from neni.core.model import decision_words as words
from neni.core.model.conditions.tree import In, Literal, Node
from neni.core.model.conditions.types import Kind
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

MOST_BYTES = 5_000_000
_DEEPEST = 40
_FAMILY = "omg.org/spec/DMN/"
_KINDS = {
    "string": Kind.TEXT, "number": Kind.NUMBER, "boolean": Kind.YES_NO, "date": Kind.DATE, "time": Kind.TIME,
    "date and time": Kind.INSTANT, "dateTime": Kind.INSTANT, "days and time duration": Kind.DURATION,
    "dayTimeDuration": Kind.DURATION, "years and months duration": Kind.MONTHS, "yearMonthDuration": Kind.MONTHS,
    "Any": Kind.ANY, "context": Kind.RECORD, "list": Kind.LIST, "range": Kind.RANGE,
}  # fmt: skip


class Parse(Protocol):
    """What reads an expression or the tests of a cell."""

    def __call__(self, text: str, *, tests: bool = False, names: frozenset[str]) -> Node:
        """The tree. Raises BadCondition."""


class _Refused(Exception):
    """One part that cannot be read. Never leaves this module."""

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem


def read(content: bytes, parse: Parse) -> Model:
    """The model of a file. Raises BadImport when it is none."""
    root = _parsed(content)
    return _Reader(root, parse).model()


def _parsed(content: bytes) -> ET.Element:
    try:
        text = content.decode("utf-8-sig")
        if len(content) > MOST_BYTES or "<!DOCTYPE" in text or "<!ENTITY" in text:
            raise BadImport(words.NO_MODEL)
        root = ET.fromstring(text.encode(), ET.XMLParser(encoding="utf-8"))  # noqa: S314 - no entity can be declared
    except (UnicodeError, ET.ParseError, ValueError):
        raise BadImport(words.NO_MODEL) from None
    if _tag(root) != "definitions" or _FAMILY not in text:
        raise BadImport(words.NO_MODEL)
    return root


def _tag(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _name(element: ET.Element) -> str:
    return " ".join((element.get("name") or "").split())


def _all(parent: ET.Element, *tags: str) -> list[ET.Element]:
    return [one for one in parent if _tag(one) in tags]


def _one(parent: ET.Element, *tags: str) -> ET.Element | None:
    return next(iter(_all(parent, *tags)), None)


def _text(parent: ET.Element | None) -> str:
    inner = None if parent is None else _one(parent, "text")
    return "" if inner is None else (inner.text or "").strip()


class _Reader:
    """One file being read."""

    def __init__(self, root: ET.Element, parse: Parse) -> None:
        self._root, self._parse = root, parse
        self._items = {_name(one): one for one in _all(root, "itemDefinition")}
        self._ids = {one.get("id") or "": _name(one) for one in root}
        self._names = frozenset(_names(root))
        self._refused: dict[str, tuple[Problem, ...]] = {}
        self._where = ""

    def model(self) -> Model:
        """Everything that can be read; what cannot is noted with its reason."""
        inputs = {_name(one): self._input(one) for one in _all(self._root, "inputData")}
        decisions = dict(self._decisions("decision", self._decision))
        knowledge = dict(self._decisions("businessKnowledgeModel", self._knowledge))
        model = Model(inputs, decisions, knowledge, self._refused)
        self._refuse_circles(model)
        return model

    def _input(self, element: ET.Element) -> Typed:
        try:
            return self._typed(_one(element, "variable"))
        except _Refused as error:
            self._refused[_name(element)] = (error.problem,)
            return ANYTHING

    def _decisions(self, tag: str, read: Callable[[ET.Element], tuple[Typed, Logic]]) -> Iterator[tuple[str, Decision]]:
        for element in _all(self._root, tag):
            name = self._where = _name(element)
            try:
                needs = tuple(self._needs(element))
                typed, logic = read(element)
                yield name, Decision(name, typed, logic, needs)
            except _Refused as error:
                self._refused[name] = (error.problem,)
                yield name, Decision(name, ANYTHING, Several(()), ())

    def _needs(self, element: ET.Element) -> Iterator[str]:
        for requirement in _all(element, "informationRequirement", "knowledgeRequirement"):
            for one in requirement:
                reference = (one.get("href") or "").rpartition("#")
                name = self._ids.get(reference[2])
                if _tag(one).startswith("required") and (name is None or _tag_of(self._root, name) not in _READ):
                    raise self._no(_tag_of(self._root, name) if name else one.get("href") or "import")
                if name is not None:
                    yield name

    def _decision(self, element: ET.Element) -> tuple[Typed, Logic]:
        found = next((one for one in element if _tag(one) in _LOGIC), None)
        if found is None:
            raise _Refused(words.no_logic(self._where))
        return self._typed(_one(element, "variable")), self._logic(found, 0)

    def _knowledge(self, element: ET.Element) -> tuple[Typed, Logic]:
        logic = _one(element, "encapsulatedLogic")
        if logic is None:
            raise _Refused(words.no_logic(self._where))
        return ANYTHING, self._defined(logic, 0)

    def _logic(self, element: ET.Element, depth: int) -> Logic:
        if depth > _DEEPEST or _tag(element) not in _LOGIC:
            raise self._no(_tag(element))
        logic = _LOGIC[_tag(element)](self, element, depth + 1)
        return replace(logic, type=self._typed(element))

    def _inner(self, parent: ET.Element, depth: int) -> Logic:
        """The expression that stands in an element."""
        found = next((one for one in parent if _tag(one) in _LOGIC), None)
        return Written(Literal(None, _NOWHERE)) if found is None else self._logic(found, depth)

    def _written(self, element: ET.Element, _depth: int) -> Written:
        language = element.get("expressionLanguage") or ""
        if (language and "FEEL" not in language.upper()) or _one(element, "importedValues") is not None:
            raise self._no(language or "importedValues")
        return Written(self._tree(_text(element)))

    def _boxes(self, element: ET.Element, depth: int) -> Boxes:
        entries = []
        for one in _all(element, "contextEntry"):
            variable = _one(one, "variable")
            name = "" if variable is None else _name(variable)
            entries.append((name, self._typed(variable), self._inner(one, depth)))
        return Boxes(tuple(entries))

    def _several(self, element: ET.Element, depth: int) -> Several:
        return Several(tuple(self._logic(one, depth) for one in element if _tag(one) in _LOGIC))

    def _relation(self, element: ET.Element, depth: int) -> Several:
        columns = [(_name(one), self._typed(one)) for one in _all(element, "column")]
        rows = []
        for row in _all(element, "row"):
            cells = [self._logic(one, depth) for one in row if _tag(one) in _LOGIC]
            named = zip(columns, cells, strict=False)
            rows.append(Boxes(tuple((name, typed, cell) for (name, typed), cell in named)))
        return Several(tuple(rows))

    def _invoked(self, element: ET.Element, depth: int) -> Invoked:
        called = _one(element, "literalExpression")
        if called is None:
            raise _Refused(words.no_logic(self._where))
        arguments = []
        for one in _all(element, "binding"):
            parameter = _one(one, "parameter")
            arguments.append(("" if parameter is None else _name(parameter), self._inner(one, depth)))
        return Invoked(self._tree(_text(called)), tuple(arguments))

    def _defined(self, element: ET.Element, depth: int) -> Defined:
        if (element.get("kind") or "FEEL") != "FEEL":
            raise self._no(f"function {element.get('kind')}")
        parameters = tuple((_name(one), self._typed(one)) for one in _all(element, "formalParameter"))
        return Defined(parameters, self._inner(element, depth))

    def _chosen(self, element: ET.Element, depth: int) -> Chosen:
        parts = [_one(element, tag) for tag in ("if", "then", "else")]
        test, then, otherwise = (self._inner(one, depth) for one in parts if one is not None)
        return Chosen(test, then, otherwise)

    def _table(self, element: ET.Element, _depth: int) -> Table:
        try:
            hit = Hit(element.get("hitPolicy") or "UNIQUE")
            aggregation = element.get("aggregation")
            gathering = Gathering(aggregation) if aggregation and hit is Hit.COLLECT else None
        except ValueError:
            raise self._no(f"{element.get('hitPolicy')} {element.get('aggregation') or ''}".strip()) from None
        inputs = tuple(self._asked(one, number) for number, one in enumerate(_all(element, "input"), 1))
        outputs = tuple(self._given(one) for one in _all(element, "output"))
        if gathering and len(outputs) > 1:
            raise self._no(f"COLLECT {gathering} × {len(outputs)}")
        found = enumerate(_all(element, "rule"), 1)
        rules = tuple(self._rule(one, number, len(inputs), len(outputs)) for number, one in found)
        return Table(hit, gathering, inputs, outputs, rules)

    def _asked(self, element: ET.Element, number: int) -> Asked:
        expression = _one(element, "inputExpression")
        tree = self._tree(_text(expression), f"input {number}")
        return Asked(tree, self._typed(expression), self._allowed(_one(element, "inputValues")))

    def _given(self, element: ET.Element) -> Given:
        allowed = self._allowed(_one(element, "outputValues"))
        order = tuple(replace(allowed, tests=(one,)) for one in allowed.tests) if isinstance(allowed, In) else ()
        otherwise = _one(element, "defaultOutputEntry")
        tree = None if otherwise is None else self._tree(_text(otherwise), "defaultOutputEntry")
        return Given(_name(element), self._typed(element), allowed, order, tree)

    def _rule(self, element: ET.Element, number: int, inputs: int, outputs: int) -> Ruled:
        tests, values = _all(element, "inputEntry"), _all(element, "outputEntry")
        if len(tests) != inputs or len(values) != outputs:
            raise _Refused(words.uneven(f"{self._where}, rule {number}"))
        return Ruled(
            tuple(
                self._tests(_text(one) or "-", f"rule {number}, input {place}") for place, one in enumerate(tests, 1)
            ),
            tuple(self._tree(_text(one), f"rule {number}, output {place}") for place, one in enumerate(values, 1)),
        )

    def _allowed(self, element: ET.Element | None) -> Node | None:
        written = _text(element)
        return self._tests(written, "allowedValues") if written else None

    def _tree(self, text: str, where: str = "") -> Node:
        return self._read(text or "null", where, tests=False)

    def _tests(self, text: str, where: str) -> Node:
        return self._read(text, where, tests=True)

    def _read(self, text: str, where: str, *, tests: bool) -> Node:
        place = f"{self._where}, {where}" if where else self._where
        try:
            tree = self._parse(text, tests=tests, names=self._names)
        except BadCondition as error:
            raise _Refused(Problem("bad_condition", error.message, where=place)) from None
        if strange := undefined(tree, self._names):
            raise _Refused(words.placed(strange[0], place))
        return tree

    def _typed(self, element: ET.Element | None) -> Typed:
        return self._type_named("" if element is None else element.get("typeRef") or "", ())

    def _type_named(self, reference: str, above: tuple[str, ...]) -> Typed:
        name = " ".join(reference.split())
        if not name:
            return ANYTHING
        if name in self._items and name not in above:
            return self._item(self._items[name], (*above, name))
        plain = name.rpartition(":")[2].rpartition("}")[2]
        if plain not in _KINDS:
            raise _Refused(words.no_type(name, self._where))
        return Typed(_KINDS[plain])

    def _item(self, element: ET.Element, above: tuple[str, ...]) -> Typed:
        collection = element.get("isCollection") == "true"
        if _one(element, "functionItem") is not None:
            return Typed(Kind.FUNCTION)
        parts = tuple((_name(one), self._item(one, above)) for one in _all(element, "itemComponent"))
        inner = _one(element, "typeRef")
        base = None if inner is None else self._type_named(inner.text or "", above)
        kind = Kind.RECORD if parts else Kind.ANY
        return Typed(kind, base, collection, parts, self._allowed(_one(element, "allowedValues")))

    def _no(self, part: str) -> _Refused:
        return _Refused(words.not_done(part, self._where))

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


def _tag_of(root: ET.Element, name: str) -> str:
    return next((_tag(one) for one in root if _name(one) == name and _tag(one) != "itemDefinition"), "")


def _names(root: ET.Element) -> Iterator[str]:
    """Every name the model gives to anything an expression may speak of."""
    for one in root.iter():
        if _tag(one) in _NAMING and _name(one):
            yield _name(one)


_NOWHERE = words.NOWHERE
_READ = ("inputData", "decision", "businessKnowledgeModel")
_NAMING = frozenset(
    {
        "inputData", "decision", "businessKnowledgeModel", "itemComponent", "variable", "formalParameter", "parameter",
        "output", "column",
    }
)  # fmt: skip
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
