"""Drawn law about procurement: rules of three or four tests of different fields, of which about one in fifteen holds.

A rule is drawn once, in a form that belongs to no engine. From it follow Neni's own YAML, the rules of the peers, and
what a reader with nothing but the drawing would say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod
from random import Random
from typing import TypeAlias

Scalar: TypeAlias = "int | str | bool"
Case: TypeAlias = "dict[str, Scalar]"
HOLDING = 0.066
"""The share of rules that hold for a case."""
_ARTICLES = 120


@dataclass(frozen=True, slots=True)
class Number:
    """A field of whole numbers up to `most`, each as likely; money counts cents."""

    name: str
    most: int
    is_money: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A field of a few words, each as likely."""

    name: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class YesNo:
    """A field of yes or no."""

    name: str


Field: TypeAlias = "Number | Choice | YesNo"
NUMBERS = (
    Number("estimated_value", 100_000_000, is_money=True),
    Number("contract_value", 100_000_000, is_money=True),
    Number("security_value", 10_000_000, is_money=True),
    Number("tender_days", 120),
    Number("tenders", 20),
    Number("standstill_days", 30),
    Number("duration_months", 60),
    Number("earlier_contracts", 50),
)
CHOICES = (
    Choice("procedure", ("open", "restricted", "negotiated", "price_quotation", "minimal_value")),
    Choice("contract_type", ("works", "services", "supplies", "design_contest")),
    Choice("funding", ("budget", "donor", "mixed")),
    Choice("region", ("pristina", "prizren", "peja", "mitrovica", "gjilan", "ferizaj", "gjakova")),
)
YES_NOS = (YesNo("urgent"), YesNo("framework"), YesNo("divided_into_lots"))
FIELDS: tuple[Field, ...] = (*NUMBERS, *CHOICES, *YES_NOS)


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A number not under a bound."""

    field: Number
    bound: int


@dataclass(frozen=True, slots=True)
class Under:
    """A number under a bound."""

    field: Number
    bound: int


@dataclass(frozen=True, slots=True)
class Within:
    """A number between two bounds, both included."""

    field: Number
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of some words."""

    field: Choice
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Is:
    """Yes, or no."""

    field: YesNo
    value: bool


Test: TypeAlias = "AtLeast | Under | Within | OneOf | Is"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that holds when all its tests do."""

    code: str
    tests: tuple[Test, ...]


def rules(count: int, seed: int = 1) -> tuple[Rule, ...]:
    """Rules, the same for the same seed; the first of many are those of few."""
    random = Random(seed)
    return tuple(Rule(f"BEN-{number:04}", _tests(random)) for number in range(1, count + 1))


def cases(count: int, seed: int = 2, incomplete: float = 0.1) -> Iterator[Case]:
    """Cases, of which the given share lack one to three facts."""
    random = Random(seed)
    for _ in range(count):
        case = {one.name: _value(random, one) for one in FIELDS}
        if random.random() < incomplete:
            for name in random.sample(list(case), random.randint(1, 3)):
                del case[name]
        yield case


def _value(random: Random, field: Field) -> Scalar:
    match field:
        case Number():
            return random.randint(0, field.most)
        case Choice():
            return random.choice(field.codes)
    return random.random() < 0.5


def _tests(random: Random) -> tuple[Test, ...]:
    """Tests whose shares multiply to about the share of rules that hold."""
    while True:
        last, *others = random.sample(NUMBERS, random.randint(1, 2))
        plain = random.sample((*CHOICES, *YES_NOS), random.randint(2, 3) - len(others))
        drawn = [*(_test(random, one) for one in plain), *(_bounded(random, one, 0.5) for one in others)]
        share = HOLDING / prod(share for _, share in drawn)
        if 0.05 < share < 0.95:
            tests = [*(test for test, _ in drawn), _bounded(random, last, share)[0]]
            random.shuffle(tests)
            return tuple(tests)


def _test(random: Random, field: Field) -> tuple[Test, float]:
    match field:
        case Choice():
            codes = tuple(random.sample(field.codes, random.randint(1, 2)))
            return OneOf(field, codes), len(codes) / len(field.codes)
        case YesNo():
            return Is(field, random.random() < 0.5), 0.5
    return _bounded(random, field, 0.5)


def _bounded(random: Random, field: Number, share: float) -> tuple[Test, float]:
    size = round(share * field.most)
    if random.random() < 0.3:
        low = random.randint(0, field.most - size)
        return Within(field, low, low + size), share
    return (Under(field, size), share) if random.random() < 0.5 else (AtLeast(field, field.most - size), share)


def holds(test: Test, value: Scalar) -> bool:
    """What a reader says of one test; slow and plain."""
    match test:
        case AtLeast():
            return isinstance(value, int) and value >= test.bound
        case Under():
            return isinstance(value, int) and value < test.bound
        case Within():
            return isinstance(value, int) and test.low <= value <= test.high
        case OneOf():
            return value in test.codes
    return value is test.value


def holding_and_open(law: Sequence[Rule], case: Case) -> tuple[list[int], list[int]]:
    """The places of the rules that hold, and of those that cannot be told: none of their tests fails, and a fact is
    missing."""
    holding, untold = [], []
    for place, rule in enumerate(law):
        known = [holds(test, case[test.field.name]) for test in rule.tests if test.field.name in case]
        if all(known):
            (holding if len(known) == len(rule.tests) else untold).append(place)
    return holding, untold


def in_yaml(law: Sequence[Rule]) -> str:
    """The law as a rules file of Neni's."""
    return "\n".join([_HEAD, "facts:", *map(_fact, FIELDS), "rules:", *map(_rule, law)])


