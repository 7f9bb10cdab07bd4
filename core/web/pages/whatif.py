"""What if: a value the law might set, or a changed ruleset, over all stored cases. A person starts it here, watches it,
stops it, and reads what would change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from neni.core.errors import BadRules, Conflict, InvalidFacts, NeniError, NotFound
from neni.core.model.text import Text
from neni.core.services.cases.explaining import Sentence, sentences
from neni.core.services.cases.intake import get_case
from neni.core.services.law import change_files
from neni.core.services.law.proposals import Proposal
from neni.core.services.law.simulation import Comparing, Scope, Simulation, by_rule, concerned, simulate
from neni.core.web.files import attachment
from neni.core.web.here import language, office, person
from neni.core.web.pages import whatif_form
from neni.core.web.pages.whatif_results import narrowed
from neni.core.web.runs import OnCase, Run, Work, runs

blueprint = Blueprint("whatif", __name__)
KIND = "what-if"
PREFIX = "/what-if"


@dataclass(frozen=True, slots=True)
class About:
    """What a run is asked."""

    proposal: Proposal
    scope: Scope


@blueprint.get(PREFIX)
def ask() -> str:
    """The question, and the runs one has started."""
    return _asking(request.args)


@blueprint.post(PREFIX)
def start() -> AnyResponse | tuple[str, int]:
    """Begin, unless something is wrong with the question; what was typed is kept then."""
    sent = {**request.form.to_dict(), **whatif_form.uploaded(request.files)}
    try:
        proposal, scope = whatif_form.proposal(sent), whatif_form.scope(sent)
        concerned(office(), person(), proposal, scope)
        run = runs().start(person(), KIND, About(proposal, scope), _work(proposal, scope))
    except (BadRules, InvalidFacts, NotFound, Conflict) as error:
        return _asking(sent, error), 409 if isinstance(error, Conflict) else 422
    return redirect(url_for("whatif.run", run=run.id), 303)


@blueprint.get(f"{PREFIX}/<run>")
def run(run: str) -> str:
    """How far it is, or what came out."""
    found = _run(run).seen()
    result = cast("Simulation | None", found.result)
    shown = narrowed(result, request.args) if result else None
    return render_template(
        "what_if_run.html",
        run=found,
        found=result,
        shown=shown,
        about=found.about,
        counts=tuple(by_rule(result)) if result else (),
        endings=change_files.ENDINGS,
        labels=_labels(cast("About", found.about).proposal),
    )


@blueprint.get(f"{PREFIX}/<run>/progress")
def progress(run: str) -> tuple[str, dict[str, str]]:
    """The bar alone; once it is over the page is asked to come anew."""
    found = _run(run)
    return render_template("_progress.html", run=found), {"HX-Refresh": "true"} if found.is_over else {}


@blueprint.post(f"{PREFIX}/<run>/stop")
def stop(run: str) -> AnyResponse:
    """Stop it; what was found so far stays."""
    runs().stop(_run(run))
    return redirect(url_for("whatif.run", run=run), 303)


@blueprint.get(f"{PREFIX}/<run>/stop")
def back(run: str) -> AnyResponse:
    """Where a browser comes that asks again for what was a post."""
    return redirect(url_for("whatif.run", run=run))


@blueprint.get(f"{PREFIX}/<run>/changes.<any(csv,xlsx):ending>")
def file(run: str, ending: str) -> Response:
    """Every listed change as a table."""
    found = cast("Simulation | None", _run(run).result)
    if found is None:
        raise NotFound(_NO_RESULT)
    return attachment(change_files.write(found, ending, language()), change_files.name(found, ending))


@blueprint.get(f"{PREFIX}/<run>/cases/<reference>")
def case(run: str, reference: str) -> str:
    """Why each rule that turns comes out as it does, before and after. The case is judged anew, as it stands."""
    about = cast("About", _run(run).about)
    found = get_case(office(), person(), reference)
    if found.type not in about.proposal.laws:
        raise NotFound(_NO_RESULT)
    change = Comparing(office(), found.type, about.proposal.laws[found.type])
    evaluations = change.judged(found)
    compared = change.compared(found, *evaluations)
    before, after = (
        {one.rule: sentences(one, found.on, office().words) for one in each.findings} for each in evaluations
    )
    reasons: list[tuple[str, Text, tuple[Sentence, ...], tuple[Sentence, ...]]] = [
        (one.rule, one.title, before.get(one.rule, ()), after.get(one.rule, ())) for one in compared.comparison.rules
    ]
    return render_template("what_if_case.html", run=run, case=found, change=compared, reasons=reasons)


def _work(proposal: Proposal, scope: Scope) -> Work:
    asked, who = office(), person()

    def work(on_case: OnCase) -> Simulation:
        return simulate(asked, who, proposal, scope, on_case)

    return work


def _run(run: str) -> Run:
    """The run, if its starter may still read all it is about."""
    found = runs().get(person(), KIND, run)
    about = cast("About", found.about)
    concerned(office(), person(), about.proposal, about.scope)
    return found


def _asking(sent: Mapping[str, str], error: NeniError | None = None) -> str:
    rulesets = whatif_form.rulesets()
    form = whatif_form.Form(sent, error, rulesets)
    return render_template("what_if.html", form=form, rulesets=rulesets, mine=runs().of(person(), KIND))


def _labels(proposal: Proposal) -> Mapping[str, Text]:
    return {name: fact.label for law in proposal.laws.values() for name, fact in law.lawbook.types().items()}


_NO_RESULT = Text(
    sq="Kjo llogaritje nuk ka rezultat për këtë; niseni përsëri.",
    sr="Ovaj proračun nema rezultat za to; pokrenite ga ponovo.",
    en="This run has no result for that; start it again.",
)
