"""Alerts: what somebody was told, and answering it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from neni.core.model.alerts import Alert
from neni.core.services.alerts import alert_desk
from neni.core.services.alerts.alert_desk import Asked
from neni.core.web.api.alert_schemas import Acknowledgement, AlertListOut, AlertOut, AlertsQuery, Snooze, Whose
from neni.core.web.api.incoming import Routes
from neni.core.web.api.schemas import LanguageQuery
from neni.core.web.here import office, person, words

blueprint = Routes("told", __name__, description="Alerts")


@blueprint.get("/alerts")
@blueprint.arguments(AlertsQuery, location="query")
@blueprint.response(200, AlertListOut)
def list_alerts(asked: Mapping[str, Any]) -> dict[str, Any]:
    """List alerts, newest first."""
    wanted = Asked(
        mine=asked["whose"] is Whose.MINE,
        department=asked.get("department"),
        state=asked.get("state"),
        kind=asked.get("kind"),
        gravity=asked.get("gravity"),
        below=asked.get("after", ""),
    )
    found = alert_desk.inbox(office(), person(), wanted)
    return {"alerts": [_alert(one) for one in found.alerts], "total": found.count, "next": found.more or None}


@blueprint.get("/alerts/<alert_id>")
@blueprint.arguments(LanguageQuery, location="query")
@blueprint.response(200, AlertOut)
def read_alert(_asked: Mapping[str, Any], alert_id: str) -> dict[str, Any]:
    """Read an alert."""
    return _alert(alert_desk.get_alert(office(), person(), alert_id).alert)


@blueprint.post("/alerts/<alert_id>/acknowledgement")
@blueprint.arguments(Acknowledgement)
@blueprint.response(200, AlertOut)
def acknowledge(sent: Mapping[str, Any], alert_id: str) -> dict[str, Any]:
    """Acknowledge an alert with a reason; nobody further is told."""
    return _alert(alert_desk.acknowledge(office(), person(), alert_id, sent["reason"]))


@blueprint.post("/alerts/<alert_id>/snooze")
@blueprint.arguments(Snooze)
@blueprint.response(200, AlertOut)
def snooze(sent: Mapping[str, Any], alert_id: str) -> dict[str, Any]:
    """Put an alert off; it is told again then."""
    return _alert(alert_desk.snooze(office(), person(), alert_id, sent["until"]))


def _alert(one: Alert) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind.value,
        "level": one.level,
        "gravity": one.gravity.value,
        "state": one.state.value,
        "department": one.department,
        "title": words(one.title),
        "message": words(one.message),
        "case": one.reference or None,
        "due": _moment(one.due),
        "raised_at": _moment(one.raised_at),
        "roles": list(one.roles),
        "snoozed_until": _moment(one.snoozed_until),
        "acknowledged_at": _moment(one.acknowledged_at),
        "acknowledged_by": one.acknowledged_by or None,
        "reason": one.reason or None,
        "ended_at": _moment(one.ended_at),
    }


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
