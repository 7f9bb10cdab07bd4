"""How evaluations and imports read in a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table

from neni.core.cli.terminal import console, escaped
from neni.core.model.findings import Evaluation, Finding, Outcome
from neni.core.model.importing.import_reports import ImportReport, RowNote
from neni.core.model.law.versions import short
from neni.core.model.rules import Severity
from neni.core.model.text import Language, Text

MARKS = {Severity.BLOCKING: "[bold red]■[/]", Severity.WARNING: "[yellow]▲[/]", Severity.NOTE: "[cyan]●[/]"}
_ADVISORY = Text(
    sq="këshillë: dy persona ende nuk e kanë konfirmuar",
    sr="savet: dve osobe ga još nisu potvrdile",
    en="advice: not yet confirmed by two people",
)
_CANNOT = Text(sq="Nuk mund të thuhet ende", sr="Još se ne može reći", en="Cannot be told yet")
_NEEDS = Text(sq="mungon", sr="nedostaje", en="missing")
_NOTHING = Text(sq="Rregullat nuk gjetën asgjë.", sr="Pravila nisu našla ništa.", en="The rules found nothing.")
_LAW_OF = Text(sq="Ligji i datës", sr="Pravo na dan", en="Law of")
MOST_NOTES = 12


def print_evaluation(evaluation: Evaluation, language: Language, *, every: bool = False) -> None:
    """What holds, gravest first; what cannot be told, with what is missing; on demand what does not hold."""
    console.print(f"{_LAW_OF.in_language(language)} {evaluation.on.isoformat()} · {escaped(evaluation.engine)}")
    holding = list(evaluation.with_outcome(Outcome.HOLDS))
    for finding in holding:
        _print_finding(finding, language)
    if not holding:
        console.print(_NOTHING.in_language(language))
    _print_untold(evaluation.with_outcome(Outcome.CANNOT_BE_TOLD), language)
    if every:
        for finding in evaluation.with_outcome(Outcome.DOES_NOT_HOLD):
            console.print(f"[dim]○ {finding.rule}  {escaped(finding.title.in_language(language))}[/]")


def _print_finding(finding: Finding, language: Language) -> None:
    console.print(
        f"{MARKS[finding.severity]} [bold]{finding.rule}[/]  {escaped(finding.message.in_language(language))}"
    )
    named = finding.reference.words.in_language(language)
    source = f"{named} · {finding.confidence.value} · {finding.ruleset} {short(finding.version)}"
    advisory = f" · {_ADVISORY.in_language(language)}" if finding.advisory else ""
    console.print(f"    [dim]{escaped(source + advisory)}[/]")
    if finding.remedy:
        console.print(f"    → {escaped(finding.remedy.in_language(language))}")


def _print_untold(findings: Iterable[Finding], language: Language) -> None:
    untold = list(findings)
    if untold:
        console.print(f"[bold]{_CANNOT.in_language(language)}[/] ({len(untold)})")
    for finding in untold:
        missing = ", ".join(one.label.in_language(language) for one in finding.missing)
        line = f"{finding.rule}  {finding.title.in_language(language)} – {_NEEDS.in_language(language)}: {missing}"
        console.print(f"  [dim]?[/] {escaped(line)}")


_READ, _CREATED, _UNCHANGED, _DIFFERING, _SKIPPED, _REFUSED, _WARNINGS, _BEFORE_LAW = (
    Text(sq="rreshta të lexuar", sr="pročitanih redova", en="rows read"),
    Text(sq="raste të reja", sr="novih predmeta", en="new cases"),
    Text(sq="të pandryshuara", sr="nepromenjenih", en="unchanged"),
    Text(sq="ndryshojnë nga ç'është ruajtur", sr="razlikuju se od sačuvanog", en="differ from what is stored"),
    Text(sq="të lëna jashtë", sr="izostavljenih", en="left out"),
    Text(sq="të refuzuara", sr="odbijenih", en="refused"),
    Text(sq="vërejtje", sr="napomena", en="remarks"),
    Text(
        sq="para se rregullat të hynin në fuqi", sr="pre stupanja pravila na snagu", en="before any rule was in force"
    ),
)


def print_import(report: ImportReport, language: Language) -> None:
    """The summary, the rows that need somebody's eye, and what the rules found."""
    counts = (
        (_READ, report.read),
        (_CREATED, report.created),
        (_UNCHANGED, report.unchanged),
        (_DIFFERING, len(report.differing)),
        (_SKIPPED, len(report.skipped)),
        (_REFUSED, report.rows_refused),
        (_WARNINGS, len(report.warnings)),
        (_BEFORE_LAW, report.without_rules),
    )
    console.print(" · ".join(f"[bold]{count}[/] {label.in_language(language)}" for label, count in counts if count))
    for mark, notes in (
        ("[red]✗[/]", report.refused),
        ("[yellow]≠[/]", report.differing),
        ("[dim]–[/]", report.skipped),
    ):
        _print_notes(mark, notes, language)
    if report.rules:
        console.print(_rules_table(report, language))
        _print_untold_counts(report, language)


def _print_notes(mark: str, notes: tuple[RowNote, ...], language: Language) -> None:
    for note in notes[:MOST_NOTES]:
        where = f"{note.row}, {note.column}" if note.column else str(note.row)
        console.print(f"{mark} {escaped(f'{where} “{note.value[:40]}”: {note.message.in_language(language)}')}")
    if len(notes) > MOST_NOTES:
        console.print(f"{mark} … +{len(notes) - MOST_NOTES}")


_RULE, _HOLDS, _EXAMPLE = (
    Text(sq="rregulli", sr="pravilo", en="rule"),
    Text(sq="vlen", sr="važi", en="holds"),
    Text(sq="shembull", sr="primer", en="example"),
)
WIDEST_RULE = 40


def _rules_table(report: ImportReport, language: Language) -> Table:
    """What holds anywhere, most frequent first, with the case of greatest value."""
    table = Table(show_edge=False, pad_edge=False)
    table.add_column(_RULE.in_language(language), no_wrap=True)
    table.add_column(_HOLDS.in_language(language), justify="right", no_wrap=True)
    table.add_column(_EXAMPLE.in_language(language), no_wrap=True)
    room = max(console.width - WIDEST_RULE - 26, 20)
    for count in report.rules:
        if count.holds:
            rule = (
                f"{MARKS[count.severity]} {count.rule} {escaped(_cut(count.title.in_language(language), WIDEST_RULE))}"
            )
            example = count.examples[0] if count.examples else None
            shown = escaped(_cut(f"{example.reference} {example.title}", room)) if example else ""
            table.add_row(rule, str(count.holds), shown)
    return table


def _print_untold_counts(report: ImportReport, language: Language) -> None:
    untold = [f"{count.rule} ({count.cannot_be_told})" for count in report.rules if count.cannot_be_told]
    if untold:
        console.print(f"[dim]{_CANNOT.in_language(language)}: {', '.join(untold)}[/]")


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"
