"""Trying the rules on facts that are stored nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from neni.core.services.cases.evaluation import try_out
from neni.core.services.cases.intake import get_case
from neni.core.web.api import outgoing, replies
from neni.core.web.api.incoming import Routes, named, within
from neni.core.web.api.schemas import Detail, EvaluationOut, Trial
from neni.core.web.here import office, person

blueprint = Routes("evaluations", __name__, description="What the law says")


@blueprint.post("/evaluations")
@replies.once
@blueprint.doc(parameters=[replies.PARAMETER])
@blueprint.arguments(Trial)
@blueprint.response(200, EvaluationOut)
def evaluate(sent: Mapping[str, Any]) -> dict[str, Any]:
    """Evaluate facts without storing anything; `case` names the case they would change."""
    named("/type", lambda: office().host.case_type(sent["type"]))
    if "case" in sent:
        named("/case", lambda: get_case(office(), person(), sent["case"]))
    with within("/facts"):
        tried = try_out(office(), person(), sent["type"], sent["facts"], sent.get("case"), on=sent.get("on"))
    return outgoing.evaluation(tried, everything=sent["detail"] is Detail.ALL)
