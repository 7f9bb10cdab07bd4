"""Manuscripts: handed in, read with what is remarked, answered, and fetched with comments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, url_for

from neni.core.model.manuscripts.reviews import Opinion, Review, opinions
from neni.core.services.manuscripts import returning, reviewing
from neni.core.services.manuscripts.reviewing import HandedIn
from neni.core.services.people.identity import names_of
from neni.core.web.api import replies
from neni.core.web.api.bodies import answered, described, sent_file
from neni.core.web.api.incoming import Routes
from neni.core.web.api.manuscript_schemas import HandInQuery, OpinionIn, ReviewOut, ReviewsOut
from neni.core.web.api.outgoing import finding
from neni.core.web.api.schemas import LanguageQuery, ProblemOut
from neni.core.web.files import attachment
from neni.core.web.here import language, office, person

blueprint = Routes("reviews", __name__, description="Texts of authors, checked")
FORMS = ("docx", "odt", "txt")
_ONE = "/manuscripts/<review_id>"


@blueprint.get("/manuscripts")
@blueprint.arguments(LanguageQuery, location="query")
@blueprint.response(200, ReviewsOut)
def list_reviews(_asked: Mapping[str, Any]) -> dict[str, Any]:
    """List what was handed in, newest first: the latest two hundred."""
    return {"reviews": [_short(one) for one in reviewing.reviews_of(office(), person(), size=200)]}


@blueprint.post("/manuscripts")
@replies.once
@blueprint.doc(parameters=[replies.PARAMETER], requestBody=described(*FORMS))
@blueprint.arguments(HandInQuery, location="query")
@blueprint.response(201, ReviewOut)
@blueprint.alt_response(422, schema=ProblemOut, content_type="application/problem+json")
def hand_in(asked: Mapping[str, Any]) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Hand in a manuscript: the body is the file. What the rules remark comes back at once."""
    handed_in = HandedIn(
        type=asked["type"],
        content=sent_file(*FORMS),
        name=asked.get("file_name") or "",
        on=asked.get("on"),
        previous=asked.get("previous"),
        case=asked.get("case"),
    )
    done = reviewing.review(office(), person(), handed_in)
    return _whole(done), 201, {"Location": url_for("reviews.read_review", review_id=done.id)}


@blueprint.get(_ONE)
@blueprint.arguments(LanguageQuery, location="query")
@blueprint.response(200, ReviewOut)
def read_review(_asked: Mapping[str, Any], review_id: str) -> dict[str, Any]:
    """Read a review with everything it remarks."""
    return _whole(reviewing.get_review(office(), person(), review_id))


@blueprint.post(f"{_ONE}/remarks/<int:number>")
@replies.once
@blueprint.doc(parameters=[replies.PARAMETER])
@blueprint.arguments(OpinionIn)
@blueprint.response(200, ReviewOut)
def answer(sent: Mapping[str, Any], review_id: str, number: int) -> dict[str, Any]:
    """Accept a remark, dismiss it with a reason, or take that back."""
    reviewing.answer(office(), person(), review_id, number, Opinion(sent["opinion"]), sent.get("reason") or "")
    return _whole(reviewing.get_review(office(), person(), review_id))


@blueprint.get(f"{_ONE}/commented")
@blueprint.doc(responses=answered("The author's own file with comments", "docx", "odt"))
def commented(review_id: str) -> Response:
    """Fetch the author's own file with comments in the margin."""
    found = reviewing.get_review(office(), person(), review_id)
    ending = "odt" if found.source.value == "odt" else "docx"
    return attachment(returning.commented(office(), person(), review_id, language()), f"{found.id}.{ending}")


@blueprint.get(f"{_ONE}/annex.docx")
@blueprint.doc(responses=answered("All remarks as a Word file", "docx"))
def annex(review_id: str) -> Response:
    """Fetch all remarks as a Word file."""
    return attachment(returning.annex(office(), person(), review_id, language()), f"{review_id}-remarks.docx")


def _short(one: Review) -> dict[str, Any]:
    return {
        "id": one.id,
        "type": one.type,
        "title": one.title,
        "file_name": one.name,
        "language": one.language,
        "on": one.on.isoformat(),
        "by": names_of(office()).get(one.by, one.by),
        "at": one.at.isoformat(),
        "sha256": one.sha256,
        "previous": one.previous,
    }


def _whole(one: Review) -> dict[str, Any]:
    verdicts = opinions(reviewing.verdicts_of(office(), one))
    remarks = [
        {
            "number": each.number,
            "eid": each.eid,
            "words": each.words,
            "anchor": {"line": each.anchor.line, "start": each.anchor.start, "end": each.anchor.end},
            "finding": finding(each.finding),
            "opinion": verdicts[each.number].opinion.value if each.number in verdicts else Opinion.OPEN.value,
            "reason": verdicts[each.number].reason if each.number in verdicts else "",
        }
        for each in one.remarks
    ]
    return {**_short(one), "remarks": remarks, "notes": [note.said(language()) for note in one.notes]}
