"""Commands for whoever builds the other side: `neni webhooks listen` verifies and prints what arrives, `neni webhooks
send` sends a signed message."""

from __future__ import annotations

import json
import secrets
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar
from urllib.parse import urlsplit

import click

from neni.core.adapters.clock import SystemClock
from neni.core.adapters.guarded import GuardedClient
from neni.core.config import Config
from neni.core.errors import NeniError
from neni.core.model.webhooks import TEST, Message, Mode, written
from neni.core.ports import Call
from neni.webhooks import signing
from neni.webhooks.refusing import Unverified

LARGEST = 1_000_000
_CLOCK = SystemClock()


@click.group()
def webhooks() -> None:
    """Messages with other institutions: try the other side."""


@webhooks.command()
@click.option("--port", type=click.IntRange(0, 65_535), default=8400, show_default=True)
@click.option("--key", help="whsec_… or whpk_…; without one a new secret is made and shown.")
@click.option("--status", type=click.IntRange(200, 599), default=204, show_default=True, help="What is answered.")
@click.option("--count", type=click.IntRange(1), help="Stop after so many.")
def listen(port: int, key: str | None, status: int, count: int | None) -> None:
    """Take messages on this machine, verify each and print it, until stopped (Ctrl+C)."""
    known = _read_key(key) if key else signing.SharedSecret.made()
    handler = type("Handler", (Listener,), {"key": known, "answer": status})
    with HTTPServer(("127.0.0.1", port), handler) as server:
        if not key:
            click.echo(f"key  {known.written}")
        click.echo(f"http://127.0.0.1:{server.server_port}/  (Ctrl+C)")
        try:
            for _ in range(count) if count else iter(int, 1):
                server.handle_request()
        except KeyboardInterrupt:
            click.echo("")


@webhooks.command()
@click.argument("url")
@click.option("--key", required=True, help="whsec_… or whsk_…")
@click.option("--type", "event_type", default=TEST, show_default=True, help="The event type.")
@click.option("--data", default='{"test": true}', show_default=True, help="The data, as JSON.")
@click.option("--cloudevents", is_flag=True, help="Wrap it as a structured CloudEvent.")
@click.option("--id", "message_id", help="An id of your own: to try what happens when it comes twice.")
def send(url: str, key: str, event_type: str, data: str, message_id: str | None, *, cloudevents: bool) -> None:
    """Send a signed message to URL and print the answer; 0 when it was taken."""
    config, now = Config.read(), _CLOCK.now()
    mode = Mode.CLOUDEVENTS if cloudevents else Mode.STANDARD
    identity = message_id or f"msg_{secrets.token_hex(12)}"
    message = Message(identity, event_type, 1, "", now, _read_data(data), secrets.token_hex(16))
    body = message.body(mode)
    kind = "application/cloudevents+json" if cloudevents else "application/json"
    try:
        headers = {"content-type": kind, **signing.sign(message.id, now, body, [signing.signer(key)])}
        here = not (config.behind_https or config.public_address)
        client = GuardedClient(loopback=here, authorities=config.authorities)
        answer = client.send(Call("POST", url, frozenset({urlsplit(url).netloc.casefold()}), headers, body))
    except (NeniError, ValueError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{answer.status}  {identity}  {round(answer.seconds * 1_000)} ms")
    click.echo(answer.body.decode("utf-8", "replace"))
    if not 200 <= answer.status < 300:
        raise SystemExit(1)


class Listener(BaseHTTPRequestHandler):
    """Verifies each message as a partner should, and prints it."""

    key: ClassVar[signing.Verifier]
    answer: ClassVar[int]

    def do_POST(self) -> None:
        """One message."""
        length = self.headers.get("content-length", "")
        if not (length.isascii() and length.isdigit() and int(length[:9]) <= LARGEST and len(length) < 9):
            self._say(413 if length else 411)
            return
        body = self.rfile.read(int(length))
        try:
            found = signing.verify(dict(self.headers), body, [self.key], _CLOCK.now())
        except Unverified as error:
            click.echo(f"REFUSED ({error.why}): {error}")
            self._say(401)
            return
        click.echo(f"verified  {found.id}  {found.at:%Y-%m-%dT%H:%M:%SZ}  skew {found.skew.total_seconds():+.0f} s")
        click.echo(_shown(body))
        self._say(self.answer)

    def log_message(self, *_: object) -> None:
        """Said already."""

    def _say(self, status: int) -> None:
        self.send_response(status)
        self.send_header("content-length", "0")
        self.end_headers()


def _read_key(key: str) -> signing.Verifier:
    try:
        return signing.verifier(key)
    except NeniError as error:
        raise click.BadParameter(str(error), param_hint="--key") from None


def _read_data(data: str) -> str:
    try:
        return written(json.loads(data))
    except (ValueError, RecursionError) as error:
        raise click.BadParameter(f"this is not JSON: {error}", param_hint="--data") from None


def _shown(body: bytes) -> str:
    try:
        return json.dumps(json.loads(body), ensure_ascii=False, indent=2)
    except (ValueError, RecursionError):
        return body.decode("utf-8", "replace")
