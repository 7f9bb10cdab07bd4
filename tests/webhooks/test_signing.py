"""Signatures: right ones are believed, also by other libraries; anything else is not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks.webhooks import Webhook
from svix.webhooks import Webhook as SvixWebhook

from neni.webhooks import signing
from neni.webhooks.refusing import BadKey, Unverified

AT = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
SECRET = signing.SharedSecret.read("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
BODY = b'{"test": 2432232314}'


def refused(headers: dict[str, str], body: bytes = BODY, now: datetime = AT, **more: timedelta) -> str:
    with pytest.raises(Unverified) as told:
        signing.verify(headers, body, [SECRET], now, **more)
    return told.value.why


def test_the_example_of_the_standard_is_signed_as_it_says() -> None:
    at = datetime.fromtimestamp(1614265330, UTC)
    signed = signing.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", at, BODY, [SECRET])
    assert signed["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@given(st.binary(max_size=300), st.sampled_from([signing.SharedSecret, signing.PrivateKey]))
def test_what_was_signed_is_verified_and_nothing_else(
    body: bytes, kind: type[signing.SharedSecret | signing.PrivateKey]
) -> None:
    key = kind.made()
    headers = signing.sign("m1", AT, body, [key])
    verifier = key.public if isinstance(key, signing.PrivateKey) else key
    assert signing.verify(headers, body, [verifier], AT).id == "m1"
    for changed in ({**headers, "webhook-id": "m2"}, {**headers, "webhook-timestamp": str(int(AT.timestamp()) + 1)}):
        with pytest.raises(Unverified):
            signing.verify(changed, body, [verifier], AT)
    with pytest.raises(Unverified):
        signing.verify(headers, body + b" ", [verifier], AT)
    assert type(key).read(key.written) == key
    assert signing.verifier(verifier.written) == verifier


def test_both_signatures_count_while_one_key_takes_the_place_of_another() -> None:
    old, new = signing.SharedSecret.made(), signing.SharedSecret.made()
    headers = signing.sign("m1", AT, BODY, [new, old])
    for known in (old, new):
        assert signing.verify(headers, BODY, [known], AT).at == AT


def test_other_libraries_believe_what_we_sign_and_we_them() -> None:
    now = datetime.now(UTC)
    headers = signing.sign("m1", now, BODY, [signing.PrivateKey.made(), SECRET])
    assert Webhook(SECRET.written).verify(BODY, headers) == {"test": 2432232314}
    SvixWebhook(SECRET.written).verify(BODY, headers)
    theirs = Webhook(SECRET.written).sign("m2", AT, BODY.decode())
    given = {"Webhook-Id": "m2", "Webhook-Timestamp": str(int(AT.timestamp())), "Webhook-Signature": theirs}
    assert signing.verify(given, BODY, [SECRET], AT).id == "m2"


@pytest.mark.parametrize("name", [signing.ID, signing.TIMESTAMP, signing.SIGNATURE])
def test_a_header_that_is_missing_or_odd_is_refused(name: str) -> None:
    headers = signing.sign("m1", AT, BODY, [SECRET])
    assert refused({key: value for key, value in headers.items() if key != name}) == "missing"
    assert refused({**headers, name: "\N{FULLWIDTH DIGIT ONE}.x"}) in ("malformed", "signature")


@pytest.mark.parametrize("seconds", [-299, 299])
def test_a_clock_five_minutes_off_is_believed_and_told(seconds: int) -> None:
    headers = signing.sign("m1", AT + timedelta(seconds=seconds), BODY, [SECRET])
    assert signing.verify(headers, BODY, [SECRET], AT).skew == timedelta(seconds=seconds)


@pytest.mark.parametrize("seconds", [-301, 301])
def test_beyond_the_tolerance_it_is_refused_unless_the_partner_may(seconds: int) -> None:
    headers = signing.sign("m1", AT + timedelta(seconds=seconds), BODY, [SECRET])
    assert refused(headers) == "time"
    assert signing.verify(headers, BODY, [SECRET], AT, timedelta(minutes=15)).id == "m1"


@pytest.mark.parametrize(
    "signature",
    [
        "v1",
        "v1,",
        ",",
        "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "v1,ë",
        "v1,\ud800",
        " ".join(["v1,AAAA"] * 1_000),
    ],
)
def test_odd_signatures_are_refused(signature: str) -> None:
    headers = {**signing.sign("m1", AT, BODY, [SECRET]), "webhook-signature": signature}
    assert refused(headers) in ("signature", "malformed")


@pytest.mark.parametrize("written", ["", "whsec_", "whsec_AAAA", "whsec_%%%", "whpk_AAAA", "whsk_AAAA", "ë"])
def test_keys_that_are_none_are_refused(written: str) -> None:
    with pytest.raises(BadKey):
        signing.verifier(written)


def test_an_id_with_a_full_stop_is_never_signed() -> None:
    with pytest.raises(ValueError, match="full stop"):
        signing.sign("m.1", AT, BODY, [SECRET])
