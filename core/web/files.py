"""Word files as answers."""

from __future__ import annotations

from flask import Response

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word_file(content: bytes, name: str) -> Response:
    """An answer that a browser saves under `name` and never opens as a page."""
    response = Response(content, mimetype=WORD)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
