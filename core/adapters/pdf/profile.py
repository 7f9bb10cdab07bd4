"""The settings LibreOffice runs with: nothing is fetched, no macro runs, nothing of a person's own profile is used."""

from __future__ import annotations

from pathlib import Path

_SETTINGS = {
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks"): "true",
    ("Common/Security/Scripting", "DisableMacrosExecution"): "true",
    ("Common/Security/Scripting", "MacroSecurityLevel"): "3",
    ("Common/Security/Scripting", "DisableActiveContent"): "true",
    ("Common/Misc", "FirstRun"): "false",
    ("Common/Save/Document", "AutoSave"): "false",
    ("Writer/Content/Update", "Link"): "0",
    ("Setup/Office", "ooSetupInstCompleted"): "true",
}


def write(folder: Path) -> None:
    """A profile of its own in `folder`."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{"" if path.startswith("Setup") else "Office."}{path}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for (path, name), value in _SETTINGS.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(f"{head}{items}</oor:items>", encoding="utf-8")
