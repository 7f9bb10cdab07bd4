"""What can be stated, and what runs here."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from neni.core.declarations import CaseType
from neni.core.model.people import Permission
from neni.core.web.api.fact_schema import schema
from neni.core.web.api.incoming import Routes
from neni.core.web.api.schemas import AboutOut, CaseTypeListOut, LanguageQuery
from neni.core.web.here import office, person, words

blueprint = Routes("about", __name__, description="What can be stated, and what runs here")


@blueprint.get("/case-types")
@blueprint.arguments(LanguageQuery, location="query")
@blueprint.response(200, CaseTypeListOut)
def case_types(_asked: Mapping[str, Any]) -> dict[str, Any]:
    """Every case type with the JSON schema of its facts."""
    readable = [
        (department.code, one)
        for department in office().host.departments
        for one in department.case_types
        if person().may(Permission.READ, department.code)
    ]
    return {"case_types": [_case_type(department, one) for department, one in readable]}


@blueprint.get("/about")
@blueprint.arguments(LanguageQuery, location="query")
@blueprint.response(200, AboutOut)
def about(_asked: Mapping[str, Any]) -> dict[str, Any]:
    """Version, rule engine and plugins."""
    plugins = [
        {
            "name": one.name,
            "distribution": one.distribution,
            "version": one.version,
            "problem": words(one.problem.message) if one.problem else None,
        }
        for one in office().host.plugins
    ]
    return {"name": "Neni", "version": version("neni"), "engine": office().engine.name, "plugins": plugins}


def _case_type(department: str, one: CaseType) -> dict[str, Any]:
    facts = office().host.lawbook(one.code).facts
    required = [field.fact for field in one.fields if field.required]
    return {
        "code": one.code,
        "department": department,
        "title": words(one.title),
        "facts": schema([fact for fact in facts.values() if fact.asked], required),
        "documents": [
            {"code": each.code, "title": words(each.title), "approval": each.approval.value} for each in one.documents
        ],
    }
