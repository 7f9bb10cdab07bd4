"""What an operator is told when secrets cannot be sealed or opened. No key and no secret is ever repeated."""

from __future__ import annotations

from pathlib import Path

from neni.core.errors import BadConfiguration, SecretUnreadable
from neni.core.model.text import Text

NO_KEY = BadConfiguration(
    Text(
        sq="Sekretet nuk mund të ruhen: nuk ka çelës. Vendosni NENI_SECRET_KEY_FILE dhe ekzekutoni: neni init",
        sr="Tajne se ne mogu čuvati: nema ključa. Postavite NENI_SECRET_KEY_FILE i pokrenite: neni init",
        en="Secrets cannot be kept: there is no key. Set NENI_SECRET_KEY_FILE and run: neni init",
    )
)


def missing(file: Path) -> BadConfiguration:
    """The file of keys is not where it should be."""
    return BadConfiguration(
        Text(
            sq=f"Skedari i çelësave {file} mungon; kthejeni nga kopja që mbani veç, ose rregulloni "
            "NENI_SECRET_KEY_FILE. Nëse ka humbur përgjithmonë: neni keys lost",
            sr=f"Nema datoteke ključeva {file}; vratite je iz kopije koju čuvate odvojeno, ili ispravite "
            "NENI_SECRET_KEY_FILE. Ako je zauvek izgubljena: neni keys lost",
            en=f"The file of keys {file} is missing; put it back from the copy you keep apart, or correct "
            "NENI_SECRET_KEY_FILE. If it is lost for good: neni keys lost",
        )
    )


def wrong(file: Path, needed: str) -> BadConfiguration:
    """The file has keys, but not the one this database was sealed with."""
    return BadConfiguration(
        Text(
            sq=f"Skedari i çelësave {file} nuk e ka çelësin {needed}, me të cilin janë mbyllur sekretet e kësaj baze; "
            "vendosni skedarin e duhur (NENI_SECRET_KEY_FILE). Nëse ka humbur përgjithmonë: neni keys lost",
            sr=f"Datoteka ključeva {file} nema ključ {needed}, kojim su zatvorene tajne ove baze; "
            "postavite pravu datoteku (NENI_SECRET_KEY_FILE). Ako je zauvek izgubljena: neni keys lost",
            en=f"The file of keys {file} has not the key {needed}, with which secrets of this database were sealed; "
            "put the right file there (NENI_SECRET_KEY_FILE). If it is lost for good: neni keys lost",
        )
    )


def open_to_all(file: Path) -> BadConfiguration:
    """Everybody on the machine could read the keys."""
    return BadConfiguration(
        Text(
            sq=f"Skedarin e çelësave {file} mund ta lexojë kushdo; ekzekutoni: chmod 600 {file}",
            sr=f"Datoteku ključeva {file} može svako da čita; pokrenite: chmod 600 {file}",
            en=f"Anybody can read the file of keys {file}; run: chmod 600 {file}",
        )
    )


def unreadable(file: Path, reason: str) -> BadConfiguration:
    """The file cannot be read, or holds nothing."""
    return BadConfiguration(
        Text(
            sq=f"Skedari i çelësave {file} nuk lexohet ({reason}); kontrolloni lejet dhe përmbajtjen.",
            sr=f"Datoteka ključeva {file} ne može se pročitati ({reason}); proverite prava i sadržaj.",
            en=f"The file of keys {file} cannot be read ({reason}); check its rights and what is in it.",
        )
    )


def unwritable(file: Path, reason: str) -> BadConfiguration:
    """The file cannot be made or changed."""
    return BadConfiguration(
        Text(
            sq=f"Skedari i çelësave {file} nuk mund të shkruhet ({reason}); kontrolloni dosjen dhe lejet.",
            sr=f"Datoteka ključeva {file} ne može se upisati ({reason}); proverite fasciklu i prava.",
            en=f"The file of keys {file} cannot be written ({reason}); check the folder and the rights.",
        )
    )


def bad_line(file: Path, line: int) -> BadConfiguration:
    """A line that is no key."""
    return BadConfiguration(
        Text(
            sq=f"{file}, rreshti {line}: ky nuk është çelës (nenikey_ dhe 32 bajt në base64); kthejeni skedarin nga "
            "kopja që mbani veç.",
            sr=f"{file}, red {line}: ovo nije ključ (nenikey_ i 32 bajta u base64); vratite datoteku iz kopije koju "
            "čuvate odvojeno.",
            en=f"{file}, line {line}: this is no key (nenikey_ and 32 bytes in base64); put the file back from the "
            "copy you keep apart.",
        )
    )


def unknown_key(file: Path, key: str, place: str) -> SecretUnreadable:
    """A value was sealed with a key that is not at hand, or not at all."""
    shown = key or "–"
    return SecretUnreadable(
        Text(
            sq=f"Sekreti në {place} është mbyllur me çelësin {shown}, që nuk gjendet në {file}.",
            sr=f"Tajna na mestu {place} zatvorena je ključem {shown}, kojeg nema u {file}.",
            en=f"The secret at {place} was sealed with the key {shown}, which is not in {file}.",
        )
    )


def changed(place: str) -> SecretUnreadable:
    """A value that is not as it was sealed, or stands elsewhere."""
    return SecretUnreadable(
        Text(
            sq=f"Sekreti në {place} u ndryshua ose u zhvendos në bazë; kthejeni nga kopja rezervë, ose: neni keys lost",
            sr=f"Tajna na mestu {place} je u bazi izmenjena ili premeštena; vratite je iz kopije, ili: neni keys lost",
            en=f"The secret at {place} was changed or moved within the database; restore it, or: neni keys lost",
        )
    )
