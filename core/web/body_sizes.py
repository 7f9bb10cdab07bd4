"""How much may be sent where: a megabyte, but for pages that take files."""

from __future__ import annotations

from typing import Any

from flask import Flask, request

from neni.core.adapters.gate.limits import LIMITS

MOST_BYTES = 2**20
"""A megabyte holds a thousand rows of records; nobody types more."""
MOST_IN_BATCH = 5_000_000
"""What a sheet of rows may take; ten thousand rows are far less."""
FILES = {
    **dict.fromkeys(("batch.start", "batches.start"), MOST_IN_BATCH),
    **dict.fromkeys(("verify.compare", "papers.bring", "templates.bring"), LIMITS.file),
    **dict.fromkeys(("manuscripts.hand_in", "reviews.hand_in"), LIMITS.file),
}
MOST_IN_MESSAGE = 2**18
"""What a message of another institution may take; partners tell, they send no files."""
_AROUND = 2**16
"""What a form around a file takes."""


def guard(app: Flask) -> None:
    """Bound every request before anything reads its body."""
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = MOST_BYTES
    app.config["MAX_FORM_PARTS"] = 10_000

    @app.url_value_preprocessor
    def widen(endpoint: str | None, _values: dict[str, Any] | None) -> None:
        if endpoint == "hooks.receive":
            request.max_content_length = MOST_IN_MESSAGE
        if endpoint in FILES:
            request.max_content_length = FILES[endpoint] + _AROUND
