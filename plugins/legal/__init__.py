"""The legal department: drafts of acts that authors hand in, read as law and checked before they are adopted."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

from neni.core import Department, FactSource, Text, hookimpl
from neni.plugins.legal.complaints import COMPLAINT, SOURCES
from neni.plugins.legal.drafting import DRAFTING
from neni.plugins.legal.manuscripts import BYLAW, DECISION, MEMORANDUM, OPINION
from neni.plugins.legal.partners import INBOUND, OUTBOUND


@hookimpl
def department() -> Department:
    """Legal affairs: what authors hand in, and where its law, its paper and the register of acts lie."""
    return Department(
        code="legal",
        title=Text(sq="Çështjet ligjore", sr="Pravni poslovi", en="Legal affairs"),
        case_types=(COMPLAINT, DRAFTING),
        rulesets=files("neni.rulesets") / "legal",
        document_templates=files("neni.document_templates") / "legal",
        manuscript_types=(BYLAW, DECISION, MEMORANDUM, OPINION),
        acts=files("neni.rulesets") / "shared" / "acts",
        event_types=OUTBOUND,
        inbound_types=INBOUND,
    )


@hookimpl
def fact_sources() -> Iterable[FactSource]:
    """What is known of complaints beside what is stated, and of an election: how many are still on their way."""
    return SOURCES
