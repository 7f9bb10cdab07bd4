"""Headers that protect the people who use the pages. They are on every answer, also on errors and files."""

from __future__ import annotations

from http import HTTPStatus

from flask import Flask, Response, request

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
YEAR = 31_536_000
AGAIN = "5"
"""Seconds after which what cannot be done now may be asked again, unless the answer says otherwise."""


def guard(app: Flask) -> None:
    """Put the headers on every answer of the application."""

    @app.after_request
    def protect(response: Response) -> Response:
        response.headers.update(ALWAYS)
        if request.is_secure:
            response.headers["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
        if request.endpoint != "static":
            response.headers["Cache-Control"] = "no-store"
        if response.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
            response.headers.setdefault("Retry-After", AGAIN)
        return response
