"""What is due, and the calendar addresses by which calendar programs read the same."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from neni.core.model.people import Permission
from neni.core.services.agendas import feeds
from neni.core.services.agendas.due import WHEN, DueList, as_table, due_list
from neni.core.services.people.identity import names_of
from neni.core.web.files import KINDS, attachment
from neni.core.web.here import language, office, person
from neni.core.web.pages import moments

blueprint = Blueprint("due", __name__)


@blueprint.get("/due")
def listed() -> str:
    """The list, in parts."""
    found = _found()
    departments = [one for one in office().host.departments if person().may(Permission.READ, one.code)]
    names = sorted(names_of(office()).items(), key=lambda one: one[1])
    return render_template("due.html", found=found, when=WHEN, departments=departments, names=names, asked=request.args)


@blueprint.get("/due.xlsx")
def sheet() -> Response:
    """The same as a spreadsheet."""
    found = _found()
    return attachment(as_table(found, language()), f"due-{found.on}.xlsx")


@blueprint.get("/feeds")
def addresses() -> str:
    """The calendar addresses a person made."""
    return _page("")


@blueprint.post("/feeds")
def make() -> str:
    """A new address, shown this once."""
    department = request.form.get("department") or None
    _, token = feeds.make(office(), person(), department, request.form.get("label", ""))
    base = office().address or request.host_url.rstrip("/")
    return _page(base + url_for("due.calendar", token=token))


@blueprint.post("/feeds/<feed_id>/revoke")
def revoke(feed_id: str) -> AnyResponse:
    """Let nobody use an address any more."""
    feeds.revoke(office(), person(), feed_id)
    return redirect(url_for("due.addresses"), 303)


@blueprint.get("/feeds/<feed_id>/revoke")
def back(feed_id: str) -> AnyResponse:  # noqa: ARG001 - part of the address
    """Where a browser comes that asks again for what was a post."""
    return redirect(url_for("due.addresses"))


@blueprint.get("/calendar-feed/<token>.ics")
def calendar(token: str) -> Response:
    """The calendar of an address; whoever knows the address may read it."""
    response = Response(feeds.read(office(), token), mimetype=KINDS["ics"])
    response.headers.set("Content-Disposition", "attachment", filename="neni.ics")
    return response


def _page(made: str) -> str:
    departments = [one for one in office().host.departments if person().may(Permission.READ, one.code)]
    titles = {one.code: one.title for one in office().host.departments}
    mine = feeds.mine(office(), person())
    return render_template("feeds.html", feeds=mine, made=made, departments=departments, titles=titles)


def _found() -> DueList:
    whose = request.args.get("whose", "")
    return due_list(
        office(),
        person(),
        department=request.args.get("department") or None,
        opened_by=person().id if whose == "mine" else whose or None,
        until=moments.day(request.args.get("until", ""), "until"),
    )
