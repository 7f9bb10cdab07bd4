"""What is said of decision tables: of their rows, and of tables from elsewhere with the names hit policies have."""

from __future__ import annotations

from neni.core.model.hit_policies import Aggregation, HitPolicy
from neni.core.model.problems import Problem
from neni.core.model.text import Text

NOT_READ = Text(
    sq="Tabela nuk mund të lexohet; korrigjoni qelizat e shënuara.",
    sr="Tabela se ne može pročitati; ispravite navedene ćelije.",
    en="The table cannot be read; correct the cells named.",
)


def row_said(table: str, number: int, words: str) -> Text:
    """A row by its table, its number and what it says; number 0 is what holds when no row is met."""
    if number == 0:
        return Text(
            sq=f"Tabela “{table}”: asnjë rresht që thotë ndryshe nuk plotësohet, prandaj vlen “default”",
            sr=f"Tabela „{table}“: nijedan red koji kaže drugačije nije ispunjen, pa važi „default“",
            en=f"Table “{table}”: no row that says otherwise is met, so the default counts",
        )
    return Text(
        sq=f"Tabela “{table}”, rreshti {number}: {words}",
        sr=f"Tabela „{table}“, red {number}: {words}",
        en=f"Table “{table}”, row {number}: {words}",
    )


def contradiction(table: str, rows: str, labels: Text) -> Text:
    """Rows that are met together and say different things."""
    return Text(
        sq=f"Tabela “{table}” e kundërshton veten: rreshtat {rows} plotësohen bashkë dhe thonë gjëra të ndryshme, "
        f"prandaj nuk mund të thuhet: {labels.sq}.",
        sr=f"Tabela „{table}“ protivreči sama sebi: redovi {rows} ispunjeni su zajedno a kažu različito, "
        f"pa se ne može reći: {labels.sr}.",
        en=f"The table “{table}” contradicts itself: rows {rows} are met together and say different things, "
        f"so this cannot be told: {labels.en}.",
    )


def not_unique(table: str, rows: str) -> Text:
    """Rows of a unique table that are met together, though they say the same."""
    return Text(
        sq=f"Rreshtat {rows} të tabelës “{table}” plotësohen bashkë, edhe pse ajo është unique; thonë të njëjtën gjë, "
        "prandaj përfundimi qëndron.",
        sr=f"Redovi {rows} tabele „{table}“ ispunjeni su zajedno, iako je ona unique; kažu isto, pa zaključak stoji.",
        en=f"Rows {rows} of the table “{table}” are met together, though it is unique; they say the same, so the "
        "conclusion stands.",
    )


FAULTY = Text(
    sq="Teksti i ligjit në këtë tabelë ka gabim",
    sr="Tekst prava u ovoj tabeli ima grešku",
    en="The text of the law in this table is faulty",
)
MEND = Text(
    sq="Ndani kushtet e këtyre rreshtave, ose ndërroni “hit”, në skedarin e rregullave.",
    sr="Razdvojite uslove tih redova, ili promenite „hit“, u datoteci pravila.",
    en="Part the conditions of these rows, or change “hit”, in the rules file.",
)


def policy_of(hit: str, aggregate: str) -> tuple[HitPolicy, Aggregation | None] | None:
    """The hit policy and aggregation by the names Neni or DMN have for them; None when there are no such."""
    try:
        policy = HitPolicy((hit or "unique").lower())
        aggregation = Aggregation(aggregate.lower()) if aggregate else None
    except ValueError:
        return None
    return (policy, aggregation) if (policy is HitPolicy.COLLECT) is (aggregation is not None) else None


def no_policy(where: str, hit: str, aggregate: str) -> Problem:
    """A hit policy Neni does not have, or one without what belongs to it."""
    given = f"{hit} {aggregate}".strip()
    known, gathered = ", ".join(HitPolicy), ", ".join(Aggregation)
    return Problem(
        "no_policy",
        Text(
            sq=f"“{given}” nuk njihet; ka: {known}; me collect edhe një nga: {gathered}.",
            sr=f"„{given}“ nije poznato; ima: {known}; uz collect i jedno od: {gathered}.",
            en=f"“{given}” is not known; there are: {known}; with collect one of: {gathered}.",
        ),
        where=where,
    )


def cannot_be_read(where: str, given: str) -> Problem:
    """A cell with a formula, an error or a value of a kind tables do not have."""
    shown = given[:40]
    return Problem(
        "cannot_be_read",
        Text(
            sq=f"“{shown}” nuk lexohet; shkruani tekst, numër, datë ose true/false, jo formulë.",
            sr=f"„{shown}“ se ne čita; upišite tekst, broj, datum ili true/false, a ne formulu.",
            en=f"“{shown}” is not read; write text, a number, a date or true/false, no formula.",
        ),
        where=where,
    )


def misplaced(where: str) -> Problem:
    """Something else than what must stand there."""
    return Problem(
        "misplaced",
        Text(
            sq="Këtu pritet forma e fletës që jep `neni tables export`; nisni prej saj.",
            sr="Ovde se očekuje oblik lista koji daje `neni tables export`; pođite od njega.",
            en="Here the form of a sheet from `neni tables export` is expected; start from one.",
        ),
        where=where,
    )


def not_supported(where: str, what: str) -> Problem:
    """A part of DMN that Neni does not have."""
    return Problem(
        "not_supported",
        Text(
            sq=f"{what} nuk mbështetet; hiqeni ose shprehni ndryshe, p.sh. me një rresht të fundit me “-”.",
            sr=f"{what} nije podržano; uklonite ga ili izrazite drugačije, npr. poslednjim redom sa „-“.",
            en=f"{what} is not supported; remove it or say it otherwise, such as by a last row of “-”.",
        ),
        where=where,
    )


def not_counted(where: str) -> Problem:
    """An output of a counting table, which would be lost."""
    return Problem(
        "not_counted",
        Text(
            sq="Një tabelë që numëron nuk i lexon daljet; shkruani 1.",
            sr="Tabela koja broji ne čita izlaze; upišite 1.",
            en="A counting table does not read its outputs; write 1.",
        ),
        where=where,
    )
