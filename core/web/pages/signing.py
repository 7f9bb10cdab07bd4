"""Signing in and out."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from neni.core.errors import NotSignedIn
from neni.core.web import identity
from neni.core.web.here import signed_in, words

blueprint = Blueprint("signing", __name__)


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> Response | str | tuple[str, int]:
    """The sign-in page, and what it sends."""
    then = _within(request.values.get("then", ""))
    if request.method == "POST" and "login" in request.form:
        return _try(then)
    if request.method == "GET" and signed_in():
        return redirect(then)
    return render_template("sign_in.html", then=then, login=request.form.get("login", ""), error="")


def _try(then: str) -> Response | tuple[str, int]:
    login = request.form.get("login", "")
    try:
        token = identity.sign_in(login, request.form.get("password", ""))
    except NotSignedIn as error:
        page = render_template("sign_in.html", then=then, login=login, error=words(error.message))
        return page, 401
    response = redirect(then, 303)
    identity.set_cookie(response, identity.SESSION_COOKIE, token)
    return response


@blueprint.post("/sign-out")
def sign_out() -> Response:
    """Close the session and go back to the sign-in page."""
    identity.sign_out()
    response = redirect(url_for("signing.sign_in"), 303)
    identity.leave(response)
    return response


def _within(address: str) -> str:
    """The address if it leads to a page of ours, else the start page."""
    ours = address.startswith("/") and not address.startswith(("//", "/\\", "/sign-in")) and address.isprintable()
    return address if ours else url_for("start.today")
