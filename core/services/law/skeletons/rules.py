"""The skeleton of a rule in a ruleset that is there: the rule at the end of its list, an example in which it holds and
one in which it does not. The examples say what the whole ruleset makes of them, which is found by running them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from neni.core.adapters import rulebook
from neni.core.errors import BadRules, Conflict, NotFound, Problem
from neni.core.host import Host
from neni.core.model.facts import FactKind, FactType
from neni.core.model.findings import Outcome
from neni.core.model.law.examples import Example
from neni.core.model.nearest import suggesting
from neni.core.model.references import Place
from neni.core.model.rulesets import Ruleset
from neni.core.model.text import Text
from neni.core.services.law.checking import examples
from neni.core.services.law.checking.folders import in_folder
from neni.core.services.law.checking.subjects import Subject
from neni.core.services.law.skeletons import Provision, in_yaml, quoted

_RULES = re.compile(r"^rules:[ \t]*(?:#.*)?$", re.M)
_NEXT = re.compile(r"^\S", re.M)


@dataclass(frozen=True, slots=True)
class NewRule:
    """A rule to be made: its code, its title, the fact it looks at, where it stands in the law."""

    code: str
    title: Text
    fact: str
    provision: Provision


@dataclass(frozen=True, slots=True)
class RuleFiles:
    """The files as they are to be written, and the earlier examples in which the new rule holds too: they have to name
    it from now on."""

    files: Mapping[Path, str]
    to_name_it: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Tried:
    """The condition, and the values with which it holds and does not."""

    condition: str
    holds: object
    fails: object


def rule_files(host: Host, file: Path, new: NewRule) -> RuleFiles:
    """The rules file and its examples with the new rule. Raises NotFound (no such ruleset or fact), Conflict (the code
    is taken, or the fact is of a kind nothing can be said of), BadRules (the file as it stands)."""
    if not file.is_file():
        raise NotFound(_no_file(file))
    written, beside = file.read_text(encoding="utf-8"), file.with_name(f"{file.stem}{rulebook.EXAMPLES}")
    told = beside.read_text(encoding="utf-8") if beside.is_file() else ""
    ruleset = _ruleset(_subject(host, file, written), file)
    tried = _tried(ruleset, new)
    changed = _with(written, _rule(new, tried))
    subject = _subject(host, file, changed)
    told += _examples(subject, ruleset, new, tried, first=not told)
    return RuleFiles({file: changed, beside: told}, tuple(_holding(subject, new.code)))


def _subject(host: Host, file: Path, written: str) -> Subject:
    """The folder of the file, with this text in its place. Raises BadRules."""
    with TemporaryDirectory() as folder:
        for one in file.parent.glob(f"*{rulebook.RULES}"):
            (Path(folder) / one.name).write_bytes(one.read_bytes())
        (Path(folder) / file.name).write_text(written, encoding="utf-8")
        subject = in_folder(host, Path(folder))
    if not subject.sound:
        raise BadRules(_UNSOUND, [Problem(one.code, one.message) for one in subject.mistakes])
    return subject


def _ruleset(subject: Subject, file: Path) -> Ruleset:
    for one in subject.rulesets:
        if Path(one.place.file).name == file.name:
            return one
    raise NotFound(_no_file(file))


def _tried(ruleset: Ruleset, new: NewRule) -> _Tried:
    facts = {one.name: one for one in ruleset.facts if not one.derived}
    if any(rule.code == new.code for rule in ruleset.rules):
        raise Conflict(_taken(new.code))
    if new.fact not in facts:
        raise NotFound(suggesting(_no_fact(new.fact), new.fact, facts))
    fact = facts[new.fact]
    found = _of_choice(fact) if fact.kind is FactKind.CHOICE else _OF_KIND.get(fact.kind)
    if found is None:
        raise Conflict(_no_condition(new.fact))
    return _Tried(found.condition.format(new.fact), found.holds, found.fails)


def _of_choice(fact: FactType) -> _Tried | None:
    if len(fact.choices) < 2:
        return None
    one, other = (choice.code for choice in fact.choices[:2])
    return _Tried(f'{{}} = "{one}"', one, other)


def _rule(new: NewRule, tried: _Tried) -> str:
    return f"""
  - code: {new.code}
    title: {in_yaml(new.title)}
    when: {tried.condition}
    finding: {in_yaml(new.title.map(lambda words, _: f"{words}."))}
    severity: warning
    reference: {new.provision.reference}
    in_force: {{from: {new.provision.since}}}
    confidence: memory
