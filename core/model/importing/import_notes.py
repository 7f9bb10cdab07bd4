"""What is said about single rows of an imported register: what is wrong with a cell and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from neni.core.model.importing.import_maps import FactSourceColumn
from neni.core.model.text import Text

_WRITTEN = {"%Y": "YYYY", "%y": "YY", "%m": "MM", "%d": "DD"}


def missing() -> Text:
    """A cell that must not be empty."""
    return Text(
        sq="vlera mungon dhe rreshti nuk merret pa të; gjejeni në dosje dhe plotësojeni.",
        sr="vrednost nedostaje i red se bez nje ne preuzima; pronađite je u predmetu i upišite.",
        en="the value is missing and the row is not taken without it; find it in the file and fill it in.",
    )


def no_key(template: str) -> Text:
    """The columns that identify a row are not all filled."""
    return Text(
        sq=f"rreshti nuk ka gjithçka që e identifikon ({template}); plotësoni këto kolona.",
        sr=f"red nema sve po čemu se prepoznaje ({template}); popunite te kolone.",
        en=f"the row lacks what identifies it ({template}); fill in these columns.",
    )


def unknown_code(source: FactSourceColumn, *, refused: bool) -> Text:
    """A code the map does not explain."""
    known = ", ".join(f"{code} = {meaning}" for code, meaning in source.codes.items())
    said = Text(
        sq=f"kod i panjohur (të njohur: {known})",
        sr=f"nepoznata šifra (poznate: {known})",
        en=f"unknown code (known: {known})",
    )
    then = _CODE_REFUSED if refused else _CODE_LEFT_OUT
    return said.map(lambda words, language: f"{words}; {then.in_language(language)}")


_CODE_REFUSED = Text(
    sq="korrigjojeni rreshtin.",
    sr="ispravite red.",
    en="correct the row.",
)
_CODE_LEFT_OUT = Text(
    sq="fakti mbetet i pashënuar; plotësojeni te rasti nëse dihet.",
    sr="činjenica ostaje nenavedena; dopunite je u predmetu ako je poznata.",
    en="the fact stays unstated; complete it in the case if it is known.",
)


def no_date(forms: Iterable[str]) -> Text:
    """Not a day of the calendar in the forms the map knows."""
    written = ", ".join(_as_people_write(form) for form in forms)
    return Text(
        sq=f"nuk është datë që ekziston në formën {written}; korrigjojeni sipas dosjes.",
        sr=f"nije postojeći datum u obliku {written}; ispravite ga prema predmetu.",
        en=f"this is not an existing date of the form {written}; correct it from the file.",
    )


def other_year(year: str) -> Text:
    """A date outside the year of the register."""
    return Text(
        sq=f"viti i datës nuk përputhet me vitin {year} të regjistrit; data u mor siç është, kontrollojeni.",
        sr=f"godina datuma se ne slaže sa godinom {year} registra; datum je preuzet kakav jeste, proverite ga.",
        en=f"the year of the date differs from the register's year {year}; the date was taken as it stands, check it.",
    )


def no_amount(decimal: str) -> Text:
    """Not an amount of money."""
    example = f"12500{decimal}50"
    return Text(
        sq=f"nuk është shumë në euro; shkruajeni si {example} ose lëreni bosh.",
        sr=f"nije iznos u evrima; upišite ga kao {example} ili ostavite prazno.",
        en=f"this is not an amount in euros; write it as {example} or leave it empty.",
    )


def zero() -> Text:
    """A zero that stands for nothing recorded."""
    return Text(
        sq="zero u kuptua si e pashënuar; plotësojeni te rasti nëse shuma dihet.",
        sr="nula je shvaćena kao nezabeležena vrednost; dopunite je u predmetu ako je iznos poznat.",
        en="zero was read as not recorded; complete it in the case if the amount is known.",
    )


def rounded(cents: Decimal) -> Text:
    """An amount with fractions of a cent."""
    return Text(
        sq=f"shuma ka më shumë se dy shifra pas presjes; u mor si {cents}.",
        sr=f"iznos ima više od dve decimale; preuzet je kao {cents}.",
        en=f"the amount has more than two decimals; it was taken as {cents}.",
    )


def twice(row: int) -> Text:
    """Two rows of one file claim the same identity."""
    return Text(
        sq=f"e njëjta kontratë është tashmë në rreshtin {row}; lëreni vetëm njërin ose korrigjoni numrin.",
        sr=f"isti ugovor je već u redu {row}; ostavite samo jedan ili ispravite broj.",
        en=f"the same contract is already in row {row}; keep only one or correct the number.",
    )


def other_width(cells: int, columns: int) -> Text:
    """A row that does not have the cells of the header."""
    return Text(
        sq=f"rreshti ka {cells} qeliza, titulli ka {columns}; vendoseni në thonjëza tekstin që përmban ndarësin.",
        sr=f"red ima {cells} ćelija, a zaglavlje {columns}; stavite pod navodnike tekst koji sadrži razdelnik.",
        en=f"the row has {cells} cells, the header {columns}; put text that contains the separator in quotes.",
    )


def differs(reference: str, labels: Text) -> Text:
    """The stored case says something else now."""
    return Text(
        sq=f"rasti {reference} ekziston me përmbajtje tjetër ({labels.sq}); nuk u ndryshua, ndryshojeni nëse duhet.",
        sr=f"predmet {reference} postoji sa drugim sadržajem ({labels.sr}); nije menjan, izmenite ga sami ako treba.",
        en=f"case {reference} exists with other content ({labels.en}); it was left alone, change it there if needed.",
    )


def _as_people_write(form: str) -> str:
    for part, written in _WRITTEN.items():
        form = form.replace(part, written)
    return form
