"""What a partner gets to read: what we tell, what it may tell us, where, how it is signed, and how a signature is
checked in three languages of programming. The recipes are run by the tests as they stand here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from neni.core.declarations import InboundType
from neni.core.errors import NeniError
from neni.core.model.inbound import USUAL_TOLERANCE, Source, SourceKey
from neni.core.office import Office
from neni.webhooks import receiving, signing
from neni.webhooks.catalogue import Entry

PYTHON = """import base64, hashlib, hmac, time

def verify(secret: str, headers: dict, body: bytes, tolerance: int = 300) -> bool:
    key = base64.b64decode(secret.removeprefix("whsec_"))
    message, seconds = headers["webhook-id"], headers["webhook-timestamp"]
    if abs(time.time() - int(seconds)) > tolerance:
        return False
    signed = message.encode() + b"." + seconds.encode() + b"." + body
    right = b"v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest())
    given = headers["webhook-signature"].encode().split(b" ")
    return any(hmac.compare_digest(right, one) for one in given)
"""
JAVASCRIPT = """const crypto = require("node:crypto");

function verify(secret, headers, body, tolerance = 300) {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const message = headers["webhook-id"], seconds = headers["webhook-timestamp"];
  if (!(Math.abs(Date.now() / 1000 - Number(seconds)) <= tolerance)) return false;
  const signed = Buffer.concat([Buffer.from(`${message}.${seconds}.`), body]);
  const right = Buffer.from("v1," + crypto.createHmac("sha256", key).update(signed).digest("base64"));
  return headers["webhook-signature"].split(" ").some((one) => {
    const given = Buffer.from(one);
    return given.length === right.length && crypto.timingSafeEqual(given, right);
  });
}

module.exports = { verify };
"""
CSHARP = """using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

static class Webhook
{
    public static bool Verify(
        string secret, string id, string seconds, string signatures, byte[] body, int tolerance = 300)
    {
        var key = Convert.FromBase64String(secret.StartsWith("whsec_") ? secret.Substring(6) : secret);
        if (!long.TryParse(seconds, out var at)) return false;
        if (Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - at) > tolerance) return false;
        var signed = Encoding.UTF8.GetBytes(id + "." + seconds + ".").Concat(body).ToArray();
        using var hmac = new HMACSHA256(key);
        var right = Encoding.UTF8.GetBytes("v1," + Convert.ToBase64String(hmac.ComputeHash(signed)));
        return signatures.Split(' ')
            .Any(one => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), right));
    }
}
"""
RECIPES = (("Python", PYTHON), ("JavaScript", JAVASCRIPT), ("C#", CSHARP))
REHEARSAL = "msg_rehearsal"


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What was tried on the page of a partner: what would have been sent, and what would have been answered."""

    body: str
    headers: Mapping[str, str]
    known: bool = False
    error: NeniError | None = None


def told_to_us(office: Office, source: Source) -> tuple[InboundType, ...]:
    """What a source may tell."""
    mine = (one for one in office.host.departments if one.code in source.departments)
    return tuple(one for department in mine for one in department.inbound_types if may_send(source, one.name))


def may_send(source: Source, name: str) -> bool:
    """Whether a source may send events of that name."""
    return not source.types or name in source.types


def told_by_us(office: Office) -> tuple[Entry, ...]:
    """What we tell, as it really travels."""
    return tuple(Entry(one) for one in office.host.event_types())


def sample_of(office: Office, told: InboundType) -> str:
    """A message of that type, as it is sent."""
    moment = office.clock.now().isoformat(timespec="seconds").replace("+00:00", "Z")
    return shown({"type": told.name, "timestamp": moment, "data": told.sample})


def rehearse(office: Office, source: Source, written: str) -> Rehearsal:
    """Sign what was written as the partner would and go through everything that a message goes through; nothing is
    kept. It is signed with a key made for this once: the page of a partner never uses the partner's own."""
    body = written.replace("\r\n", "\n").encode()
    key = signing.SharedSecret.made()
    now = office.clock.now()
    tried = replace(source, keys=(SourceKey(key.written, now),), tolerance=USUAL_TOLERANCE)
    headers = signing.sign(REHEARSAL, now, body, [key])
    try:
        known = receiving.rehearse(office, tried, headers, body)
    except NeniError as error:
        return Rehearsal(written, headers, error=error)
    return Rehearsal(written, headers, known=known)


def shown(value: object) -> str:
    """JSON for people."""
    return json.dumps(value, ensure_ascii=False, indent=2)
