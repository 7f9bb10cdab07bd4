"""`neni alerts` over a real workspace."""

from __future__ import annotations

import json
from pathlib import Path

from neni.core.app import open_office
from neni.core.cli.alerts import alerts as group
from neni.core.config import Config
from neni.core.model.alerts import AlertKind, Gravity
from neni.core.model.text import Text
from neni.core.services.alerts.alerting import Cause, raise_alert
from tests.cli.test_deadlines import run

__all__ = ["run"]


def test_what_waits_is_listed_and_acknowledged(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert "Nothing waits." in run("alerts", "list").output
    with open_office(Config.read()) as office, office.store.writing() as work:
        title = Text(sq="Ankesa", sr="Žalba", en="Appeal")
        cause = Cause(AlertKind.WARNING, "k", "k", Gravity.SEVERE, title, Text.of("Now."), "procurement")
        alert = raise_alert(office, work, cause)
        assert alert is not None
    (told,) = json.loads(run("alerts", "list", "--json").output)
    assert (told["id"], told["title"], told["gravity"]) == (alert.id, "Appeal", "severe")
    assert "Appeal" in run("alerts", "list").output
    assert run("alerts", "acknowledge", alert.id, "--reason", "seen to").exit_code == 0
    assert "Nothing waits." in run("alerts", "list", "--department", "procurement").output
    assert json.loads(run("alerts", "list", "--state", "any", "--json").output)[0]["state"] == "acknowledged"
    assert run("alerts", "sweep").output.strip() == "✓ 0"
    assert json.loads(run("alerts", "evaluate").output)["cases"] == 0
    assert set(group.commands) == {"list", "acknowledge", "sweep", "evaluate"}
