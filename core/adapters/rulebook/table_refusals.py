"""What is said of decision tables that cannot be meant so, in three languages."""

from __future__ import annotations

from collections.abc import Iterable

from neni.core.adapters.rulebook.mistakes import listed, mistake
from neni.core.model.problems import Problem
from neni.core.model.references import Place


def aggregate(place: Place, known: Iterable[str]) -> Problem:
    """`aggregate` goes with `hit: collect`, and only with it."""
    words = listed(known)
    return mistake(
        "aggregate",
        place,
        f"“aggregate” ({words}) shkruhet me hit: collect dhe vetëm me të.",
        f"„aggregate“ ({words}) piše se uz hit: collect i samo uz to.",
        f"“aggregate” ({words}) is written with hit: collect, and only with it.",
    )


def twice(place: Place, name: str) -> Problem:
    """One output in two columns."""
    return mistake(
        "twice",
        place,
        f"Dalja “{name}” është dy herë; hiqni njërën kolonë.",
        f"Izlaz „{name}“ stoji dvaput; uklonite jednu kolonu.",
        f"The output “{name}” stands twice; remove one column.",
    )


def empty(place: Place, name: str) -> Problem:
    """A table without inputs or outputs."""
    return mistake(
        "empty",
        place,
        f"“{name}” është bosh; një tabelë ka së paku një hyrje dhe një dalje.",
        f"„{name}“ je prazno; tabela ima bar jedan ulaz i jedan izlaz.",
        f"“{name}” is empty; a table has at least one input and one output.",
    )


def one_output(place: Place) -> Problem:
    """Several outputs where rows are gathered to one value."""
    return mistake(
        "one_output",
        place,
        "Me hit: collect tabela ka vetëm një dalje; bëni nga një tabelë për secilën.",
        "Uz hit: collect tabela ima samo jedan izlaz; napravite po jednu tabelu za svaki.",
        "With hit: collect a table has one output only; make a table for each.",
    )


def not_gathered(place: Place, name: str, how: str, kinds: Iterable[str]) -> Problem:
    """A kind of fact that cannot be summed, compared or counted to."""
    words = listed(kinds)
    return mistake(
        "not_gathered",
        place,
        f"“{name}” nuk mund të jetë rezultat i “{how}”; fakti duhet të jetë i llojit: {words}.",
        f"„{name}“ ne može biti rezultat „{how}“; činjenica treba da bude vrste: {words}.",
        f"“{name}” cannot be the result of “{how}”; the fact must be of kind: {words}.",
    )


def no_priority(place: Place, name: str) -> Problem:
    """An output whose values stand in no order."""
    return mistake(
        "no_priority",
        place,
        f"Me hit: priority daljet janë fakte të llojit choice, sepse radha e zgjedhjeve është përparësia; "
        f"“{name}” nuk është.",
        f"Uz hit: priority izlazi su činjenice vrste choice, jer je redosled izbora prvenstvo; „{name}“ nije.",
        f"With hit: priority outputs are facts of kind choice, because the order of choices is the priority; "
        f"“{name}” is not.",
    )


def constants_only(place: Place) -> Problem:
    """An expression where the order of rows depends on what comes out."""
    return mistake(
        "constants_only",
        place,
        "Me hit: priority daljet janë vlera të shkruara, jo shprehje; përdorni hit: first.",
        "Uz hit: priority izlazi su napisane vrednosti, a ne izrazi; upotrebite hit: first.",
        "With hit: priority outputs are values written out, not expressions; use hit: first.",
    )


def no_order(place: Place) -> Problem:
    """An order where none is followed."""
    return mistake(
        "no_order",
        place,
        "“order” shkruhet vetëm me hit: priority; hiqeni ose ndërroni “hit”.",
        "„order“ se piše samo uz hit: priority; uklonite ga ili promenite „hit“.",
        "“order” is written with hit: priority only; remove it or change “hit”.",
    )


def row_count(place: Place, most: int) -> Problem:
    """No rows, or more than a rule has."""
    return mistake(
        "row_count",
        place,
        f"Një tabelë ka 1 deri në {most} rreshta; ndajeni ose plotësojeni.",
        f"Tabela ima 1 do {most} redova; podelite je ili dopunite.",
        f"A table has 1 to {most} rows; divide or complete it.",
    )


def wrong_width(place: Place, name: str, found: int, wanted: int) -> Problem:
    """A row with too few or too many cells."""
    sq, sr, en = _ANYTHING if name == "when" else ("", "", "")
    return mistake(
        "wrong_width",
        place,
        f"“{name}” ka {found} qeliza, tabela kërkon {wanted}{sq}.",
        f"„{name}“ ima {found} ćelija, tabela traži {wanted}{sr}.",
        f"“{name}” has {found} cells, the table needs {wanted}{en}.",
    )


_ANYTHING = (
    "; një qelizë që nuk kushtëzon asgjë është “-”",
    "; ćelija koja ništa ne uslovljava je „-“",
    "; a cell that asks nothing is “-”",
)


def unquoted(place: Place) -> Problem:
    """A range that YAML read as a list."""
    return mistake(
        "unquoted",
        place,
        "Këtu duhet një qelizë, jo listë; vëreni në thonjëza, p.sh. '[1000..10000)' ose '\"a\", \"b\"'.",
        "Ovde treba jedna ćelija, a ne lista; stavite je pod navodnike, npr. '[1000..10000)' ili '\"a\", \"b\"'.",
        "Here one cell must stand, not a list; put it in quotes, such as '[1000..10000)' or '\"a\", \"b\"'.",
    )
