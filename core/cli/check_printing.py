"""How a check reads in a terminal: problems first, then remarks, then what there is."""

from __future__ import annotations

from rich.table import Table

from neni.core.cli.terminal import console, escaped
from neni.core.model.law.checks.findings import Gravity
from neni.core.model.law.coverage import Coverage, percent
from neni.core.model.references import Confidence
from neni.core.model.text import Language, Text
from neni.core.services.law.checking.reports import CheckReport


def print_findings(report: CheckReport, language: Language) -> None:
    """Every finding, what to do where that was not said before, and a line of counts."""
    told: set[Text] = set()
    for one in report.findings:
        console.print(f"{_MARKS[one.gravity]} {escaped(one.said(language))} [dim]{one.code}[/]")
        if one.remedy and one.remedy not in told:
            console.print(f"    → {escaped(one.remedy.in_language(language))}")
            told.add(one.remedy)
    coverage = report.coverage
    counts = (
        (_ERRORS, len(report.errors)),
        (_REMARKS, len(report.remarks)),
        (_RULES, len(coverage.rules)),
        (_EXAMPLES, coverage.examples),
    )
    summed = " · ".join(f"{count} {label.in_language(language)}" for label, count in counts)
    console.print(f"{escaped(', '.join(report.names))}: {summed}")


def print_coverage(coverage: Coverage, language: Language) -> None:
    """Article by article, then rule by rule."""
    console.print(_articles(coverage, language))
    console.print()
    console.print(_rules(coverage, language))
    console.print()
    counts = (
        (_TRIED, coverage.tried, len(coverage.rules)),
        (_UNCONFIRMED, coverage.unconfirmed, len(coverage.rules)),
        (_WITH_EXAMPLE, len(coverage.with_rules) - len(coverage.without_example), len(coverage.with_rules)),
    )
    for label, part, whole in counts:
        console.print(f"{label.in_language(language)}: {part}/{whole} ({percent(part, whole)} %)")


def _articles(coverage: Coverage, language: Language) -> Table:
    table = Table(*(one.in_language(language) for one in _ARTICLE_COLUMNS), show_edge=False, pad_edge=False)
    for one in coverage.articles:
        paragraph = f" · {one.paragraph}" if one.paragraph else ""
        where = f"{one.act or _PRACTICE.in_language(language)} {one.article}{paragraph}"
        beside = ", ".join((*one.names("parameter"), *one.names("derivation"), *one.names("table")))
        rules = ", ".join(each.rule.code for each in one.rules) or "–"
        since = one.since.isoformat() if one.since else "–"
        known = CONFIDENCES[one.confidence].in_language(language)
        table.add_row(*map(escaped, (where, rules, beside or "–", known, since, str(one.examples))))
    return table


def _rules(coverage: Coverage, language: Language) -> Table:
    table = Table(*(one.in_language(language) for one in _RULE_COLUMNS), show_edge=False, pad_edge=False)
    for one in coverage.rules:
        effect = _ADVISES if one.needs_confirmation else _TAKES_EFFECT
        counts = (str(len(some)) for some in (one.holds, one.does_not_hold, one.cannot_be_told))
        title = one.rule.title.in_language(language)
        table.add_row(*map(escaped, (one.rule.code, title, effect.in_language(language), *counts)))
    return table


_MARKS = {Gravity.ERROR: "[red]✗[/]", Gravity.REMARK: "[yellow]![/]"}
CONFIDENCES = {
    Confidence.VERIFIED: Text(sq="i lexuar", sr="pročitano", en="read"),
    Confidence.SECONDARY: Text(sq="nga raport a udhëzues", sr="iz izveštaja ili vodiča", en="from a report or guide"),
    Confidence.PRACTICE: Text(sq="praktikë", sr="praksa", en="practice"),
    Confidence.MEMORY: Text(sq="i palexuar", sr="nepročitano", en="not read"),
}
_ERRORS = Text(sq="gabime", sr="grešaka", en="errors")
_REMARKS = Text(sq="vërejtje", sr="napomena", en="remarks")
_RULES = Text(sq="rregulla", sr="pravila", en="rules")
_EXAMPLES = Text(sq="shembuj", sr="primera", en="examples")
_PRACTICE = Text(sq="praktikë e institucionit", sr="praksa institucije", en="practice of the institution")
_ADVISES = Text(sq="këshillon", sr="savetuje", en="advises")
_TAKES_EFFECT = Text(sq="zbatohet", sr="deluje", en="takes effect")
_TRIED = Text(
    sq="rregulla me një shembull ku vlejnë dhe një ku jo",
    sr="pravila sa primerom gde važe i jednim gde ne",
    en="rules with an example in which they hold and one in which they do not",
)
_UNCONFIRMED = Text(
    sq="rregulla që vetëm këshillojnë derisa t'i konfirmojnë dy persona",
    sr="pravila koja samo savetuju dok ih dve osobe ne potvrde",
    en="rules that only advise until two people confirm them",
)
_WITH_EXAMPLE = Text(
    sq="nene me rregulla që kanë shembull", sr="članovi sa pravilima koji imaju primer", en="articles with an example"
)
_ARTICLE_COLUMNS = (
    Text(sq="neni", sr="član", en="article"),
    Text(sq="rregulla", sr="pravila", en="rules"),
    Text(sq="mbështetet edhe", sr="na njemu i", en="rests on it too"),
    Text(sq="sa i njohur", sr="koliko poznato", en="how surely known"),
    Text(sq="në fuqi nga", sr="na snazi od", en="in force since"),
    Text(sq="shembuj", sr="primera", en="examples"),
)
_RULE_COLUMNS = (
    Text(sq="rregulli", sr="pravilo", en="rule"),
    Text(sq="titulli", sr="naslov", en="title"),
    Text(sq="pesha", sr="dejstvo", en="effect"),
    Text(sq="vlen", sr="važi", en="holds"),
    Text(sq="nuk vlen", sr="ne važi", en="does not hold"),
    Text(sq="nuk mund të thuhet", sr="ne može se reći", en="cannot be told"),
)
