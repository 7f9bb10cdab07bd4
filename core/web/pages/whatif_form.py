"""The question of what if, as it is asked on the page: which value or which rules, and of which cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from werkzeug.datastructures import FileStorage, MultiDict

from neni.core.declarations import CaseType, Department
from neni.core.errors import InvalidFacts, NeniError, NotFound, Problem
from neni.core.model import amounts
from neni.core.model.facts import FactKind, FactType
from neni.core.model.people import Permission
from neni.core.model.rules import Parameter
from neni.core.model.rulesets import Ruleset
from neni.core.model.text import Text
from neni.core.services.law import law_reading, proposals
from neni.core.services.law.proposals import NewValue, Proposal
from neni.core.services.law.simulation import Scope
from neni.core.web.here import office, person
from neni.core.web.pages import forms

FILE = "changed.yaml"
"""What a text without a file's name is called in messages."""
_NUMBERS = (FactKind.MONEY, FactKind.NUMBER, FactKind.PERCENT)


@dataclass(frozen=True, slots=True)
class Form:
    """What the page shows: what was sent so far, and what is wrong with it."""

    sent: Mapping[str, str]
    error: NeniError | None
    rulesets: tuple[Ruleset, ...]

    @property
    def text(self) -> str:
        """The rules as they stand in the field: those sent, or the shipped ones that were asked for."""
        if "text" in self.sent:
            return self.sent["text"].encode(errors="surrogateescape").decode(errors="replace")
        wanted = self.sent.get("ruleset", "")
        return next((one.written for one in self.rulesets if one.code == wanted), "")

    @property
    def is_of_rules(self) -> bool:
        """Whether the question is about a changed ruleset, not about a value."""
        return bool(self.text)

    @property
    def problems(self) -> tuple[tuple[Problem, str, str], ...]:
        """Each mistake with its line's number and text; both empty when it stands in none of this text."""
        lines = self.text.splitlines()
        return tuple((one, *_line(one.where, self.sent.get("file", ""), lines)) for one in _told(self.error))

    @property
    def departments(self) -> tuple[Department, ...]:
        """The departments whose cases may be asked about."""
        every = office().host.departments
        return tuple(one for one in every if one.case_types and person().may(Permission.READ, one.code))

    @property
    def case_types(self) -> tuple[CaseType, ...]:
        """Their case types."""
        return tuple(kind for one in self.departments for kind in one.case_types)


def rulesets() -> tuple[Ruleset, ...]:
    """The rulesets for cases the person may read."""
    return law_reading.readable(office(), person())


def uploaded(files: MultiDict[str, FileStorage]) -> dict[str, str]:
    """The file that was sent, as text in the field, so that it can be corrected there."""
    file = files.get("file")
    if file is None or not file.filename:
        return {}
    name = file.filename.rpartition("/")[2].rpartition("\\")[2][-80:]
    return {"file": name, "text": file.read().decode("utf-8-sig", errors="surrogateescape")}


def proposal(sent: Mapping[str, str]) -> Proposal:
    """What is thought of. Raises BadRules, InvalidFacts, NotFound."""
    if sent.get("change") == "rules":
        text = sent.get("text", "").replace("\r\n", "\n")
        if not text.strip():
            raise InvalidFacts(_NO_RULES, [Problem("no_rules", _NO_RULES, "/text")])
        return proposals.of_file(office(), sent.get("file") or FILE, text.encode(errors="surrogateescape"))
    ruleset, _, name = sent.get("parameter", "").partition("/")
    if not name:
        raise InvalidFacts(_NO_PARAMETER, [Problem("no_parameter", _NO_PARAMETER, "/parameter")])
    if ruleset not in {one.code for one in rulesets()}:
        raise NotFound(_NO_PARAMETER)
    written, start = sent.get("value", ""), _day(sent, "from")
    return proposals.of_values(office(), [NewValue(name, _as_stated(ruleset, name, written), start, ruleset)])


def scope(sent: Mapping[str, str]) -> Scope:
    """Which cases. Raises InvalidFacts."""
    case_type, department = sent.get("case_type") or None, sent.get("department") or None
    return Scope(case_type, department, _day(sent, "opened_from"), _day(sent, "opened_to"))


def _as_stated(ruleset: str, name: str, typed: str) -> str:
    """Numbers as people type them, in the form in which facts are stated. Raises InvalidFacts when one can be read in
    two ways."""
    kind = _kind(ruleset, name)
    if kind is None or kind.kind not in _NUMBERS:
        return typed
    amount = amounts.read(typed)
    if amount.ambiguous:
        told = forms.AMBIGUOUS.map(lambda words, language: f"{kind.label.in_language(language)}: {words}")
        raise InvalidFacts(told, [Problem("ambiguous", told, "/value")])
    return amount.written


def _kind(ruleset: str, name: str) -> FactType | None:
    parameters: Iterator[Parameter] = (one for each in rulesets() if each.code == ruleset for one in each.parameters)
    return next((one.type for one in parameters if one.name == name), None)


def _day(sent: Mapping[str, str], name: str) -> date | None:
    written = sent.get(name, "").strip()
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise InvalidFacts(_NO_DAY, [Problem("no_day", _NO_DAY, f"/{name}")]) from None


def _told(error: NeniError | None) -> tuple[Problem, ...]:
    return error.problems if error else ()


def _line(where: str, file: str, lines: list[str]) -> tuple[str, str]:
    name, _, number = where.rpartition(":")
    if name in (file or FILE, f"{file}.yaml") and number.isdigit() and 0 < int(number) <= len(lines):
        return number, lines[int(number) - 1].strip()
    return "", ""


_NO_RULES = Text(
    sq="Zgjidhni një skedar me rregulla ose ngjitni tekstin e tyre.",
    sr="Izaberite datoteku s pravilima ili nalepite njihov tekst.",
    en="Choose a file with rules, or paste their text.",
)
_NO_PARAMETER = Text(
    sq="Zgjidhni vlerën ligjore që do të ndryshonte.",
    sr="Izaberite pravnu vrednost koja bi se promenila.",
    en="Choose the value of the law that would change.",
)
_NO_DAY = Text(
    sq="Kjo nuk është datë; shkruajeni si 2026-03-02.",
    sr="To nije datum; napišite ga kao 2026-03-02.",
    en="This is no date; write it like 2026-03-02.",
)
