"""A manuscript read, and everything its rules are asked about: what each type of manuscript does with one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from neni.core import ActRegister, Manuscript, ProvisionKind, Study
from neni.plugins.legal.structure import Reading, reading_of
from neni.plugins.legal.structure.remarks import EXTRACT
from neni.plugins.legal.studying.acting import preamble, whole_act
from neni.plugins.legal.studying.citing import cited
from neni.plugins.legal.studying.draft import Draft
from neni.plugins.legal.studying.ending import the_end
from neni.plugins.legal.studying.provisions import articles, chapters, paragraphs
from neni.plugins.legal.studying.referring import annexes, references
from neni.plugins.legal.studying.states import REMARK, of_another_state
from neni.plugins.legal.studying.terming import terms
from neni.plugins.legal.studying.timing import dates, periods, sentences
from neni.plugins.legal.studying.wording import wordings

LAWS = ("law", "code")
OTHERS = ("opinion", "treaty", "constitution")
"""What owes nothing that acts under a constitution owe."""
AGREEMENTS = ("memorandum", "agreement")
ASKED = (
    whole_act, preamble, the_end, articles, paragraphs, chapters, references, annexes, cited, wordings, terms, periods,
    dates, sentences,
)  # fmt: skip


def study_bylaw(manuscript: Manuscript, on: date, acts: ActRegister) -> Study:
    """A general act: a regulation, an instruction, an election rule, a law."""
    return _studied(manuscript, on, acts, "bylaw")


def study_decision(manuscript: Manuscript, on: date, acts: ActRegister) -> Study:
    """A single decision."""
    return _studied(manuscript, on, acts, "decision")


def study_memorandum(manuscript: Manuscript, on: date, acts: ActRegister) -> Study:
    """A memorandum or an agreement of cooperation."""
    return _studied(manuscript, on, acts, "memorandum")


def study_other(manuscript: Manuscript, on: date, acts: ActRegister) -> Study:
    """An opinion, a letter, or any other text that cites law."""
    return _studied(manuscript, on, acts, "other")


def _studied(manuscript: Manuscript, on: date, acts: ActRegister, sort: str) -> Study:
    reading = reading_of(manuscript)
    foreign = of_another_state(reading)
    draft = Draft(reading, on, acts, "other" if foreign else _sort(reading, sort))
    subjects = tuple(one for ask in ASKED for one in ask(draft))
    remarks = (*reading.act.remarks, REMARK) if foreign else reading.act.remarks
    return Study(replace(reading.act, on=on, remarks=remarks), subjects)


def _sort(reading: Reading, meant: str) -> str:
    """What the draft is, by its title where that tells: a law handed in as a by-law is judged as a law."""
    kind = reading.act.title.kind
    if any(one.code == EXTRACT for one in reading.act.remarks):
        return "other"
    if kind in LAWS:
        return "law"
    if kind in AGREEMENTS:
        return "memorandum"
    if kind in OTHERS:
        return "other"
    if kind == "decision" and meant == "bylaw" and not reading.act.of(ProvisionKind.ARTICLE):
        return "decision"
    return meant
