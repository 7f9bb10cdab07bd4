"""Signatures: right ones are believed, also by other libraries; anything else is not."""

from __future__ import annotations

import base64
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


def test_the_example_of_svix_for_ed25519_is_signed_as_it_says() -> None:
    """Of the tests of the server of Svix; the signature also stands in the text of the standard."""
    key = "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg=="
    public = signing.PublicKey.read("whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=")
    at = datetime.fromtimestamp(1614265330, UTC)
    signed = signing.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", at, BODY, [signing.PrivateKey.read(key)])
    told = "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg=="
    assert signed["webhook-signature"] == told
    assert signing.PrivateKey.read(key).public == public
    assert signing.verify(signed, BODY, [public], at).id == "msg_p5jXN8AQM9LWM0D4loKWxJek"
    other = "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlaaaaaaaaaaAJ6p9lMicMFs6Kvg=="
    with pytest.raises(BadKey):
        signing.PrivateKey.read(other)


RFC_8032 = [  # section 7.1: seed, public key, message, signature
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
]


@pytest.mark.parametrize(("seed", "public", "message", "signature"), RFC_8032)
def test_ed25519_is_that_of_its_standard(seed: str, public: str, message: str, signature: str) -> None:
    key = signing.PrivateKey(bytes.fromhex(seed))
    assert key.public.key.hex() == public
    assert base64.b64decode(key.sign(bytes.fromhex(message))).hex() == signature


@pytest.mark.parametrize(
    "key",
    [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    ],
)
def test_a_key_for_which_anybody_can_sign_is_refused(key: str) -> None:
    with pytest.raises(BadKey):
        signing.PublicKey.read("whpk_" + base64.b64encode(bytes.fromhex(key)).decode())


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


@pytest.mark.parametrize(
    "seconds", ["hello", "-1614265330", "+1614265330", " 1614265330", "1614265330.5", "1e9", "0x60", "9" * 23, "１６"]
)
def test_seconds_that_are_no_number_are_refused(seconds: str) -> None:
    headers = {**signing.sign("m1", AT, BODY, [SECRET]), "webhook-timestamp": seconds}
    assert refused(headers) in ("malformed", "signature")


def test_what_is_odd_or_of_another_version_does_not_hide_a_right_signature() -> None:
    headers = signing.sign("m1", AT, BODY, [SECRET])
    right = headers["webhook-signature"]
    for around in (f"v1,garbage {right}", f"v9,{right[3:]}  {right}", f"{right} v1,", f"v1a,AAAA {right} ,"):
        assert signing.verify({**headers, "webhook-signature": around}, BODY, [SECRET], AT).id == "m1"


@pytest.mark.parametrize("written", ["", "whsec_", "whsec_AAAA", "whsec_%%%", "whpk_AAAA", "whsk_AAAA", "ë"])
def test_keys_that_are_none_are_refused(written: str) -> None:
    with pytest.raises(BadKey):
        signing.verifier(written)


def test_an_id_with_a_full_stop_is_never_signed() -> None:
    with pytest.raises(ValueError, match="full stop"):
        signing.sign("m.1", AT, BODY, [SECRET])
