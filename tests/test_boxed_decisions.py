"""Decisions of DMN files that are boxed one in another, and decision services."""

from __future__ import annotations

from decimal import Decimal

import pytest

from neni.core import feel
from neni.core.errors import BadImport, InvalidFacts
from tests.dmn_files import literal, model, resting, text

OFFERS = "[{price: 5, valid: true}, {price: 9, valid: false}, {price: 12, valid: true}]"


def decided(logic: str, *more: str, needs: str = "") -> object:
    return feel.decide(model(*more, f'<decision id="d" name="D"><variable name="D"/>{needs}{logic}</decision>'), "D")


def boxed(kind: str, source: str, inner: str, variable: str = "one") -> str:
    named = "" if kind == "filter" else f' iteratorVariable="{variable}"'
    test = {"for": "return", "filter": "match"}.get(kind, "satisfies")
    written = inner if inner.startswith("<") else text("literalExpression", inner)
    return f"<{kind}{named}><in>{text('literalExpression', source)}</in><{test}>{written}</{test}></{kind}>"


@pytest.mark.parametrize(
    ("kind", "source", "inner", "found"),
    [
        ("for", "[1, 2, 3]", "one * 2", [2, 4, 6]),
        ("for", "[]", "one * 2", []),
        ("for", "[1..3]", "count(partial) + one", [1, 3, 5]),
        ("for", "null", "one", None),
        ("for", "7", "one + 1", [8]),
        ("filter", "[1, 2, 3, 4]", "item >= 3", [3, 4]),
        ("filter", f"{OFFERS}", "valid and price > 5", [{"price": 12, "valid": True}]),
        ("filter", "[1, 2]", "2", None),
        ("filter", "[1, 2]", '"neither"', None),
        ("filter", "[1, 2]", 'if item = 1 then true else "neither"', None),
        ("filter", "[1, null, 3]", "item > 2", [3]),
        ("filter", "null", "true", None),
        ("some", "[1, 2, 3]", "one > 2", True),
        ("some", "[1, 2, 3]", "one > 3", False),
        ("some", "[1, 2]", 'if one = 2 then true else "neither"', True),
        ("some", "[]", "true", False),
        ("some", "null", "true", None),
        ("every", "[1, 2, 3]", "one > 0", True),
        ("every", "[1, 2, 3]", "one > 1", False),
        ("every", "[1, 2]", '"neither"', None),
        ("every", "[]", "false", True),
    ],
)
def test_boxed_loops_give_what_written_ones_give(kind: str, source: str, inner: str, found: object) -> None:
    assert decided(boxed(kind, source, inner)) == found


def test_boxes_stand_in_boxes_and_know_what_is_around_them() -> None:
    inner = boxed("filter", "[1, 2, 3]", "item > one", "")
    assert decided(boxed("for", "[1, 2]", inner)) == [[2, 3], [3]]


def test_what_a_box_gives_is_of_the_type_it_names() -> None:
    logic = boxed("for", "[1, 2]", "one").replace("<for ", '<for typeRef="string" ')
    assert decided(logic) is None


def test_a_name_nobody_knows_is_told_in_a_box_too() -> None:
    with pytest.raises(BadImport, match="Did you mean “one”"):
        decided(boxed("for", "[1]", "onee + 1"))


def test_a_box_with_a_part_missing_is_refused() -> None:
    with pytest.raises(BadImport, match="no logic"):
        decided(boxed("for", "[1]", "one").replace("return>", "given>"))


def test_a_boxed_loop_may_be_long_but_not_endless() -> None:
    assert decided(boxed("for", "[1..9000]", "one"))[-1] == 9000  # type: ignore[index]
    assert decided(boxed("for", "[1..9000]", boxed("for", "[1..9000]", "1", "other"))) is None


SERVICE = (
    '<inputData id="i" name="Net"><variable name="Net" typeRef="number"/></inputData>'
    '<decisionService id="s" name="Gross service"><variable name="Gross service"/>'
    '<outputDecision href="#d_Gross"/><encapsulatedDecision href="#d_Gross"/>'
    '<inputDecision href="#d_Rate"/><inputData href="#i"/></decisionService>'
)
ON_NET = '<informationRequirement><requiredInput href="#i"/></informationRequirement>'
CALLS = '<knowledgeRequirement><requiredKnowledge href="#s"/></knowledgeRequirement>'
RATE = literal("Rate", "0.5", kind="number")
GROSS = literal("Gross", "Net * (1 + Rate)", ON_NET + resting("Rate"))