"""


def _with(written: str, rule: str) -> str:
    """The file with the rule at the end of its list of rules."""
    start = _RULES.search(written)
    if start is None:
        return f"{written.rstrip()}\n\nrules:{rule}"
    after = _NEXT.search(written, start.end())
    if after is None:
        return f"{written.rstrip()}\n{rule}"
    return f"{written[: after.start()].rstrip()}\n{rule}\n{written[after.start() :]}"


def _examples(subject: Subject, ruleset: Ruleset, new: NewRule, tried: _Tried, *, first: bool) -> str:
    named = (("holds", tried.holds), ("does not hold", tried.fails))
    told = "\n".join(_example(subject, ruleset, new, *one) for one in named)
    return told if first else f"\n{told}"


def _holding(subject: Subject, code: str) -> Iterator[str]:
    """The examples there are in which the rule holds."""
    for one in subject.examples:
        if examples.run(one, subject.laws).outcomes.get(code) is Outcome.HOLDS:
            yield one.name


def _example(subject: Subject, ruleset: Ruleset, new: NewRule, words: str, value: object) -> str:
    case_type, stated = ruleset.applies_to[0], {new.fact: value}
    on = new.provision.since
    ran = examples.run(
        Example("", case_type, on, stated, frozenset(), Place("", 1), ruleset=ruleset.code), subject.laws
    )
    holding = sorted(code for code, outcome in ran.outcomes.items() if outcome is Outcome.HOLDS)
    clear = f"  clear: [{new.code}]\n" if new.code not in holding else ""
    return f"""- name: {quoted(f"{new.code} {words}")}
  case_type: {case_type}
  ruleset: {ruleset.code}
  on: {on}
  facts: {{{new.fact}: {_value(value)}}}
  findings: [{", ".join(holding)}]
{clear}"""


def _value(value: object) -> str:
    return quoted(value) if isinstance(value, str) else str(value).lower()


_OF_KIND = {
    FactKind.YES_NO: _Tried("{} = true", holds=True, fails=False),
    FactKind.NUMBER: _Tried("{} > 1", 2, 1),
    FactKind.MONEY: _Tried("{} > 1.00", "1.01", "1.00"),
}
_UNSOUND = Text(
    sq="Rregullat e kësaj dosjeje kanë gabime; ndreqini me “neni check” para se të shtohet një rregull.",
    sr="Pravila u ovoj fascikli imaju greške; ispravite ih uz „neni check“ pre nego što se doda pravilo.",
    en="The rules of this folder have mistakes; correct them with “neni check” before a rule is added.",
)


def _no_file(file: Path) -> Text:
    return Text(
        sq=f"“{file}” nuk është skedar rregullash; jepni shtegun e një .yaml.",
        sr=f"„{file}“ nije datoteka pravila; navedite putanju do .yaml.",
        en=f"“{file}” is no rules file; give the path of a .yaml.",
    )


def _taken(code: str) -> Text:
    return Text(
        sq=f"Kodi {code} është i zënë në këto rregulla; merrni tjetrin.",
        sr=f"Šifra {code} je zauzeta u ovim pravilima; uzmite sledeću.",
        en=f"The code {code} is taken in these rules; take the next one.",
    )


def _no_fact(name: str) -> Text:
    return Text(
        sq=f"Këto rregulla nuk deklarojnë fakt “{name}” që dikush e shkruan.",
        sr=f"Ova pravila ne objavljuju činjenicu „{name}“ koju neko navodi.",
        en=f"These rules declare no fact “{name}” that somebody states.",
    )


def _no_condition(name: str) -> Text:
    return Text(
        sq=f"Për faktin “{name}” nuk ka kusht të gatshëm; merrni një fakt po/jo, numër, shumë ose zgjedhje.",
        sr=f"Za činjenicu „{name}“ nema gotovog uslova; uzmite činjenicu da/ne, broj, iznos ili izbor.",
        en=f"There is no ready condition for the fact “{name}”; take a yes/no, number, money or choice fact.",
    )
