"""Files as answers."""

from __future__ import annotations

from flask import Response

KINDS = {
    "csv": "text/csv",
    "odt": "application/vnd.oasis.opendocument.text",
    "txt": "text/plain",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "dmn": "application/xml",
    "xml": "application/xml",
    "ics": "text/calendar; charset=utf-8",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def attachment(content: bytes, name: str) -> Response:
    """An answer that a browser saves under `name`, whose ending tells its kind, and never opens as a page."""
    response = Response(content, mimetype=KINDS[name.rpartition(".")[2]])
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
