"""Manuscripts: handing one in, reading what is remarked beside the text, answering it, taking the file back."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from neni.core.errors import BadUpload, Conflict, InvalidFacts, NeniError
from neni.core.model.manuscripts.reviews import Opinion, Remark, Review, Verdict, opinions, progress
from neni.core.model.people import Permission
from neni.core.model.rules import Severity
from neni.core.model.text import Text
from neni.core.services.manuscripts.returning import (
    annex,
    changed,
    commented,
    compared,
    exported,
    redlined,
    source_of,
    weight_of,
)
from neni.core.services.manuscripts.reviewing import (
    HandedIn,
    answer,
    asked_for,
    content_of,
    get_review,
    manuscript_type,
    manuscript_types,
    next_of,
    review,
    review_again,
    reviews_of,
    verdicts_of,
)
from neni.core.services.people.identity import names_of
from neni.core.web.files import attachment
from neni.core.web.here import language, office, person
from neni.core.web.pages.forms import Input, from_facts
from neni.core.web.pages.marked import leaf, leaf_of
from neni.core.web.pages.typed import PREFIX, read
from neni.core.web.problems import status_of

blueprint = Blueprint("manuscripts", __name__)
SHOWN = (*(one.value for one in Severity), "question", "dismissed")
"""What the filter can show."""
_REFUSED = (BadUpload, Conflict, InvalidFacts)


@blueprint.get("/manuscripts")
def every() -> str:
    """What was handed in, newest first, and the form to hand something in."""
    return _list()


@blueprint.post("/manuscripts")
def hand_in() -> AnyResponse | tuple[str, int]:
    """Check a manuscript: a file, or pasted text."""
    try:
        done = review(office(), person(), _sent())
    except _REFUSED as error:
        return _list(error), 422
    return redirect(url_for("manuscripts.one", review_id=done.id), 303)


@blueprint.get("/manuscripts/compare")
def compare() -> str:
    """Language versions of one act beside one another: the first with each of the others."""
    chosen = [one for one in request.args.getlist("version") if one][:3]
    reviews = [get_review(office(), person(), one) for one in chosen]
    first, others = (reviews[0], reviews[1:]) if reviews else (None, [])
    found = [(other, compared(office(), person(), first.id, other.id)) for other in others if first]
    every = reviews_of(office(), person(), size=200)
    return render_template("manuscript_versions.html", first=first, found=found, reviews=every, chosen=chosen)


@blueprint.get("/manuscripts/<review_id>")
def one(review_id: str) -> str:
    """The text on the left, what is remarked on the right."""
    return _page(review_id)


@blueprint.post("/manuscripts/<review_id>/remarks/<int:number>")
def reply(review_id: str, number: int) -> AnyResponse | tuple[str, int]:
    """Accept a remark, dismiss it with a reason, or take that back."""
    wanted = request.form.get("opinion", "")
    opinion = Opinion(wanted) if wanted in list(Opinion) else Opinion.OPEN
    try:
        answer(office(), person(), review_id, number, opinion, request.form.get("reason", ""))
    except Conflict as error:
        return _page(review_id, error), status_of(error)
    back = url_for("manuscripts.one", review_id=review_id, **_kept())
    return redirect(f"{back}#r{number}", 303)


@blueprint.post("/manuscripts/<review_id>/facts")
def state(review_id: str) -> AnyResponse | tuple[str, int]:
    """Say what the text does not tell, and have it checked once more."""
    found = get_review(office(), person(), review_id)
    typed = read(asked_for(office(), found), request.form)
    try:
        done = review_again(office(), person(), review_id, typed.stated)
    except _REFUSED as error:
        return _page(review_id, error), 422
    return redirect(url_for("manuscripts.one", review_id=done.id), 303)


@blueprint.get("/manuscripts/<review_id>/content")
def content(review_id: str) -> Response:
    """The file as it was handed in."""
    found = get_review(office(), person(), review_id)
    return attachment(content_of(office(), person(), review_id), _name(found, "", found.source.value))


@blueprint.get("/manuscripts/<review_id>/commented.docx")
def with_comments(review_id: str) -> Response:
    """The author's own file with comments in the margin."""
    found = get_review(office(), person(), review_id)
    ending = "odt" if found.source.value == "odt" else "docx"
    return attachment(commented(office(), person(), review_id, language()), _name(found, "-comments", ending))


@blueprint.get("/manuscripts/<review_id>/remarks.<ending>")
def remarks(review_id: str, ending: str) -> Response:
    """Every remark as an annex."""
    found = get_review(office(), person(), review_id)
    word = annex(office(), person(), review_id, language())
    if ending == "pdf":
        return attachment(office().pdf.pdf_of(word), _name(found, "-remarks", "pdf"))
    return attachment(word, _name(found, "-remarks", "docx"))


@blueprint.get("/manuscripts/<review_id>/act.<path:ending>")
def in_form(review_id: str, ending: str) -> Response:
    """The act in another form, such as Akoma Ntoso."""
    found = get_review(office(), person(), review_id)
    return attachment(exported(office(), person(), review_id, ending), _name(found, "", ending))


