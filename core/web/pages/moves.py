"""Moving open cases to today's rules: which are pinned to earlier ones, what changes for each, and accepting that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from neni.core.declarations import CaseType
from neni.core.errors import Conflict
from neni.core.model.cases import department_of
from neni.core.model.people import Permission
from neni.core.model.text import Text
from neni.core.services.cases import moving
from neni.core.services.cases.moving import CaseMove, Move
from neni.core.web.here import office, person
from neni.core.web.problems import status_of
from neni.core.web.runs import OnCase, Run, runs

blueprint = Blueprint("moves", __name__)
KIND = "move"
PREFIX = "/rules/move"
PAGE = 25
ALL = "all"


@dataclass(frozen=True, slots=True)
class About:
    """Which cases are looked at: those of one type, or all."""

    case_type: str | None


@blueprint.get(PREFIX)
def ask() -> str:
    """Where open cases are pinned to earlier rules."""
    return _asking()


@blueprint.post(PREFIX)
def start() -> Response | tuple[str, int]:
    """Work out what changes; nothing is moved."""
    case_type = request.form.get("case_type") or None
    asked, who = office(), person()
    moving.check(asked, who, case_type)

    def work(on_case: OnCase) -> Move:
        return moving.preview(asked, who, case_type, on_case=on_case)

    try:
        run = runs().start(who, KIND, About(case_type), work)
    except Conflict as error:
        return _asking(error), status_of(error)
    return redirect(url_for("moves.run", run=run.id), 303)


@blueprint.get(f"{PREFIX}/<run>")
def run(run: str) -> str:
    """How far it is, or what would change case by case."""
    return _page(_run(run))


@blueprint.get(f"{PREFIX}/<run>/progress")
def progress(run: str) -> tuple[str, dict[str, str]]:
    """The bar alone; once it is over the page is asked to come anew."""
    found = _run(run)
    return render_template("_progress.html", run=found), {"HX-Refresh": "true"} if found.is_over else {}


@blueprint.post(f"{PREFIX}/<run>/stop")
def stop(run: str) -> Response:
    """Stop it; nothing was moved."""
    found = _run(run)
    runs().stop(found)
    return redirect(url_for("moves.run", run=run), 303)


@blueprint.get(f"{PREFIX}/<run>/stop")
@blueprint.get(f"{PREFIX}/<run>/accept")
def back(run: str) -> Response:
    """Where a browser comes that asks again for what was a post."""
    return redirect(url_for("moves.run", run=run))


@blueprint.post(f"{PREFIX}/<run>/accept")
def accept(run: str) -> Response | tuple[str, int]:
    """Move the cases chosen, or all that were shown; exactly what was shown is accepted, or nothing."""
    found = _run(run)
    move = cast("Move | None", found.result)
    chosen = _chosen(move, request.form.getlist("case"), everything=request.form.get("which") == ALL)
    if move is None or not chosen:
        return _page(found, _NONE_CHOSEN), 422
    try:
        moving.accept(office(), person(), Move(chosen, move.looked_at))
    except Conflict as error:
        return _page(found, error.message, error), status_of(error)
    left = tuple(one for one in move.cases if one not in chosen)
    found.result = Move(left, move.looked_at)
    return redirect(url_for("moves.run", run=run, moved=len(chosen)), 303)


def _chosen(move: Move | None, references: list[str], *, everything: bool) -> tuple[CaseMove, ...]:
    wanted = frozenset(references)
    return tuple(one for one in (move.cases if move else ()) if everything or one.reference in wanted)


def _run(run: str) -> Run:
    """The run, if its starter may still read all it is about."""
    found = runs().get(person(), KIND, run)
    moving.check(office(), person(), cast("About", found.about).case_type)
    return found


def _asking(error: Conflict | None = None) -> str:
    counted: Mapping[str, tuple[int, int]] = moving.pinned_earlier(office(), person())
    kinds: list[tuple[CaseType, int, int]] = [
        (one, *counted[one.code]) for one in office().host.case_types() if one.code in counted
    ]
    return render_template("moves.html", kinds=kinds, mine=runs().of(person(), KIND), error=error)


def _page(found: Run, wrong: Text | None = None, error: Conflict | None = None) -> str:
    found = found.seen()
    move = cast("Move | None", found.result)
    cases = sorted(move.cases, key=lambda one: not one.comparison.rules) if move else []
    page = _number(request.args.get("page", ""))
    pages = max(1, -(-len(cases) // PAGE))
    page = min(page, pages)
    turns = Counter((one.rule, one.title, one.turn) for case in cases for one in case.comparison.rules)
    return render_template(
        "move_run.html",
        run=found,
        move=move,
        cases=cases[(page - 1) * PAGE : page * PAGE],
        page=page,
        pages=pages,
        turns=sorted(turns.items(), key=lambda one: (one[0][0], one[0][2].value)),
        moved=_number(request.args.get("moved", "0"), 0),
        wrong=wrong,
        error=error,
        may_move=all(person().may(Permission.WORK, department_of(one.case_type)) for one in cases),
    )


def _number(written: str, otherwise: int = 1) -> int:
    return max(int(written), otherwise) if written.isascii() and written.isdigit() and len(written) < 9 else otherwise


_NONE_CHOSEN = Text(
    sq="Asnjë rast nuk është zgjedhur; shënoni të paktën një.",
    sr="Nijedan predmet nije izabran; označite bar jedan.",
    en="No case is chosen; tick at least one.",
)
