"""GoRules ZEN: one decision table whose fitting rows are collected, in each of the ways its documentation shows.

A decision evaluated by itself compiles its table at every call; through a loader it is compiled once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.rules.law import FIELDS, AtLeast, Case, OneOf, Rule, Test, Under, Within
from benchmarks.rules.plain import Peer

BATCH = 1000


class _Zen(Peer):
    """GoRules ZEN: one decision table, every row that fits collected."""

    def __init__(self, law: Sequence[Rule]) -> None:
        import zen  # noqa: PLC0415  only in the process that measures it

        self._table = _decision_table(law)
        self._engine: Any = zen.ZenEngine({"loader": {"type": "static", "content": {"law": self._table}}})
        self._decision: Any = zen.ZenEngine().create_decision(json.dumps(self._table))

    def told(self, results: Sequence[Any]) -> Iterator[tuple[list[int], None]]:
        """The outputs of the rows."""
        return (([row["rule"] for row in one["result"]], None) for one in results)


class ZenDecision(_Zen):
    """A decision evaluated case by case, as its first example shows."""

    def run(self, prepared: Sequence[Case]) -> list[Any]:
        """`decision.evaluate`."""
        return [self._decision.evaluate(case) for case in prepared]


class ZenLoaded(_Zen):
    """Evaluated case by case through a static loader, which compiles the table once."""

    def run(self, prepared: Sequence[Case]) -> list[Any]:
        """`engine.evaluate`."""
        return [self._engine.evaluate("law", case) for case in prepared]


class ZenTraced(_Zen):
    """The same with its trace: the rows that fit and what they read; it has no why-not."""

    def run(self, prepared: Sequence[Case]) -> list[Any]:
        """`engine.evaluate` with `trace`."""
        return [self._engine.evaluate("law", case, {"trace": True}) for case in prepared]


class ZenBatch(_Zen):
    """A thousand cases a call."""

    def run(self, prepared: Sequence[Case]) -> list[Any]:
        """`engine.evaluate_batch`."""
        found: list[Any] = []
        for start in range(0, len(prepared), BATCH):
            asked = [{"key": "law", "context": case} for case in prepared[start : start + BATCH]]
            found += [one["data"] for one in self._engine.evaluate_batch(asked)]
        return found


def _decision_table(law: Sequence[Rule]) -> dict[str, Any]:
    inputs = [{"id": one.name, "name": one.name, "field": one.name, "type": "expression"} for one in FIELDS]
    blank = dict.fromkeys((one.name for one in FIELDS), "")
    rows = [
        {"_id": rule.code, **blank, "rule": str(place)} | {test.field.name: _cell(test) for test in rule.tests}
        for place, rule in enumerate(law)
    ]
    outputs = [{"id": "rule", "name": "rule", "field": "rule", "type": "expression"}]
    content = {"hitPolicy": "collect", "inputs": inputs, "outputs": outputs, "rules": rows}
    kinds = {"in": "inputNode", "law": "decisionTableNode", "out": "outputNode"}
    nodes = [{"id": one, "name": one, "type": kind, "position": {"x": 0, "y": 0}} for one, kind in kinds.items()]
    nodes[1]["content"] = content
    edges = [{"id": a + b, "sourceId": a, "targetId": b, "type": "edge"} for a, b in (("in", "law"), ("law", "out"))]
    return {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}


def _cell(test: Test) -> str:
    match test:
        case AtLeast():
            return f">= {test.bound}"
        case Under():
            return f"< {test.bound}"
        case Within():
            return f"[{test.low}..{test.high}]"
        case OneOf():
            return ", ".join(f"'{code}'" for code in test.codes)
    return str(test.value).lower()
