"""Taking over a register kept elsewhere: row by row to cases, each once, and what the rules of their days find.

Good rows enter, bad ones are told with their number. A row that came in earlier is left alone, also when it says
something else now. Rows are stored in batches, each in one transaction: what is not reported as stored is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from neni.core.adapters import tables
from neni.core.adapters.rulebook import import_maps
from neni.core.declarations import CaseType
from neni.core.errors import BadImport, NotFound
from neni.core.model.cases import Case, department_of
from neni.core.model.events import CasesImported
from neni.core.model.facts import FactType
from neni.core.model.findings import Evaluation
from neni.core.model.importing import import_notes as notes
from neni.core.model.importing.import_maps import ImportMap, check
from neni.core.model.importing.import_reports import ImportReport, RowNote, count_rules
from neni.core.model.people import Permission, Person
from neni.core.model.text import Language, Text
from neni.core.office import Office
from neni.core.ports import Work
from neni.core.services.cases.admitting import Admission, Entry
from neni.core.services.cases.evaluation import findings
from neni.core.services.cases.intake import enter_case, read_facts
from neni.core.services.people.access import require

__all__ = ["ImportReport", "import_table", "map_of", "maps"]

BATCH = 100


def import_table(
    office: Office, person: Person, content: bytes, map_name: str, on_row: Callable[[int, int], None]
) -> ImportReport:
    """Import a CSV file by a map. `on_row` hears after each row how many are done and how many there are.

    Raises NotFound (map), NotAllowed, and BadImport when nothing of the file can be used.
    """
    plan = map_of(office, map_name)
    kind = office.host.case_type(plan.case_type)
    require(person, Permission.WORK, department_of(kind.code))
    table = tables.read(content)
    _check_header(plan, table.header)
    admission = Admission(plan, lambda stated: read_facts(office, kind, stated))
    run = _Run(office, person, plan, kind, on_row, len(table.rows), admission)
    run.store(run.admitted(table))
    judged = [(case, run.judge(case)) for case in run.cases]
    run.remember()
    return run.report(table, judged)


def maps(office: Office) -> tuple[ImportMap, ...]:
    """Every import map of every department. Raises BadImport with all mistakes in them."""
    folders = [one.import_maps for one in office.host.departments if one.import_maps is not None]
    found = tuple(plan for folder in folders for plan in import_maps.load(folder))
    problems = [problem for plan in found for problem in check(plan, _facts(office, plan.case_type))]
    if problems:
        raise BadImport(_BAD_MAP, problems)
    return found


@dataclass(slots=True)
class _Run:
    """One import under way: what it was asked to do, and what it has to tell in the end."""

    office: Office
    person: Person
    plan: ImportMap
    kind: CaseType
    on_row: Callable[[int, int], None]
    total: int
    admission: Admission
    done: int = 0
    cases: list[Case] = field(default_factory=list)
    created: list[Case] = field(default_factory=list)
    differing: list[RowNote] = field(default_factory=list)

    def admitted(self, table: tables.Table) -> Iterator[Entry]:
        """The rows that may enter; those that may not are done with."""
        for row in table.rows:
            entry = self.admission.entry(table.header, row)
            if entry:
                yield entry
            else:
                self._step()

    def store(self, entries: Iterator[Entry]) -> None:
        """Store what is new, batch by batch."""
        while batch := list(islice(entries, BATCH)):
            with self.office.store.writing() as work:
                outcomes = [self._enter(work, entry) for entry in batch]
            self.cases += [case for case, _, _ in outcomes]
            self.differing += [note for _, _, note in outcomes if note]
            new = [case for case, is_new, _ in outcomes if is_new]
            self.created += new

    def judge(self, case: Case) -> Evaluation:
        """What the rules find in a case; what was found at an earlier import stands."""
        with self.office.store.reading() as work:
            earlier = work.evaluations.latest(case.id)
        evaluation = earlier or findings(self.office, self.person, case.reference)
        self._step()
        return evaluation

    def remember(self) -> None:
        """Leave an event, if anything came in."""
        if self.created:
            counts = {"created": len(self.created), "refused": len({note.row for note in self.admission.refused})}
            event = CasesImported(self.office.clock.now(), self.person.id, self.plan.code, counts)
            with self.office.store.writing() as work:
                work.events.add(event)

    def report(self, table: tables.Table, judged: Sequence[tuple[Case, Evaluation]]) -> ImportReport:
        """The outcome."""
        return ImportReport(
            map=self.plan.code,
            case_type=self.kind.code,
            read=self.total,
            created=len(self.created),
            unchanged=len(self.cases) - len(self.created) - len(self.differing),
            differing=tuple(self.differing),
            skipped=tuple(self.admission.skipped),
            refused=tuple(self.admission.refused),
            warnings=tuple(self.admission.warnings),
            rules=count_rules(judged, _facts(self.office, self.kind.code).values()),
            evaluated=len(judged),
            without_rules=sum(not evaluation.findings for _, evaluation in judged),
            encoding=table.encoding,
            guessed=table.guessed,
            separator=table.separator,
            ignored=tuple(name for name in table.header if name and name not in self.plan.columns),
        )

    def _enter(self, work: Work, entry: Entry) -> tuple[Case, bool, RowNote | None]:
        """The case of a row, whether it is new, and what is to be said when the stored one differs."""
        stored = work.cases.by_external_key(self.kind.code, entry.key)
        if stored is None:
            return enter_case(self.office, work, self.person, self.kind, entry.facts, entry.key), True, None
        names = [name for name in {**stored.facts, **entry.facts} if stored.facts.get(name) != entry.facts.get(name)]
        if not names:
            return stored, False, None
        labels = _labels([_facts(self.office, self.kind.code)[name] for name in names])
        return stored, False, RowNote(entry.row, self.plan.key, entry.key, notes.differs(stored.reference, labels))

    def _step(self) -> None:
        self.done += 1
        self.on_row(self.done, self.total)


def map_of(office: Office, name: str) -> ImportMap:
    """The import map of that name. Raises NotFound, and BadImport with all mistakes in the maps."""
    there = maps(office)
    for plan in there:
        if plan.code == name:
            return plan
    known = ", ".join(plan.code for plan in there) or "–"
    raise NotFound(
        Text(
            sq=f"Nuk ka hartë importi “{name[:60]}”; të njohura: {known}.",
            sr=f"Nema mape uvoza „{name[:60]}“; poznate: {known}.",
            en=f"There is no import map “{name[:60]}”; known are: {known}.",
        )
    )


def _check_header(plan: ImportMap, header: tuple[str, ...]) -> None:
    lacking = [name for name in plan.columns if name not in header]
    if lacking:
        raise BadImport(_lacking(", ".join(lacking), ", ".join(name[:40] for name in header[:30])))


def _labels(facts: list[FactType]) -> Text:
    return Text(**{one.value: ", ".join(fact.label.in_language(one) for fact in facts) for one in Language})


def _facts(office: Office, case_type: str) -> dict[str, FactType]:
    return dict(office.host.lawbook(case_type).facts)


_BAD_MAP = Text(
    sq="Harta e importit nuk përputhet me llojin e rastit; korrigjojeni.",
    sr="Mapa uvoza se ne slaže sa vrstom predmeta; ispravite je.",
    en="The import map does not fit its case type; correct it.",
)


def _lacking(columns: str, there: str) -> Text:
    return Text(
        sq=f"Në titull mungojnë kolonat: {columns}. Skedari ka: {there}. Kontrolloni a është harta e duhur.",
        sr=f"U zaglavlju nedostaju kolone: {columns}. Datoteka ima: {there}. Proverite da li je izabrana prava mapa.",
        en=f"The header lacks the columns: {columns}. The file has: {there}. Check that the right map was chosen.",
    )
