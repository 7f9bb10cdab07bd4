"""What goes wrong, told to programs as RFC 9457 problems and to people as pages, in the language they read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from neni.core.errors import NeniError, Problem
from neni.core.model.text import Text
from neni.core.web.here import is_api, is_fragment, language, words
from neni.core.web.problem_kinds import (
    BUSY,
    BY_CODE,
    BY_STATUS,
    FAILED,
    SECRET_UNREADABLE,
    UNAVAILABLE,
    UNVERIFIED,
    Kind,
)

UNPROCESSABLE = 422
"""What was sent can be read and is wrong in itself."""
TYPE = "/api/v1/problems/{code}"
_AGAIN = {BUSY.code: "5", UNAVAILABLE.code: "60", SECRET_UNREADABLE.code: "300"}
"""Seconds after which the same may be asked again."""
_INSIDE = (FAILED, UNAVAILABLE, SECRET_UNREADABLE)
"""What tells whoever asks nothing of the machine."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One failed request, ready to be told."""

    kind: Kind
    detail: Text
    problems: tuple[Problem, ...] = ()
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def code(self) -> int:
        """The HTTP status."""
        return self.status or self.kind.status


def register(app: Flask) -> None:
    """Answer every error of the application, raised on purpose or not."""
    app.register_error_handler(NeniError, lambda error: answer(_raised(app, error)))
    app.register_error_handler(HTTPException, lambda error: answer(_of_http(error)))


def status_of(error: NeniError) -> int:
    """The HTTP status of what was raised because of something somebody sent."""
    return BY_CODE[error.code].status if error.code in BY_CODE else UNPROCESSABLE


def answer(trouble: Trouble) -> Response:
    """A problem for programs, a fragment for a page that asked for a part of itself, a page for people."""
    response = Response(as_json(trouble)) if is_api() else Response(_page(trouble))
    if is_api():
        response.mimetype = "application/problem+json"
        response.headers["Content-Language"] = language()
    response.status_code = trouble.code
    for name, value in trouble.headers:
        response.headers[name] = value
    return response


def as_json(trouble: Trouble) -> str:
    """The problem as RFC 9457 has it, with one entry in `errors` for each mistake."""
    told = {
        "type": TYPE.format(code=trouble.kind.code),
        "title": words(trouble.kind.title),
        "status": trouble.code,
        "detail": words(trouble.detail),
        "errors": list(listed(trouble.problems)),
    }
    return json.dumps(told, ensure_ascii=False)


def listed(problems: Iterable[Problem]) -> Iterable[dict[str, str]]:
    """Each mistake with its place in what was sent."""
    for problem in problems:
        told = {"pointer": problem.pointer, "code": problem.code, "detail": words(problem.message)}
        yield {**told, "where": problem.where} if problem.where else told


def _page(trouble: Trouble) -> str:
    template = "_trouble.html" if is_fragment() else "trouble.html"
    try:
        return render_template(template, trouble=trouble)
    except NeniError:  # what stands around it asks a database that is away
        return render_template(template, trouble=trouble, person=None)


def _raised(app: Flask, error: NeniError) -> Trouble:
    kind = BY_CODE.get(error.code, FAILED)
    if kind.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        app.logger.error("%s %s: %s", request.method, request.path, error)
    if kind in _INSIDE:  # what is wrong inside is for the log, not for whoever asks
        return Trouble(kind, kind.advice, headers=_again(kind))
    scheme = "StandardWebhooks" if kind is UNVERIFIED else 'Bearer realm="neni"'
    headers = (("WWW-Authenticate", scheme),) if kind.status == HTTPStatus.UNAUTHORIZED else _again(kind)
    return Trouble(kind, error.message, error.problems, headers=headers)


def _again(kind: Kind) -> tuple[tuple[str, str], ...]:
    """When to ask again, where asking again may help."""
    return (("Retry-After", _AGAIN[kind.code]),) if kind.code in _AGAIN else ()


def _of_http(error: HTTPException) -> Trouble:
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    kind = BY_STATUS.get(status) or BY_STATUS[400 if status < HTTPStatus.INTERNAL_SERVER_ERROR else 500]
    allowed = isinstance(error, MethodNotAllowed) and error.valid_methods
    headers = (("Allow", ", ".join(sorted(allowed))),) if allowed else ()
    return Trouble(kind, kind.advice, status=status, headers=headers)
