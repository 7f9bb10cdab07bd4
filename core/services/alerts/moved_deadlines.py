"""Alerts of deadlines that moved because days off have changed: their end before and now, and why."""

from __future__ import annotations

from datetime import datetime

from neni.core.model.alerts import AlertKind, Gravity
from neni.core.model.cases import Case
from neni.core.model.deadlines.explaining import shown
from neni.core.model.deadlines.stored import Deadline
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.ports import Work
from neni.core.services.alerts.alerting import Cause, end_about, raise_alert
from neni.core.services.deadlines.deadline_laws import rule_of


def about(deadline_id: str) -> str:
    """What alerts of a deadline that moved are about; they end together, and with the deadline."""
    return f"{AlertKind.MOVED.value}:{deadline_id}"


def tell_moved(office: Office, work: Work, case: Case, moved: Deadline, before: datetime | None, why: Text) -> None:
    """Raise an alert for whoever has the case, in the caller's transaction, in place of what an earlier table said.
    Less time than before is a warning; more is a note."""
    earlier = before is None or (moved.due is not None and moved.due < before)
    rule = rule_of(office, case.type, moved)
    end_about(office, work, about(moved.id))
    cause = Cause(
        kind=AlertKind.MOVED,
        key=f"{about(moved.id)}:{moved.version}:{_written(before)}:{_written(moved.due)}",
        about=about(moved.id),
        gravity=Gravity.WARNING if earlier else Gravity.NOTE,
        title=_title(rule.title if rule else Text.of(moved.rule)),
        message=_message(case, moved.rule, (before, moved.due), why),
        department=case.department,
        level=AlertKind.MOVED.value,
        case=case.id,
        reference=case.reference,
        owner=case.opened_by,
        due=moved.due,
    )
    raise_alert(office, work, cause)


def _written(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _title(title: Text) -> Text:
    return Text(sq=f"Afati u zhvendos: {title.sq}", sr=f"Rok je pomeren: {title.sr}", en=f"Deadline moved: {title.en}")


def _message(case: Case, code: str, ends: tuple[datetime | None, datetime | None], why: Text) -> Text:
    before, after = (shown(one) if one else Text.of("–") for one in ends)
    what = f"{case.reference} {case.title}"
    return Text(
        sq=f"{what}. {code}: më parë {before.sq}, tani {after.sq}. Ditët e punës: {why.sq}.",
        sr=f"{what}. {code}: ranije {before.sr}, sada {after.sr}. Radni dani: {why.sr}.",
        en=f"{what}. {code}: before {before.en}, now {after.en}. Working days: {why.en}.",
    )
