"""A check as one page that stands for itself: nothing to fetch, to read on screen or paper, sorted by a click."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from flask import Flask

from neni.core.model.facts import FactKind, FactType
from neni.core.model.law.coverage import percent
from neni.core.model.text import Language, Text
from neni.core.ports import Words
from neni.core.services.law.checking.reports import CheckReport
from neni.core.web.catalogue import say

_HERE = Path(__file__).parent
_DAY = FactType("day", FactKind.DATE, Text.of("–"))


def page(report: CheckReport, language: Language, words: Words) -> str:
    """The page in a language. `words` tell how values read."""

    def said(sentence: str, **values: object) -> str:
        return say(sentence, language, **values)

    def day(value: date) -> str:
        return words.show(value, _DAY, language)

    template = _pages().jinja_env.get_template("checked.html")
    return template.render(
        report=report,
        coverage=report.coverage,
        language=language,
        say=said,
        day=day,
        show=lambda value, kind: words.show(value, kind, language),
        words=lambda text: text.in_language(language) if text else "",
        percent=percent,
        style=_inside("style", "neni.css"),
        script=_inside("script", "sorting.js"),
    )


def _inside(tag: str, file: str) -> str:
    """What pages that are served fetch; a file on somebody's desk has nothing to fetch it from."""
    return f"<{tag}>{(_HERE / 'static' / file).read_text(encoding='utf-8')}</{tag}>"


@cache
def _pages() -> Flask:
    """Reads templates as the web application does, and serves nothing."""
    app = Flask(__name__, root_path=str(_HERE), instance_path=str(_HERE))
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    return app
