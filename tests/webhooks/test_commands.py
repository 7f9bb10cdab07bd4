"""What developers of the other side use: a listener that verifies, and a sender."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from click.testing import CliRunner

from neni.core.cli import main
from neni.webhooks import signing
from neni.webhooks.commands import webhooks
from tests.webhooks.receiving import receiving, says

KEY = signing.SharedSecret.made().written


@contextmanager
def listening(*more: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    code = "from neni.core.cli import main; main()"
    command = [sys.executable, "-u", "-c", code, "webhooks", "listen", "--port", "0", "--key", KEY, *more]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        found = re.match(r"http://[0-9.:]+/", process.stdout.readline())
        assert found
        yield found.group(), process
        process.kill()


@pytest.mark.slow
def test_what_is_sent_is_verified_and_printed_and_a_forgery_refused() -> None:
    runner = CliRunner()
    other = signing.SharedSecret.made().written
    with listening("--count", "2") as (url, process):
        sent = runner.invoke(webhooks, ["send", url, "--key", KEY, "--type", "parks.leased", "--data", '{"park":"ë"}'])
        assert (sent.exit_code, sent.output[:3]) == (0, "204"), sent.output
        forged = runner.invoke(webhooks, ["send", url, "--key", other])
        assert (forged.exit_code, forged.output[:3]) == (1, "401"), forged.output
        told = process.communicate(timeout=10)[0]
    assert "verified  msg_" in told
    assert '"park": "ë"' in told
    assert "REFUSED (signature)" in told


def test_a_command_of_a_plugin_stands_among_the_others() -> None:
    assert "webhooks" in CliRunner().invoke(main, ["--help"]).output
    assert "listen" in CliRunner().invoke(main, ["webhooks", "--help"]).output


def test_what_cannot_be_sent_is_told() -> None:
    runner = CliRunner()
    with receiving(says(500)) as partner:
        assert runner.invoke(webhooks, ["send", partner.url, "--key", KEY]).exit_code == 1
        assert runner.invoke(webhooks, ["send", partner.url, "--key", KEY, "--id", "a.b"]).exit_code == 1
        assert runner.invoke(webhooks, ["send", partner.url, "--key", "whsec_x"]).exit_code == 1
        assert runner.invoke(webhooks, ["send", partner.url, "--key", KEY, "--data", "{"]).exit_code == 2
        environment = {"NENI_PUBLIC_ADDRESS": "https://neni.example"}
        refused = runner.invoke(webhooks, ["send", partner.url, "--key", KEY], env=environment)
    assert refused.exit_code == 1
    assert len(partner.got) == 1
    assert runner.invoke(webhooks, ["listen", "--key", "whsec_x"]).exit_code == 2