_HEAD = """ruleset: benchmark.purchase
applies_to: benchmark.purchase
title: {sq: Ligj i vizatuar, sr: Nacrtani zakon, en: Drawn law}
reference: {act: 04/L-042}"""


def _fact(field: Field) -> str:
    kinds = {Number: "number", Choice: "choice", YesNo: "yes_no"}
    kind = "money" if isinstance(field, Number) and field.is_money else kinds[type(field)]
    words = field.name.replace("_", " ")
    lines = [f"  {field.name}:", f"    type: {kind}", f"    label: {{sq: {words}, sr: {words}, en: {words}}}"]
    if isinstance(field, Choice):
        codes = (f"{code}: {{sq: {code}, sr: {code}, en: {code}}}" for code in field.codes)
        lines.append(f"    choices: {{{', '.join(codes)}}}")
    return "\n".join(lines)


def _rule(rule: Rule) -> str:
    condition = " and ".join(map(in_words, rule.tests))
    number = int(rule.code[4:])
    return f"""
  - code: {rule.code}
    title:
      sq: "Kushti {number} për këtë prokurim"
      sr: "Uslov {number} za ovu nabavku"
      en: "Condition {number} for this purchase"
    when: {condition}
    finding:
      sq: "Sipas kushtit {number} për {{procedure}} me {{estimated_value}} duhet miratim me shkrim."
      sr: "Po uslovu {number} za {{procedure}} od {{estimated_value}} potrebna je pismena saglasnost."
      en: "By condition {number} the {{procedure}} of {{estimated_value}} needs a written consent."
    severity: {("note", "warning", "blocking")[number % 3]}
    reference: {{article: "{number % _ARTICLES + 1}", paragraph: "{number % 7 + 1}"}}
    in_force: {{from: 2011-10-05}}
    confidence: verified"""


def in_words(test: Test) -> str:
    """A test in Neni's notation."""
    name = test.field.name
    match test:
        case AtLeast():
            return f"{name} >= {_written(test.field, test.bound)}"
        case Under():
            return f"{name} < {_written(test.field, test.bound)}"
        case Within():
            return f"{name} in [{_written(test.field, test.low)}..{_written(test.field, test.high)}]"
        case OneOf():
            codes = ", ".join(f'"{code}"' for code in test.codes)
            return f"{name} in ({codes})" if len(test.codes) > 1 else f"{name} = {codes}"
    return name if test.value else f"not({name})"


def _written(field: Number, value: int) -> str:
    return f"{value // 100}.{value % 100:02}" if field.is_money else str(value)
