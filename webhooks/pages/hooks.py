"""The door for messages of other institutions. Nobody signs in here: the signature says who it is, and it is checked
over the raw bytes before anything else looks at them."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request, url_for
from werkzeug.exceptions import UnsupportedMediaType

from neni.core.web.here import office
from neni.webhooks import polling, receiving, refusing, signing

blueprint = Blueprint("hooks", __name__)
JSON = ("application/json", "application/cloudevents+json")


@blueprint.post("/hooks/<name>")
def receive(name: str) -> tuple[Response, int]:
    """Take in a message: 202 with its receipt, 200 when it had come before."""
    got = receiving.receive(office(), name, _headers(), _body())
    answer = jsonify({**got.told(), "href": url_for("hooks.receipt", name=name, receipt=got.message.id)})
    answer.headers["Location"] = url_for("hooks.receipt", name=name, receipt=got.message.id)
    return answer, 200 if got.again else 202


@blueprint.get("/hooks/<name>/receipts/<receipt>")
def receipt(name: str, receipt: str) -> Response:
    """What became of a message. Whoever holds the receipt may ask; it cannot be guessed and tells nothing private."""
    return jsonify(receiving.receipt(office(), name, receipt).told())


def _headers() -> dict[str, str]:
    """The three headers, each at most once: of two signatures in two headers nobody knows which one counts."""
    given = {name: request.headers.getlist(name) for name in (signing.ID, signing.TIMESTAMP, signing.SIGNATURE)}
    for name, values in given.items():
        if len(values) > 1:
            raise refusing.malformed(name)
    return {name: "".join(values) for name, values in given.items()}


def _body() -> bytes:
    """The bytes as they came, at most as many as a message may have."""
    if request.mimetype not in JSON or request.headers.get("Content-Encoding", "identity") != "identity":
        raise UnsupportedMediaType
    return request.get_data(cache=False, parse_form_data=False)


@blueprint.get("/api/v1/feeds/<endpoint_id>")
def feed(endpoint_id: str) -> Response:
    """What an endpoint is told, for partners that cannot receive: signed like a message, the path being the body."""
    asked = request.full_path.rstrip("?")
    limit = request.args.get("limit", polling.MOST, type=int)
    page = polling.read(office(), endpoint_id, _headers(), asked, request.args.get("after", ""), limit)
    return jsonify({"messages": page.messages, "next": page.cursor, "more": page.more})
