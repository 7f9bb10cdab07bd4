"""The clauses of a ruleset: passages for documents, each with the rules that choose it."""

from __future__ import annotations

from neni.core.adapters.rulebook.declared import CODE, NAME
from neni.core.adapters.rulebook.nodes import Node
from neni.core.adapters.rulebook.reader import Reader
from neni.core.adapters.rulebook.refusals import chosen_by_nothing
from neni.core.model.clauses import Clause

_CLAUSE = ("code", "title", "text", "rules", "reference", "in_force", "confidence")
_CLAUSE_MORE = ("documents", "source")


def clauses(reader: Reader, node: Node | None) -> tuple[Clause, ...]:
    """The clauses under `clauses`; one code may stand several times, for different days."""
    return tuple(_clause(reader, one) for one in reader.items(node))


def _clause(reader: Reader, node: Node) -> Clause:
    found = reader.entries(node, _CLAUSE, _CLAUSE_MORE)
    rules = reader.strings(found.get("rules"), CODE, "PRO-07")
    if "rules" in found and not rules:
        reader.note(chosen_by_nothing(reader.place(found["rules"])))
    return Clause(
        code=reader.string(found.get("code"), CODE, "CLA-07"),
        title=reader.words(found.get("title")),
        text=reader.words(found.get("text")),
        rules=rules,
        reference=reader.reference(found.get("reference")),
        confidence=reader.confidence(found.get("confidence")),
        in_force=reader.period(found.get("in_force")),
        place=reader.place(found.get("code", node)),
        documents=reader.strings(found.get("documents"), NAME, "procedure_decision"),
        source=reader.perhaps(found.get("source")),
    )
