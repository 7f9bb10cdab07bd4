"""The rules of a case type and how surely each is known; lawyers propose and confirm them here, four eyes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from neni.core.errors import Conflict, NeniError, NotAllowed
from neni.core.model.cases import department_of
from neni.core.model.people import Permission
from neni.core.model.text import Text
from neni.core.services.deadlines import deadline_telling
from neni.core.services.law import law_reading
from neni.core.services.law.confirming import clause_vouchings, confirm, deadline_vouchings, propose, rule_states
from neni.core.web.here import office, person, words

blueprint = Blueprint("law", __name__)
MOST_NOTE = 2000
_BLANK = re.compile(r"\{(\w+)\}")


@blueprint.get("/rules")
def case_types() -> str:
    """Whose rules to look at."""
    departments = [
        (department, subjects)
        for department in office().host.departments
        if (subjects := office().host.subjects_of_law(department)) and person().may(Permission.READ, department.code)
    ]
    texts = law_reading.readable(office(), person())
    return render_template("rulebooks.html", departments=departments, rulesets=texts)


@blueprint.get("/rules/<code>")
def rules(code: str) -> str:
    """Every rule of a case type."""
    return _page(code)


@blueprint.get("/rules/<code>/<rule>/propose")
@blueprint.get("/rules/<code>/<rule>/confirm")
def back(code: str, rule: str) -> Response:
    """Where a browser comes that asks again for what was a post."""
    return redirect(url_for("law.rules", code=code, _anchor=rule))


@blueprint.post("/rules/<code>/<rule>/propose")
def vouch(code: str, rule: str) -> Response | tuple[str, int]:
    """A first person vouches for a rule."""
    note = request.form.get("note", "")[:MOST_NOTE]
    try:
        propose(office(), person(), code, rule, note)
    except (Conflict, NotAllowed) as error:
        return _page(code, error, rule), 409
    return redirect(url_for("law.rules", code=code, _anchor=rule), 303)


@blueprint.post("/rules/<code>/<rule>/confirm")
def second(code: str, rule: str) -> Response | tuple[str, int]:
    """A second person confirms it."""
    try:
        confirm(office(), person(), code, rule)
    except (Conflict, NotAllowed) as error:
        return _page(code, error, rule), 409
    return redirect(url_for("law.rules", code=code, _anchor=rule), 303)


def _page(code: str, error: NeniError | None = None, rule: str = "") -> str:
    kind = office().host.subject_of_law(code)
    with office().store.reading() as work:
        names = {one.id: one.name for one in work.people.all()}
    law = office().host.lawbook(code)
    labels = {name: fact.label for name, fact in law.facts.items()} | {
        one.name: one.type.label for one in law.parameters()
    }
    return render_template(
        "rules.html",
        kind=kind,
        rulesets=law.rulesets,
        states=rule_states(office(), person(), code),
        clauses=clause_vouchings(office(), person(), code),
        deadlines=deadline_vouchings(office(), person(), code),
        names=names,
        spelt=lambda text: _spelt(text, labels),
        told=lambda rule: deadline_telling.told(law, rule),
        may_confirm=person().may(Permission.CONFIRM_RULES, department_of(code)),
        error=error,
        about=rule,
    )


def _spelt(text: Text, labels: Mapping[str, Text]) -> str:
    """A finding's sentence with what its blanks stand for."""
    return _BLANK.sub(lambda found: f"[{words(labels.get(found.group(1))) or found.group(1)}]", words(text))
