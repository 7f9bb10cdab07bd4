"""Which articles of the law have rules, and which examples show what each rule does: one page for each case type."""

from __future__ import annotations

from flask import Blueprint, render_template, url_for

from neni.core.model.law.coverage import percent
from neni.core.services.law.checking.covering import coverage_of
from neni.core.services.law.confirming import rule_states
from neni.core.web.here import office, person

blueprint = Blueprint("covering", __name__)


@blueprint.get("/rules/<code>/coverage")
def coverage(code: str) -> str:
    """The report, with what people have confirmed here."""
    found = coverage_of(office(), person(), code)
    confirmed = {state.rule.code for state in rule_states(office(), person(), code) if state.confirmed}
    return render_template(
        "coverage.html",
        kind=office().host.subject_of_law(code),
        coverage=found,
        confirmed=confirmed,
        link=url_for("law.rules", code=code),
        percent=percent,
    )
