"""The API, version 1: the flows of the house for programs, described by OpenAPI 3.1 at `/api/v1/openapi.json`."""

from __future__ import annotations

from importlib.metadata import version

from flask import Flask, Response, request
from flask_smorest import Api

from neni.core.web.api import (
    about,
    alerts,
    batches,
    cases,
    deadlines,
    documents,
    drafts,
    evaluations,
    manuscripts,
    openapi,
    registers,
    templates,
    webhooks,
)
from neni.core.web.api.schemas import ProblemOut
from neni.core.web.here import is_api, language


class Described(Api):  # type: ignore[misc]  # flask-smorest has no types
    """Describes errors as the problems they are."""

    ERROR_SCHEMA = ProblemOut


PREFIX = "/api/v1"


def register(app: Flask) -> None:
    """Serve the API."""
    app.config.update(
        API_TITLE="Neni",
        API_VERSION=f"v1 ({version('neni')})",
        OPENAPI_VERSION="3.1.0",
        API_SPEC_OPTIONS={
            "info": {
                "description": "Cases, what the law says of them, their documents and what these are written with."
            },
            "security": [{"token": []}],
            "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        },
    )
    app.json.ensure_ascii = app.json.sort_keys = False  # type: ignore[attr-defined]  # both are of the default provider
    api = Described(app)
    for part in (
        cases,
        evaluations,
        documents,
        drafts,
        registers,
        templates,
        batches,
        deadlines,
        alerts,
        manuscripts,
        webhooks,
        about,
    ):
        api.register_blueprint(part.blueprint, url_prefix=PREFIX)
    app.register_blueprint(openapi.blueprint(api), url_prefix=PREFIX)
    app.after_request(_say_language)


def _say_language(response: Response) -> Response:
    if is_api() and request.endpoint is not None:
        response.headers["Content-Language"] = language()
        response.vary.add("Accept-Language")
    return response
