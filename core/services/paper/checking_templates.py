"""Fills every template with its own example, so that what only shows when paper is made shows before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from neni.core.adapters import qr, statements
from neni.core.declarations import CaseType
from neni.core.errors import NeniError
from neni.core.holdings import Holding
from neni.core.host import Host
from neni.core.model.paper import PaperValue, on_paper
from neni.core.ports import STANDARD_VARIABLES, Template, Word
from neni.core.services.paper.clauses import VARIABLE, no_place

_STANDARD: tuple[PaperValue, ...] = (
    *("0001/2026", date(2026, 1, 31), "Arta Berisha", "2026-0001"),
    *("ABCD-EFGH-IJKL-MNOP-QRST-UVWX", "https://example.org/check", qr.png("https://example.org/check")),
    [{"code": "CLA-01", "title": "Klauzola", "text": "…"}],
    [dict.fromkeys(("code", "title", "last_minute", "state", "source", "counted", "policy"), "…")],
)


def check_templates(host: Host, word: Word, plugin: str | None = None) -> tuple[NeniError, ...]:
    """What goes wrong with the templates of every plugin, or of one: BadTemplate, or InvalidFacts of an example."""
    failures: list[NeniError] = []
    for holding in host.holdings:
        for case_type, template in _used(host, holding) if plugin in (None, holding.plugin.name) else ():
            try:
                trial(host, word, case_type, template)
                _refuse_homeless(host, word, case_type, template)
            except NeniError as error:
                failures.append(error)
    return tuple(failures)


def trial(host: Host, word: Word, case_type: CaseType, template: Template) -> bytes:
    """A template filled with its own example, as .docx. Raises BadTemplate, InvalidFacts."""
    return word.render(template, _filled(host, case_type, template))


def _used(host: Host, holding: Holding) -> Iterator[tuple[CaseType, Template]]:
    """Every template with the case types whose documents may use it."""
    for case_type in holding.department.case_types if holding.department else ():
        facts = host.lawbook(case_type.code).facts
        codes = {code for document in case_type.documents for code in document.templates_among(facts)}
        yield from ((case_type, template) for template in holding.templates if template.code in codes)


def _refuse_homeless(host: Host, word: Word, case_type: CaseType, template: Template) -> None:
    """Raises BadTemplate when clauses are meant for a document that the template does not print."""
    lawbook = host.lawbook(case_type.code)
    uses = [one.code for one in case_type.documents if template.code in one.templates_among(lawbook.facts)]
    meant = [one for one in lawbook.clauses() if not set(one.documents).isdisjoint(uses)]
    if meant and VARIABLE not in word.variables(template):
        raise no_place(template, meant)


def _filled(host: Host, case_type: CaseType, template: Template) -> dict[str, PaperValue]:
    """The example as the template sees it; what the document type computes from a case stays empty."""
    types = host.lawbook(case_type.code).facts
    facts = statements.read(types, template.example)
    names = (*template.required, *template.optional)
    shown = {name: on_paper(types[name], facts.get(name)) if name in types else "" for name in names}
    return {**shown, **dict(zip(STANDARD_VARIABLES, _STANDARD, strict=True))}
