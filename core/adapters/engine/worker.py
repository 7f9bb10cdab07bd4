"""The child process in which durable-rules lives, so that whatever it does to its process is done to no other.

It is started as `python -m neni.core.adapters.engine.worker` with a socket as standard input, and ends with it.
"""

from __future__ import annotations

import contextlib
import faulthandler
import resource
import socket
import sys

from neni.core.adapters.engine import protocol
from neni.core.adapters.engine.protocol import Hungup, Message, receive, send

try:
    from neni.core.adapters.engine.desk import Desk
    from neni.core.adapters.engine.session import version
except ImportError as error:  # not installed, or built for another Python: undefined symbol
    greeting: Message = {"broken": str(error)}
else:
    greeting = {"ready": version()}


def main() -> None:
    """Greet, then answer until the line is closed."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    faulthandler.enable()
    with socket.socket(fileno=sys.stdin.fileno()) as line, contextlib.suppress(Hungup, ConnectionError):
        send(line, protocol.in_json(greeting))
        if "ready" in greeting:
            _serve(line)


def _serve(line: socket.socket) -> None:
    desk = Desk()
    while True:
        send(line, _answered(desk, receive(line)))


def _answered(desk: Desk, body: bytes) -> bytes:
    """The answer, or `failed`: whatever it is, the parent must hear of it and end this process."""
    try:
        if not protocol.is_json(body):
            return desk.answer(protocol.question(body))
        message = protocol.from_json(body)
        return protocol.in_json({**desk.load(message), "number": message["number"]})
    except Exception as error:  # noqa: BLE001
        return protocol.in_json({"failed": f"{type(error).__name__}: {error}"})


if __name__ == "__main__":
    main()
