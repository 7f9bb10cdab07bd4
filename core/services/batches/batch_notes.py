"""What is said of a batch and its rows: what is wrong and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from neni.core.model.batches import RowProblem
from neni.core.model.text import Language, Text

NO_ROWS = Text(
    sq="Skedari nuk ka asnjë rresht nën titull; plotësoni të paktën një.",
    sr="Datoteka nema nijedan red ispod zaglavlja; popunite bar jedan.",
    en="The file has no row below its header; fill in at least one.",
)
NO_KEY = Text(
    sq="Çelësi i rreshtit mungon, është tepër i gjatë ose ka shenja të palexueshme; plotësoni kolonën e çelësit.",
    sr="Ključ reda nedostaje, predugačak je ili sadrži nečitljive znakove; popunite kolonu ključa.",
    en="The key of the row is missing, too long, or has signs that cannot be read; fill in the key column.",
)


def too_many(most: int) -> Text:
    """The file has more rows than a batch takes."""
    return Text(
        sq=f"Skedari ka më shumë se {most} rreshta; ndajeni në pjesë.",
        sr=f"Datoteka ima više od {most} redova; podelite je na delove.",
        en=f"The file has more than {most} rows; cut it into parts.",
    )


def no_column(labels: Sequence[Text]) -> Text:
    """No column is a fact of the case type."""
    there = _listed(labels)
    return Text(
        sq=f"Asnjë kolonë nuk është fakt i këtij lloji të rastit. Shkarkoni fletën bosh; kolonat janë: {there.sq}.",
        sr=f"Nijedna kolona nije činjenica ove vrste predmeta. Preuzmite prazan list; kolone su: {there.sr}.",
        en=f"No column is a fact of this case type. Download the empty sheet; the columns are: {there.en}.",
    )


def columns_missing(labels: Sequence[Text]) -> Text:
    """Facts without which no case can be opened have no column."""
    there = _listed(labels)
    return Text(
        sq=f"Mungojnë kolonat pa të cilat rasti nuk hapet: {there.sq}. Shtojini.",
        sr=f"Nedostaju kolone bez kojih se predmet ne može otvoriti: {there.sr}. Dodajte ih.",
        en=f"The columns without which no case can be opened are missing: {there.en}. Add them.",
    )


def no_key_column(key: str, header: Sequence[str]) -> Text:
    """The key names no column, or several."""
    there = ", ".join(name[:40] for name in header[:30])
    return Text(
        sq=f"Çelësi “{key[:60]}” duhet të jetë emri i një kolone të vetme; skedari ka: {there}.",
        sr=f"Ključ „{key[:60]}“ mora biti naziv tačno jedne kolone; datoteka ima: {there}.",
        en=f"The key “{key[:60]}” must be the name of exactly one column; the file has: {there}.",
    )


def several_facts(column: str, codes: Sequence[str]) -> Text:
    """A column's name means several facts."""
    there = ", ".join(codes)
    return Text(
        sq=f"Kolona “{column[:60]}” mund të jetë disa fakte; shkruani në titull njërin kod: {there}.",
        sr=f"Kolona „{column[:60]}“ može značiti više činjenica; u zaglavlje upišite jednu šifru: {there}.",
        en=f"The column “{column[:60]}” may mean several facts; write one of these codes in the header: {there}.",
    )


def twice(column: str, label: Text) -> Text:
    """Two columns mean the same fact."""
    return Text(
        sq=f"Kolona “{column[:60]}” përsërit faktin “{label.in_language(Language.ALBANIAN)}”; hiqni njërën.",
        sr=f"Kolona „{column[:60]}“ ponavlja činjenicu „{label.in_language(Language.SERBIAN)}“; uklonite jednu.",
        en=f"The column “{column[:60]}” repeats the fact “{label.in_language(Language.ENGLISH)}”; remove one.",
    )


def no_link(title: str, key: str) -> Text:
    """A sheet of records has no column that leads to the rows of the first sheet."""
    there = f" / {key[:40]}" if key else ""
    return Text(
        sq=f"Fletës “{title}” i mungon kolona “rreshti{there}”, që thotë cilit rresht të fletës së parë i përket.",
        sr=f"Listu „{title}“ nedostaje kolona „red{there}“, koja kaže kom redu prvog lista pripada.",
        en=f"The sheet “{title}” lacks the column “row{there}”, which says to which row of the first sheet it belongs.",
    )


