"""The office as it is opened to be served: wired once, and each thing of it once."""

from __future__ import annotations

from pathlib import Path

from neni.core.app import initialise, open_office
from neni.core.config import Config
from neni.core.host import Host
from neni.core.model.people import OPERATOR
from neni.core.services.cases import intake


def test_partners_are_told_of_each_event_once(tmp_path: Path, host: Host) -> None:
    config = Config.read({"NENI_WORKSPACE": str(tmp_path)})
    initialise(config)
    with open_office(config, host) as office:
        facts = {"title": "Letër", "contract_type": "supplies", "estimated_value": "9500.00"}
        case = intake.open_case(office, OPERATOR, "procurement.purchase", facts)
        notice = {**facts, "notice_published_on": "2026-03-02"}
        intake.change_facts(office, OPERATOR, case.reference, notice, case.version)
        with office.store.reading() as work:
            told = work.messages.since(case.opened_at, "", 10)
    assert [one.type for one in told] == ["procurement.notice.published"]
