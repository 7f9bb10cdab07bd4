"""Calls leave for listed hosts on the public internet only, end in time whatever the other side does, and follow
nobody. The receivers are real sockets."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neni.core.adapters.guarded import GuardedClient
from neni.core.adapters.guarded.addresses import is_public
from neni.core.errors import CallFailed, CallRefused
from neni.core.ports import Answer, Call
from tests.adapters.guarded.receivers import (
    Conduct,
    answering,
    certificate,
    deaf,
    dripping,
    hanging_up,
    pouring,
    receiver,
    request,
    silent,
)

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nX-Id: 7\r\n\r\nfine"
HEAD = b"HTTP/1.1 200 OK\r\n"
IN_TIME = 0.6
"""Seconds that calls to dawdlers may take here."""


@pytest.fixture
def client() -> Iterator[GuardedClient]:
    """May reach this machine, as only tests may."""
    made = GuardedClient(loopback=True)
    yield made
    made.close()


def call(port: int, **more: Any) -> Call:
    usual: dict[str, Any] = {
        "method": "POST",
        "url": f"http://127.0.0.1:{port}/hook?x=1",
        "hosts": frozenset({f"127.0.0.1:{port}"}),
        "headers": {"Webhook-Id": "m1"},
        "body": b'{"a":1}',
    }
    return Call(**(usual | more))


def sent(client: GuardedClient, conduct: Conduct, **more: Any) -> Answer:
    with receiver(conduct) as port:
        try:
            return client.send(call(port, **more))
        finally:
            client.close()


def resolving(*addresses: str) -> Callable[[str, int], list[Any]]:
    def resolve(_host: str, port: int) -> list[Any]:
        return [
            (socket.AF_INET6 if ":" in one else socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port))
            for one in addresses
        ]

    return resolve


def test_a_call_arrives_as_it_was_given_and_its_answer_comes_back(client: GuardedClient) -> None:
    seen: list[bytes] = []
    answer = sent(client, answering(OK, seen))
    assert (answer.status, answer.body, answer.is_cut, answer.headers["x-id"]) == (200, b"fine", False, "7")
    assert seen[0].startswith(b"POST /hook?x=1 HTTP/1.1\r\n")
    assert seen[0].endswith(b'\r\n\r\n{"a":1}')
    assert b"Webhook-Id: m1\r\n" in seen[0]
    assert 0 < answer.seconds < 5


def test_connections_are_kept_for_the_next_call(client: GuardedClient) -> None:
    connections: list[int] = []

    def conduct(connection: socket.socket, over: threading.Event) -> None:
        connections.append(1)
        answering(OK)(connection, over)

    with receiver(conduct) as port:
        for _ in range(5):
            client.send(call(port))
        client.close()
    assert len(connections) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_an_answer_and_is_not_followed(client: GuardedClient, status: int) -> None:
    reached: list[bytes] = []
    with receiver(answering(OK, reached)) as elsewhere:
        told = f"HTTP/1.1 {status} Go\r\nLocation: http://127.0.0.1:{elsewhere}/\r\nContent-Length: 0\r\n\r\n".encode()
        answer = sent(client, answering(told))
    assert (answer.status, reached) == (status, [])


def test_of_a_long_answer_only_so_much_is_kept(client: GuardedClient) -> None:
    long = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + b"x" * 100_000
    answer = sent(client, answering(long), most_bytes=1_000)
    assert (len(answer.body), answer.is_cut) == (1_000, True)
    exact = sent(client, answering(OK), most_bytes=4)
    assert (exact.body, exact.is_cut) == (b"fine", False)


@pytest.mark.parametrize("head", [HEAD + b"\r\n", HEAD + b"Content-Length: 99999999999\r\n\r\n"])
def test_an_endless_answer_is_cut(client: GuardedClient, head: bytes) -> None:
    answer = sent(client, pouring(head), most_bytes=50_000)
    assert (len(answer.body), answer.is_cut) == (50_000, True)


def test_what_would_unfold_stays_folded(client: GuardedClient) -> None:
    import gzip  # noqa: PLC0415 - only here

    bomb = gzip.compress(b"0" * 10_000_000)
    told = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(bomb)}\r\n\r\n".encode()
    assert sent(client, answering(told + bomb), most_bytes=20_000).body == bomb[:20_000]


@pytest.mark.parametrize(
    "conduct",
    [
        silent,
        dripping(b"HTTP/1.1 200 OK\r\nX: ", b"y"),
        dripping(HEAD, b"X: y\r\n"),
        dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        dripping(HEAD + b"Content-Length: 1000\r\n\r\n", b"z"),
        dripping(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nz\r\n"),
        dripping(HEAD + b"\r\n", b"z"),
    ],
    ids=["nothing", "one header without end", "headers without end", "continue without end", "body", "chunks", "open"],
)
@pytest.mark.slow
def test_whoever_dawdles_is_left_in_time(client: GuardedClient, conduct: Conduct) -> None:
    began = time.perf_counter()
    with pytest.raises(CallFailed) as failed:
        sent(client, conduct, seconds=IN_TIME)
    assert failed.value.why == "timeout"
    assert time.perf_counter() - began < IN_TIME + 2


@pytest.mark.slow
def test_whoever_does_not_even_take_the_request_is_left_in_time(client: GuardedClient) -> None:
    with pytest.raises(CallFailed) as failed:
        sent(client, deaf, seconds=IN_TIME, body=b"x" * 30_000_000)
    assert failed.value.why == "timeout"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (b"", "answer"),
        (HEAD + b"Content-Length: 9\r\n\r\nhalf", "answer"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nha", "answer"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nnonsense\r\n", "answer"),
        (b"SMTP ready\r\n\r\n", "answer"),
        (HEAD + b"X: " + b"y" * 70_000 + b"\r\n\r\n", "answer"),
        (HEAD + b"X: y\r\n" * 200 + b"\r\n", "answer"),
    ],
)
def test_an_answer_that_breaks_off_or_is_none_is_a_failure(client: GuardedClient, said: bytes, why: str) -> None:
    with pytest.raises(CallFailed) as failed:
        sent(client, hanging_up(said))
    assert failed.value.why in (why, "connection")


def test_whoever_says_yes_and_hangs_up_has_said_yes(client: GuardedClient) -> None:
    answer = sent(client, hanging_up(HEAD))
    assert (answer.status, answer.body) == (200, b"")


def test_nobody_there_and_a_name_nobody_has_are_failures() -> None:
    client = GuardedClient(loopback=True)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(CallFailed) as refused:
        client.send(call(port))
    assert refused.value.why == "connection"
    with pytest.raises(CallFailed) as unknown:
        client.send(Call("GET", "https://nobody.invalid/", frozenset({"nobody.invalid"})))
    assert unknown.value.why in ("name", "timeout")


def test_a_name_that_takes_too_long_ends_in_time() -> None:
    def resolve(_host: str, _port: int) -> list[Any]:
        time.sleep(2)
        return []

    began = time.perf_counter()
    with pytest.raises(CallFailed) as failed:
        GuardedClient(resolve=resolve).send(Call("GET", "https://a.example/", frozenset({"a.example"}), seconds=0.2))
    assert (failed.value.why, time.perf_counter() - began < 1.5) == ("timeout", True)


INNER = [
    *("127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
    *("100.100.100.200", "168.63.129.16", "192.0.0.192", "198.18.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1"),
    *("::1", "::", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::a00:1"),
    *("64:ff9b::808:808", "2002:7f00:1::", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "fe80::1", "fe80::1%eth0"),
    *("fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1", "100::1", "nonsense", ""),
]


@pytest.mark.parametrize("address", INNER)
def test_no_name_leads_to_an_address_that_is_not_public(address: str) -> None:
    client = GuardedClient(resolve=resolving(address))
    with pytest.raises(CallRefused, match="no address of the public internet"):
        client.send(Call("GET", "https://partner.example/", frozenset({"partner.example"})))


def test_one_inner_address_among_public_ones_is_enough_to_refuse() -> None:
    client = GuardedClient(resolve=resolving("8.8.8.8", "10.0.0.1"))
    with pytest.raises(CallRefused):
        client.send(Call("GET", "https://partner.example/", frozenset({"partner.example"})))


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "185.67.177.10"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_nothing_private_is_public_in_any_clothes(address: Any) -> None:
    if address.is_private or address.is_loopback or address.is_link_local or address.is_multicast:
        assert not is_public(str(address))
    assert not is_public(f"::ffff:{address}")


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "2130706433", "0x7f000001", "017700000001", "127.1", "[::1]", "[::ffff:127.0.0.1]", "localhost"],
)
def test_this_machine_is_not_reached_however_it_is_written_and_even_if_listed(host: str) -> None:
    reached: list[bytes] = []
    with receiver(answering(OK, reached)) as port:
        where = f"{host}:{port}"
        with pytest.raises((CallRefused, CallFailed)):
            GuardedClient().send(Call("GET", f"https://{where}/", frozenset({where, host})))
    assert reached == []


def test_a_name_that_changes_its_address_between_looks_is_refused_at_the_socket() -> None:
    answers = iter([resolving("8.8.8.8"), resolving("127.0.0.1"), resolving("127.0.0.1")])

    def resolve(host: str, port: int) -> list[Any]:
        return next(answers)(host, port)

    client = GuardedClient(resolve=resolve)
    asked = Call("GET", "https://partner.example:9/", frozenset({"partner.example:9"}), seconds=0.3)
    for kind in (CallFailed, CallRefused, CallRefused):  # nobody answers at the first; each call looks anew
        with pytest.raises(kind):
            client.send(asked)


@pytest.mark.parametrize(
    "url",
    [
        *(
            "http://partner.example/",
            "ftp://partner.example/",
            "//partner.example/",
            "partner.example",
            "",
            "https:///x",
        ),
        *(
            "https://user:secret@partner.example/",
            "https://partner.example@evil.example/",
            "https://partner.example:0/",
        ),
        *("https://partner.example:99999/", "https://partner.example\\@evil.example/", "https://pärtner.example/"),
        *(
            "https://partner.example/\r\nX: y",
            "https://partner.example/ x",
            "https://partner.example./",
            "https://[::1/",
        ),
        *("HTTPS ://partner.example/", "https://partner%2eexample/", "javascript:alert(1)", "file:///etc/passwd"),
    ],
)
def test_what_is_no_address_for_a_call_is_refused(url: str) -> None:
    with pytest.raises(CallRefused):
        GuardedClient(resolve=resolving("8.8.8.8")).send(Call("GET", url, frozenset({"partner.example"})))


def test_only_listed_hosts_and_ports_are_called() -> None:
    client = GuardedClient(resolve=resolving("10.0.0.1"))
    for url in ("https://other.example/", "https://partner.example:8443/", "https://sub.partner.example/"):
        with pytest.raises(CallRefused, match="not on the list"):
            client.send(Call("GET", url, frozenset({"partner.example"})))
    with pytest.raises(CallRefused, match="no address of the public"):
        client.send(Call("GET", "https://PARTNER.example:8443/", frozenset({"partner.example:8443"})))


@pytest.mark.parametrize(
    "header", [{"X": "a\r\nY: b"}, {"X\n": "a"}, {"X": "a\0"}, {"": "a"}, {"X Y": "a"}, {"X": "ž€"}]
)
def test_a_header_cannot_smuggle_another(client: GuardedClient, header: dict[str, str]) -> None:
    with pytest.raises(CallRefused):
        client.send(call(9, headers=header))
    with pytest.raises(CallRefused):
        client.send(call(9, method="GET / HTTP/1.1\r\nX: y\r\n"))


def test_no_proxy_of_the_environment_is_asked(client: GuardedClient, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []
    with receiver(answering(OK, asked)) as proxy:
        for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy}")
        assert sent(client, answering(OK)).status == 200
    assert asked == []


def test_over_tls_the_name_must_be_that_of_the_certificate_and_somebody_must_trust_it(tmp_path: Path) -> None:
    files = certificate(tmp_path, "partner.example")
    trusting = GuardedClient(loopback=True, authorities=files[0], resolve=resolving("127.0.0.1"))
    with receiver(answering(OK), files) as port:
        asked = Call("GET", f"https://partner.example:{port}/", frozenset({f"partner.example:{port}"}))
        assert trusting.send(asked).body == b"fine"
        assert trusting.send(asked).body == b"fine"
        with pytest.raises(CallFailed) as untrusted:
            GuardedClient(loopback=True, resolve=resolving("127.0.0.1")).send(asked)
        other = Call("GET", f"https://other.example:{port}/", frozenset({f"other.example:{port}"}))
        with pytest.raises(CallFailed) as misnamed:
            trusting.send(other)
        trusting.close()
    assert (untrusted.value.why, misnamed.value.why) == ("tls", "tls")


@pytest.mark.parametrize(
    "conduct", [silent, dripping(HEAD + b"Content-Length: 1000\r\n\r\n", b"z"), dripping(HEAD, b"X: y\r\n")]
)
@pytest.mark.slow
def test_over_tls_too_whoever_dawdles_is_left_in_time(tmp_path: Path, conduct: Conduct) -> None:
    files = certificate(tmp_path, "partner.example")
    client = GuardedClient(loopback=True, authorities=files[0], resolve=resolving("127.0.0.1"))
    with receiver(conduct, files) as port:
        url = f"https://partner.example:{port}/"
        with pytest.raises(CallFailed) as failed:
            client.send(Call("GET", url, frozenset({f"partner.example:{port}"}), seconds=IN_TIME))
    assert failed.value.why == "timeout"


@pytest.mark.slow
def test_a_handshake_that_never_ends_is_left_in_time(tmp_path: Path) -> None:
    client = GuardedClient(loopback=True, resolve=resolving("127.0.0.1"))
    began = time.perf_counter()
    with receiver(deaf) as port:
        where = f"partner.example:{port}"
        asked = Call("GET", f"https://{where}/", frozenset({where}), seconds=IN_TIME)
        with pytest.raises(CallFailed) as failed:
            client.send(asked)
    assert (failed.value.why, time.perf_counter() - began < IN_TIME + 2) == ("timeout", True)


def test_many_at_once_do_not_get_in_each_others_way(client: GuardedClient) -> None:
    def conduct(connection: socket.socket, _over: threading.Event) -> None:
        while asked := request(connection):
            body = asked.rpartition(b"\r\n\r\n")[2]
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))

    wrong: list[bytes] = []
    with receiver(conduct) as port:

        def work(name: str) -> None:
            for number in range(20):
                body = f"{name}-{number}".encode()
                answer = client.send(call(port, body=body))
                wrong.extend([answer.body] if answer.body != body else [])

        threads = [threading.Thread(target=work, args=(f"t{n}",)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        client.close()
    assert wrong == []
