"""What people are told when a file cannot be screened as they asked."""

from __future__ import annotations

from collections.abc import Iterable

from neni.core.model.text import Text

OTHER_ENDING = Text(
    sq="Rreshtat shkruhen në skedar .csv ose .parquet; zgjidhni emër me njërën nga këto mbaresa.",
    sr="Redovi se upisuju u datoteku .csv ili .parquet; izaberite ime sa jednim od ta dva nastavka.",
    en="Rows are written to a .csv or .parquet file; choose a name that ends in one of these.",
)


def no_rule(code: str, known: Iterable[str]) -> Text:
    """A rule of that code is not known."""
    there = ", ".join(known)
    return Text(
        sq=f"Nuk ka rregull “{code[:60]}”; të njohura: {there}.",
        sr=f"Nema pravila „{code[:60]}“; poznata: {there}.",
        en=f"There is no rule “{code[:60]}”; known are: {there}.",
    )


def no_form(code: str) -> Text:
    """The rows of a rule cannot be written."""
    return Text(
        sq=f"Rreshtat e rregullit {code} nuk mund të shkruhen, sepse ai nuk ka formë SQL; numrohen pa --rule {code}.",
        sr=f"Redovi pravila {code} ne mogu se upisati, jer ono nema SQL oblik; broje se bez --rule {code}.",
        en=f"Rows of rule {code} cannot be written, because it has no SQL form; leave --rule {code} out to count it.",
    )


def no_day(named: str, there: Iterable[str]) -> Text:
    """The column of a row's own day is not there."""
    columns = ", ".join(name[:40] for name in there)
    return Text(
        sq=f"Data e rreshtit duhet të jetë një kolonë e skedarit; “{named[:60]}” nuk është. Kolonat: {columns}.",
        sr=f"Dan reda mora biti kolona datoteke; „{named[:60]}“ nije. Kolone: {columns}.",
        en=f"The day of a row must be a column of the file; “{named[:60]}” is none. Columns: {columns}.",
    )
