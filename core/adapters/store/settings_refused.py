"""What the store tells an operator whose database address or database cannot be used. Passwords are never repeated."""

from __future__ import annotations

from neni.core.errors import BadConfiguration, Unavailable
from neni.core.model.text import Text


def bad_address() -> BadConfiguration:
    """The address cannot even be read; it is not repeated, because a password may stand anywhere in it."""
    return BadConfiguration(
        Text(
            sq="Adresa e bazës së të dhënave nuk lexohet; shkruani sqlite:///shtegu ose "
            "postgresql://përdoruesi:fjalëkalimi@serveri/baza (shenjat e veçanta në fjalëkalim si %40).",
            sr="Adresa baze podataka se ne može pročitati; napišite sqlite:///putanja ili "
            "postgresql://korisnik:lozinka@server/baza (posebne znakove u lozinci kao %40).",
            en="The database address cannot be read; write sqlite:///path or "
            "postgresql://user:password@server/database (special characters of the password as %40).",
        )
    )


def unsupported(scheme: str) -> BadConfiguration:
    """Neni keeps its data in SQLite or PostgreSQL."""
    return BadConfiguration(
        Text(
            sq=f"Baza “{scheme}” nuk mbështetet; përdorni sqlite:///shtegu ose postgresql://…",
            sr=f"Baza „{scheme}“ nije podržana; koristite sqlite:///putanja ili postgresql://…",
            en=f"The database “{scheme}” is not supported; use sqlite:///path or postgresql://…",
        )
    )


def no_file() -> BadConfiguration:
    """SQLite in memory would be gone with the process."""
    return BadConfiguration(
        Text(
            sq="Adresa sqlite duhet të përmendë një skedar: sqlite:///shtegu (tri vija të pjerrëta).",
            sr="Adresa sqlite mora navesti datoteku: sqlite:///putanja (tri kose crte).",
            en="A sqlite address must name a file: sqlite:///path (three slashes).",
        )
    )


def no_driver() -> BadConfiguration:
    """PostgreSQL is an extra."""
    return BadConfiguration(
        Text(
            sq="Për PostgreSQL mungon psycopg; instalojeni me: pip install 'neni[postgresql]'.",
            sr="Za PostgreSQL nedostaje psycopg; instalirajte ga sa: pip install 'neni[postgresql]'.",
            en="PostgreSQL needs psycopg, which is not installed; run: pip install 'neni[postgresql]'.",
        )
    )


def no_keys() -> BadConfiguration:
    """The store was opened without keys, and a secret is asked for."""
    return BadConfiguration(
        Text(
            sq="Sekretet nuk mund të ruhen as të lexohen: nuk ka çelës. Vendosni NENI_SECRET_KEY_FILE dhe ekzekutoni: "
            "neni init",
            sr="Tajne se ne mogu ni čuvati ni čitati: nema ključa. Postavite NENI_SECRET_KEY_FILE i pokrenite: "
            "neni init",
            en="Secrets can be neither kept nor read: there is no key. Set NENI_SECRET_KEY_FILE and run: neni init",
        )
    )


def unwritable(where: str, reason: str) -> Unavailable:
    """A file or folder cannot be made or written."""
    return Unavailable(
        Text(
            sq=f"Baza {where} nuk hapet për shkrim ({reason}); kontrolloni dosjen, lejet dhe vendin e lirë.",
            sr=f"Baza {where} se ne može otvoriti za upis ({reason}); proverite fasciklu, prava i slobodan prostor.",
            en=f"The database {where} cannot be opened for writing ({reason}); check folder, rights and free space.",
        )
    )


def no_room(where: str, reason: str) -> Unavailable:
    """The disk is full, or failed."""
    return Unavailable(
        Text(
            sq=f"Në {where} nuk u ruajt dot asgjë ({reason}); lironi vend në disk dhe provoni përsëri. Asgjë nuk është "
            "shkruar përgjysmë.",
            sr=f"U {where} ništa nije moglo da se sačuva ({reason}); oslobodite mesto na disku i pokušajte ponovo. "
            "Ništa nije upisano napola.",
            en=f"Nothing could be stored in {where} ({reason}); make room on the disk and try again. Nothing was "
            "half-written.",
        )
    )


def not_a_database(where: str) -> BadConfiguration:
    """The file is something else, or damaged."""
    return BadConfiguration(
        Text(
            sq=f"Skedari {where} nuk është bazë SQLite ose është i dëmtuar; kthejeni nga kopja rezervë.",
            sr=f"Datoteka {where} nije SQLite baza ili je oštećena; vratite je iz rezervne kopije.",
            en=f"The file {where} is not an SQLite database or is damaged; restore it from a backup.",
        )
    )


def unreachable(where: str, reason: str) -> Unavailable:
    """The server does not answer, or does not let Neni in."""
    return Unavailable(
        Text(
            sq=f"Baza {where} nuk arrihet ({reason}); kontrolloni serverin, adresën dhe të drejtat.",
            sr=f"Baza {where} nije dostupna ({reason}); proverite server, adresu i prava.",
            en=f"The database {where} cannot be reached ({reason}); check the server, the address and the rights.",
        )
    )


def not_migrated(where: str) -> BadConfiguration:
    """The tables are missing or of an earlier version of Neni."""
    return BadConfiguration(
        Text(
            sq=f"Baza {where} nuk është përgatitur për këtë version të Neni-t; ekzekutoni: neni init",
            sr=f"Baza {where} nije pripremljena za ovu verziju Nenija; pokrenite: neni init",
            en=f"The database {where} is not prepared for this version of Neni; run: neni init",
        )
    )


def newer(where: str, revision: str) -> BadConfiguration:
    """A later Neni changed the tables."""
    return BadConfiguration(
        Text(
            sq=f"Baza {where} është e një versioni më të ri të Neni-t (hapi {revision}); instaloni atë version.",
            sr=f"Baza {where} je iz novije verzije Nenija (korak {revision}); instalirajte tu verziju.",
            en=f"The database {where} belongs to a newer version of Neni (step {revision}); install that version.",
        )
    )
