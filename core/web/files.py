"""Files as answers."""

from __future__ import annotations

from flask import Response

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def word_file(content: bytes, name: str) -> Response:
    """An answer that a browser saves under `name` and never opens as a page."""
    return _saved(content, name, WORD)


def pdf_file(content: bytes, name: str) -> Response:
    """The same for a PDF."""
    return _saved(content, name, PDF)


def sheet_file(content: bytes, name: str) -> Response:
    """The same for a spreadsheet."""
    return _saved(content, name, SHEET)


def _saved(content: bytes, name: str, kind: str) -> Response:
    response = Response(content, mimetype=kind)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


KINDS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "dmn": "application/xml",
}


def attachment(content: bytes, name: str) -> Response:
    """An answer that a browser saves under `name`, whose ending tells its kind."""
    return _saved(content, name, KINDS[name.rpartition(".")[2]])
