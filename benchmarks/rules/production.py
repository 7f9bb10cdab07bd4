"""Production systems: durable-rules by its own interface, and CLIPS by clipspy. A case is a fact; rules fire."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.rules.law import FIELDS, AtLeast, Case, OneOf, Rule, Scalar, Test, Under, Within
from benchmarks.rules.plain import Peer

SHARD = 60
"""Rules in one rule set of durable-rules; over 64 conditions true at once it fails."""


class Durable(Peer):
    """durable-rules by its own interface: rule sets of sixty, each case asserted as a fact and retracted."""

    def __init__(self, law: Sequence[Rule]) -> None:
        from durable import engine, lang  # noqa: PLC0415

        self._lang: Any = lang
        self._nothing: Any = engine.MessageNotHandledException
        self._found: list[int] = []
        self._sets = [f"law{start}" for start in range(0, len(law), SHARD)]
        for number, name in enumerate(self._sets):
            with lang.ruleset(name):
                for place, rule in list(enumerate(law))[number * SHARD : (number + 1) * SHARD]:
                    lang.when_all(self._condition(rule))(self._action(place))

    def run(self, prepared: Sequence[Case]) -> list[list[int]]:
        """Case by case."""
        return [self._one(case) for case in prepared]

    def _one(self, case: Case) -> list[int]:
        self._found.clear()
        fact = {"id": "case", **case}
        for name in self._sets:
            try:
                self._lang.assert_fact(name, fact)
            except self._nothing:
                continue
            self._lang.retract_fact(name, fact)
        return self._found.copy()

    def _action(self, place: int) -> Callable[[Any], None]:
        def found(_: Any) -> None:
            self._found.append(place)

        return found

    def _condition(self, rule: Rule) -> Any:
        first, *others = [self._expression(test) for test in rule.tests]
        for one in others:
            first = first & one
        return first

    def _expression(self, test: Test) -> Any:
        field = getattr(self._lang.m, test.field.name)
        match test:
            case AtLeast():
                return field >= test.bound
            case Under():
                return field < test.bound
            case Within():
                return (field >= test.low) & (field <= test.high)
            case OneOf():
                first, *others = [getattr(self._lang.m, test.field.name) == code for code in test.codes]
                for one in others:
                    first = first | one
                return first
        return field == test.value


class Clips(Peer):
    """CLIPS by clipspy: a template, a rule each, the findings gathered in a global of CLIPS and read once a case."""

    def __init__(self, law: Sequence[Rule]) -> None:
        import clips  # noqa: PLC0415

        self._symbol: Any = clips.Symbol
        self._environment: Any = clips.Environment()
        self._environment.build(f"(deftemplate purchase {' '.join(f'(slot {one.name})' for one in FIELDS)})")
        self._environment.build("(defglobal ?*found* = (create$))")
        for place, rule in enumerate(law):
            slots = " ".join(f"({test.field.name} {_pattern(test)})" for test in rule.tests)
            found = f"(bind ?*found* (create$ ?*found* {place}))"
            self._environment.build(f"(defrule r{place} (purchase {slots}) => {found})")

    def prepare(self, cases: Sequence[Case]) -> Sequence[Any]:
        """Words are symbols."""
        return [{name: self._value(value) for name, value in case.items()} for case in cases]

    def run(self, prepared: Sequence[Any]) -> list[Any]:
        """Case by case: reset, assert, run, read."""
        environment, found = self._environment, []
        purchase, gathered = environment.find_template("purchase"), environment.find_global("found")
        for case in prepared:
            environment.reset()
            purchase.assert_fact(**case)
            environment.run()
            found.append(gathered.value)
        return found

    def _value(self, value: Scalar) -> Any:
        if isinstance(value, bool):
            return self._symbol("yes" if value else "no")
        return self._symbol(value) if isinstance(value, str) else value


def _pattern(test: Test) -> str:
    value = "?" + test.field.name.replace("_", "-")
    match test:
        case AtLeast():
            return f"{value}&:(>= {value} {test.bound})"
        case Under():
            return f"{value}&:(< {value} {test.bound})"
        case Within():
            return f"{value}&:(<= {test.low} {value} {test.high})"
        case OneOf():
            return "|".join(test.codes)
    return "yes" if test.value else "no"
