"""Drafts, registers, templates and batches as programs get them; sentences in the one language asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import url_for

from neni.core.errors import BadTemplate
from neni.core.model.batches import RowResult
from neni.core.model.cases import Case
from neni.core.model.paper.drafts import Draft
from neni.core.model.paper.registers import Register
from neni.core.model.paper.template_versions import TemplateVersion
from neni.core.model.problems import Problem
from neni.core.ports import Template
from neni.core.services.paper.template_shelf import Shelved
from neni.core.services.registers.books import Book, Line
from neni.core.services.registers.numbering import as_numbered
from neni.core.web import batch_runs
from neni.core.web.here import office, words
from neni.core.web.problems import listed
from neni.core.web.runs import Run


def draft(one: Draft, case: Case, names: Mapping[str, str]) -> dict[str, Any]:
    """A draft with every step it took."""
    return {
        "id": one.id,
        "case": case.reference,
        "case_version": one.case_version,
        "type": one.type,
        "language": one.language.value,
        "state": one.state.value,
        "outdated": one.state.open and case.version != one.case_version,
        "replaces": one.replaces,
        "document": one.document_id,
        "template_sha256": one.template_sha256,
        "sha256": one.sha256,
        "size": one.size,
        "steps": [
            {"state": each.state.value, "by": names.get(each.by, each.by), "at": each.at.isoformat(), "note": each.note}
            for each in one.steps
        ],
        "content": url_for("drafting.content", draft_id=one.id),
    }


def draft_etag(one: Draft) -> str:
    """How far a draft is, as HTTP quotes it."""
    return f'"{len(one.steps)}"'


def register(one: Register, year: int) -> dict[str, Any]:
    """A register with the pattern in force in a year."""
    with office().store.reading() as work:
        return {"code": one.code, "title": words(one.title), "pattern": as_numbered(work, one, year).pattern}


def book(one: Book) -> dict[str, Any]:
    """A year of a register with every number."""
    return {
        "register": register(one.register, one.year),
        "year": one.year,
        "years": list(one.years),
        "sound": not one.problems,
        "problems": [words(each) for each in one.problems],
        "lines": [_line(each) for each in one.lines],
    }


def _line(one: Line) -> dict[str, Any]:
    return {
        "number": one.entry.number,
        "written": one.entry.written,
        "entered_at": one.entry.entered_at.isoformat(),
        "case": one.case.reference if one.case else None,
        "title": one.case.title if one.case else None,
        "document": one.document.id if one.document else None,
        "document_type": one.document.type if one.document else None,
        "standing": one.standing.value if one.standing else None,
        "reason": one.mark.reason or None if one.mark else None,
    }


def shelved(one: Shelved, names: Mapping[str, str]) -> dict[str, Any]:
    """A template with its versions."""
    shipped, used = one.place.shipped, one.in_use
    return {
        "department": one.place.department.code,
        "template": shipped.code,
        "language": shipped.language.value,
        "sha256": used.sha256 if used else shipped.sha256,
        "shipped_sha256": shipped.sha256,
        "in_use": used.id if used else None,
        "overtaken": one.overtaken,
        "used_for": [{"case_type": kind.code, "document": wanted.code} for kind, wanted in one.place.used_for],
        "issued": dict(one.issued),
        "versions": [version(each, names, used) for each in one.versions],
        "content": url_for(
            "templates.shipped",
            department=one.place.department.code,
            paper=shipped.code,
            written_in=shipped.language.value,
        ),
    }


def version(one: TemplateVersion, names: Mapping[str, str], used: TemplateVersion | None) -> dict[str, Any]:
    """An uploaded version."""
    told = {
        f"{what}_{how}": value
        for what, by, at in (
            ("uploaded", one.uploaded_by, one.uploaded_at),
            ("approved", one.approved_by, one.approved_at),
            ("withdrawn", one.withdrawn_by, one.withdrawn_at),
        )
        for how, value in (("by", names.get(by, by) if by else None), ("at", at.isoformat() if at else None))
    }
    return {
        "id": one.id,
        "department": one.department,
        "template": one.code,
        "language": one.language.value,
        "state": one.state.value,
        "in_use": used is not None and used.id == one.id,
        "sha256": one.sha256,
        "size": one.size,
        "shipped_sha256": one.shipped_sha256,
        "note": one.note,
        **told,
        "content": url_for("templates.content", version_id=one.id),
        "preview": url_for("templates.preview_of", version_id=one.id),
    }


def version_etag(one: TemplateVersion) -> str:
    """How far a version is, as HTTP quotes it."""
    return f'"{one.state.value}"'


def unused(template: Template) -> list[str]:
    """What the document needs and the template would not print: a person decides whether that is meant."""
    try:
        names = office().word.variables(template)
    except BadTemplate:
        return []
    return [name for name in template.required if name not in names]


def notes(taken_out: tuple[Problem, ...]) -> list[dict[str, str]]:
    """What the gate took out of a file."""
    return list(listed(taken_out))


def batch(run: Run) -> dict[str, Any]:
    """A batch on its way, or what came of it."""
    run = run.seen()
    about, report = batch_runs.about(run), batch_runs.report_of(run)
    asked = about.batch
    return {
        "id": run.id,
        "state": run.state.value,
        "mode": "check" if about.checking else "run",
        "case_type": asked.kind.code,
        "document": asked.wanted.code,
        "document_language": asked.language.value,
        "drafts": asked.drafts,
        "file_name": asked.layout.file_name,
        "started_at": run.started_at.isoformat(),
        "ended_at": run.ended_at.isoformat() if run.ended_at else None,
        "done": run.done,
        "total": run.total or len(asked.rows),
        "counts": {_coded(state.value): number for state, number in report.counts.items()} if report else {},
        "ignored": list(asked.layout.ignored),
        "goes_on": batch_runs.goes_on(run),
        "error": words(run.error.message) if run.error else None,
        "report": url_for("batches.report", run=run.id) if report else None,
    }


def row(one: RowResult) -> dict[str, Any]:
    """What became of one row."""
    return {
        "row": one.row,
        "key": one.key,
        "state": _coded(one.state.value),
        "case": one.reference or None,
        "number": one.number or None,
        "document": one.document_id or None,
        "draft": one.draft_id or None,
        "problems": [{"column": each.column, "detail": words(each.message)} for each in one.problems],
    }


def _coded(state: str) -> str:
    return state.replace(" ", "_")
