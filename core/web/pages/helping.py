"""Help: one page, a chapter for each section of the pages. Each page leads to the chapter about it."""

from __future__ import annotations

from flask import Blueprint, render_template, request

blueprint = Blueprint("help", __name__)
TOPICS = {
    "cases": ("entry", "file", "reasons"),
    "due": ("due", "deadlines", "agendas", "calendars"),
    "manuscripts": ("manuscripts",),
    "documents": ("drafts", "batch", "registers", "papers", "verify"),
    "rules": ("law", "covering", "rulesets", "whatif", "moves"),
    "administration": ("work", "webhooks", "inbound", "partners"),
}
"""Chapters by the blueprints whose pages they are about; every other page is told of under "today"."""


@blueprint.get("/help")
def page() -> str:
    """The page."""
    return render_template("help.html")


@blueprint.app_context_processor
def _known() -> dict[str, object]:
    return {"help_topic": topic}


def topic() -> str:
    """The chapter about the page that is asked for."""
    return next((name for name, parts in TOPICS.items() if request.blueprint in parts), "today")
