"""The list of keeping: what the institution decides on how long documents of each kind are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from neni.core.declarations import CaseType, DocumentType
from neni.core.errors import Conflict, NotFound
from neni.core.model.events import KeepingDecided
from neni.core.model.paper.keeping import Keeping, kept_on
from neni.core.model.people import EVERYWHERE, Permission, Person
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.services.people.access import require

LONGEST = 200
"""Years; more is a mistake in typing."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One line of the list: a kind of document, what counts today, and what was decided for later days. `by_rules`
    is true where the department's rules tell the time instead."""

    kind: CaseType
    document: DocumentType
    now: Keeping | None
    later: tuple[Keeping, ...]
    by_rules: bool

    @property
    def code(self) -> str:
        """How decisions name it."""
        return f"{self.kind.code}/{self.document.code}"


def keeping_list(office: Office) -> tuple[Kept, ...]:
    """Every kind of document of every department."""
    today = office.clock.today()
    with office.store.reading() as work:
        decided = work.keepings.all()
    return tuple(
        _kept(kind, document, [one for one in decided if one.document == f"{kind.code}/{document.code}"], today)
        for kind in office.host.case_types()
        for document in kind.documents
    )


def decide(office: Office, person: Person, told: Keeping) -> Keeping:
    """Decide how long documents of a kind are kept from a day on; what was issued before keeps its day. `set_by` and
    `set_at` are filled in here. Raises NotFound, NotAllowed, and Conflict when class, decision or day is wrong."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    if told.document not in {one.code for one in keeping_list(office)}:
        raise NotFound(_NO_DOCUMENT)
    decided = Keeping(
        document=told.document,
        from_day=told.from_day,
        kept_as=told.kept_as.strip()[:100],
        years=told.years,
        decision=told.decision.strip()[:300],
        set_by=person.id,
        set_at=office.clock.now(),
    )
    _refuse(decided, office.clock.today())
    data = {"document": decided.document, "from": decided.from_day.isoformat(), "years": decided.years}
    event = KeepingDecided(decided.set_at, person.id, f"keeping:{decided.document}", {**data, "as": decided.kept_as})
    with office.store.writing() as work:
        work.keepings.decide(decided)
        work.events.add(event)
    return decided


def _kept(kind: CaseType, document: DocumentType, decided: list[Keeping], today: date) -> Kept:
    now = kept_on(decided, f"{kind.code}/{document.code}", today)
    later = tuple(one for one in decided if one.from_day > today)
    return Kept(kind, document, now, later, document.retention is not None)


def _refuse(told: Keeping, today: date) -> None:
    if not told.kept_as or not told.decision:
        raise Conflict(_INCOMPLETE)
    if told.years is not None and not 0 < told.years <= LONGEST:
        raise Conflict(_YEARS)
    if told.from_day < today:
        raise Conflict(_PAST)


_NO_DOCUMENT = Text(
    sq="Nuk ka lloj dokumenti me këtë kod; shikoni listën.",
    sr="Nema vrste dokumenta sa tom šifrom; pogledajte spisak.",
    en="There is no kind of document with that code; see the list.",
)
_INCOMPLETE = Text(
    sq="Shënoni klasën e listës dhe vendimin me të cilin u caktua.",
    sr="Navedite klasu iz liste i odluku kojom je određena.",
    en="Give the class of the list and the decision by which it was set.",
)
_YEARS = Text(
    sq=f"Vitet janë numër i plotë prej 1 deri {LONGEST}; lëreni bosh për ruajtje të përhershme.",
    sr=f"Godine su ceo broj od 1 do {LONGEST}; ostavite prazno za trajno čuvanje.",
    en=f"Years are a whole number from 1 to {LONGEST}; leave them empty to keep for good.",
)
_PAST = Text(
    sq="Dita ka kaluar: çfarë u lëshua e mban afatin e vet. Zgjidhni sot ose një ditë të mëvonshme.",
    sr="Taj dan je prošao: što je izdato zadržava svoj rok. Izaberite današnji ili kasniji dan.",
    en="That day is past: what was issued keeps its time. Choose today or a later day.",
)