@pytest.mark.parametrize(
    ("called", "found"),
    [
        ("Gross service(100, 0.2)", Decimal("120.0")),
        ("Gross service(Rate: 0.2, Net: 100)", Decimal("120.0")),
        ("Gross service(100)", None),
        ("Gross service(Net: 100, Ratte: 1)", None),
        ('Gross service(100, "much")', None),
        ("Gross service(100, 0.2) + Rate", Decimal("120.7")),
    ],
)
def test_a_decision_service_is_called_with_its_inputs_and_then_the_decisions_it_takes(
    called: str, found: object
) -> None:
    rates = RATE.replace("0.5", "0.7")
    content = model(SERVICE, rates, GROSS, literal("D", called, CALLS + resting("Rate")))
    assert feel.decide(content, "D") == found


def test_a_decision_service_is_asked_like_a_decision() -> None:
    content = model(SERVICE, RATE, GROSS)
    assert feel.decide(content, "Gross service", {"Net": 100, "Rate": Decimal("0.1")}) == Decimal("110.0")
    assert feel.decide(content, "Gross", {"Net": 100}) == Decimal("150.0")
    with pytest.raises(InvalidFacts, match="Did you mean “Rate”"):
        feel.decide(content, "Gross service", {"Ratte": 1})


def test_a_service_of_several_outputs_gives_a_context() -> None:
    service = SERVICE.replace("<inputDecision", '<outputDecision href="#d_Twice"/><inputDecision')
    content = model(service, RATE, GROSS, literal("Twice", "Net * 2", ON_NET))
    assert feel.decide(content, "Gross service", {"Net": 1, "Rate": 1}) == {"Gross": 2, "Twice": 2}


def test_what_a_service_takes_as_decided_need_not_be_decidable() -> None:
    nothing = '<decision id="d_Rate" name="Rate"><variable name="Rate"/></decision>'
    content = model(SERVICE, nothing, GROSS, literal("D", "Gross service(1, 1)", CALLS))
    assert feel.decide(content, "D") == 2
    with pytest.raises(BadImport, match="no logic"):
        feel.decide(content, "Gross", {"Net": 1})


def test_a_service_that_decides_something_refused_is_refused_and_so_is_who_calls_it() -> None:
    content = model(SERVICE, RATE, literal("Gross", "Net *", ON_NET), literal("D", "Gross service(1, 1)", CALLS))
    with pytest.raises(BadImport, match="Gross: Line 1"):
        feel.decide(content, "D")


def test_a_service_that_comes_back_to_itself_is_refused() -> None:
    content = model(SERVICE, RATE, literal("Gross", "Gross service(Net, 1)", ON_NET + CALLS))
    with pytest.raises(BadImport, match="rests on itself"):
        feel.decide(content, "Gross service", {"Net": 1})


KNOWLEDGE = (
    '<itemDefinition name="tNumbers" isCollection="true"><typeRef>number</typeRef></itemDefinition>'
    '<itemDefinition name="tListing"><functionItem outputTypeRef="tNumbers"/></itemDefinition>'
    '<businessKnowledgeModel id="k" name="Twice"><variable name="Twice" typeRef="{kind}"/><encapsulatedLogic>'
    '<formalParameter name="n" typeRef="number"/>{logic}</encapsulatedLogic></businessKnowledgeModel>'
)


@pytest.mark.parametrize(("kind", "found"), [("tListing", [8]), ("number", 8), ("string", None), ("", 8)])
def test_knowledge_gives_what_its_variable_names_and_is_asked_like_a_decision(kind: str, found: object) -> None:
    knowledge = KNOWLEDGE.format(kind=kind, logic=text("literalExpression", "n * 2"))
    assert feel.decide(model(knowledge), "Twice", {"n": 4}) == found
    needs = '<knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement>'
    assert feel.decide(model(knowledge, literal("D", "Twice(n: 4)", needs)), "D") == found


def test_a_function_gives_what_its_type_names_wherever_it_is_named() -> None:
    types = KNOWLEDGE.partition("<businessKnowledgeModel")[0]
    for logic in (
        f'<functionDefinition typeRef="tListing">{text("literalExpression", "4")}</functionDefinition>',
        text("literalExpression", "function() 4", ' typeRef="tListing"'),
        f'<functionDefinition typeRef="tNumbers">{text("literalExpression", "4")}</functionDefinition>',
    ):
        function = f'<decision id="d_F" name="F"><variable name="F"/>{logic}</decision>'
        assert feel.decide(model(types, function, literal("D", "F()", resting("F")))) == [4]


def test_a_function_takes_what_its_type_names() -> None:
    types = (
        '<itemDefinition name="tTaking"><functionItem><parameters name="n" typeRef="number"/></functionItem>'
        "</itemDefinition>"
    )
    knowledge = KNOWLEDGE.format(kind="tTaking", logic=text("literalExpression", "n")).replace(
        ' typeRef="number"/>', "/>", 1
    )
    assert feel.decide(model(types, knowledge), "Twice", {"n": 4}) == 4
    assert feel.decide(model(types, knowledge), "Twice", {"n": "four"}) is None
