"""Decisions of DMN files: hit policies, types, required decisions, business knowledge, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from neni.core import feel
from neni.core.errors import BadImport, InvalidFacts, NotFound
from tests.dmn_files import literal, model, resting, text

INPUTS = (
    '<inputData id="i1" name="Age"><variable name="Age" typeRef="number"/></inputData>'
    '<inputData id="i2" name="Risk level"><variable name="Risk level" typeRef="string"/></inputData>'
)
NEEDS = (
    '<informationRequirement><requiredInput href="#i1"/></informationRequirement>'
    '<informationRequirement><requiredInput href="#i2"/></informationRequirement>'
)


def table(hit: str, rules: list[tuple[str, str, str]], *, more: str = "", values: str = "", default: str = "") -> bytes:
    asked = "".join(f"<input>{text('inputExpression', one)}</input>" for one in ("Age", "Risk level"))
    output = f"<output>{text('outputValues', values) if values else ''}"
    output += f"{text('defaultOutputEntry', default) if default else ''}</output>"
    rows = "".join(
        f"<rule>{text('inputEntry', age)}{text('inputEntry', risk)}{text('outputEntry', gives)}</rule>"
        for age, risk, gives in rules
    )
    logic = f'<decisionTable hitPolicy="{hit}"{more}>{asked}{output}{rows}</decisionTable>'
    return model(INPUTS, f'<decision id="d" name="Class"><variable name="Class"/>{NEEDS}{logic}</decision>')


RULES = [("< 18", "-", '"minor"'), (">= 16", '"high", "medium"', '"watched"'), ("-", 'not("low")', '"known"')]
FACTS = {"Age": 17, "Risk level": "high"}


@pytest.mark.parametrize(
    ("hit", "found"),
    [
        ("UNIQUE", None),
        ("FIRST", "minor"),
        ("PRIORITY", "watched"),
        ("ANY", None),
        ("COLLECT", ["minor", "watched", "known"]),
        ("RULE ORDER", ["minor", "watched", "known"]),
        ("OUTPUT ORDER", ["watched", "known", "minor"]),
    ],
)
def test_the_hit_policy_decides_among_the_rules_that_are_met(hit: str, found: object) -> None:
    content = table(hit, RULES, values='"watched", "known", "minor"')
    assert feel.decide(content, "Class", FACTS) == found


@pytest.mark.parametrize(("gathering", "found"), [("SUM", 7), ("MIN", 2), ("MAX", 5), ("COUNT", 2)])
def test_a_collecting_table_may_gather_its_rules(gathering: str, found: int) -> None:
    content = table(
        "COLLECT", [("> 1", "-", "2"), ("> 2", "-", "5"), ("> 90", "-", "9")], more=f' aggregation="{gathering}"'
    )
    assert feel.decide(content, None, FACTS) == Decimal(found)


def test_where_no_rule_is_met_the_default_counts_and_else_nothing() -> None:
    never = [("> 90", "-", '"old"')]
    assert feel.decide(table("UNIQUE", never), None, FACTS) is None
    assert feel.decide(table("COLLECT", never), None, FACTS) == []
    assert feel.decide(table("FIRST", never, default='"other"'), None, FACTS) == "other"


def test_an_output_that_may_not_have_its_value_is_nothing() -> None:
    assert feel.decide(table("FIRST", [("-", "-", '"x"')], values='"y"'), None, FACTS) is None


def test_several_outputs_are_a_context_and_the_first_of_them_goes_before() -> None:
    rows = "".join(
        f"<rule>{text('inputEntry', '-')}{text('outputEntry', one)}{text('outputEntry', two)}</rule>"
        for one, two in (('"no"', "1"), ('"yes"', "2"))
    )
    outputs = f'<output name="Say">{text("outputValues", chr(34) + "yes" + chr(34) + ", " + chr(34) + "no" + chr(34))}'
    logic = f'<decisionTable hitPolicy="PRIORITY"><input>{text("inputExpression", "Age")}</input>{outputs}</output>'
    logic += f'<output name="Fee"/>{rows}</decisionTable>'
    content = model(INPUTS, f'<decision id="d" name="D"><variable name="D"/>{NEEDS}{logic}</decision>')
    assert feel.decide(content, "D", FACTS) == {"Say": "yes", "Fee": Decimal(2)}


def test_decisions_rest_on_decisions_and_on_business_knowledge() -> None:
    knowledge = (
        '<businessKnowledgeModel id="k" name="With tax"><variable name="With tax"/><encapsulatedLogic>'
        f'<formalParameter name="net" typeRef="number"/>{text("literalExpression", "net * 1.18")}'
        "</encapsulatedLogic></businessKnowledgeModel>"
    )
    rests = '<informationRequirement><requiredDecision href="#d_Net price"/></informationRequirement>'
    rests += '<knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement>'
    called = f'<invocation>{text("literalExpression", "With tax")}<binding><parameter name="net"/>'
    called += f"{text('literalExpression', 'Net price')}</binding></invocation>"
    content = model(
        INPUTS,
        knowledge,
        literal("Net price", "Age * 10", NEEDS),
        literal("Gross", "With tax(Net price)", rests),
        f'<decision id="b" name="Boxed"><variable name="Boxed"/>{rests}<context>'
        f'<contextEntry><variable name="gross"/>{called}</contextEntry>'
        f"<contextEntry>{text('literalExpression', 'gross - Net price')}</contextEntry></context></decision>",
    )
    assert feel.decide(content, "Gross", FACTS) == Decimal("200.6")
    assert feel.decide(content, "Boxed", FACTS) == Decimal("30.6")


ITEMS = (
    '<itemDefinition name="tGrade"><typeRef>number</typeRef><allowedValues><text>[1..5]</text></allowedValues>'
    '</itemDefinition><itemDefinition name="tGrades" isCollection="true"><typeRef>tGrade</typeRef></itemDefinition>'
    '<itemDefinition name="tPupil"><itemComponent name="name"><typeRef>string</typeRef></itemComponent>'
    '<itemComponent name="grades"><typeRef>tGrades</typeRef></itemComponent></itemDefinition>'
)


@pytest.mark.parametrize(
    ("kind", "words", "found"),
    [
        ("tGrade", "4", Decimal(4)),
        ("tGrade", "6", None),
        ("tGrade", "[4]", Decimal(4)),
        ("tns:tGrade", "6", None),
        ("feel:number", "6", Decimal(6)),
        ("tGrades", "4", [Decimal(4)]),
        ("tGrades", '[4, "x"]', None),
        (
            "tPupil",
            '{name: "Ana", grades: [5], extra: 1}',
            {"name": "Ana", "grades": [Decimal(5)], "extra": Decimal(1)},
        ),
        ("tPupil", '{name: "Ana"}', None),
    ],
)
def test_a_value_of_another_type_than_the_model_names_is_nothing(kind: str, words: str, found: object) -> None:
    assert feel.decide(model(ITEMS, literal("D", words, kind=kind)), "D") == found


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (model(literal("D", "1 +\n+ x")), "D: Line 2, column 1: “+” is not expected"),
        (model(INPUTS, literal("D", "Agee + 1", NEEDS)), "D: Line 1, column 1: “Agee” is neither"),
        (model(literal("D", "1", kind="tNothing")), "The type “tNothing”"),
        (model('<decision id="d" name="D"><variable name="D"/></decision>'), "no logic"),
        (table("OUTPUT FIRST", RULES), "“OUTPUT FIRST” is not supported"),
        (table("UNIQUE", [("> ", "-", "1")]), "Class, rule 1, input 1: Line 1, column 2"),
        (b"<!DOCTYPE x><definitions/>", "This is no DMN file"),
        (b"\xff", "This is no DMN file"),
    ],
)
def test_what_cannot_be_evaluated_is_refused_with_its_place(content: bytes, told: str) -> None:
    with pytest.raises(BadImport) as error:
        feel.decide(content)
    assert told in str(error.value)


def test_decisions_that_go_round_in_a_circle_are_refused_and_the_others_work() -> None:
    content = model(
        literal("A", "B", resting("B")),
        literal("B", "A", resting("A")),
        literal("C", "1 + 1"),
        literal("D", "A", resting("A")),
    )
    with pytest.raises(BadImport, match="A: This decision rests on itself"):
        feel.decide(content, "A")
    with pytest.raises(BadImport) as error:
        feel.decide(content, "D")
    assert [one.where for one in error.value.problems] == ["A"]
    assert feel.decide(content, "C") == Decimal(2)


def test_names_that_are_not_in_the_file_are_told_with_the_nearest() -> None:
    content = table("FIRST", RULES)
    with pytest.raises(NotFound, match="Did you mean “Class”"):
        feel.decide(content, "Clas")
    with pytest.raises(InvalidFacts, match="Did you mean “Age”"):
        feel.decide(content, "Class", {"Agee": 1})


def test_a_long_way_of_decisions_is_gone_to_its_end() -> None:
    content = model(
        literal("D0", "1"), *(literal(f"D{n}", f"D{n - 1} + 1", resting(f"D{n - 1}")) for n in range(1, 1200))
    )
    assert feel.decide(content) == Decimal(1200)


def test_a_decision_cannot_be_stated_in_place_of_being_decided() -> None:
    content = model(literal("A", "1"), literal("B", "A + 1", resting("A")))
    with pytest.raises(InvalidFacts, match="“A” is no input"):
        feel.decide(content, "B", {"A": 5})


TYPES = (
    '<itemDefinition name="tShort"><typeRef>string</typeRef><allowedValues><text>"a", "b"</text></allowedValues>'
    "</itemDefinition>"
    '<itemDefinition name="tSame"><typeRef>tShort</typeRef></itemDefinition>'
    '<itemDefinition name="tOther"><typeRef>tShort</typeRef><allowedValues><text>"c"</text></allowedValues>'
    "</itemDefinition>"
    '<itemDefinition name="tPair" isCollection="true"><typeRef>number</typeRef>'
    "<typeConstraint><text>count(?) = 2</text></typeConstraint></itemDefinition>"
)


@pytest.mark.parametrize(
    ("kind", "words", "found"),
    [
        ("tSame", '"a"', "a"),
        ("tSame", '"c"', None),
        ("tOther", '"c"', "c"),
        ("tOther", '"a"', None),
        ("tPair", "[1, 2]", [1, 2]),
        ("tPair", "[1, 2, 3]", None),
    ],
)
def test_values_of_a_type_take_the_place_of_those_of_the_type_it_is_made_from(
    kind: str, words: str, found: object
) -> None:
    assert feel.decide(model(TYPES, literal("D", words, kind=kind))) == found


def test_a_day_where_a_moment_is_wanted_is_its_midnight() -> None:
    content = model(literal("D", 'date("2000-01-02")', kind="date and time"))
    assert feel.decide(content) == datetime(2000, 1, 2, tzinfo=UTC)


def test_a_decision_left_to_people_is_stated_like_an_input() -> None:
    opinion = '<decision id="d_Opinion" name="Opinion"><variable name="Opinion" typeRef="string"/></decision>'
    content = model(opinion, literal("D", '"It is " + Opinion', resting("Opinion")))
    assert feel.decide(content, "D", {"Opinion": "good"}) == "It is good"
    with pytest.raises(BadImport, match="Opinion: This decision has no logic"):
        feel.decide(content, "D")
