"""LibreOffice as somebody who opens a Word file and accepts or rejects every tracked change in it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
_MACRO = """Sub Decide(source As String, target As String, command As String)
  Dim wanted(0) As New com.sun.star.beans.PropertyValue
  wanted(0).Name = "Hidden" : wanted(0).Value = True
  document = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, wanted())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:" + command, "", 0, Array())
  wanted(0).Name = "FilterName" : wanted(0).Value = "writer8"
  document.storeToURL(ConvertToURL(target), wanted())
  document.close(True)
  StarDesktop.terminate()
End Sub
"""


def decided(content: bytes, folder: Path, *, accept: bool) -> bytes:
    """The file once everything is accepted or rejected, as LibreOffice stores it in its own form."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    module = folder / "profile" / "user" / "basic" / "Standard" / "Module1.xba"
    if not module.exists():
        subprocess.run(["soffice", profile, "--headless", "--terminate_after_init"], check=True, capture_output=True)
        empty = module.read_text()
        module.write_text(empty[: empty.index("REM")] + escape(_MACRO) + "</script:module>")
    source, target = folder / "changes.docx", folder / f"{'accepted' if accept else 'rejected'}.docx"
    source.write_bytes(content)
    command = "AcceptAllTrackedChanges" if accept else "RejectAllTrackedChanges"
    macro = f'macro:///Standard.Module1.Decide("{source}","{target}","{command}")'
    subprocess.run(["soffice", profile, "--headless", macro], check=True, capture_output=True, timeout=180)
    return target.read_bytes()
