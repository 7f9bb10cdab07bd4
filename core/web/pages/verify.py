"""The public page on which anybody asks whether a document is genuine. It asks nobody who they are, and tells nothing
of what the document says.
"""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from neni.core.services.paper.check_codes import read
from neni.core.services.paper.verifying import is_genuine_file, verify
from neni.core.web.here import office

blueprint = Blueprint("verify", __name__)


@blueprint.get("/check")
def ask() -> str | Response:
    """Ask for the code."""
    written = request.args.get("code", "")
    if written.strip():
        return redirect(url_for("verify.told", code=read(written) or "-"))
    return render_template("check.html", written="", found=None, asked=False, genuine=None)


@blueprint.get("/check/<code>")
def told(code: str) -> str | tuple[str, int]:
    """What may be told of the document with that code."""
    found = verify(office(), code)
    page = render_template("check.html", written=code, found=found, asked=True, genuine=None)
    return page if found else (page, 404)


@blueprint.post("/check/<code>")
def compare(code: str) -> str | tuple[str, int]:
    """Whether a file is the document, to the last byte. The file is read and forgotten."""
    found, file = verify(office(), code), request.files.get("file")
    content = file.read() if file else b""
    genuine = is_genuine_file(office(), code, content) if content else None
    page = render_template("check.html", written=code, found=found, asked=True, genuine=genuine)
    return page if found else (page, 404)
