"""Files of a batch: the empty sheet a person fills, and the report of what became of each row."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator

from neni.core.adapters import spreadsheets
from neni.core.adapters.spreadsheets import lists
from neni.core.declarations import CaseType
from neni.core.model.batches import BatchReport, RowResult, RowState, asked, labels, sheet_title
from neni.core.model.facts import FactKind, FactType
from neni.core.model.text import Language, Text
from neni.core.office import Office
from neni.core.services.batches.batch_layout import ROW, columns_of, lists_of

ENDINGS = ("csv", "xlsx")
STATES = {
    RowState.READY: Text(sq="gati", sr="spremno", en="ready"),
    RowState.ISSUED: Text(sq="lëshuar", sr="izdato", en="issued"),
    RowState.PREPARED: Text(sq="draft i përgatitur", sr="nacrt pripremljen", en="draft prepared"),
    RowState.ALREADY: Text(sq="lëshuar më parë", sr="ranije izdato", en="issued before"),
    RowState.DRAFTED: Text(sq="draft i përgatitur më parë", sr="nacrt ranije pripremljen", en="draft prepared before"),
    RowState.REFUSED: Text(sq="refuzuar", sr="odbijeno", en="refused"),
}
_COLUMNS = (
    ROW,
    Text(sq="gjendja", sr="stanje", en="state"),
    Text(sq="rasti", sr="predmet", en="case"),
    Text(sq="dokumenti", sr="dokument", en="document"),
    Text(sq="kolona", sr="kolona", en="column"),
    Text(sq="arsyeja dhe çfarë të bëni", sr="razlog i šta učiniti", en="reason and what to do"),
    Text(sq="çelësi", sr="ključ", en="key"),
)
PROBLEM_COLUMNS = (_COLUMNS[0], _COLUMNS[4], _COLUMNS[5])
IGNORED = Text(sq="kolona që nuk u përdorën", sr="kolone koje nisu korišćene", en="columns that were not used")
_EXPLAINED = (
    Text(sq="kolona", sr="kolona", en="column"),
    Text(sq="kodi", sr="šifra", en="code"),
    Text(sq="e detyrueshme", sr="obavezno", en="required"),
    Text(sq="çfarë shkruhet", sr="šta se upisuje", en="what to write"),
    Text(sq="zgjedhjet", sr="izbori", en="choices"),
)
_LINK = Text(
    sq="një rresht për çdo zë; këtu numri i rreshtit të fletës së parë (2 është i pari nën titull), ose quajeni "
    "kolonën si kolonën e çelësit dhe shkruani çelësin",
    sr="jedan red za svaku stavku; ovde broj reda prvog lista (2 je prvi ispod zaglavlja), ili nazovite kolonu kao "
    "kolonu ključa i upišite ključ",
    en="a line for each record; here the number of the row in the first sheet (2 is the first below the header), or "
    "call the column like the key column and write the key",
)
_KINDS = {
    FactKind.MONEY: Text(
        sq="shuma në euro: 48000 ose 48.000,00",
        sr="iznos u evrima: 48000 ili 48.000,00",
        en="amount in euros: 48000 or 48.000,00",
    ),
    FactKind.PERCENT: Text(sq="përqindja: 10", sr="procenat: 10", en="percent: 10"),
    FactKind.NUMBER: Text(sq="numër", sr="broj", en="number"),
    FactKind.DATE: Text(
        sq="datë: 2026-03-02 ose 2.3.2026", sr="datum: 2026-03-02 ili 2.3.2026", en="day: 2026-03-02 or 2.3.2026"
    ),
    FactKind.INSTANT: Text(
        sq="datë dhe orë: 2026-03-02T10:00", sr="datum i vreme: 2026-03-02T10:00", en="day and time: 2026-03-02T10:00"
    ),
    FactKind.DURATION: Text(
        sq="kohëzgjatje: P10D (dhjetë ditë)", sr="trajanje: P10D (deset dana)", en="duration: P10D (ten days)"
    ),
    FactKind.CHOICE: Text(sq="një nga zgjedhjet", sr="jedan od izbora", en="one of the choices"),
    FactKind.TEXT: Text(sq="tekst", sr="tekst", en="text"),
    FactKind.YES_NO: Text(sq="po ose jo", sr="da ili ne", en="yes or no"),
}


def empty_sheet(office: Office, kind: CaseType, language: Language) -> bytes:
    """The sheet for a case type as .xlsx: its columns named in the reader's language, on a second sheet what each
    of them takes, and a further sheet for each list of records."""
    facts, records = columns_of(office, kind), lists_of(office, kind)
    required = {one.fact for one in kind.fields if one.required}
    explained = [*_explained(facts, language, required)]
    further: dict[str, list[str]] = {}
    for fact in records:
        title, fields = sheet_title(_name(fact, records, language)), asked(fact.fields)
        further[title] = [ROW.in_language(language), *(_name(one, fields, language) for one in fields)]
        mark = "✓" if fact.name in required else ""
        explained.append([f"{title}: {further[title][0]}", fact.name, mark, _LINK.in_language(language), ""])
        explained += [[f"{title}: {cells[0]}", *cells[1:]] for cells in _explained(fields, language)]
    names = [_name(fact, facts, language) for fact in facts]
    return lists.write_form(names, [[one.in_language(language) for one in _EXPLAINED], *explained], further)


def _explained(facts: tuple[FactType, ...], language: Language, required: Collection[str] = ()) -> Iterator[list[str]]:
    for fact in facts:
        mark = "✓" if fact.name in required else ""
        yield [_name(fact, facts, language), fact.name, mark, *_what(fact, language)]


def name(report: BatchReport, ending: str) -> str:
    """What the report is called: after its file, in letters every system takes."""
    stem = "".join(one if one.isascii() and one.isalnum() else "-" for one in report.file_name.rpartition(".")[0])
    return f"{stem.strip('-')[:60] or 'batch'}-{'check' if report.checked_only else 'report'}.{ending}"


def write(report: BatchReport, ending: str, language: Language) -> bytes:
    """The report: a line for each row, and one more for each further problem of a row."""
    columns = [one.in_language(language) for one in _COLUMNS]
    rows = (line for result in report.results for line in _lines(result, language))
    if ending == "xlsx":
        return spreadsheets.write_list(columns, rows, remark(report).in_language(language))
    file = io.StringIO(newline="")
    table = csv.writer(file)
    table.writerow(columns)
    table.writerows([_harmless(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig", "replace")


def remark(report: BatchReport) -> Text:
    """How much of the file the report tells."""
    done, total = len(report.results), report.total
    return Text(
        sq=f"{done} nga {total} rreshta u shikuan.",
        sr=f"Pregledano {done} od {total} redova.",
        en=f"{done} of {total} rows were looked at.",
    )


def _lines(result: RowResult, language: Language) -> Iterator[tuple[str, ...]]:
    told = [(one.column, one.message.in_language(language)) for one in result.problems] or [("", "")]
    state = STATES[result.state].in_language(language)
    for column, reason in told:
        yield str(result.row), state, result.reference, result.number, column, reason, result.key


def _name(fact: FactType, facts: tuple[FactType, ...], language: Language) -> str:
    """The label, or the code when another fact bears that label too."""
    alike = [one for one in facts if labels(one) & labels(fact)]
    return fact.label.in_language(language) if len(alike) == 1 else fact.name


def _what(fact: FactType, language: Language) -> tuple[str, str]:
    """What to write, and the choices there are."""
    choices = "; ".join(f"{one.label.in_language(language)} ({one.code})" for one in fact.choices)
    return _KINDS[fact.kind].in_language(language), choices


def _harmless(words: str) -> str:
    """Words that no spreadsheet takes for a formula."""
    return f"'{words}" if words.startswith(("=", "+", "-", "@", "\t", "\r")) else words
