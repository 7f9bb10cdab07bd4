"""The API, version 1: the flows of the house for programs, described by OpenAPI 3.1 at `/api/v1/openapi.json`."""

from __future__ import annotations

from importlib.metadata import version

from flask import Flask, Response, request
from flask_smorest import Api

from neni.core.web.api import about, cases, documents, evaluations, openapi
from neni.core.web.here import is_api, language

PREFIX = "/api/v1"


def register(app: Flask) -> None:
    """Serve the API."""
    app.config.update(
        API_TITLE="Neni",
        API_VERSION=f"v1 ({version('neni')})",
        OPENAPI_VERSION="3.1.0",
        API_SPEC_OPTIONS={
            "info": {"description": "Cases, what the law says of them, and their documents."},
            "security": [{"token": []}],
            "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        },
    )
    api = Api(app)
    for part in (cases, evaluations, documents, about):
        api.register_blueprint(part.blueprint, url_prefix=PREFIX)
    app.register_blueprint(openapi.blueprint(api), url_prefix=PREFIX)
    app.after_request(_say_language)


def _say_language(response: Response) -> Response:
    if is_api() and request.endpoint is not None:
        response.headers["Content-Language"] = language()
        response.vary.add("Accept-Language")
    return response
