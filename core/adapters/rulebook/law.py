"""A ruleset: its head, and its derivations and rules once all facts of the folder are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from neni.core.adapters.rulebook import declared, mistakes, refusals
from neni.core.adapters.rulebook.clauses import clauses
from neni.core.adapters.rulebook.deadlines import deadlines
from neni.core.adapters.rulebook.declared import CODE
from neni.core.adapters.rulebook.nodes import Entries, Node, Scalar
from neni.core.adapters.rulebook.reader import Reader
from neni.core.adapters.rulebook.tables import tables
from neni.core.adapters.rulebook.values import established
from neni.core.model.facts import FactKind, FactType, FactValue
from neni.core.model.fingerprints import fingerprint
from neni.core.model.references import Place
from neni.core.model.rules import Condition, Derivation, Rule, Severity
from neni.core.model.rulesets import Ruleset
from neni.core.model.tables import derivations

DOTTED = r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+"
_HEAD = ("ruleset", "applies_to", "title", "reference")
_PARTS = ("parameters", "facts", "derive", "tables", "rules", "clauses", "deadlines")
_DERIVATION = ("when", "reference", "in_force", "confidence")
_RULE = ("code", "title", "when", "finding", "severity", "reference", "in_force", "confidence")
_RULE_MORE = ("unless", "remedy", "overrides", "blocks", "source")


@dataclass(frozen=True, slots=True)
class Draft:
    """A ruleset whose derivations and rules have not been read yet."""

    reader: Reader
    parts: Mapping[str, Node]
    ruleset: Ruleset


def open_ruleset(reader: Reader, node: Node) -> Draft:
    """Read the head, the facts and the parameters."""
    parts = reader.entries(node, _HEAD, _PARTS)
    reference = reader.reference(parts.get("reference"))
    reader.act = reference.act
    places = {key.text: reader.place(key) for key, _ in _declarations(parts)}
    ruleset = Ruleset(
        code=reader.string(parts.get("ruleset"), DOTTED, "procurement.contract"),
        applies_to=reader.strings(parts.get("applies_to"), DOTTED, "procurement.contract"),
        title=reader.words(parts.get("title")),
        reference=reference,
        facts=tuple(declared.facts(reader, parts.get("facts"))),
        parameters=tuple(declared.parameters(reader, parts.get("parameters"))),
        derivations=(),
        rules=(),
        fingerprint="",
        place=reader.place(parts.get("ruleset", node)),
        places=places,
    )
    return Draft(reader, parts, ruleset)


def close_ruleset(draft: Draft, facts: Mapping[str, FactType]) -> Ruleset:
    """Read the derivations and rules; `facts` are those of every file of the folder."""
    reader, own = draft.reader, {one.name: one for one in draft.ruleset.facts}
    known = {**facts, **own}
    derived = [_derivation(reader, one, known) for one in reader.items(draft.parts.get("derive"))]
    decided = tables(reader, draft.parts.get("tables"), known)
    complete = replace(
        draft.ruleset,
        derivations=(*derived, *(one for table in decided for one in derivations(table, known))),
        tables=decided,
        rules=tuple(_rule(reader, one) for one in reader.items(draft.parts.get("rules"))),
        clauses=clauses(reader, draft.parts.get("clauses")),
        deadlines=deadlines(reader, draft.parts.get("deadlines")),
    )
    return replace(complete, fingerprint=fingerprint(complete))


def _declarations(parts: Mapping[str, Node]) -> Iterator[tuple[Scalar, Node]]:
    for name in ("facts", "parameters"):
        node = parts.get(name)
        yield from node.entries if isinstance(node, Entries) else ()


def _derivation(reader: Reader, node: Node, facts: Mapping[str, FactType]) -> Derivation:
    named = [(key, value) for key, value in reader.open_entries(node) if key.text not in _DERIVATION]
    fact, value = _established(reader, node, named, facts)
    found = reader.entries(node, _DERIVATION[1:], ("when", *(key.text for key, _ in named)))
    return Derivation(
        fact,
        value,
        reader.condition(found["when"]) if "when" in found else None,
        reader.reference(found.get("reference")),
        reader.confidence(found.get("confidence")),
        reader.period(found.get("in_force")),
        reader.place(node),
    )


def _established(
    reader: Reader, node: Node, named: list[tuple[Scalar, Node]], facts: Mapping[str, FactType]
) -> tuple[str, FactValue | Condition]:
    if len(named) != 1:
        unknown = [key for key, _ in named if key.text not in facts]
        for key in unknown:
            reader.note(mistakes.unknown_key(reader.place(key), key.text, [*_DERIVATION, *facts]))
        if not unknown:
            reader.note(refusals.no_fact(reader.place(node)))
        return "", ""
    ((key, value),) = named
    if key.text not in facts:
        reader.note(refusals.undeclared(reader.place(key), key.text, [*facts, *_DERIVATION]))
    fact = facts.get(key.text) or FactType(key.text, FactKind.TEXT, reader.words(None))
    return key.text, established(reader, value, fact)


def _rule(reader: Reader, node: Node) -> Rule:
    found = reader.entries(node, _RULE, _RULE_MORE)
    severity = reader.chosen(found.get("severity"), Severity)
    if "blocks" in found and severity is not Severity.BLOCKING:
        reader.note(refusals.only_blocking(reader.place(found["blocks"])))
    return Rule(
        code=reader.string(found.get("code"), CODE, "PRO-07"),
        title=reader.words(found.get("title")),
        when=reader.condition(found.get("when")),
        finding=reader.words(found.get("finding")),
        severity=severity,
        reference=reader.reference(found.get("reference")),
        confidence=reader.confidence(found.get("confidence")),
        in_force=reader.period(found.get("in_force")),
        place=_place_of_rule(reader, node, found),
        unless=tuple(reader.condition(one) for one in reader.one_or_many(found.get("unless"))),
        remedy=reader.words(found["remedy"]) if "remedy" in found else None,
        overrides=reader.strings(found.get("overrides"), CODE, "PRO-07"),
        blocks=reader.strings(found.get("blocks"), declared.NAME, "procedure_decision"),
        source=reader.perhaps(found.get("source")),
    )


def _place_of_rule(reader: Reader, node: Node, found: Mapping[str, Node]) -> Place:
    return reader.place(found.get("code", node))
