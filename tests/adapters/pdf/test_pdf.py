"""PDF files of Word files, and what happens where LibreOffice is missing, hangs or is led outside."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from docx import Document

from neni.core.adapters import pdf
from neni.core.adapters.pdf.office_process import Failed, run
from neni.core.errors import PdfFailed, PdfUnavailable

needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")


def word(*paragraphs: str, change: Callable[[bytes], bytes] = bytes) -> bytes:
    made, target = Document(), io.BytesIO()
    for words in paragraphs:
        made.add_paragraph(words)
    made.save(target)
    return change(target.getvalue())


def text_of(content: bytes, folder: Path) -> str:
    (folder / "x.pdf").write_bytes(content)
    return subprocess.run(["pdftotext", folder / "x.pdf", "-"], capture_output=True, text=True, check=True).stdout


def program(folder: Path, lines: str) -> str:
    made = folder / "office"
    made.write_text(f"#!/bin/sh\n{lines}\n")
    made.chmod(0o755)
    return str(made)


def ended(process: int) -> bool:
    """Whether a process is gone, or only waits to be buried; a moment later than asked."""
    time.sleep(0.02)
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return " Z " in Path(f"/proc/{process}/stat").read_text()
    return True


def with_field(code: str) -> Callable[[bytes], bytes]:
    """A paragraph whose field LibreOffice could follow out of the file."""

    def change(content: bytes) -> bytes:
        target = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(target, "w") as after:
            for name in before.namelist():
                part = before.read(name)
                if name == "word/document.xml":
                    field = f"<w:p><w:fldSimple w:instr='{code}'><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>"
                    part = part.replace(b"<w:body>", b"<w:body>" + field.encode())
                after.writestr(name, part)
        return target.getvalue()

    return change


@needs_office
@pytest.mark.slow
def test_a_word_file_becomes_an_archival_tagged_pdf(tmp_path: Path) -> None:
    made = pdf.best().pdf_of(word("Neni 1. Çdo palë ka të drejtë", "Члан 2. Ђорђе"))
    assert "Çdo palë" in (text := text_of(made, tmp_path))
    assert "Ђорђе" in text
    assert re.search(rb"<pdfaid:part>2</pdfaid:part>\s*<pdfaid:conformance>B<", made)
    assert b"/MarkInfo" in made


@needs_office
@pytest.mark.slow
def test_nothing_is_fetched_for_a_pdf() -> None:
    asked: list[str] = []

    class Outside(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Outside) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/picture.png"
        pdf.best().pdf_of(word("x", change=with_field(f' INCLUDEPICTURE "{address}" \\d ')))
        server.shutdown()
    assert asked == []


@needs_office
@pytest.mark.slow
def test_a_file_that_is_no_document_is_told_and_the_next_one_is_made() -> None:
    made = pdf.best()
    with pytest.raises(PdfFailed):
        made.pdf_of(b"PK\x03\x04 nothing")
    assert made.pdf_of(word("x")).startswith(b"%PDF")


def test_without_libreoffice_a_person_is_told_what_to_do() -> None:
    with pytest.raises(PdfUnavailable) as refusal:
        pdf.NoPdf().pdf_of(word("x"))
    assert "NENI_SOFFICE" in refusal.value.message.sq


def test_a_program_that_is_not_there_counts_as_none() -> None:
    assert isinstance(pdf.best("/nowhere/soffice"), pdf.NoPdf)


@pytest.mark.slow
def test_a_program_that_hangs_is_ended_with_all_it_started(tmp_path: Path) -> None:
    hanging = program(tmp_path, f"sleep 1000 & echo $! > {tmp_path}/child; sleep 1000")
    with pytest.raises(Failed, match="not done"):
        run([hanging], tmp_path, seconds=0.5)
    child = int((tmp_path / "child").read_text())
    assert any(ended(child) for _ in range(100))  # the kernel takes its moment


@pytest.mark.slow
def test_a_program_that_ends_badly_leaves_a_clear_answer(tmp_path: Path) -> None:
    with pytest.raises(PdfFailed):
        pdf.best(program(tmp_path, "exit 3")).pdf_of(word("x"))


@pytest.mark.slow
def test_a_program_that_makes_nothing_leaves_a_clear_answer(tmp_path: Path) -> None:
    with pytest.raises(PdfFailed):
        pdf.best(program(tmp_path, "exit 0")).pdf_of(word("x"))


@pytest.mark.slow
def test_memory_is_bounded(tmp_path: Path) -> None:
    greedy = program(tmp_path, f"exec {sys.executable} -c 'bytearray(6 * 2**30)'")
    with pytest.raises(Failed, match="MemoryError"):
        run([greedy], tmp_path)


@pytest.mark.slow
def test_the_program_sees_no_secret_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NENI_DATABASE_URL", "postgresql://secret")
    assert "secret" not in run([program(tmp_path, "env")], tmp_path)
