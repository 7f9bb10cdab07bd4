"""Requests that wish us ill, from a seed: forged, replayed, late, broken, huge, deep, twisted. Each says whether an
honest verifier, written here a second time, would believe it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

TYPE = "ecap.complaint.filed"


@dataclass(frozen=True)
class Shot:
    """One request."""

    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    length: str | None = None
    chunked: bool = False


class Attacker:
    """Knows the address, has seen messages go by, and has stolen nothing; some of its messages are the partner's own,
    as a careless or broken partner would send them."""

    def __init__(self, secret: str, now: int, sample: dict[str, object], seed: int) -> None:
        self.key = base64.b64decode(secret.removeprefix("whsec_"))
        self.now, self.sample, self.some = now, sample, random.Random(seed)
        self.count = 0

    def believable(self, shot: Shot) -> bool:
        """Whether the signature really is one of the partner's over these bytes, in time."""
        message, seconds = shot.headers.get("webhook-id", ""), shot.headers.get("webhook-timestamp", "")
        try:
            text = b".".join((message.encode("ascii"), seconds.encode("ascii"), shot.body))
            in_time = abs(int(seconds) - self.now) <= 300
        except (UnicodeEncodeError, ValueError):
            return False
        wanted = "v1," + base64.b64encode(hmac.new(self.key, text, hashlib.sha256).digest()).decode()
        return in_time and "." not in message and wanted in shot.headers.get("webhook-signature", "").split(" ")

    def shots(self, number: int) -> Iterator[Shot]:
        """So many requests."""
        twists = (self.forged, self.headed, self.timed, self.odd_json, self.odd_body, self.odd_length, self.honest)
        for _ in range(number):
            yield self.some.choice(twists)()

    def honest(self) -> Shot:
        """A message as it should be, with an id of its own or one seen before."""
        self.count += self.some.random() < 0.5
        number = f"N {self.count}"
        return self.sign(json.dumps(self.enveloped({**self.sample, "ecap_number": number})).encode())

    def forged(self) -> Shot:
        """A signature that is not the partner's."""
        shot = self.honest()
        written = shot.headers["webhook-signature"].removeprefix("v1,")
        raw = base64.b64decode(written)
        wrong: list[Callable[[], str]] = [
            lambda: "",
            lambda: "v1,",
            lambda: "v1",
            lambda: written,
            lambda: f"v1a,{written}",
            lambda: f"V1,{written}",
            lambda: f"v2,{written}",
            lambda: f"v1,{raw.hex()}",
            lambda: f"v1,{base64.b64encode(bytes(32)).decode()}",
            lambda: f"v1,{base64.b64encode(raw[:-1]).decode()}",
            lambda: f"v1,{base64.b64encode(raw + b'x').decode()}",
            lambda: f"v1,{written[:-4]}AAA=",
            lambda: f"v1,{base64.b64encode(self.some.randbytes(32)).decode()}",
            lambda: " ".join(["v1,AAAA"] * self.some.randint(1, 60)),
            lambda: f"v1,\u0151{written}",
            lambda: f"v1;{written}",
            lambda: "v1," + "A" * self.some.randint(100, 9_000),
        ]
        return self.headers(shot, **{"webhook-signature": self.some.choice(wrong)()})

    def headed(self) -> Shot:
        """Headers that say something else than what was signed."""
        shot = self.honest()
        name = self.some.choice(list(shot.headers))
        value = shot.headers[name]
        twisted = self.some.choice(
            [
                *("", " ", f"{value}x", f" {value}", f"{value}.", value.upper(), value[:-1], f"{value},{value}"),
                *("null", "-1", "0", "1e9", "٣", "a.b", "../x", "%00", "x" * 300, "' OR 1=1 --", "${jndi:ldap://x}"),
            ]
        )
        if self.some.random() < 0.3:
            return replace(shot, headers={one: told for one, told in shot.headers.items() if one != name})
        return self.headers(shot, **{name: twisted})

    def timed(self) -> Shot:
        """Signed at another time, rightly or with the time put right afterwards."""
        off = self.some.choice([-301, -10_000, 301, 10_000, -self.now, 10**10, -299, 299])
        shot = self.sign(json.dumps(self.enveloped(self.sample)).encode(), at=self.now + off)
        return shot if self.some.random() < 0.5 else self.headers(shot, **{"webhook-timestamp": str(self.now)})

    def odd_json(self) -> Shot:
        """Signed by the partner itself, and not JSON as it must be."""
        deep = self.some.randint(1, 30_000)
        return self.sign(
            self.some.choice(
                [
                    *(b"", b"null", b"0", b'"x"', b"[]", b"{}", b"{", b"\x00", b"\xff", b"{'a':1}", b"{}{}", b"nul"),
                    *(b'{"a":NaN}', b'{"a":-Infinity}', b'{"a":1e999}', b'{"a":1,"a":2}', b'{"a":"\\ud800"}'),
                    *(b"[" * deep, b"[" * deep + b"]" * deep, b'{"a":' * deep + b"1" + b"}" * deep),
                    *(b'{"type":"x","timestamp":5,"data":{}}', b"9" * self.some.randint(1, 10_000)),
                    *("{}".encode("utf-16"), b"\xef\xbb\xbf{}", b'{"a":"\xc3\x28"}', b'{"\\u0000":1}'),
                    json.dumps(self.enveloped({**self.sample, "subject": "\x00"})).encode(),
                    json.dumps(self.enveloped({**self.sample, "subject": "x" * 301})).encode(),
                    json.dumps(self.enveloped({**self.sample, "event_on": "2026-02-30"})).encode(),
                    json.dumps(self.enveloped({**self.sample, "ecap_number": 10**30})).encode(),
                    json.dumps(self.enveloped({**self.sample, "event_at": "9999-99-99T99:99:99+99:99"})).encode(),
                    json.dumps({**self.enveloped(self.sample), "type": "a" * 5_000}).encode(),
                    json.dumps({**self.enveloped(self.sample), "type": "__proto__.x"}).encode(),
                ]
            )
        )

    def odd_body(self) -> Shot:
        """Bytes changed on the way."""
        shot = self.honest()
        body = bytearray(shot.body)
        body[self.some.randrange(len(body))] ^= 1 << self.some.randrange(8)
        others = (
            bytes(body),
            shot.body[:-1],
            shot.body + b"\n",
            shot.body * 2,
            b"",
            self.some.randbytes(50),
            b"x" * 300_000,
        )
        return replace(shot, body=self.some.choice(others))

    def odd_length(self) -> Shot:
        """A length that is not that of the body, or none."""
        shot = self.honest()
        lies = ("0", "1", str(len(shot.body) + 10), "-1", "9" * 30, "x", str(2**18 + 1))
        return replace(shot, length=self.some.choice(lies), chunked=self.some.random() < 0.3)

    def enveloped(self, data: dict[str, object]) -> dict[str, object]:
        return {"type": TYPE, "timestamp": "2026-03-02T09:00:00Z", "data": data}

    def sign(self, body: bytes, at: int | None = None) -> Shot:
        seconds = str(self.now if at is None else at)
        message = f"msg_{hashlib.sha256(body).hexdigest()[:12]}"
        text = b".".join((message.encode(), seconds.encode(), body))
        signature = base64.b64encode(hmac.new(self.key, text, hashlib.sha256).digest()).decode()
        named = {"webhook-id": message, "webhook-timestamp": seconds, "webhook-signature": f"v1,{signature}"}
        return Shot(body, named)

    def headers(self, shot: Shot, **changed: str) -> Shot:
        return replace(shot, headers={**shot.headers, **changed})
