"""The electronic seal: put on, checked, and broken by a single changed byte."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter

from neni.core.adapters import seal
from neni.core.errors import BadConfiguration, BadUpload


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("seal") / "seal.p12"
    seal.test_certificate(file, "fjalëkalim", "Vula e provës", datetime.now(UTC))
    return file


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    writer = PdfFileWriter()
    content = writer.add_object(StreamObject(stream_data=b""))
    writer.insert_page(PageObject(contents=content, media_box=(0, 0, 595, 842)))
    file = tmp_path_factory.mktemp("page") / "page.pdf"
    with file.open("wb") as target:
        writer.write(target)
    return file.read_bytes()


def test_a_sealed_file_tells_whose_seal_it_is(certificate: Path, page: bytes) -> None:
    ours = seal.CertificateSeal(certificate, "fjalëkalim")
    (check,) = ours.check(ours.sealed(page, "KQZ-K-0001/2026"))
    assert ("Vula e provës" in check.sealed_by, check.intact, check.trusted) == (True, True, True)


def test_one_changed_byte_breaks_the_seal(certificate: Path, page: bytes) -> None:
    ours = seal.CertificateSeal(certificate, "fjalëkalim")
    sealed = bytearray(ours.sealed(page, "x"))
    place = sealed.index(b"595")
    sealed[place] = ord("4")
    (check,) = ours.check(bytes(sealed))
    assert not check.intact


def test_words_added_after_the_seal_are_seen(certificate: Path, page: bytes) -> None:
    ours = seal.CertificateSeal(certificate, "fjalëkalim")
    (check,) = ours.check(ours.sealed(page, "x") + b"\n% more\n")
    assert not check.intact


def test_somebody_elses_seal_is_intact_but_not_trusted(certificate: Path, page: bytes) -> None:
    sealed = seal.CertificateSeal(certificate, "fjalëkalim").sealed(page, "x")
    (check,) = seal.NoSeal().check(sealed)
    assert (check.intact, check.trusted) == (True, False)


def test_without_a_certificate_files_stay_as_they_are(page: bytes) -> None:
    assert seal.NoSeal().sealed(page, "x") == page
    assert seal.NoSeal().check(page) == ()


@pytest.mark.parametrize("password", ["", "other"])
def test_a_wrong_password_is_told(certificate: Path, password: str) -> None:
    with pytest.raises(BadConfiguration, match="NENI_SEAL_PASSWORD"):
        seal.CertificateSeal(certificate, password)


def test_a_missing_certificate_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration, match="missing"):
        seal.CertificateSeal(tmp_path / "missing.p12", "x")


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_told(content: bytes) -> None:
    with pytest.raises(BadUpload):
        seal.NoSeal().check(content)
