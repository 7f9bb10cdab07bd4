"""Decision tables to files and back: what comes in is read cell by cell before it is shown as rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

from neni.core.adapters import dmn, feel, spreadsheets
from neni.core.errors import BadCondition, BadImport, NotFound, Problem
from neni.core.host import Host
from neni.core.model.hit_policies import Aggregation
from neni.core.model.table_words import NOT_READ, cannot_be_read, misplaced, not_counted, not_supported
from neni.core.model.tables.plain_tables import COUNTED, NOTES, PlainRow, PlainTable, ordered, plain, written
from neni.core.model.text import Text

ENDINGS = (".xlsx", ".dmn")
_NEEDED = ("act", "from", "confidence")
_NAME = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)


def export(host: Host, ruleset: str, table: str, ending: str) -> bytes:
    """A table of a ruleset as a file. Raises NotFound, BadImport."""
    facts = {}
    for holding in host.holdings:
        for one in holding.rulebook.rulesets:
            facts.update({fact.name: fact for fact in one.facts})
    for holding in host.holdings:
        for one in holding.rulebook.rulesets:
            for found in one.tables if one.code == ruleset else ():
                if found.code == table:
                    return write(plain(found, facts), ending)
    raise NotFound(nowhere(ruleset, table))


def write(table: PlainTable, ending: str) -> bytes:
    """The table as a file of that kind."""
    return spreadsheets.write(table) if ending == ".xlsx" else dmn.write(table)


def read(content: bytes, ending: str) -> tuple[PlainTable, ...]:
    """The tables of a file, every cell of which can be read. Raises BadImport with all that cannot."""
    tables = (spreadsheets.read(content),) if ending == ".xlsx" else dmn.read(content)
    problems = [problem for table in tables for problem in _problems(table)]
    if problems:
        raise BadImport(NOT_READ, problems)
    return tables


def as_rules(content: bytes, ending: str) -> str:
    """The tables of a file as they stand in a rules file. Raises BadImport."""
    return "tables:\n" + "".join(written(table) for table in read(content, ending))


def _problems(table: PlainTable) -> Iterator[Problem]:
    yield from _head_problems(table)
    width = len(table.inputs) + len(table.outputs)
    for row in table.rows:
        if len(row.tests) + len(row.values) != width or len(row.tests) != len(table.inputs):
            yield misplaced(next(iter(row.places), table.code))
        yield from _row_problems(table, row)
        if row.notes and not all(dict(zip(NOTES, row.notes, strict=True))[name] for name in _NEEDED):
            yield _no_source(next(iter(row.places), table.code))


def _head_problems(table: PlainTable) -> Iterator[Problem]:
    width = len(table.inputs) + len(table.outputs)
    if not (_NAME.fullmatch(table.code) and table.inputs and table.outputs and table.rows):
        yield _bad_head(table.code)
    for words, place in zip(table.inputs, table.places, strict=False):
        yield from _unread(words, place)
    for name, place in zip(table.outputs, table.places[len(table.inputs) :], strict=False):
        if not _NAME.fullmatch(name):
            yield _bad_name(place, name)
    for words, place in zip(table.defaults, table.places[width:], strict=False):
        yield from _unread(words, place)
    for words, place in zip(table.orders, table.places[width + len(table.outputs) :], strict=False):
        if ordered(words) is None:
            yield cannot_be_read(place, words)


def _row_problems(table: PlainTable, row: PlainRow) -> Iterator[Problem]:
    for words, place in zip(row.tests, row.places, strict=False):
        yield from _unread(words, place, tests=True)
    for words, place in zip(row.values, row.places[len(row.tests) :], strict=False):
        yield from _unread(words, place)
        if table.aggregation is Aggregation.COUNT and words != COUNTED:
            yield not_counted(place)


def _unread(words: str, place: str, *, tests: bool = False) -> Iterator[Problem]:
    if "//" in words and "\n" in words:  # joined to one line, a comment would swallow what follows it
        yield not_supported(place, "// …")
    try:
        feel.parse(words, tests=tests)
    except BadCondition as error:
        yield Problem("bad_condition", error.message, where=place)


def nowhere(ruleset: str, table: str) -> Text:
    """There is no such table."""
    return Text(
        sq=f"Nuk ka tabelë “{table[:60]}” në “{ruleset[:60]}”.",
        sr=f"Nema tabele „{table[:60]}“ u „{ruleset[:60]}“.",
        en=f"There is no table “{table[:60]}” in “{ruleset[:60]}”.",
    )


def _bad_head(code: str) -> Problem:
    return Problem(
        "bad_head",
        Text(
            sq=f"Tabela “{code}” duhet të ketë emër si value_class, së paku një hyrje, një dalje dhe një rresht.",
            sr=f"Tabela „{code}“ mora imati naziv kao value_class, bar jedan ulaz, izlaz i red.",
            en=f"The table “{code}” needs a name like value_class and at least one input, output and row.",
        ),
    )


def _bad_name(place: str, name: str) -> Problem:
    return Problem(
        "bad_name",
        Text(
            sq=f"“{name}” nuk është emër fakti; shkruajeni si value_class.",
            sr=f"„{name}“ nije naziv činjenice; napišite kao value_class.",
            en=f"“{name}” is no name of a fact; write it like value_class.",
        ),
        where=place,
    )


def _no_source(place: str) -> Problem:
    return Problem(
        "no_source",
        Text(
            sq="Rreshtit i mungon act, from ose confidence; plotësojini në çdo rresht ose hiqni kolonat e shënimeve.",
            sr="Redu nedostaje act, from ili confidence; popunite ih u svakom redu ili uklonite kolone beležaka.",
            en="The row lacks act, from or confidence; fill them in every row or remove the columns of notes.",
        ),
        where=place,
    )
