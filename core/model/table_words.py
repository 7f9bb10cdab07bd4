"""What is said of tables from elsewhere that cannot be read, and how hit policies are named there."""

from __future__ import annotations

from neni.core.model.hit_policies import Aggregation, HitPolicy
from neni.core.model.problems import Problem
from neni.core.model.text import Text

NOT_READ = Text(
    sq="Tabela nuk mund të lexohet; korrigjoni qelizat e shënuara.",
    sr="Tabela se ne može pročitati; ispravite navedene ćelije.",
    en="The table cannot be read; correct the cells named.",
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
