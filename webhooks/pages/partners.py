"""The page of a partner: the catalogue, samples, recipes and a console to try. Administrators see it signed in, the
partner by a token in its address."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from neni.core.model.inbound import Source
from neni.core.web.here import office, person
from neni.webhooks import kit, signing, sources

blueprint = Blueprint("partners", __name__)
LONGEST_TRIAL = 20_000


@blueprint.get("/webhooks/partners/<name>")
def page(name: str) -> str:
    """The page as the partner sees it, for administrators."""
    return _page(sources.get(office(), person(), name))


@blueprint.post("/webhooks/partners/<name>")
def rehearse(name: str) -> str:
    """Try a message; nothing is kept."""
    return _page(sources.get(office(), person(), name), request.form.get("message", ""))


@blueprint.get("/webhooks/kits/<name>/<token>")
def kit_page(name: str, token: str) -> str:
    """The page for the partner itself."""
    return _page(sources.by_page(office(), name, token), token=token)


@blueprint.post("/webhooks/kits/<name>/<token>")
def kit_rehearse(name: str, token: str) -> str:
    """Try a message; nothing is kept."""
    return _page(sources.by_page(office(), name, token), request.form.get("message", ""), token)


@blueprint.post("/webhooks/partners/<name>/page")
def new_page(name: str) -> Response | str:
    """Make a new address for the partner's page; it is shown once."""
    token = sources.new_page(office(), person(), name)
    return redirect(url_for("partners.kit_page", name=name, token=token), 303)


def _page(source: Source, tried: str | None = None, token: str = "") -> str:
    here = office().address or request.host_url.rstrip("/")
    return render_template(
        "partner.html",
        source=source,
        token=token,
        address=f"POST {here}/hooks/{source.name}",
        signed_by=", ".join((signing.ID, signing.TIMESTAMP, signing.SIGNATURE)) + " (Standard Webhooks 1.0)",
        told_to_us=kit.told_to_us(office(), source),
        told_by_us=kit.told_by_us(office()),
        sample_of=lambda one: kit.sample_of(office(), one),
        shown=kit.shown,
        recipes=kit.RECIPES,
        trial=None if tried is None else kit.rehearse(office(), source, tried[:LONGEST_TRIAL]),
    )
