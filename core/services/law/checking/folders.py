"""A folder of rules in the making, checked as if it were installed: what it holds takes the place of installed
rulesets of the same codes, and everything else installed stays beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from neni.core.adapters import feel, rulebook
from neni.core.errors import BadRules, NotFound
from neni.core.host import Host
from neni.core.model.facts import FactType
from neni.core.model.law import lawbooks
from neni.core.model.law.checks.findings import CheckFinding, Gravity, filled, of_problem
from neni.core.model.law.examples import Rulebook
from neni.core.model.law.lawbooks import Lawbook
from neni.core.model.law.lowering import lower
from neni.core.model.law.versions import Law
from neni.core.model.rulesets import Ruleset
from neni.core.model.text import Text
from neni.core.services.law.checking.subjects import Subject, acts_of, used_names


def in_folder(host: Host, folder: Path) -> Subject:
    """The rules in the folder and in the folders directly below it. Raises NotFound when there are none, or none that
    may be read."""
    try:
        books = [_read(host, files) for files in _files(folder)]
    except OSError as error:
        raise NotFound(_closed(error)) from None
    if not books:
        raise NotFound(_no_rules(folder))
    mistakes = [one for _, problems in books for one in problems]
    rulesets = tuple(ruleset for book, _ in books for ruleset in book.rulesets)
    laws = {code: Law(book, lower(book)) for code, book in _lawbooks(host, rulesets).items()}
    if not mistakes:
        mistakes = list(dict.fromkeys(_misfits(host, rulesets, laws)))
    return Subject(
        (str(folder),),
        rulesets,
        tuple(example for book, _ in books for example in book.examples),
        laws,
        used_names(host),
        tuple(mistakes),
        sound=all(one.gravity is Gravity.REMARK for one in mistakes),
        acts=acts_of(host),
    )


def _files(folder: Path) -> Iterator[Mapping[str, bytes]]:
    """The rules files of each folder that has some, by their path."""
    for one in (folder, *sorted(path for path in folder.iterdir() if path.is_dir())):
        endings = (rulebook.RULES, rulebook.MISNAMED)
        ours = sorted(path for path in one.iterdir() if path.is_file() and path.name.endswith(endings))
        if ours:
            yield {str(path): path.read_bytes() for path in ours}


def _read(host: Host, files: Mapping[str, bytes]) -> tuple[Rulebook, list[CheckFinding]]:
    """What the files say, read beside the other files of the plugin they belong to: they may build on its facts."""
    beside = _beside(host, files)
    try:
        book = rulebook.read({**beside, **files}, next(iter(files)), feel.parse)
    except BadRules as error:
        return Rulebook((), ()), [of_problem(one) for one in error.problems]
    ours = tuple(one for one in book.rulesets if one.place.file in files)
    return Rulebook(ours, book.examples), []


def _beside(host: Host, files: Mapping[str, bytes]) -> dict[str, bytes]:
    codes = {code for name, content in files.items() if (code := _code(name, content))}
    homes = [one.rulebook.rulesets for one in host.holdings if codes & {each.code for each in one.rulebook.rulesets}]
    return {one.place.file: one.written.encode() for home in homes for one in home if one.code not in codes}


def _code(name: str, content: bytes) -> str:
    """The code of the ruleset in a file; none when it cannot be read, which is told later."""
    try:
        return "" if name.endswith(rulebook.EXAMPLES) else rulebook.code_of(name, content)
    except BadRules:
        return ""


def _lawbooks(host: Host, rulesets: Iterable[Ruleset]) -> dict[str, Lawbook]:
    """The law of every case type the rulesets touch, or those they replace touched."""
    ours = {one.code: one for one in rulesets}
    shipped = [one for holding in host.holdings for one in holding.rulebook.rulesets]
    every = [*(one for one in shipped if one.code not in ours), *ours.values()]
    touched = [*ours.values(), *(one for one in shipped if one.code in ours)]
    targets = dict.fromkeys(target for one in touched for target in one.applies_to)
    return {target: lawbooks.assemble(target, every, _given(host, target)) for target in targets}


def _given(host: Host, case_type: str) -> Iterable[FactType]:
    return host.lawbooks[case_type].given if case_type in host.lawbooks else ()


def _misfits(host: Host, rulesets: Iterable[Ruleset], laws: Mapping[str, Law]) -> Iterator[CheckFinding]:
    """Mistakes that show beside everything installed; and case types that no department has yet."""
    documents = {one.code: [document.code for document in one.documents] for one in host.case_types()}
    documents |= {code: [] for code in host.lawbooks if code not in documents}
    for law in laws.values():
        known = documents if all(one in documents for each in law.lawbook.rulesets for one in each.applies_to) else {}
        yield from (of_problem(one) for one in lawbooks.check(law.lawbook, known))
    for one in rulesets:
        for case_type in one.applies_to:
            if case_type not in documents:
                message, remedy = filled(_NO_CASE_TYPE, case_type), filled(_DECLARE)
                yield CheckFinding("unknown-case-type", Gravity.REMARK, message, remedy, str(one.place), one.code)


_NO_CASE_TYPE = (
    "Llojin e rastit “{0}” nuk e ka asnjë departament i instaluar; dokumentet dhe faktet e burimeve nuk u kontrolluan.",
    "Vrstu predmeta „{0}“ nema nijedno instalirano odeljenje; dokumenti i činjenice izvora nisu provereni.",
    "No installed department has the case type “{0}”; its documents and facts of sources were not checked.",
)
_DECLARE = (
    "Korrigjoni “applies_to”, ose instaloni departamentin para se t'i përdorni rregullat.",
    "Ispravite „applies_to“, ili instalirajte odeljenje pre korišćenja pravila.",
    "Correct “applies_to”, or install the department before the rules are used.",
)


def _closed(error: OSError) -> Text:
    told = f"{error.filename}: {error.strerror}"
    return Text(
        sq=f"Rregullat nuk mund të lexohen ({told}); kontrolloni të drejtat e dosjes.",
        sr=f"Pravila se ne mogu pročitati ({told}); proverite prava nad fasciklom.",
        en=f"The rules cannot be read ({told}); check the rights on the folder.",
    )


def _no_rules(folder: Path) -> Text:
    return Text(
        sq=f"Në dosjen “{folder}” nuk ka rregulla (skedarë .yaml); tregoni dosjen ku janë.",
        sr=f"U fascikli „{folder}“ nema pravila (datoteka .yaml); navedite fasciklu u kojoj su.",
        en=f"There are no rules (.yaml files) in the folder “{folder}”; name the folder they are in.",
    )
