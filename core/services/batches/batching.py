"""A batch of documents: each row of a file states a case, which is opened and gets its document, both or neither. A
document that others must approve gets its draft instead, which goes the way of any draft.

A row is one transaction. What stands against a row is told, and the rest goes on. A row is known again by its key, so
that the same file, sent again or after an interruption, issues only what was not issued.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace

from neni.core.adapters import tables
from neni.core.adapters.spreadsheets import lists
from neni.core.declarations import CaseType, DocumentType
from neni.core.errors import BadImport, Conflict, NeniError
from neni.core.model.batches import BatchReport, Grid, GridRow, RowResult, RowState
from neni.core.model.cases import Case, department_of
from neni.core.model.clauses import on_document
from neni.core.model.paper.documents import Standing, standing_of
from neni.core.model.paper.drafts import Approval
from neni.core.model.people import Permission, Person
from neni.core.model.text import Language
from neni.core.office import Office
from neni.core.ports import Work
from neni.core.services import deadlines
from neni.core.services.batches import batch_notes as notes
from neni.core.services.batches.batch_layout import Layout, layout_of
from neni.core.services.batches.batch_rows import Entry, Reader, problems_of
from neni.core.services.cases.evaluation import evaluate
from neni.core.services.cases.intake import day_of, enter_case, title_of
from neni.core.services.law.simulation import CalledOff
from neni.core.services.paper.clauses import chosen, placed
from neni.core.services.paper.drafting import enter_draft
from neni.core.services.paper.filling import Sheet
from neni.core.services.paper.issuing import enter_document
from neni.core.services.paper.readying import readiness_of, refuse_stopped, refuse_unwritable, wanted_type
from neni.core.services.paper.templating import template_for
from neni.core.services.people.access import require

MOST_ROWS = lists.MOST_ROWS
OnRow = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Batch:
    """A file that was read, and what is to be issued from each of its rows."""

    kind: CaseType
    wanted: DocumentType
    language: Language
    layout: Layout
    rows: tuple[GridRow, ...]

    @property
    def drafts(self) -> bool:
        """Whether drafts are prepared, because others must approve the document."""
        return self.wanted.approval is Approval.FOUR_EYES


def prepare(
    office: Office,
    person: Person,
    file: tuple[str, bytes],
    case_type: str,
    document: str,
    language: Language,
    key: str | None = None,
) -> Batch:
    """Read a file, its name and its bytes. `key` names the column by which a row is known again; without it the
    file's name and what the row says are the key.

    Raises NotFound (case type, document), NotAllowed, and BadImport when nothing of the file can be used.
    """
    kind = office.host.case_type(case_type)
    require(person, Permission.WORK, department_of(kind.code))
    wanted = wanted_type(kind, document)
    grid = _grid(file[1])
    layout = layout_of(office, kind, file[0], grid, (key or "").strip())
    if not grid.rows:
        raise BadImport(notes.NO_ROWS)
    if len(grid.rows) > MOST_ROWS:
        raise BadImport(notes.too_many(MOST_ROWS))
    return Batch(kind, wanted, language, layout, grid.rows)


def check(office: Office, person: Person, batch: Batch, on_row: OnRow) -> BatchReport:
    """What a run would meet, row by row; nothing is stored. Rows are judged by what is stored now: what the rows of
    the file mean for each other only a run tells."""
    return _Run(office, person, batch, on_row, checking=True).report()


def run(office: Office, person: Person, batch: Batch, on_row: OnRow) -> BatchReport:
    """Open the cases and issue the documents, or prepare their drafts. `on_row` hears after each row how many are
    done and how many there are; it may raise CalledOff, and the report is of the rows that were done."""
    return _Run(office, person, batch, on_row).report()


@dataclass(slots=True)
class _Run:
    """A batch under way."""

    office: Office
    person: Person
    batch: Batch
    on_row: OnRow
    checking: bool = False
    results: list[RowResult] = field(default_factory=list)

    def report(self) -> BatchReport:
        """Go through the rows, as far as nobody calls it off."""
        require(self.person, Permission.WORK, department_of(self.batch.kind.code))
        reader = Reader(self.office, self.batch.kind, self.batch.layout)
        with suppress(CalledOff):
            for row in self.batch.rows:
                read = reader.entry(row)
                self.results.append(self._result(read) if isinstance(read, Entry) else read)
                self.on_row(len(self.results), len(self.batch.rows))
        total, layout = len(self.batch.rows), self.batch.layout
        stopped = len(self.results) < total
        return BatchReport(layout.file_name, total, tuple(self.results), layout.ignored, self.checking, stopped)

    def _result(self, entry: Entry) -> RowResult:
        try:
            with suppress(Conflict):  # another run may have been quicker at this row: look at it anew
                return self._once(entry)
            return self._once(entry)
        except NeniError as error:
            told = problems_of(error, self.batch.layout)
            return RowResult(entry.row, entry.key, RowState.REFUSED, problems=told)

    def _once(self, entry: Entry) -> RowResult:
        with self.office.store.reading() as work:
            seen = work.cases.by_external_key(self.batch.kind.code, entry.key)
            earlier = self._earlier(work, seen, entry) if seen else None
        if earlier:
            return earlier
        sheet = self._sheet(seen or self._thought_of(entry), stored=seen is not None)
        if self.checking:
            refuse_stopped(readiness_of(self.office, self.batch.kind, self.batch.wanted, sheet.case, sheet.evaluation))
            return RowResult(entry.row, entry.key, RowState.READY, seen.reference if seen else "")
        return (self._draft if self.batch.drafts else self._issue)(entry, seen, sheet)

    def _earlier(self, work: Work, case: Case, entry: Entry) -> RowResult | None:
        """What an earlier run left of this row. Raises Conflict when the case states something else."""
        differing = [name for name, value in entry.facts.items() if case.facts.get(name) != value]
        if differing:
            facts = self.batch.layout.facts
            raise Conflict(notes.differs(case.reference, [facts[name].label for name in differing]))
        return self._issued_before(work, case, entry) or self._drafted_before(work, case, entry)

    def _issued_before(self, work: Work, case: Case, entry: Entry) -> RowResult | None:
        all_ = work.documents.by_type(case.id, self.batch.wanted.code)
        there = [one for one in all_ if one.language is self.batch.language]
        if not there:
            return None
        valid = [one for one in there if standing_of(work.documents.marks(one.id)) is Standing.VALID]
        one = (valid or there)[0]
        told = () if valid else (notes.no_longer_valid(one.number),)
        return RowResult(entry.row, entry.key, RowState.ALREADY, case.reference, one.number, one.id, problems=told)

    def _drafted_before(self, work: Work, case: Case, entry: Entry) -> RowResult | None:
        there = work.drafts.of_case(case.id) if self.batch.drafts else ()
        mine = [one for one in there if (one.type, one.language) == (self.batch.wanted.code, self.batch.language)]
        if not mine:
            return None
        one = next((one for one in mine if one.state.open), mine[0])
        told = () if one.state.open else (notes.draft_ended(one.steps[-1].note),)
        return RowResult(entry.row, entry.key, RowState.DRAFTED, case.reference, draft_id=one.id, problems=told)

    def _thought_of(self, entry: Entry) -> Case:
        """The case as it would be opened."""
        kind, now = self.batch.kind, self.office.clock
        return Case(
            id="",
            reference="",
            type=kind.code,
            title=title_of(kind, entry.facts, ""),
            facts=entry.facts,
            on=day_of(kind, entry.facts, now.today()),
            opened_at=now.now(),
            opened_by=self.person.id,
            rulesets=self.office.host.lawbook(kind.code).fingerprints,
        )

    def _sheet(self, case: Case, *, stored: bool) -> Sheet:
        office, kind, wanted = self.office, self.batch.kind, self.batch.wanted
        evaluation = evaluate(office, kind.code, case.facts, case.on, case=case if stored else None)
        template = template_for(office, kind, wanted, case.facts, self.batch.language)
        refuse_unwritable(readiness_of(office, kind, wanted, case, evaluation))
        clauses = placed(office, template, on_document(chosen(office, case, evaluation), wanted.code))
        return Sheet(case, self.person, wanted, template, evaluation, clauses)

    def _issue(self, entry: Entry, seen: Case | None, sheet: Sheet) -> RowResult:
        with self.office.store.writing() as work:
            case = self._held(work, entry, seen)
            document = enter_document(self.office, work, replace(sheet, case=case))
            if not seen:
                deadlines.renew(self.office, work, case, self.person.id)
        return RowResult(entry.row, entry.key, RowState.ISSUED, case.reference, document.number, document.id)

    def _draft(self, entry: Entry, seen: Case | None, sheet: Sheet) -> RowResult:
        """A draft that the law would stop is not prepared: it could only be issued after the case has changed, and
        then it would have to be written anew."""
        refuse_stopped(readiness_of(self.office, self.batch.kind, self.batch.wanted, sheet.case, sheet.evaluation))
        with self.office.store.writing() as work:
            case = self._held(work, entry, seen)
            draft = enter_draft(self.office, work, replace(sheet, case=case))
        return RowResult(entry.row, entry.key, RowState.PREPARED, case.reference, draft_id=draft.id)

    def _held(self, work: Work, entry: Entry, seen: Case | None) -> Case:
        """The case, so that of two runs at the same row only one goes on. Raises Conflict for the other."""
        if seen:
            return work.cases.save(seen)
        return enter_case(self.office, work, self.person, self.batch.kind, entry.facts, entry.key)


def _grid(content: bytes) -> Grid:
    """What stands in an .xlsx or .csv file, whatever its name says. Raises BadImport."""
    if content.startswith(b"PK\x03\x04"):
        return lists.read(content)
    table = tables.read(content)
    return Grid(table.header, tuple(GridRow(row.number, row.cells) for row in table.rows))
