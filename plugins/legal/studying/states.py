"""Whether an act is of another state: what Kosovo's institutions owe their drafts is not asked of it."""

from __future__ import annotations

import re

from neni.core import Problem, ProvisionKind, Text
from neni.plugins.legal.structure import Reading

OWN = re.compile(r"\bkosov|\bunmik")
_STATES = (
    r"shqiperi\w*|srbij\w*|hrvatsk\w*|srpsk\w*|sloven\w*|(?:severn\w+|veriut)\s+maqedoni\w*|severn\w+\s+makedonij\w*|"
    r"crn\w+\s+gor\w*|albania|serbia|croatia|montenegro|north\s+macedonia"
)
OTHER = re.compile(
    rf"\brepubli[ck]\w*\s+(?:e\s+|se\s+|of\s+)?(?:{_STATES})|\bbosn\w+\s+i\s+hercegovin\w*|\bcrn(?:a|e|oj|u)\s+gor\w+|"
    r"\b(?:sl|sluzben\w*)\.?\s*(?:glasnik|list|novin)\w*\s*(?:rs|bih|fbih|cg|rcg|sfrj|srj|scg)\b|"
    rf"\b(?:sluzben\w+)\s+(?:glasnik|list|novin)\w*\s+(?:republike\s+)?(?:{_STATES}|bosne|federacije)|"
    r"\bnarodn\w+\s+novin\w+|\bfletor\w+\s+zyrtare\b|\bjugoslav\w*|\bcontracting\s+(?:states?|parties)\b"
)
EDGES = (
    ProvisionKind.HEADER, ProvisionKind.TITLE, ProvisionKind.PREAMBLE, ProvisionKind.SIGNATURE, ProvisionKind.TAIL,
)  # fmt: skip


def of_another_state(reading: Reading) -> bool:
    """Whether the head, the title, the first or the last article name another state or its gazette, and no word of
    the text names Kosovo."""
    if any(OWN.search(one.folded) for one in reading.passages):
        return False
    articles = reading.act.of(ProvisionKind.ARTICLE)
    edges = [*reading.act.of(*EDGES), *articles[:1], *articles[-1:]]
    owners = {"", *(part.eid for edge in edges for part in edge.all())}
    return any(OTHER.search(one.folded) for one in reading.passages if reading.owner(one) in owners)


REMARK = Problem(
    "legal.another_state",
    Text(
        sq="Akti është i një shteti tjetër: u lexua dhe numrat, referencat e afatet u shikuan, por çka kërkohet nga "
        "aktet e institucioneve të Kosovës nuk iu kërkua.",
        sr="Akt je druge države: pročitan je, brojevi, upućivanja i rokovi su pregledani, ali ono što akti "
        "institucija Kosova duguju nije od njega traženo.",
        en="The act is of another state: it was read, and its numbers, references and periods were looked at, but what "
        "acts of Kosovo's institutions owe was not asked of it.",
    ),
)
