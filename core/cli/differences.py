"""How what another law changes reads in a terminal: rules that turn, sentences that change, values that differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rich.table import Table

from neni.core.cli.terminal import console, escaped
from neni.core.model.findings import Outcome
from neni.core.model.law.comparing import Comparison, RuleChange, Said, ValueChange
from neni.core.model.text import Language, Text

_OUTCOMES = {
    Outcome.HOLDS: Text(sq="vlen", sr="važi", en="holds"),
    Outcome.DOES_NOT_HOLD: Text(sq="nuk vlen", sr="ne važi", en="does not hold"),
    Outcome.CANNOT_BE_TOLD: Text(sq="nuk mund të thuhet", sr="ne može se reći", en="cannot be told"),
    None: Text(sq="nuk është në fuqi", sr="nije na snazi", en="not in force"),
}
_ADVISES = Text(sq="vetëm këshillon", sr="samo savetuje", en="only advises")
_RULE, _BEFORE, _AFTER, _CASES = (
    Text(sq="rregulli", sr="pravilo", en="rule"),
    Text(sq="më parë", sr="ranije", en="before"),
    Text(sq="tani", sr="sada", en="after"),
    Text(sq="raste", sr="predmeta", en="cases"),
)


def print_turns(comparisons: Iterable[Comparison], language: Language) -> None:
    """How many cases each rule changes for, by what came out before and after."""
    turns = Counter((change.rule, *change.outcomes) for one in comparisons for change in one.rules)
    table = Table(*(one.in_language(language) for one in (_RULE, _BEFORE, _AFTER)), show_edge=False, pad_edge=False)
    table.add_column(_CASES.in_language(language), justify="right")
    for (rule, before, after), count in sorted(turns.items(), key=lambda one: (one[0][0], -one[1])):
        table.add_row(rule, _OUTCOMES[before].in_language(language), _OUTCOMES[after].in_language(language), str(count))
    if turns:
        console.print(table)


def print_comparison(comparison: Comparison, language: Language) -> None:
    """Everything that differs for one case."""
    for change in comparison.rules:
        console.print(f"  {escaped(_turn(change, language))}")
        for mark, said in (("-", change.before), ("+", change.after)):
            if said and said.speaks:
                console.print(f"    [dim]{mark}[/] {escaped(said.message.in_language(language))}")
    for value in comparison.values:
        console.print(f"  [dim]{escaped(_value(value, language))}[/]")


def _turn(change: RuleChange, language: Language) -> str:
    before, after = (_state(one, language) for one in (change.before, change.after))
    told = before if before == after else f"{before} → {after}"
    return f"{change.rule}  {change.title.in_language(language)}: {told}"


def _state(said: Said | None, language: Language) -> str:
    if said is None:
        return _OUTCOMES[None].in_language(language)
    words = f"{_OUTCOMES[said.outcome].in_language(language)} ({said.severity.value}"
    return f"{words}, {_ADVISES.in_language(language)})" if said.advises else f"{words})"


def _value(value: ValueChange, language: Language) -> str:
    label, before, after = (one.in_language(language) for one in (value.label, value.before, value.after))
    return f"{label}: {before} → {after}"
