"""The procurement department: purchases before their notice, contracts, and the registers of both."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

from neni.core import Department, FactSource, Text, hookimpl
from neni.plugins.procurement.contract import CONTRACT
from neni.plugins.procurement.demonstration import DEMONSTRATION
from neni.plugins.procurement.partners import INBOUND, OUTBOUND
from neni.plugins.procurement.plan import PLAN
from neni.plugins.procurement.purchase import PURCHASE
from neni.plugins.procurement.splitting import EARLIER_PURCHASES, earlier_purchases


@hookimpl
def department() -> Department:
    """Procurement, with its case types and where its law, paper and import maps lie."""
    return Department(
        code="procurement",
        title=Text(sq="Prokurimi", sr="Nabavka", en="Procurement"),
        case_types=(PURCHASE, CONTRACT, PLAN),
        rulesets=files("neni.rulesets") / "procurement",
        document_templates=files("neni.document_templates") / "procurement",
        import_maps=files("neni.plugins.procurement") / "import_maps",
        escalation=("officer", "head", "executive"),
        demonstration=DEMONSTRATION,
        event_types=OUTBOUND,
        inbound_types=INBOUND,
    )


@hookimpl
def fact_sources() -> Iterable[FactSource]:
    """What was bought before, for purchases and contracts alike."""
    return [FactSource(case_type.code, (EARLIER_PURCHASES,), earlier_purchases) for case_type in (PURCHASE, CONTRACT)]
