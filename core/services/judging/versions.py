"""Which text of the law a case is judged by: the rulesets it began with, kept in the store for as long as it is.

A new case takes today's versions; it keeps them until somebody moves it (see moving.py). A closed case keeps them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from neni.core.adapters import feel, rulebook
from neni.core.errors import BadRules, Conflict, NotFound
from neni.core.model.cases import Case
from neni.core.model.facts import FactType
from neni.core.model.law import lawbooks
from neni.core.model.law.lowering import lower
from neni.core.model.law.versions import Law, RulesetVersion, short
from neni.core.model.rulesets import Ruleset
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.ports import Work


def todays(office: Office, case_type: str) -> Law:
    """The law a new case begins with. Raises NotFound (case type)."""
    return Law(office.host.lawbook(case_type), office.host.plan(case_type))


def law_of(office: Office, case: Case) -> Law:
    """The law a case is judged by. Raises as `law_in` does."""
    return law_in(office, case.type, case.rulesets)


def law_in(office: Office, case_type: str, rulesets: Mapping[str, str]) -> Law:
    """The law of a case type in these versions, today's if none are named. Raises NotFound (case type), Conflict when
    a version is neither shipped nor kept, BadRules when one cannot be read any more."""
    today = todays(office, case_type)
    if not rulesets or rulesets == today.versions:
        return today
    return office.host.shelf.take(case_type, rulesets, lambda: _earlier(office, case_type, rulesets, today))


def facts_of(office: Office, case: Case) -> Mapping[str, FactType]:
    """The facts a case may state: those of its own law, and those that today's law would ask for beside them."""
    return facts_in(office, case.type, case.rulesets)


def facts_in(office: Office, case_type: str, rulesets: Mapping[str, str]) -> Mapping[str, FactType]:
    """The facts of a case type in these versions, and today's beside them; today's alone when the versions cannot be
    had, so that a case can be looked at and moved all the same."""
    today = office.host.lawbook(case_type).facts
    try:
        return {**today, **law_in(office, case_type, rulesets).lawbook.facts}
    except (Conflict, BadRules):
        return today


@dataclass(frozen=True, slots=True)
class EarlierRules:
    """A ruleset as a case has it and nobody new gets it. `title` is today's, None when it is shipped no more; `kept_at`
    tells when the version came here, None when it was not kept.
    """

    code: str
    title: Text | None
    version: str
    kept_at: datetime | None


def earlier(office: Office, case: Case) -> tuple[EarlierRules, ...]:
    """Which rulesets of a case are not today's; none when it is judged by today's rules."""
    today = todays(office, case.type)
    old = {code: version for code, version in case.rulesets.items() if today.versions.get(code) != version}
    if not old:
        return ()
    titles = {one.code: one.title for one in today.lawbook.rulesets}
    with office.store.reading() as work:
        there = work.versions.get(old.values())
    return tuple(
        EarlierRules(code, titles.get(code), short(old[code]), there[old[code]].kept_at if old[code] in there else None)
        for code in sorted(old)
    )


def kept(office: Office, code: str) -> tuple[RulesetVersion, ...]:
    """Every version of a ruleset there ever was here, oldest first. Raises NotFound."""
    with office.store.reading() as work:
        found = tuple(work.versions.of(code))
    if not found:
        raise NotFound(_no_versions(code))
    return found


def shipped(office: Office) -> frozenset[str]:
    """The fingerprints of today's rulesets."""
    return frozenset(one.fingerprint for lawbook in office.host.lawbooks.values() for one in lawbook.rulesets)


def pin(office: Office, work: Work, case_type: str) -> Mapping[str, str]:
    """Today's versions for a case to be pinned to; their texts are kept with the transaction that pins it."""
    lawbook = office.host.lawbook(case_type)
    work.versions.keep(_versions(lawbook.rulesets, office.clock.now()))
    return lawbook.fingerprints


def keep_all(office: Office) -> None:
    """Keep the text of everything shipped today. Writes only when there is something new."""
    today = [ruleset for lawbook in office.host.lawbooks.values() for ruleset in lawbook.rulesets]
    with office.store.reading() as work:
        there = work.versions.get(ruleset.fingerprint for ruleset in today)
    new = [ruleset for ruleset in today if ruleset.fingerprint not in there]
    if new:
        with office.store.writing() as work:
            work.versions.keep(_versions(new, office.clock.now()))


def _versions(rulesets: Iterable[Ruleset], at: datetime) -> list[RulesetVersion]:
    return [RulesetVersion(one.code, one.fingerprint, one.place.file, one.written, at) for one in rulesets]


def _earlier(office: Office, case_type: str, pinned: Mapping[str, str], today: Law) -> Law:
    """Every text is read anew and together, because a ruleset may build on the facts of another."""
    texts = {one.fingerprint: one for one in _versions(today.lawbook.rulesets, office.clock.now())}
    with office.store.reading() as work:
        texts |= work.versions.get(set(pinned.values()) - texts.keys())
    for code, version in pinned.items():
        if version not in texts:
            raise Conflict(_not_kept(code, version))
    files = {_name(texts[version]): texts[version].written.encode() for version in pinned.values()}
    rulesets = rulebook.read(files, case_type, feel.parse).rulesets
    lawbook = lawbooks.assemble(
        case_type, [replace(one, fingerprint=pinned[one.code]) for one in rulesets], today.lawbook.given
    )
    return Law(lawbook, lower(lawbook))


def _name(version: RulesetVersion) -> str:
    """A name of its own for the text, from which the file and the version can be told."""
    return f"{version.file.removesuffix(rulebook.RULES)}@{short(version.fingerprint)}{rulebook.RULES}"


def _no_versions(code: str) -> Text:
    return Text(
        sq=f"Nuk ruhet asnjë version i rregullave “{code[:60]}”.",
        sr=f"Nije sačuvana nijedna verzija pravila „{code[:60]}“.",
        en=f"No version of the rules “{code[:60]}” is kept.",
    )


def _not_kept(code: str, version: str) -> Text:
    return Text(
        sq=f"Rregullat “{code}” nuk janë ruajtur në versionin {short(version)}, me të cilin lidhet rasti. "
        "Kalojeni rastin në rregullat e sotme: neni rules move",
        sr=f"Pravila „{code}“ nisu sačuvana u verziji {short(version)}, za koju je predmet vezan. "
        "Prevedite predmet na današnja pravila: neni rules move",
        en=f"The rules “{code}” were not kept in version {short(version)}, to which the case is pinned. "
        "Move the case to today's rules: neni rules move",
    )