@blueprint.get("/manuscripts/<review_id>/changes")
def changes(review_id: str) -> str:
    """What changed since the version before, side by side."""
    found = get_review(office(), person(), review_id)
    passages = changed(office(), person(), review_id)
    untold = redlined(office(), person(), review_id).untold
    return render_template("manuscript_changes.html", review=found, passages=passages, untold=untold)


@blueprint.get("/manuscripts/<review_id>/changes.docx")
def tracked(review_id: str) -> Response:
    """The same as tracked changes in Word."""
    found = get_review(office(), person(), review_id)
    return attachment(redlined(office(), person(), review_id).content, _name(found, "-changes", "docx"))


def _sent() -> HandedIn:
    """What the form sends. Raises Conflict when there is neither file nor text."""
    file, pasted = request.files.get("file"), request.form.get("text", "")
    name, read = "", pasted.encode()
    if file and file.filename:
        with closing(file):  # a large one lies in a temporary file
            name, read = file.filename, file.read()
    if not read.strip():
        raise Conflict(_NOTHING)
    return HandedIn(
        type=request.form.get("type", ""),
        content=read,
        name=name,
        on=_day(request.form.get("on", "")),
        previous=request.form.get("previous") or None,
        case=request.form.get("case", "").strip() or None,
    )


def _day(written: str) -> date | None:
    """The day whose law counts. Raises Conflict when it is none."""
    if not written.strip():
        return None
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        raise Conflict(_NO_DAY) from None


def _list(error: NeniError | None = None) -> str:
    kinds = manuscript_types(office(), person())
    return render_template(
        "manuscripts.html",
        kinds=kinds,
        may_hand_in=any(_may_review(kind.code) for kind in kinds),
        reviews=reviews_of(office(), person(), _number("page")),
        page=_number("page"),
        titles={one.code: one.title for one in kinds},
        names=names_of(office()),
        sent=request.form,
        error=error,
    )


def _page(review_id: str, error: NeniError | None = None) -> str:
    found = get_review(office(), person(), review_id)
    manuscript = office().manuscripts.read(content_of(office(), person(), review_id), found.name)
    answered = opinions(verdicts_of(office(), found))
    shown = set(request.args.getlist("show")) or set(SHOWN) - {"dismissed"}
    chosen = [one for one in found.remarks if _weight(one, answered) in shown]
    before = get_review(office(), person(), found.previous) if found.previous else None
    return render_template(
        "manuscript.html",
        review=found,
        kind=manuscript_type(office(), found.type),
        leaf=leaf(manuscript, [one for one in chosen if not one.is_question], _number("page")),
        questions=[one for one in chosen if one.is_question],
        leaf_of={one.number: leaf_of(manuscript, one) for one in chosen},
        answered=answered,
        shown=shown,
        counts=_counts(found, answered),
        classes={one.number: _weight(one, answered) for one in found.remarks},
        weights={one.number: weight_of(one) for one in found.remarks},
        sources={one.number: source_of(one.finding, language()) for one in found.remarks},
        progress=progress(before, found) if before else None,
        before=before,
        after=next_of(office(), found),
        names=names_of(office()),
        may_answer=_may_review(found.type),
        pdf=bool(office().pdf.name),
        error=error,
        kept=_kept(),
        asked=_asked(found),
    )


def _asked(found: Review) -> tuple[Input, ...]:
    """The fields of what the text does not tell, with what was stated before or is being sent."""
    asked = asked_for(office(), found)
    types = {fact.name: fact for fact in asked}
    values = request.form if request.method == "POST" else from_facts(types, found.stated, language())
    return tuple(Input(fact, f"{PREFIX}{fact.name}", values.get(f"{PREFIX}{fact.name}", "")) for fact in asked)


def _weight(remark: Remark, answered: Any) -> str:
    verdict: Verdict | None = answered.get(remark.number)
    if verdict and verdict.opinion is Opinion.DISMISSED:
        return "dismissed"
    return "question" if remark.is_question else remark.weight.value


def _counts(found: Review, answered: Any) -> dict[str, int]:
    told = [_weight(one, answered) for one in found.remarks]
    return {one: told.count(one) for one in SHOWN}


def _kept() -> dict[str, Any]:
    """What of the address stays while remarks are answered."""
    kept: dict[str, Any] = {"page": request.args["page"]} if "page" in request.args else {}
    return {**kept, "show": request.args.getlist("show")} if request.args.getlist("show") else kept


def _may_review(code: str) -> bool:
    return person().may(Permission.REVIEW_MANUSCRIPTS, code.partition(".")[0])


def _number(name: str) -> int:
    written = request.args.get(name, "")
    return max(1, int(written)) if written.isascii() and written.isdigit() and len(written) < 7 else 1


def _name(found: Review, suffix: str, ending: str) -> str:
    stem = found.name.rpartition(".")[0] or found.name or "manuscript"
    return f"{stem[:120]}{suffix}.{ending}"


_NOTHING = Text(
    sq="Zgjidhni një skedar ose ngjitni tekstin.",
    sr="Izaberite datoteku ili zalepite tekst.",
    en="Choose a file, or paste the text.",
)
_NO_DAY = Text(
    sq="Dita duhet të jetë p.sh. 2026-03-02.",
    sr="Dan treba da bude npr. 2026-03-02.",
    en="The day should be like 2026-03-02.",
)
