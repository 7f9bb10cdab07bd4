"""A deadline's own page: how it was counted, and what was decided about it."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response as AnyResponse

from neni.core.errors import Conflict, InvalidFacts, NeniError, NotAllowed
from neni.core.model.deadlines.stored import DecisionKind
from neni.core.model.deadlines.terms import Term, Unit
from neni.core.model.people import Permission
from neni.core.services.deadlines.deadline_decisions import KINDS, Wish, decide, possible, settle
from neni.core.services.deadlines.deadline_reading import REASONS, get_deadline, state_words
from neni.core.services.people.identity import names_of
from neni.core.web.here import office, person
from neni.core.web.pages import moments

blueprint = Blueprint("deadlines", __name__)


@blueprint.get("/deadlines/<deadline_id>")
def deadline(deadline_id: str) -> str:
    """The page."""
    return _page(deadline_id)


@blueprint.get("/deadlines/<deadline_id>/decisions")
def back(deadline_id: str) -> AnyResponse:
    """Where a browser comes that asks again for what was a post."""
    return redirect(url_for("deadlines.deadline", deadline_id=deadline_id))


@blueprint.post("/deadlines/<deadline_id>/decisions")
def wish(deadline_id: str) -> AnyResponse | tuple[str, int]:
    """Decide, or propose where four eyes are needed."""
    get_deadline(office(), person(), deadline_id)
    try:
        decide(office(), person(), deadline_id, _wish())
    except InvalidFacts as error:
        return _page(deadline_id, error), 422
    except (Conflict, NotAllowed) as error:
        return _page(deadline_id, error), 409
    return redirect(url_for("deadlines.deadline", deadline_id=deadline_id), 303)


@blueprint.post("/deadlines/<deadline_id>/decisions/<decision_id>")
def second(deadline_id: str, decision_id: str) -> AnyResponse | tuple[str, int]:
    """A second person accepts or refuses a proposal."""
    if request.form.get("answer") not in ("accept", "refuse"):
        raise BadRequest
    try:
        settle(office(), person(), decision_id, accepted=request.form.get("answer") == "accept")
    except (Conflict, NotAllowed) as error:
        return _page(deadline_id, error), 409
    return redirect(url_for("deadlines.deadline", deadline_id=deadline_id), 303)


def _wish() -> Wish:
    kind, unit = request.form.get("kind", ""), request.form.get("unit", "")
    if kind not in list(DecisionKind):
        raise BadRequest
    amount = moments.amount(request.form.get("amount", ""), "amount")
    if amount is not None and unit not in list(Unit):
        raise BadRequest
    return Wish(
        DecisionKind(kind),
        request.form.get("reason", ""),
        moments.moment(request.form.get("at", ""), "at"),
        None if amount is None else Term(amount, Unit(unit)),
        moments.day(request.form.get("until", ""), "until"),
    )


def _page(deadline_id: str, error: NeniError | None = None) -> str:
    case, found = get_deadline(office(), person(), deadline_id)
    return render_template(
        "deadline.html",
        case=case,
        found=found,
        states=state_words,
        reasons=REASONS,
        kinds=KINDS,
        units=[one for one in Unit if one is not Unit.YEARS],
        possible=possible(found.deadline, found.rule),
        may_work=person().may(Permission.WORK, case.department) and case.status.value == "open",
        may_approve=person().may(Permission.APPROVE, case.department),
        names=names_of(office()),
        error=error,
        sent=request.form.to_dict() if error else {},
    )
