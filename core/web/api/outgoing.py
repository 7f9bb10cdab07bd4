"""Cases, evaluations and documents as programs get them; sentences in the one language asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask import url_for

from neni.core.adapters import statements
from neni.core.model.cases import Case
from neni.core.model.conditions.explaining import Explained
from neni.core.model.facts import FactType
from neni.core.model.findings import Evaluation, Finding, Outcome, Used, UsedRow
from neni.core.model.paper.documents import Document, standing_of
from neni.core.model.paper.printing import Printing, PrintState
from neni.core.model.references import Reference
from neni.core.services.judging.versions import facts_in, facts_of
from neni.core.services.paper.voiding import marks_of
from neni.core.web.here import office, words


def case(one: Case) -> dict[str, Any]:
    """A case with its facts."""
    return {
        "reference": one.reference,
        "type": one.type,
        "title": one.title,
        "status": one.status.value,
        "on": one.on.isoformat(),
        "opened_at": one.opened_at.isoformat(),
        "external_key": one.external_key,
        "version": one.version,
        "rulesets": dict(one.rulesets),
        "facts": facts(facts_of(office(), one), one.facts),
    }


def etag(one: Case) -> str:
    """The version of a case as HTTP quotes it."""
    return f'"{one.version}"'


def facts(known: Mapping[str, FactType], values: Mapping[str, Any]) -> dict[str, Any]:
    """Facts in their JSON form."""
    named = {name: known[name] for name in values if name in known}
    return statements.write(named, {name: values[name] for name in named})


def evaluation(one: Evaluation, *, everything: bool = False) -> dict[str, Any]:
    """An evaluation. Rules that do not hold are told only on request."""
    told = [each for each in one.findings if everything or each.outcome is not Outcome.DOES_NOT_HOLD]
    return {
        "id": one.id,
        "case_type": one.case_type,
        "on": one.on.isoformat(),
        "at": one.at.isoformat() if one.at else None,
        "engine": one.engine,
        "rulesets": dict(one.rulesets),
        "derived": facts(facts_in(office(), one.case_type, one.rulesets), one.derived),
        "findings": [finding(each) for each in told],
    }


def finding(one: Finding) -> dict[str, Any]:
    """What one rule says."""
    return {
        "rule": one.rule,
        "ruleset": one.ruleset,
        "version": one.version,
        "outcome": one.outcome.value,
        "severity": one.severity.value,
        "advisory": one.advisory,
        "confirmed": one.confirmed,
        "confidence": one.confidence.value,
        "title": words(one.title),
        "message": words(one.message),
        "remedy": words(one.remedy) or None,
        "reference": reference(one.reference),
        "in_force_since": one.in_force_since.isoformat() if one.in_force_since else None,
        "blocks": list(one.blocks),
        "about": one.about,
        "missing": [
            {"name": each.name, "label": words(each.label), "is_parameter": each.is_parameter} for each in one.missing
        ],
        "used": [_used(each) for each in one.used],
        "explanation": _explained(one.explanation) if one.explanation else None,
    }


def reference(one: Reference) -> dict[str, str | None]:
    """Where it stands in the law."""
    return {"act": one.act, "article": one.article, "paragraph": one.paragraph, "note": one.note}


def document(one: Document, case_reference: str) -> dict[str, Any]:
    """An issued document, and what became of it."""
    marks = marks_of(office(), one)
    standing = standing_of(marks)
    mark = next((each for each in marks if each.standing is standing), None)
    return {
        "id": one.id,
        "number": one.number,
        "type": one.type,
        "language": one.language.value,
        "case": case_reference,
        "issued_on": one.issued_on.isoformat(),
        "issued_at": one.issued_at.isoformat(),
        "evaluation": one.evaluation_id,
        "file_name": one.file_name,
        "size": one.size,
        "sha256": one.sha256,
        "standing": standing.value,
        "reason": mark.reason or None if mark else None,
        "superseded_by": mark.superseded_by if mark else None,
        "content": url_for("documents.content", document_id=one.id),
    }


def printing(one: Printing) -> dict[str, Any]:
    """How far the PDF of a document is."""
    done = one.state is PrintState.DONE
    return {
        "document": one.document_id,
        "state": one.state.value,
        "asked_at": one.asked_at.isoformat(),
        "done_at": one.done_at.isoformat() if one.done_at else None,
        "ahead": one.ahead,
        "sha256": one.sha256,
        "size": one.size,
        "content": url_for("documents.pdf_content", document_id=one.document_id) if done else None,
    }


def _used(one: Used) -> dict[str, Any]:
    return {
        "name": one.name,
        "label": words(one.label),
        "shown": words(one.shown),
        "since": one.since.isoformat() if one.since else None,
        "reference": reference(one.reference) if one.reference else None,
        "confidence": one.confidence.value if one.confidence else None,
        "rows": [_row(each) for each in one.rows],
    }


def _row(one: UsedRow) -> dict[str, Any]:
    """The row of a decision table that gave the value; row 0 is the default."""
    return {
        "table": one.table,
        "row": one.number,
        "words": one.words,
        "said": words(one.said),
        "reference": reference(one.reference),
        "confidence": one.confidence.value,
    }


def _explained(one: Explained) -> dict[str, Any]:
    return {"words": one.words, "value": one.value, "parts": _parts(one.parts)}


def _parts(parts: Iterable[Explained]) -> list[dict[str, Any]]:
    return [_explained(each) for each in parts]
