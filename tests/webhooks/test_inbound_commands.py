"""Looking after messages of other institutions from the terminal."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from neni.core.adapters.vault import key_file
from neni.webhooks.inbound_commands import inbound

pytestmark = pytest.mark.slow


def test_a_source_is_entered_given_a_new_key_stopped_and_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, migrated_file: Path
) -> None:
    shutil.copy(migrated_file, tmp_path / "neni.db")
    key_file.begin(tmp_path / "secret.keys")
    monkeypatch.setenv("NENI_WORKSPACE", str(tmp_path))
    monkeypatch.setenv("NENI_DATABASE_URL", f"sqlite:///{tmp_path / 'neni.db'}")
    monkeypatch.setenv("NENI_LANGUAGE", "en")

    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(inbound, words)
        return done.exit_code, done.output

    entered = run("add", "ecap", "--title", "ECAP", "--department", "legal")
    assert (entered[0], "key  whsec_" in entered[1]) == (0, True)
    assert run("add", "ecap", "--department", "legal")[0] == 1
    assert run("add", "Ë", "--department", "legal")[0] == 1
    assert "whsec_" in run("rotate", "ecap")[1]
    assert "/webhooks/kits/ecap/" in run("page", "ecap")[1]
    assert run("stop", "ecap")[0] == 0
    assert run("sources")[1] == "ecap\tECAP\tstopped\t–\n"
    assert run("messages") == (0, "")
    assert run("again", "nothing")[0] == 1
