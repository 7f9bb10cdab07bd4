"""Law such as procurement has, and cases for it: rules of three or four conditions over fifteen facts."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from neni.core.adapters import feel
from neni.core.model.facts import Choice, FactKind, FactType, FactValue
from neni.core.model.law.lawbooks import assemble
from neni.core.model.periods import Period
from neni.core.model.references import Confidence, Place, Reference
from neni.core.model.rules import Condition, DatedValue, Parameter, Rule, Severity
from neni.core.model.rulesets import Lawbook, Ruleset
from neni.core.model.text import Text

ON, CASE_TYPE = date(2026, 3, 2), "drawn.purchase"
HERE, REFERENCE = Place("drawn.yaml", 1), Reference("04/L-042", "17")
CODES = {
    "procedure": ("open", "restricted", "negotiated", "price_quotation", "minimal"),
    "contract_type": ("works", "services", "supplies", "consulting"),
    "criterion": ("price", "advantageous"),
    "region": ("prishtine", "prizren", "peje", "mitrovice", "gjilan", "ferizaj", "gjakove"),
}
MONEY = ("estimated_value", "price", "budget", "annex_total")
NUMBERS = ("bidders", "lots")
YES_NO = ("urgent", "framework", "eu_funded", "complaint")
LIMIT = "large_from"


def words(name: str) -> Text:
    """A label in the three languages."""
    return Text(sq=f"{name} (sq)", sr=f"{name} (sr)", en=name.replace("_", " "))


def fact(name: str, kind: FactKind) -> FactType:
    """A fact of a kind."""
    return FactType(name, kind, words(name), choices=tuple(Choice(one, words(one)) for one in CODES.get(name, ())))


FACTS = (
    *(fact(name, FactKind.CHOICE) for name in CODES),
    *(fact(name, FactKind.MONEY) for name in MONEY),
    *(fact(name, FactKind.NUMBER) for name in NUMBERS),
    *(fact(name, FactKind.YES_NO) for name in YES_NO),
    fact("published_on", FactKind.DATE),
)


def lawbook(count: int, seed: int = 1) -> Lawbook:
    """So many rules, of which about one in fifteen holds for a case."""
    random = Random(seed)
    values = (DatedValue(date(2020, 1, 1), 12_500_000, REFERENCE, Confidence.VERIFIED),)
    limit = Parameter(fact(LIMIT, FactKind.MONEY), values)
    rules = tuple(rule(random, number) for number in range(count))
    return assemble(
        CASE_TYPE, [Ruleset(CASE_TYPE, (CASE_TYPE,), words("law"), REFERENCE, FACTS, (limit,), (), rules, "", HERE)]
    )


def rule(random: Random, number: int) -> Rule:
    """One rule of three or four conditions, each of another fact."""
    chosen = random.sample(FACTS, random.choice((3, 4)))
    text = " and ".join(condition(random, one) for one in chosen)
    said = Text(*(f"{{{chosen[0].name}}} ({language})" for language in ("sq", "sr", "en")))
    basis = (Severity.WARNING, REFERENCE, Confidence.VERIFIED, Period(date(2020, 1, 1)), HERE)
    return Rule(f"DRW-{number:03}", words(f"rule {number}"), Condition(text, feel.parse(text)), said, *basis)


def condition(random: Random, of: FactType) -> str:
    """A condition met by about half of the cases."""
    name = of.name
    if of.kind is FactKind.MONEY:
        return f"{name} {random.choice(('>=', '<'))} {random.choice((LIMIT, str(random.randint(20, 300) * 1000)))}"
    if of.kind is FactKind.NUMBER:
        return f"{name} {random.choice(('>', '<='))} {random.randint(3, 9)}"
    if of.kind is FactKind.DATE:
        day = ON - timedelta(random.randint(100, 500))
        return f'{name} {random.choice(("<", ">="))} date("{day.isoformat()}")'
    if of.kind is FactKind.YES_NO:
        return random.choice((name, f"not({name})"))
    codes = random.sample(CODES[name], len(CODES[name]) // 2)
    return f"{name} in [{', '.join(f'{chr(34)}{one}{chr(34)}' for one in codes)}]"


def case(random: Random, stated: float = 1.0) -> dict[str, FactValue]:
    """The facts of a case, each stated with that likelihood."""
    facts: dict[str, FactValue] = {name: random.choice(CODES[name]) for name in CODES}
    facts |= {name: random.randint(100_000, 32_000_000) for name in MONEY}
    facts |= {name: Decimal(random.randint(1, 12)) for name in NUMBERS}
    facts |= {name: random.random() < 0.5 for name in YES_NO}
    facts["published_on"] = ON - timedelta(random.randint(0, 600))
    return {name: value for name, value in facts.items() if random.random() < stated}
