"""Why a rule holds for a case, why not, or what is missing before it can be told: one page for each rule of a case."""

from __future__ import annotations

from flask import Blueprint, render_template

from neni.core.services.cases.explaining import why
from neni.core.services.cases.intake import get_case
from neni.core.web.here import office, person

blueprint = Blueprint("reasons", __name__)


@blueprint.get("/cases/<reference>/rules/<rule>")
def reasons(reference: str, rule: str) -> str:
    """The sentences, in the language of the page."""
    case = get_case(office(), person(), reference)
    return render_template("reasons.html", case=case, reasons=why(office(), person(), reference, rule))
