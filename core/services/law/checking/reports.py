"""The whole check of a subject: everything found, gravest first, and the coverage report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from neni.core.errors import NeniError
from neni.core.model.law.checks import contradictions, idle, reachability, repealed, sources, timing, translations
from neni.core.model.law.checks.findings import CheckFinding, Gravity, in_order, of_problem
from neni.core.model.law.checks.reading import Reading
from neni.core.model.law.coverage import Coverage
from neni.core.model.rulesets import Ruleset
from neni.core.model.tables.table_checks import remarks
from neni.core.services.law.checking import covering
from neni.core.services.law.checking.examples import Ran, run
from neni.core.services.law.checking.subjects import Subject

CLEAN, WRONG, NOT_CHECKED = 0, 1, 2
"""Exit codes: nothing wrong; errors found; what was asked for could not be checked, or not all of it."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found. `names` are the plugins or the folder that were checked."""

    names: tuple[str, ...]
    findings: tuple[CheckFinding, ...]
    coverage: Coverage
    complete: bool = True

    @property
    def errors(self) -> tuple[CheckFinding, ...]:
        """What is wrong for certain."""
        return tuple(one for one in self.findings if one.gravity is Gravity.ERROR)

    @property
    def remarks(self) -> tuple[CheckFinding, ...]:
        """What deserves a second look."""
        return tuple(one for one in self.findings if one.gravity is Gravity.REMARK)

    def exit_code(self, *, strict: bool = False) -> int:
        """What a command ends with; `strict` lets remarks count."""
        if not self.complete:
            return NOT_CHECKED
        return WRONG if self.errors or (strict and self.remarks) else CLEAN


def check(subject: Subject, troubles: Iterable[NeniError] = ()) -> CheckReport:
    """Run the examples and look for everything there is to find. `troubles` are those of templates. Law that was
    refused when it was read is not looked at further: what is found there would come from the mistakes."""
    readings = {code: Reading(law.lawbook) for code, law in subject.laws.items()}
    ran = [run(one, subject.laws) for one in subject.examples] if subject.sound else []
    coverage = covering.cover(subject.rulesets, readings, ran)
    found = list(_found(subject, readings, ran, coverage)) if subject.sound else []
    return CheckReport(
        subject.names, in_order([*subject.mistakes, *found, *_of_templates(troubles)]), coverage, subject.complete
    )


def _found(
    subject: Subject, readings: Mapping[str, Reading], ran: Sequence[Ran], coverage: Coverage
) -> Iterator[CheckFinding]:
    yield from (failure for one in ran for failure in one.failures)
    yield from covering.untried(coverage)
    for case_type, reading in readings.items():
        ours = [one for one in subject.rulesets if case_type in one.applies_to]
        yield from _read(reading, ours)
    for ruleset in subject.rulesets:
        yield from _unreachable(ruleset, [readings[one] for one in ruleset.applies_to if one in readings])
    yield from translations.check(subject.rulesets)
    yield from repealed.check(subject.acts, subject.rulesets)
    yield from idle.check((one.lawbook for one in readings.values()), subject.rulesets, subject.used)


def _read(reading: Reading, ours: Sequence[Ruleset]) -> Iterator[CheckFinding]:
    """What shows in the law of one case type."""
    yield from contradictions.check(reading, ours)
    yield from timing.check(reading, ours)
    yield from sources.check(reading, ours)
    if ours:
        yield from translations.check((), reading.lawbook.given, f"fact_sources() → {reading.lawbook.case_type}")
    files = {one.place.file for one in ours}
    tables = (
        of_problem(one, Gravity.REMARK, f"table-{one.code.replace('_', '-')}") for one in remarks(reading.lawbook)
    )
    yield from (one for one in tables if one.file in files)


def _unreachable(ruleset: Ruleset, readings: Sequence[Reading]) -> Iterator[CheckFinding]:
    """What can never be in any of the case types the ruleset is for."""
    first, *others = [tuple(reachability.check(one, [ruleset])) for one in readings] or [()]
    yield from (one for one in first if all(one in found for found in others))


def _of_templates(troubles: Iterable[NeniError]) -> Iterator[CheckFinding]:
    for error in troubles:
        yield CheckFinding("bad-template", Gravity.ERROR, error.message)
        yield from (of_problem(one) for one in error.problems)
