"""How long a document is kept: by the rules in force when it is issued, or, where its kind has none, by the
institution's list. What neither tells is left open."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from neni.core.declarations import Retention
from neni.core.model.conditions.moments import months_later
from neni.core.model.conditions.values import Months
from neni.core.model.facts import FactValue
from neni.core.model.paper.documents import Document
from neni.core.model.paper.keeping import kept_on
from neni.core.model.people import Permission, Person
from neni.core.office import Office
from neni.core.ports import Work
from neni.core.services.paper.filling import Sheet


def time_of_keeping(work: Work, sheet: Sheet, today: date) -> tuple[str | None, date | None]:
    """The class of the institution's list, and the day from which the document may be put forward for disposal."""
    retention = sheet.wanted.retention
    if retention is not None:
        return _told_as(sheet, retention), _later(today, _value(sheet, retention.years))
    decided = kept_on(work.keepings.all(), f"{sheet.case.type}/{sheet.wanted.code}", today)
    return (decided.kept_as, _later(today, decided.years)) if decided else (None, None)


def _told_as(sheet: Sheet, retention: Retention) -> str | None:
    value = _value(sheet, retention.kept_as) if retention.kept_as else None
    return value if isinstance(value, str) else None


def _later(today: date, years: FactValue | None) -> date | None:
    if not isinstance(years, int | Decimal) or isinstance(years, bool) or not 0 <= years <= 1000:
        return None
    return months_later(today, Months(int(years * 12)))


def due_for_disposal(office: Office, person: Person) -> tuple[Document, ...]:
    """Documents whose time of keeping is over, of the departments the person may see, the longest ago first. They
    are only listed: what is destroyed is decided outside."""
    with office.store.reading() as work:
        ended = work.documents.to_dispose(office.clock.today())
        departments = {one.id: work.cases.get(one.case_id).department for one in ended}
    return tuple(one for one in ended if person.may(Permission.READ, departments[one.id]))


def _value(sheet: Sheet, name: str) -> FactValue | None:
    return sheet.evaluation.derived.get(name, sheet.case.facts.get(name))
