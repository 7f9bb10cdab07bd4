"""Delivers one message to one endpoint: signs, calls, and says what is written of the attempt. Whether and when it is
tried again stands in the ledger, so that no restart forgets it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from neni.core.declarations import ErrandKind
from neni.core.errors import CallFailed, CallRefused, NotFound
from neni.core.model.errands import Backoff, Errand, legible
from neni.core.model.text import Text
from neni.core.model.webhooks import KIND, TEST, Attempt, Endpoint, EndpointState, Message, Mode
from neni.core.ports import Answer, Call, Desk, Outcome, Work
from neni.webhooks import refusing, signing, telling
from neni.webhooks.refusing import BadKey

SCHEDULE = Backoff(
    (
        timedelta(seconds=5),
        timedelta(minutes=5),
        timedelta(minutes=30),
        *(timedelta(hours=hours) for hours in (2, 5, 10, 14, 20, 24)),
    )
)
"""At once, and then nine times more within 75 hours and a half, as Standard Webhooks proposes."""

SECONDS = 15.0
MOST_BYTES = 4_096
"""So much of an answer is kept."""

LONGEST_WAIT = timedelta(hours=24)
"""A partner may ask us to wait; beyond this we try all the same."""

AGENT = "Neni-Webhooks/1"
_BUSY = (429, 503)
_MOST_HEADERS, _LONGEST_HEADER = 30, 300


def kind() -> ErrandKind:
    """The background work that delivers."""
    title = Text(sq="Dërgimi i mesazheve", sr="Slanje poruka", en="Sending messages")
    return ErrandKind(KIND, title, deliver, retries=SCHEDULE, limit=timedelta(minutes=2), prepare=prepare)


def prepare(work: Work, errands: Sequence[Errand]) -> dict[int, object]:
    """Messages and endpoints of many errands in two looks: a look for each would cost more than the call itself."""
    asked = {one.id: (str(one.payload["message"]), str(one.payload["endpoint"])) for one in errands}
    messages = work.messages.several({message for message, _ in asked.values()})
    known = work.endpoints.several({endpoint for _, endpoint in asked.values()})
    found = {number: (messages.get(message), known.get(endpoint)) for number, (message, endpoint) in asked.items()}
    return {number: both for number, both in found.items() if all(both)}


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message on its way to an endpoint."""

    errand: Errand
    message: Message
    endpoint: Endpoint
    mode: Mode
    now: datetime
    sent: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_test(self) -> bool:
        """Whether it only tries the endpoint: it is tried once, and counts for nothing."""
        return self.message.type == TEST

    @property
    def is_last(self) -> bool:
        """Whether it is given up when this attempt fails."""
        return SCHEDULE.pause(self.errand.attempts, 0) is None


def deliver(errand: Errand, desk: Desk) -> Outcome:
    """Do one attempt."""
    asked = errand.payload
    try:
        message, endpoint = _brought(errand, desk)
    except NotFound as error:
        return Outcome(parked=True, reason=f"not found: {error}")
    delivery = Delivery(errand, message, endpoint, Mode(str(asked["mode"])), desk.now())
    if endpoint.state is EndpointState.DISABLED and not delivery.is_test:
        return Outcome(parked=True, reason="the endpoint is disabled")
    if message.problem:
        return _given_up(delivery, f"it cannot be told: {message.problem}")
    return _attempt(delivery, desk)


def _brought(errand: Errand, desk: Desk) -> tuple[Message, Endpoint]:
    """Raises NotFound."""
    match errand.brought:
        case (Message() as message, Endpoint() as endpoint):
            return message, endpoint
    with desk.reading() as work:
        message = work.messages.get(str(errand.payload["message"]))
        return message, work.endpoints.get(str(errand.payload["endpoint"]))


def _attempt(delivery: Delivery, desk: Desk) -> Outcome:
    try:
        call = _call(delivery)
    except BadKey as error:
        return _given_up(delivery, f"{error.code}: {error}")
    delivery = replace(delivery, sent=_without_secrets(call, delivery.endpoint))
    try:
        answer = desk.send(call)
    except (CallFailed, CallRefused) as error:
        why = error.why if isinstance(error, CallFailed) else error.code
        return _failure(delivery, _logged(delivery, None, f"{why}: {error}"))
    return _judged(delivery, answer)


def _without_secrets(call: Call, endpoint: Endpoint) -> dict[str, str]:
    """The headers as they are logged: what an endpoint adds may be a password of the partner's."""
    return {name: "***" if name in endpoint.headers else value for name, value in call.headers.items()}