def strays(title: str, lines: Sequence[int]) -> Text:
    """Lines of a sheet of records lead to no row."""
    there = ", ".join(map(str, lines[:10])) + (" …" if len(lines) > 10 else "")
    return Text(
        sq=f"Fleta “{title}”: rreshtat {there} nuk i përkasin asnjë rreshti të fletës së parë; ndreqni lidhjen.",
        sr=f"List „{title}“: redovi {there} ne pripadaju nijednom redu prvog lista; ispravite kolonu veze.",
        en=f"Sheet “{title}”: lines {there} belong to no row of the first sheet; correct the column that names it.",
    )


def same_key(row: int) -> Text:
    """An earlier row has the same key."""
    return Text(
        sq=f"Rreshti {row} ka të njëjtin çelës; secili rresht duhet të ketë të vetin.",
        sr=f"Red {row} ima isti ključ; svaki red mora imati svoj.",
        en=f"Row {row} has the same key; each row must have its own.",
    )


def same_row(row: int) -> Text:
    """An earlier row says the same."""
    return Text(
        sq=f"Rreshti {row} thotë të njëjtën gjë. Nëse duhen të dy, shtoni një kolonë që i dallon si çelës.",
        sr=f"Red {row} kaže isto. Ako su potrebna oba, dodajte kolonu koja ih razlikuje kao ključ.",
        en=f"Row {row} says the same. If both are meant, add a column that tells them apart and name it as the key.",
    )


def differs(reference: str, labels: Sequence[Text]) -> Text:
    """A case is there under this key and states something else."""
    there = _listed(labels)
    return Text(
        sq=f"Rasti {reference} ka këtë çelës, por fakte të tjera: {there.sq}. Ndryshoni rastin ose rreshtin.",
        sr=f"Predmet {reference} ima ovaj ključ, ali druge činjenice: {there.sr}. Izmenite predmet ili red.",
        en=f"Case {reference} has this key, but other facts: {there.en}. Change the case or the row.",
    )


def no_longer_valid(number: str) -> RowProblem:
    """The document of the row was issued and does not count any more."""
    return RowProblem(
        "",
        Text(
            sq=f"Dokumenti {number} u lëshua, por nuk vlen më; nëse duhet një i ri, lëshojeni nga rasti.",
            sr=f"Dokument {number} je izdat, ali više ne važi; ako treba novi, izdajte ga iz predmeta.",
            en=f"Document {number} was issued and is no longer valid; if another is needed, issue it from the case.",
        ),
    )


def draft_ended(reason: str) -> RowProblem:
    """The draft of the row was sent back or withdrawn."""
    why = f" “{reason[:200]}”" if reason else ""
    return RowProblem(
        "",
        Text(
            sq=f"Drafti i këtij rreshti u kthye ose u tërhoq{why}; ndreqni rastin dhe përgatiteni prej tij.",
            sr=f"Nacrt ovog reda je vraćen ili povučen{why}; ispravite predmet i pripremite ga iz njega.",
            en=f"The draft of this row was sent back or withdrawn{why}; correct the case and prepare it from there.",
        ),
    )


def missing(label: Text) -> Text:
    """The document needs a fact the row does not state."""
    sentences = {
        Language.ALBANIAN: "{}: i duhet dokumentit; plotësoni kolonën.",
        Language.SERBIAN: "{}: potrebno je za dokument; popunite kolonu.",
        Language.ENGLISH: "{}: the document needs it; fill in the column.",
    }
    return Text(**{one.value: words.format(label.in_language(one)) for one, words in sentences.items()})


def stopped(finding: Text) -> Text:
    """A finding stops the document."""
    sentences = {
        Language.ALBANIAN: "{} Kjo e ndal dokumentin; korrigjoni rreshtin dhe dërgojeni skedarin përsëri.",
        Language.SERBIAN: "{} To zaustavlja dokument; ispravite red i ponovo pošaljite datoteku.",
        Language.ENGLISH: "{} This stops the document; correct the row and send the file again.",
    }
    return Text(**{one.value: words.format(finding.in_language(one)) for one, words in sentences.items()})


def _listed(labels: Sequence[Text]) -> Text:
    return Text(**{one.value: ", ".join(label.in_language(one) for label in labels) for one in Language})
