"""One form on its way between a person and the flows: what was typed, what it states, what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import render_template, request

from neni.core.adapters import statements
from neni.core.declarations import CaseType, DocumentType
from neni.core.errors import Conflict, InvalidFacts, Problem
from neni.core.model.cases import Case
from neni.core.model.facts import FactKind, FactType
from neni.core.services.cases.evaluation import try_out
from neni.core.services.judging.versions import facts_of
from neni.core.web.here import language, office, person
from neni.core.web.pages import forms
from neni.core.web.pages.panel import panel
from neni.core.web.pages.typed import PREFIX, Typed, read, rows

SAVE = "save"


@dataclass(frozen=True)
class Sheet:
    """The form of a case type, for a new case or a stored one, or of one `document` of it. `values` are the fields by
    name as the browser sent them; what is stored stands in for a form that was not sent yet."""

    kind: CaseType
    sent: Mapping[str, str]
    case: Case | None = None
    document: DocumentType | None = None

    @property
    def needed(self) -> tuple[str, ...]:
        """The facts that must be stated."""
        return tuple(one.fact for one in self.kind.fields if one.required)

    @property
    def types(self) -> Mapping[str, FactType]:
        """Every fact of the case type."""
        return facts_of(office(), self.case) if self.case else office().host.lawbook(self.kind.code).facts

    @property
    def asked(self) -> tuple[FactType, ...]:
        """The facts of the form."""
        return forms.asked_facts(self.kind, self.types)

    @property
    def values(self) -> Mapping[str, str]:
        """What the fields show."""
        if self.sent or self.case is None:
            return self.sent
        return forms.from_facts(self.types, self.case.facts, language())

    @property
    def typed(self) -> Typed:
        """What was typed, as facts in their JSON form."""
        return read(self.asked, self.values)

    def stated(self) -> dict[str, object]:
        """What was typed, and what was stated before of facts this form does not show."""
        shown = {fact.name for fact in self.asked}
        kept = {name: value for name, value in self.case.facts.items() if name not in shown} if self.case else {}
        hidden = statements.write({name: self.types[name] for name in kept if name in self.types}, kept)
        return {**hidden, **self.typed.stated}

    def show(self, values: Mapping[str, str], problems: Iterable[Problem] = (), **more: object) -> str:
        """The page."""
        form = forms.build(self.kind, self.types, values, problems, read(self.asked, values))
        version = self.sent.get("version") or (self.case.version if self.case else "")
        told = {"version": version, "conflict": None, "differences": (), **more}
        page = {"kind": self.kind, "case": self.case, "document": self.document}
        return render_template("form.html", **page, form=form, values=values, **told)

    def after_conflict(self, error: Conflict, now: Case) -> str:
        """The page with what was typed kept and every field shown in which the stored case differs from it."""
        stored = forms.from_facts(self.types, now.facts, language())
        differences = [
            (fact, _written(fact, stored), _written(fact, self.values))
            for fact in self.asked
            if _differs(fact, stored, self.values)
        ]
        return self.show(self.values, conflict=error.message, differences=differences, version=now.version)

    def tried(self) -> str:
        """The findings on what is typed so far; what cannot be read is listed instead."""
        typed = self.typed
        try:
            reference = self.case.reference if self.case else None
            evaluation = try_out(office(), person(), self.kind.code, self.stated(), reference)
        except InvalidFacts as error:
            errors = forms.build(self.kind, self.types, self.values, error.problems, typed).errors
            return render_template("_unreadable.html", errors=errors)
        return render_template("_findings.html", panel=panel(self.kind, evaluation), live=True)


def _differs(fact: FactType, stored: Mapping[str, str], values: Mapping[str, str]) -> bool:
    return read([fact], stored).stated != read([fact], values).stated


def _written(fact: FactType, values: Mapping[str, str]) -> str:
    """What stands in a field; of records, what stands in every row."""
    if fact.kind is not FactKind.RECORDS:
        return values.get(f"{PREFIX}{fact.name}", "")
    written = [
        [values.get(f"{PREFIX}{fact.name}.{row}.{one.name}", "") for one in fact.fields] for row in rows(fact, values)
    ]
    return "; ".join(", ".join(value for value in row if value) for row in written if any(row))


def is_saving() -> bool:
    """Whether the form was sent to be saved, and not to add a row or change the language."""
    return request.method == "POST" and request.form.get("action", "") == SAVE


def after_button(sheet: Sheet) -> Mapping[str, str]:
    """What the fields show after a button that only changes the form: `add:<fact>` or `remove:<fact>:<row>`."""
    verb, _, rest = request.form.get("action", "").partition(":")
    name, _, row = rest.partition(":")
    fact = next((one for one in sheet.asked if one.name == name and one.kind is FactKind.RECORDS), None)
    if fact and verb == "add":
        return forms.with_row(sheet.values, fact)
    if fact and verb == "remove":
        return forms.without_row(sheet.values, fact, row)
    return sheet.values
