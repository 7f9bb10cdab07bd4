"""What the pages say: every sentence in their templates and code, in English as it stands there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from jinja2 import nodes
from jinja2.environment import Environment

from neni.core.web import pages
from neni.core.web.pages import alerts

WEB = Path(pages.__file__).parent.parent
TEMPLATES = sorted((WEB / "templates").glob("*.html"))
SAYING = {"say", "said"}
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_OWN_NAME = {"Neni", "docx", "xlsx"}


def sentences() -> set[str]:
    """Everything that has to be translated."""
    in_code = {one for path in WEB.rglob("*.py") for one in _in_code(path)}
    in_templates = {one for path in TEMPLATES for one in _in_template(path)}
    listed = (alerts.KINDS, alerts.STATES, pages.EVENTS, pages.DRAFT_STATES, pages.VERSION_STATES, pages.STANDINGS)
    return in_code | in_templates | set(pages.UNITS) | {one for words in listed for one in words.values()}


def bare_words(path: Path) -> list[str]:
    """Words of a template that no translation reaches: text between tags that nobody says."""
    tree = _parsed(path)
    written = "\x00".join(data.data for data in tree.find_all(nodes.TemplateData))
    text = re.sub(r"<[^<>]*>", " ", written)
    return [word for word in _LETTERS.findall(text) if word not in _OWN_NAME]


def _parsed(path: Path) -> nodes.Template:
    return Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))


def _in_template(path: Path) -> set[str]:
    calls = [one for one in _parsed(path).find_all(nodes.Call) if getattr(one.node, "name", "") == "say"]
    return {str(call.args[0].as_const()) for call in calls}


def _in_code(path: Path) -> set[str]:
    calls = [one for one in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(one, ast.Call)]
    said = [one.args[0] for one in calls if getattr(one.func, "id", "") in SAYING and one.args]
    return {one.value for one in said if isinstance(one, ast.Constant) and isinstance(one.value, str)}
