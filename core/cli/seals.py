"""Commands for the institution's electronic seal: checking a sealed PDF, and a certificate to try with."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from neni.core.cli.terminal import REFUSED, console, escaped, office_of_terminal, say, telling_errors
from neni.core.model.paper.printing import SealCheck
from neni.core.model.text import Text
from neni.core.services.paper.printing import seals_on, try_certificate


@click.group("seal")
def seals() -> None:
    """The electronic seal on PDF files (NENI_SEAL_FILE, NENI_SEAL_PASSWORD)."""


@seals.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@telling_errors
def check_seal(file: Path) -> None:
    """Tell whose seals are on FILE and whether it is as it was sealed; exit code 1 unless all are intact."""
    with office_of_terminal() as office:
        found = seals_on(office, file.read_bytes())
    for one in found:
        console.print(f"{_mark(one)} {escaped(one.sealed_by)}  {one.sealed_at or ''}  {say(_told(one))}")
    if not found:
        console.print(say(_NONE))
    if not found or not all(one.intact for one in found):
        sys.exit(REFUSED)


@seals.command("test-certificate")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--name", default="Neni (test)", show_default=True, help="The name the seal shows.")
@click.password_option(help="Protects the file (otherwise asked for).")
@telling_errors
def make_test_certificate(file: Path, name: str, password: str) -> None:
    """Write a certificate nobody vouches for to FILE (.p12), to try sealing with for a year."""
    if file.exists():
        raise click.BadParameter(f"{file} is there already", param_hint="FILE")
    with office_of_terminal() as office:
        try_certificate(office, file, password, name)
    console.print(f"✓ {file}  NENI_SEAL_FILE={file.absolute()}", markup=False)


def _mark(one: SealCheck) -> str:
    return "[green]✓[/]" if one.intact else "[red]✗[/]"


def _told(one: SealCheck) -> Text:
    if not one.intact:
        return _CHANGED
    return _INTACT if one.trusted else _UNKNOWN


_NONE = Text(sq="Nuk ka asnjë vulë.", sr="Nema nijednog pečata.", en="There is no seal on it.")
_CHANGED = Text(
    sq="skedari u ndryshua pas vulosjes", sr="datoteka je izmenjena posle pečaćenja", en="changed after it was sealed"
)
_INTACT = Text(sq="i paprekur, vula jonë", sr="neizmenjena, naš pečat", en="intact, our seal")
_UNKNOWN = Text(
    sq="i paprekur, por certifikatën nuk e njohim: kontrolloni lëshuesin",
    sr="neizmenjena, ali sertifikat ne poznajemo: proverite izdavaoca",
    en="intact, but we do not know the certificate: check who issued it",
)
