"""The form of one document: exactly the facts its template prints, those it cannot do without marked as required."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from neni.core.declarations import CaseType, DocumentType, Field, Section
from neni.core.model.cases import Case
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.services.judging import versions
from neni.core.services.paper.readying import templates_of

_CHOOSES = re.compile(r"\{(\w+)\}")


def form_of(office: Office, kind: CaseType, wanted: DocumentType, case: Case) -> CaseType:
    """The case type with the document's form in the place of its own. While no template fits, the form asks for the
    choice that names one; facts that rules derive or the document computes are not asked for."""
    templates = templates_of(office, kind, wanted, case)
    required = {name for one in templates for name in one.required} | set(_CHOOSES.findall(wanted.template))
    optional = {name for one in templates for name in one.optional} - required
    facts = versions.facts_of(office, case)
    order = [*(one.fact for one in kind.fields), *sorted(facts)]
    asked = [name for name in dict.fromkeys(order) if name in facts and facts[name].asked]
    sections = (
        Section(_REQUIRED, _fields((name for name in asked if name in required), required=True)),
        Section(_OPTIONAL, _fields(name for name in asked if name in optional)),
    )
    return replace(kind, form=tuple(one for one in sections if one.fields))


def _fields(names: Iterable[str], *, required: bool = False) -> tuple[Field, ...]:
    return tuple(Field(name, required) for name in names)


_REQUIRED = Text(
    sq="Pa këto dokumenti nuk mund të shkruhet",
    sr="Bez ovoga dokument se ne može sačiniti",
    en="Without these the document cannot be written",
)
_OPTIONAL = Text(
    sq="Këto shkruhen në dokument kur dihen",
    sr="Ovo stoji u dokumentu kad je poznato",
    en="These stand on the document when they are known",
)