def _call(delivery: Delivery) -> Call:
    endpoint, message = delivery.endpoint, delivery.message
    body = message.body(delivery.mode)
    where = urlsplit(endpoint.url)
    kind = "application/cloudevents+json" if delivery.mode is Mode.CLOUDEVENTS else "application/json"
    keys = [signing.signer(one.key) for one in endpoint.keys_at(delivery.now)]
    if not keys:
        raise refusing.no_key()
    headers = {
        **endpoint.headers,
        "content-type": f"{kind}; charset=utf-8" if delivery.mode is Mode.CLOUDEVENTS else kind,
        "user-agent": AGENT,
        "traceparent": f"00-{message.trace}-{secrets.token_hex(8)}-01",
        **signing.sign(message.id, delivery.now, body, keys),
    }
    return Call("POST", endpoint.url, frozenset({where.netloc.casefold()}), headers, body, SECONDS, MOST_BYTES)


def _judged(delivery: Delivery, answer: Answer) -> Outcome:
    """Only 2xx is a yes; 410 ends the endpoint; who is busy tells when to come again."""
    if 200 <= answer.status < 300:
        return _success(delivery, _logged(delivery, answer, ""))
    if answer.status == 410:
        logged = _logged(delivery, answer, "410: the endpoint is gone")
        return Outcome(lambda work: telling.gone(work, delivery.endpoint, logged), parked=True, reason=logged.reason)
    why = " (redirects are not followed)" if 300 <= answer.status < 400 else ""
    return _failure(delivery, _logged(delivery, answer, f"{answer.status}{why}"), _wanted_pause(answer, delivery.now))


def _success(delivery: Delivery, logged: Attempt) -> Outcome:
    def settle(work: Work) -> None:
        work.messages.log(logged)
        if delivery.endpoint.failures:
            telling.recovered(work, delivery.endpoint)

    return Outcome(settle)


def _failure(delivery: Delivery, logged: Attempt, wanted: timedelta | None = None) -> Outcome:
    def settle(work: Work) -> None:
        work.messages.log(logged)
        if delivery.is_test:
            return
        telling.failed(work, delivery.message, delivery.endpoint, logged, given_up=delivery.is_last)
        if wanted and logged.status in _BUSY:
            telling.wait(work, delivery.endpoint, delivery.now + wanted, logged.reason)

    if delivery.is_test:
        return Outcome(settle, parked=True, reason=logged.reason)
    pause = SCHEDULE.pause(delivery.errand.attempts, secrets.randbelow(1_000) / 1_000)
    if wanted is None or pause is None:
        return Outcome(settle, failed=True, reason=logged.reason)
    return Outcome(settle, again_at=delivery.now + max(pause, wanted), reason=logged.reason)


def _given_up(delivery: Delivery, why: str) -> Outcome:
    """What can never be sent waits for a person at once; nothing else waits for it."""
    logged = _logged(delivery, None, why)

    def settle(work: Work) -> None:
        work.messages.log(logged)
        telling.alert(work, delivery.message, delivery.endpoint, logged, given_up=True)

    return Outcome(settle, parked=True, reason=logged.reason)


def _logged(delivery: Delivery, answer: Answer | None, why: str) -> Attempt:
    return Attempt(
        delivery.message.id,
        delivery.endpoint.id,
        delivery.errand.attempts,
        delivery.now,
        not why,
        answer.status if answer else None,
        legible(why),
        delivery.endpoint.url,
        delivery.sent,
        body=_shown(answer),
        answered=_shortened(answer.headers) if answer else {},
        milliseconds=round(answer.seconds * 1_000) if answer else 0,
    )


def _shown(answer: Answer | None) -> str:
    if answer is None:
        return ""
    return answer.body.decode("utf-8", "replace").replace("\0", "\ufffd") + (" …" if answer.is_cut else "")


def _shortened(headers: Mapping[str, str]) -> dict[str, str]:
    kept = list(headers.items())[:_MOST_HEADERS]
    return {legible(name[:_LONGEST_HEADER]): legible(value[:_LONGEST_HEADER]) for name, value in kept}


def _wanted_pause(answer: Answer, now: datetime) -> timedelta | None:
    """What Retry-After asks for, in seconds or as a moment, at most LONGEST_WAIT."""
    asked = answer.headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdigit():
        return min(timedelta(seconds=int(asked[:9])), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(asked)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    if moment.tzinfo is None:
        return None
    return min(max(moment - now, timedelta()), LONGEST_WAIT)
