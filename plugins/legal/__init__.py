"""The legal department: drafts of acts that authors hand in, read as law and checked before they are adopted."""

from __future__ import annotations

from importlib.resources import files

from neni.core import Department, Text, hookimpl


@hookimpl
def department() -> Department:
    """Legal affairs, with where its law and paper lie."""
    return Department(
        code="legal",
        title=Text(sq="Çështjet ligjore", sr="Pravni poslovi", en="Legal affairs"),
        case_types=(),
        rulesets=files("neni.rulesets") / "legal",
        document_templates=files("neni.document_templates") / "legal",
    )
