"""How long a document is kept, by the rules in force when it is issued. What they cannot tell is left open."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from neni.core.model.conditions.moments import months_later
from neni.core.model.conditions.values import Months
from neni.core.model.documents import Document
from neni.core.model.facts import FactValue
from neni.core.model.people import Permission, Person
from neni.core.office import Office
from neni.core.services.filling import Sheet


def kept_as(sheet: Sheet) -> str | None:
    """The class of the institution's list."""
    retention = sheet.wanted.retention
    value = _value(sheet, retention.kept_as) if retention and retention.kept_as else None
    return value if isinstance(value, str) else None


def kept_until(sheet: Sheet, today: date) -> date | None:
    """The day from which the document may be put forward for disposal."""
    value = _value(sheet, sheet.wanted.retention.years) if sheet.wanted.retention else None
    if not isinstance(value, int | Decimal) or isinstance(value, bool) or not 0 <= value <= 1000:
        return None
    return months_later(today, Months(int(value * 12)))


def due_for_disposal(office: Office, person: Person) -> tuple[Document, ...]:
    """Documents whose time of keeping is over, of the departments the person may see, the longest ago first. They
    are only listed: what is destroyed is decided outside."""
    with office.store.reading() as work:
        ended = work.documents.to_dispose(office.clock.today())
        departments = {one.id: work.cases.get(one.case_id).department for one in ended}
    return tuple(one for one in ended if person.may(Permission.READ, departments[one.id]))


def _value(sheet: Sheet, name: str) -> FactValue | None:
    return sheet.evaluation.derived.get(name, sheet.case.facts.get(name))
