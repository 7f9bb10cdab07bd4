"""The description of the API, and what each kind of problem means: both are open to everybody."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from flask import Blueprint, abort
from flask_smorest import Api

from neni.core.web.api import event_descriptions
from neni.core.web.here import office
from neni.core.web.problem_kinds import BY_CODE


def blueprint(api: Api) -> Blueprint:
    """The routes that describe this API."""
    routes = Blueprint("openapi", __name__)

    @routes.get("/openapi.json")
    def document() -> dict[str, Any]:
        """OpenAPI 3.1."""
        described: dict[str, Any] = deepcopy(api.spec.to_dict())
        for response in described["components"]["responses"].values():
            response["content"] = {"application/problem+json": response["content"]["application/json"]}
        return {**described, "webhooks": event_descriptions.webhooks(office().host)}

    @routes.get("/problems/<code>")
    def problem(code: str) -> dict[str, Any]:
        """What a problem's `type` leads to."""
        kind = BY_CODE.get(code)
        if kind is None:
            abort(404)
        return {
            "code": code,
            "status": kind.status,
            "title": kind.title.as_mapping(),
            "advice": kind.advice.as_mapping(),
        }

    return routes
