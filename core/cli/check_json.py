"""The check as JSON: a form that programs can rely on. `docs/checks.md` describes it; a field that goes or changes its
meaning makes it another version.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from neni.core.adapters import statements
from neni.core.model.law.checks.findings import CheckFinding
from neni.core.model.law.coverage import ArticleCoverage, Coverage, ParameterCoverage, RuleCoverage
from neni.core.model.law.examples import Example
from neni.core.model.references import Place, Reference
from neni.core.model.rules import DatedValue, Parameter
from neni.core.model.text import Text
from neni.core.services.law.checking.reports import CheckReport

FORM = "neni.check"
VERSION = 1


def as_json(report: CheckReport, *, strict: bool = False) -> dict[str, Any]:
    """The JSON-ready form of a report. Words stand in all three languages."""
    coverage = report.coverage
    return {
        "form": FORM,
        "version": VERSION,
        "checked": list(report.names),
        "complete": report.complete,
        "exit_code": report.exit_code(strict=strict),
        "counts": {
            "errors": len(report.errors),
            "remarks": len(report.remarks),
            "rules": len(coverage.rules),
            "rules_tried": coverage.tried,
            "rules_unconfirmed": coverage.unconfirmed,
            "articles": len(coverage.articles),
            "articles_with_rules": len(coverage.with_rules),
            "articles_without_example": len(coverage.without_example),
            "parameters": len(coverage.parameters),
            "examples": coverage.examples,
        },
        "findings": [_finding(one) for one in report.findings],
        "coverage": _coverage(coverage),
    }


def _finding(one: CheckFinding) -> dict[str, Any]:
    return {
        "code": one.code,
        "gravity": one.gravity.value,
        "file": one.file or None,
        "line": one.line,
        "about": one.about or None,
        "message": _words(one.message),
        "remedy": _words(one.remedy),
    }


def _coverage(coverage: Coverage) -> dict[str, Any]:
    return {
        "articles": [_article(one) for one in coverage.articles],
        "rules": [_rule(one) for one in coverage.rules],
        "parameters": [_parameter(one) for one in coverage.parameters],
    }


def _article(one: ArticleCoverage) -> dict[str, Any]:
    return {
        "act": one.act or None,
        "article": one.article or None,
        "paragraph": one.paragraph or None,
        "confidence": one.confidence.value,
        "in_force_since": one.since.isoformat() if one.since else None,
        "rules": [each.rule.code for each in one.rules],
        "parameters": list(one.names("parameter")),
        "derivations": list(one.names("derivation")),
        "tables": list(one.names("table")),
        "examples": one.examples,
    }


def _rule(one: RuleCoverage) -> dict[str, Any]:
    rule = one.rule
    return {
        "code": rule.code,
        "title": _words(rule.title),
        "ruleset": one.ruleset,
        "case_types": list(one.case_types),
        "severity": rule.severity.value,
        "reference": _reference(rule.reference),
        "confidence": rule.confidence.value,
        "rests_on": one.rests_on.value,
        "needs_confirmation": one.needs_confirmation,
        "in_force_from": rule.in_force.start.isoformat() if rule.in_force.start else None,
        "in_force_to": rule.in_force.end.isoformat() if rule.in_force.end else None,
        **_place(rule.place),
        "holds": _examples(one.holds),
        "does_not_hold": _examples(one.does_not_hold),
        "cannot_be_told": _examples(one.cannot_be_told),
    }


def _examples(some: Iterable[Example]) -> list[dict[str, Any]]:
    return [{"name": one.name, "on": one.on.isoformat(), **_place(one.place)} for one in some]


def _parameter(one: ParameterCoverage) -> dict[str, Any]:
    return {
        "name": one.parameter.name,
        "label": _words(one.parameter.type.label),
        "ruleset": one.ruleset,
        **_place(one.place),
        "rules": list(one.rules),
        "values": [_value(one.parameter, dated) for dated in one.parameter.values],
    }


def _value(parameter: Parameter, dated: DatedValue) -> dict[str, Any]:
    name = parameter.name
    return {
        "from": dated.start.isoformat(),
        "value": statements.write({name: parameter.type}, {name: dated.value})[name],
        "reference": _reference(dated.reference),
        "confidence": dated.confidence.value,
    }


def _reference(one: Reference) -> dict[str, Any]:
    return {"act": one.act, "article": one.article, "paragraph": one.paragraph, "note": one.note}


def _place(place: Place) -> dict[str, Any]:
    return {"file": place.file, "line": place.line}


def _words(text: Text | None) -> dict[str, str] | None:
    return None if text is None else text.as_mapping()
