"""The books of the registers: every number of a year with what has it, and what is wrong with a book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from neni.core.adapters import spreadsheets
from neni.core.errors import NotFound
from neni.core.model.cases import Case, department_of
from neni.core.model.paper.documents import Document, Mark, Standing, standing_of
from neni.core.model.paper.registers import Register, RegisterEntry, missing, out_of_order, written_twice
from neni.core.model.people import Permission, Person
from neni.core.model.text import Language, Text
from neni.core.office import Office
from neni.core.ports import Work
from neni.core.services.people.access import require


@dataclass(frozen=True, slots=True)
class Line:
    """One number of a book. `case` is the matter it belongs to and `document` what has it, where a document has;
    both are None for numbers given before books told whose they are."""

    entry: RegisterEntry
    case: Case | None
    document: Document | None
    standing: Standing | None
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class Book:
    """One year of a register. `problems` is what should not be: numbers missing, out of order or written twice."""

    register: Register
    year: int
    years: tuple[int, ...]
    lines: tuple[Line, ...]
    problems: tuple[Text, ...]


def registers_of(office: Office, person: Person) -> tuple[Register, ...]:
    """The registers of the departments whose cases the person may see, by code."""
    seen = {one.code: one for one in office.host.registers() if _may_see(office, person, one.code)}
    return tuple(seen[code] for code in sorted(seen))


def book(office: Office, person: Person, code: str, year: int | None = None) -> Book:
    """A year of a register, the latest unless told otherwise. Raises NotFound, NotAllowed."""
    register = next((one for one in office.host.registers() if one.code == code), None)
    if register is None:
        raise NotFound(_NO_REGISTER)
    if not _may_see(office, person, code):
        require(person, Permission.READ, min(_departments(office, code)))
    with office.store.reading() as work:
        years = tuple(work.registers.years(code))
        wanted = year if year is not None else max(years, default=office.clock.today().year)
        entries = tuple(work.registers.entries(code, wanted))
        lines = _lines(work, entries)
        last = work.registers.last(code, wanted)
    return Book(register, wanted, years, lines, tuple(_problems(entries, last)))


def as_table(found: Book, language: Language) -> bytes:
    """A book as a spreadsheet (.xlsx), every cell a text."""
    columns = [one.in_language(language) for one in _COLUMNS]
    return spreadsheets.write_list(columns, (_cells(line, language) for line in found.lines), _remark(found, language))


def _cells(line: Line, language: Language) -> list[str]:
    entered = f"{line.entry.entered_at:%Y-%m-%d %H:%M} UTC"
    what = line.document.type if line.document else ""
    standing = _STANDINGS[line.standing].in_language(language) if line.standing else ""
    reason = line.mark.reason if line.mark else ""
    reference, title = (line.case.reference, line.case.title) if line.case else ("", "")
    return [str(line.entry.number), line.entry.written, entered, reference, title, what, standing, reason]


def _remark(found: Book, language: Language) -> str:
    told = [found.register.title.in_language(language), str(found.year)]
    return ". ".join([*told, *(one.in_language(language) for one in found.problems)])


def _lines(work: Work, entries: Sequence[RegisterEntry]) -> tuple[Line, ...]:
    """Each number is a document's or, where no document has that id, a case's."""
    subjects = [one.subject for one in entries if one.subject]
    documents = work.documents.several(subjects)
    marks = work.documents.marks_of(documents)
    cases = work.cases.several([documents[one].case_id if one in documents else one for one in subjects])
    return tuple(_line(one, documents.get(one.subject or ""), cases, marks) for one in entries)


def _line(
    entry: RegisterEntry,
    document: Document | None,
    cases: Mapping[str, Case],
    marks: Mapping[str, tuple[Mark, ...]],
) -> Line:
    if document is None:
        return Line(entry, cases[entry.subject] if entry.subject else None, None, None, None)
    mine = marks.get(document.id, ())
    standing = standing_of(mine)
    mark = next((one for one in mine if one.standing is standing), None)
    return Line(entry, cases[document.case_id], document, standing, mark)


def _departments(office: Office, code: str) -> set[str]:
    return {
        department_of(kind.code)
        for kind in office.host.case_types()
        if code in (kind.register.code, *(document.register.code for document in kind.documents))
    }


def _may_see(office: Office, person: Person, code: str) -> bool:
    return any(person.may(Permission.READ, department) for department in _departments(office, code))


def _problems(entries: tuple[RegisterEntry, ...], last: int) -> Iterator[Text]:
    lacking = ", ".join(map(str, missing(entries, last)))
    if lacking:
        yield Text(sq=f"Mungojnë numrat: {lacking}", sr=f"Nedostaju brojevi: {lacking}", en=f"Missing: {lacking}")
    late = ", ".join(one.written for one in out_of_order(entries))
    if late:
        yield Text(
            sq=f"Më të vjetër se numri para tyre: {late}",
            sr=f"Stariji od broja pre sebe: {late}",
            en=f"Older than the number before: {late}",
        )
    twice = ", ".join(one.written for one in written_twice(entries))
    if twice:
        yield Text(sq=f"Shkruar dy herë: {twice}", sr=f"Napisano dva puta: {twice}", en=f"Written twice: {twice}")


_STANDINGS = {
    Standing.VALID: Text(sq="i vlefshëm", sr="važeći", en="valid"),
    Standing.SUPERSEDED: Text(sq="i zëvendësuar", sr="zamenjen", en="superseded"),
    Standing.VOID: Text(sq="i pavlefshëm", sr="nevažeći", en="void"),
}
_COLUMNS = (
    Text(sq="Nr.", sr="Br.", en="No."),
    Text(sq="Numri", sr="Broj", en="Number"),
    Text(sq="Regjistruar", sr="Upisano", en="Entered"),
    Text(sq="Rasti", sr="Predmet", en="Case"),
    Text(sq="Titulli", sr="Naslov", en="Title"),
    Text(sq="Dokumenti", sr="Dokument", en="Document"),
    Text(sq="Gjendja", sr="Stanje", en="Standing"),
    Text(sq="Arsyeja", sr="Razlog", en="Reason"),
)
_NO_REGISTER = Text(
    sq="Nuk ka regjistër me këtë emër; shikoni listën e regjistrave.",
    sr="Nema registra pod tim imenom; pogledajte spisak registara.",
    en="There is no register of that name; see the list of registers.",
)
