"""`neni keys` over a real workspace: made, replaced, forgotten, missing, lost."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from neni.core.cli import main

ADD = ("inbound", "add", "ecap", "--department", "legal")


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    return tmp_path / "elsewhere" / "neni.keys"


@pytest.fixture
def run(tmp_path: Path, keys: Path, monkeypatch: pytest.MonkeyPatch, database_url: str):  # type: ignore[no-untyped-def]
    monkeypatch.setenv("NENI_WORKSPACE", str(tmp_path))
    monkeypatch.setenv("NENI_DATABASE_URL", database_url)
    monkeypatch.setenv("NENI_LANGUAGE", "en")
    monkeypatch.setenv("NENI_SECRET_KEY_FILE", str(keys))
    runner = CliRunner()

    def invoke(*arguments: str) -> Result:
        return runner.invoke(main, arguments, catch_exceptions=False)

    assert invoke("init").exit_code == 0
    return invoke


def ids(told: Result) -> list[tuple[str, ...]]:
    return [tuple(line.split("\t")) for line in told.output.splitlines() if "\t" in line]


def test_the_workspace_is_made_with_a_key_of_its_own(run, keys: Path) -> None:  # type: ignore[no-untyped-def]
    assert stat.S_IMODE(keys.stat().st_mode) == 0o600
    ((current, what, values),) = ids(run("keys", "list"))
    assert (len(current), what, values) == (12, "seals and opens", "0")
    before = keys.read_bytes()
    assert run("init").exit_code == 0
    assert keys.read_bytes() == before


def test_keys_are_replaced_and_forgotten(run, keys: Path) -> None:  # type: ignore[no-untyped-def]
    run(*ADD)
    ((first, _, _),) = ids(run("keys", "list"))
    assert "Take the file to every machine" in run("keys", "add").output
    listed = ids(run("keys", "list"))
    assert [what for _, what, _ in listed] == ["seals and opens", "opens; seals after “rotate”"]
    run("keys", "forget")
    assert ids(run("keys", "list")) == listed
    assert listed[1][0] in run("keys", "rotate").output
    assert ids(run("keys", "list")) == [(listed[1][0], "seals and opens", "1"), (first, "only opens", "0")]
    assert first in run("keys", "forget").output
    assert ids(run("keys", "list")) == [(listed[1][0], "seals and opens", "1")]
    assert "ecap" in run("inbound", "sources").output
    assert "key  whsec_" in run("inbound", "rotate", "ecap").output


@pytest.mark.slow
def test_without_the_file_nothing_starts_and_nothing_new_is_made(run, keys: Path) -> None:  # type: ignore[no-untyped-def]
    kept = keys.read_bytes()
    keys.unlink()
    for command in ("about", "init", "keys list"):
        refused = run(*command.split())
        assert refused.exit_code == 1
        assert "put it back from the copy" in refused.stderr
    assert not keys.exists()
    keys.write_bytes(kept)
    keys.chmod(0o600)
    assert run("about").exit_code == 0


def test_another_file_of_keys_is_told_by_the_id_that_is_missing(run, keys: Path) -> None:  # type: ignore[no-untyped-def]
    ((needed, _, _),) = ids(run("keys", "list"))
    keys.write_text(f"nenikey_{'A' * 43}=\n")
    for command in ("about", "init"):
        refused = run(command)
        assert refused.exit_code == 1
        assert f"has not the key {needed}" in refused.stderr


def test_after_a_key_is_lost_partners_wait_for_new_ones(run, keys: Path) -> None:  # type: ignore[no-untyped-def]
    run(*ADD)
    keys.unlink()
    told = run("keys", "lost", "--yes")
    assert "/webhooks/inbound ecap" in told.output
    assert "ecap\tecap\tstopped" in run("inbound", "sources").output
    assert "key  whsec_" in run("inbound", "rotate", "ecap").output
    assert run("inbound", "stop", "ecap", "--go-on").exit_code == 0
    assert [what for _, what, _ in ids(run("keys", "list"))] == ["seals and opens"]
