"""The page of a partner: recipes that work as they stand, samples that are understood, a console that keeps nothing."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from neni.core.adapters.store import SqlStore
from neni.core.host import Host
from neni.core.model.inbound import MessageQuery
from neni.core.model.people import EVERYWHERE, OPERATOR, Person, Role
from neni.core.office import Office
from neni.core.services.messages import partner_messages
from neni.webhooks import kit, signing, sources
from neni.webhooks.sources import NewSource
from tests.conftest import FixedClock
from tests.web.conftest import Browser, People, serving
from tests.webhooks.test_receiving import bare_office

ADMIN = Person("p-admin", "admin", "Ana Admin", roles=frozenset({(EVERYWHERE, Role.ADMINISTRATOR)}))
BODY = '{"type":"legal.reply.sent","data":{"ç":"ë"}}'.encode()


@pytest.fixture
def office(host: Host, sqlite_store: SqlStore, clock: FixedClock) -> Office:
    with sqlite_store.writing() as work:
        work.people.add(ADMIN, "!")
    return bare_office(host, sqlite_store, clock)


@pytest.fixture
def admin(office: Office) -> Browser:
    return People(serving(office), office).browser("admin")


def signed_now(secret: str) -> dict[str, str]:
    return signing.sign(
        "msg_1", datetime.now(UTC), BODY, [signing.SharedSecret.made(), signing.SharedSecret.read(secret)]
    )


Asked = tuple[str, dict[str, str], bytes]


def asked() -> list[tuple[Asked, bool]]:
    """What a partner may get, and whether it must believe it: bytes, key and clock are right, or one of them is not."""
    secret = signing.SharedSecret.made().written
    headers = signed_now(secret)
    other = signing.SharedSecret.made().written
    known = {"webhook-signature": headers["webhook-signature"].split(" ")[1]}
    return [
        ((secret, headers, BODY), True),
        ((secret, {**headers, **known}, BODY), True),
        ((secret.removeprefix("whsec_"), headers, BODY), True),
        ((secret, headers, BODY + b" "), False),
        ((secret, headers, b""), False),
        ((other, headers, BODY), False),
        *(
            ((secret, {**headers, "webhook-timestamp": one}, BODY), False)
            for one in ("1", "", "x", "-1", "1e9", "9" * 12)
        ),
        *(((secret, {**headers, "webhook-signature": one}, BODY), False) for one in ("", "v1,x", "v1,", "v1a,x ,")),
        ((secret, {**headers, "webhook-id": "msg_2"}, BODY), False),
    ]


def as_arguments(one: Asked) -> list[str]:
    """For programs that read their arguments; the body in base64."""
    secret, headers, body = one
    told = [headers[name] for name in ("webhook-id", "webhook-timestamp", "webhook-signature")]
    return [secret, *told, base64.b64encode(body).decode()]


def test_the_recipe_in_python_believes_what_it_should_and_nothing_else() -> None:
    recipe: dict[str, Any] = {}
    exec(kit.PYTHON, recipe)
    for one, right in asked():
        assert recipe["verify"](*one) is right, one


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("node"), reason="there is no Node.js here")
def test_the_recipe_in_javascript_believes_what_it_should_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "recipe.js").write_text(kit.JAVASCRIPT, encoding="utf-8")
    tried = asked()
    written = json.dumps([[key, told, body.hex()] for (key, told, body), _ in tried])
    program = (
        "const {verify} = require('./recipe.js');"
        f"const asked = {written};"
        "console.log(JSON.stringify(asked.map(([k, h, b]) => verify(k, h, Buffer.from(b, 'hex')))));"
    )
    done = subprocess.run(["node", "-e", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [right for _, right in tried]


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("java"), reason="there is no Java here")
def test_the_recipe_in_java_believes_what_it_should_and_nothing_else(tmp_path: Path) -> None:
    program = """class Try { public static void main(String[] a) throws Exception {
        for (int n = 0; n < a.length; n += 5) System.out.println(
            Webhook.verify(a[n], a[n + 1], a[n + 2], a[n + 3], Base64.getDecoder().decode(a[n + 4]), 300)); } }
    """
    (tmp_path / "Try.java").write_text(kit.JAVA.replace("final class", f"{program}final class", 1), encoding="utf-8")
    told(["java", str(tmp_path / "Try.java")])


@pytest.mark.slow
@pytest.mark.skipif(not (shutil.which("mcs") and shutil.which("mono")), reason="there is no compiler of C# (Mono) here")
def test_the_recipe_in_csharp_believes_what_it_should_and_nothing_else(tmp_path: Path) -> None:
    program = """static class Try { static void Main(string[] a) {
        for (var n = 0; n < a.Length; n += 5) Console.WriteLine(
            Webhook.Verify(a[n], a[n + 1], a[n + 2], a[n + 3], Convert.FromBase64String(a[n + 4]))); } }
    """
    (tmp_path / "try.cs").write_text(kit.CSHARP + program, encoding="utf-8")
    subprocess.run(["mcs", "try.cs"], cwd=tmp_path, check=True)
    told(["mono", str(tmp_path / "try.exe")])


def told(command: list[str]) -> None:
    """What a program says of each that was asked is what must be said."""
    tried = asked()
    arguments = [argument for one, _ in tried for argument in as_arguments(one)]
    done = subprocess.run([*command, *arguments], capture_output=True, text=True, check=True)
    assert done.stdout.casefold().split() == [str(right).casefold() for _, right in tried]


def test_every_sample_of_the_catalogue_is_understood(office: Office) -> None:
    departments = tuple(one.code for one in office.host.departments)
    source, _ = sources.add(office, OPERATOR, NewSource("every", "Every", departments))
    told = kit.told_to_us(office, source)
    assert {one.name for one in told} >= {"ecap.complaint.filed", "ecap.decision.issued"}
    for one in told:
        tried = kit.rehearse(office, source, kit.sample_of(office, one))
        assert (tried.error, tried.known) == (None, True), one.name


def test_an_administrator_enters_a_source_sees_its_secret_once_and_the_page_of_the_partner(
    admin: Browser, office: Office
) -> None:
    admin.get("/webhooks/inbound")
    entered = admin.post("/webhooks/inbound/sources", {"name": "ecap", "title": "ECAP", "department": "legal"})
    assert entered.status_code == 201
    assert "whsec_" in admin.page
    assert "whsec_" not in admin.get("/webhooks/inbound").get_data(as_text=True)
    admin.get("/webhooks/partners/ecap")
    for name in ("ecap.complaint.filed", "legal.reply.sent", "webhook-id", "FixedTimeEquals"):
        assert name in admin.page
    tried = admin.post("/webhooks/partners/ecap", {"message": '{"type":"ecap.complaint.filed"}'})
    assert tried.status_code == 200
    assert "/timestamp" in admin.page
    assert partner_messages.look(office, OPERATOR, MessageQuery()) == ()


def test_a_partner_opens_its_page_by_its_address_until_there_is_a_new_one(admin: Browser, office: Office) -> None:
    _, secret = sources.add(office, OPERATOR, NewSource("ecap", "ECAP", ("legal",)))
    admin.get("/webhooks/partners/ecap")
    address = admin.post("/webhooks/partners/ecap/page").headers["Location"]
    visitor = People(serving(office), office).browser()
    assert visitor.get(address).status_code == 200
    assert secret not in visitor.page
    assert visitor.post(address, {"message": "{}"}).status_code == 200
    admin.post("/webhooks/partners/ecap/page")
    assert visitor.get(address).status_code == 404
    assert visitor.get("/webhooks/kits/ecap/x").status_code == 404


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"name": "Ë"}, 422),
        ({"name": "ok", "department": ""}, 422),
        ({"name": "ok", "department": "legal", "key": "whsec_x"}, 422),
        ({"name": "ok", "department": "nowhere"}, 422),
    ],
)
def test_a_source_that_cannot_be_is_told_why(admin: Browser, fields: dict[str, str], status: int) -> None:
    admin.get("/webhooks/inbound")
    assert admin.post("/webhooks/inbound/sources", fields).status_code == status
    assert 'role="alert"' in admin.page


def test_a_source_is_stopped_and_a_parked_message_tried_again(admin: Browser, office: Office) -> None:
    _, secret = sources.add(office, OPERATOR, NewSource("ecap", "ECAP", ("legal",)))
    body = b'{"type":"ecap.odd","timestamp":"2026-03-02T09:00:00Z","data":{}}'
    headers = signing.sign("m", office.clock.now(), body, [signing.SharedSecret.read(secret)])
    sent = (
        serving(office)
        .test_client()
        .post("/hooks/ecap", data=body, headers={**headers, "Content-Type": "application/json"})
    )
    admin.get("/webhooks/inbound")
    assert "ecap.odd" in admin.page
    assert admin.post(f"/webhooks/inbound/messages/{sent.json['receipt']}").status_code == 303
    assert admin.post(f"/webhooks/inbound/messages/{sent.json['receipt']}").status_code == 409
    for act in ("rotate", "stop", "start", "tolerance"):
        assert admin.post("/webhooks/inbound/sources/ecap", {"act": act, "minutes": "9"}).status_code in (200, 303)
    assert admin.post("/webhooks/inbound/sources/ecap", {"act": "tolerance", "minutes": "99"}).status_code == 422
    assert sources.get(office, OPERATOR, "ecap").tolerance.total_seconds() == 540
