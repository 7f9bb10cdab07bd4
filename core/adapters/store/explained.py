"""Findings as JSON and back, with all that explains them. The stored names stay, whatever the classes become."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from neni.core.model.conditions.explaining import Explained
from neni.core.model.findings import Finding, Missing, Outcome, Used, UsedRow
from neni.core.model.references import Confidence, Reference
from neni.core.model.rules import Severity
from neni.core.model.text import Text


def write_finding(finding: Finding) -> dict[str, object]:
    """A finding in its JSON form."""
    return {
        "rule": finding.rule,
        "fingerprint": finding.fingerprint,
        "outcome": finding.outcome.value,
        "title": finding.title.as_mapping(),
        "message": finding.message.as_mapping(),
        "severity": finding.severity.value,
        "reference": _write_reference(finding.reference),
        "confidence": finding.confidence.value,
        "confirmed": finding.confirmed,
        "in_force_since": _write_day(finding.in_force_since),
        "remedy": finding.remedy.as_mapping() if finding.remedy else None,
        "used": [_write_used(one) for one in finding.used],
        "missing": [_write_missing(one) for one in finding.missing],
        "blocks": list(finding.blocks),
        "explanation": _write_explained(finding.explanation) if finding.explanation else None,
        "about": finding.about,
        "ruleset": finding.ruleset,
        "version": finding.version,
    }


def read_finding(written: Mapping[str, Any]) -> Finding:
    """The finding that `write_finding` wrote."""
    return Finding(
        rule=written["rule"],
        fingerprint=written["fingerprint"],
        outcome=Outcome(written["outcome"]),
        title=Text.of(written["title"]),
        message=Text.of(written["message"]),
        severity=Severity(written["severity"]),
        reference=_read_reference(written["reference"]),
        confidence=Confidence(written["confidence"]),
        confirmed=written["confirmed"],
        in_force_since=_read_day(written["in_force_since"]),
        remedy=Text.of(written["remedy"]) if written["remedy"] else None,
        used=tuple(_read_used(one) for one in written["used"]),
        missing=tuple(_read_missing(one) for one in written["missing"]),
        blocks=tuple(written["blocks"]),
        explanation=_read_explained(written["explanation"]) if written["explanation"] else None,
        about=written["about"],
        ruleset=written.get("ruleset", ""),
        version=written.get("version", ""),
    )


def _write_reference(reference: Reference) -> list[object]:
    written: list[object] = [reference.act, reference.article, reference.paragraph, reference.note]
    return [*written, reference.note_said.as_mapping()] if reference.note_said else written


def _read_reference(written: list[Any]) -> Reference:
    """What was stored before notes had languages has four parts."""
    act, article, paragraph, note, *said = written
    return Reference(act, article, paragraph, note, Text.of(said[0]) if said else None)


def _write_used(used: Used) -> dict[str, object]:
    return {
        "name": used.name,
        "label": used.label.as_mapping(),
        "shown": used.shown.as_mapping(),
        "since": _write_day(used.since),
        "reference": _write_reference(used.reference) if used.reference else None,
        "confidence": used.confidence.value if used.confidence else None,
        "rows": [_write_row(one) for one in used.rows],
    }


def _read_used(written: Mapping[str, Any]) -> Used:
    return Used(
        name=written["name"],
        label=Text.of(written["label"]),
        shown=Text.of(written["shown"]),
        since=_read_day(written["since"]),
        reference=_read_reference(written["reference"]) if written["reference"] else None,
        confidence=Confidence(written["confidence"]) if written["confidence"] else None,
        rows=tuple(_read_row(one) for one in written.get("rows", ())),
    )


def _write_row(row: UsedRow) -> list[object]:
    return [row.table, row.number, row.words, _write_reference(row.reference), row.confidence.value]


def _read_row(written: Any) -> UsedRow:
    table, number, words, reference, confidence = written
    return UsedRow(table, number, words, _read_reference(reference), Confidence(confidence))


def _write_missing(missing: Missing) -> dict[str, object]:
    return {"name": missing.name, "label": missing.label.as_mapping(), "is_parameter": missing.is_parameter}


def _read_missing(written: Mapping[str, Any]) -> Missing:
    return Missing(written["name"], Text.of(written["label"]), written["is_parameter"])


def _write_explained(explained: Explained) -> list[object]:
    return [explained.words, explained.value, [_write_explained(part) for part in explained.parts]]


def _read_explained(written: Any) -> Explained:
    words, value, parts = written
    return Explained(words, value, tuple(_read_explained(part) for part in parts))


def _write_day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _read_day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
