"""Memoranda and agreements: the parts they are expected to have, and who the other party is."""

from __future__ import annotations

import re
from decimal import Decimal

from neni.core import Language
from neni.plugins.legal.studying.draft import Draft, Facts

PARTS = {
    Language.ALBANIAN: {
        "palët": r"\bpalet\b|\bpaleve\b",
        "qëllimi": r"\bqellim",
        "obligimet": r"\bobligim|\bdetyrim|\bpergjegjesi",
        "kohëzgjatja": r"\bkohezgjatj|\bafat",
        "ndërprerja": r"\bnderprerj|\bshkeputj|\bzgjidhj",
        "mosmarrëveshjet": r"\bmosmarreveshj|\bkontest",
        "ekzemplarët": r"\bekzemplar|\bkopj",
    },
    Language.SERBIAN: {
        "strane": r"\bstran(?:e|a|ama)\b",
        "cilj": r"\bcilj|\bsvrh",
        "obaveze": r"\bobavez",
        "trajanje": r"\btrajanj|\bvazi",
        "raskid": r"\braskid|\bprestan",
        "sporovi": r"\bspor(?:ov|a|u|evi|\b)",
        "primerci": r"\bprimera?k|\bprimerc",
    },
    Language.ENGLISH: {
        "parties": r"\bparties\b",
        "purpose": r"\bpurpose|\baim\b",
        "obligations": r"\bobligation|\bduties|\bresponsibilit",
        "duration": r"\bduration|\bterm\s+of\b|\bvalid",
        "termination": r"\bterminat",
        "disputes": r"\bdisput",
        "copies": r"\bcopies\b|\bcounterparts?\b",
    },
}
FOREIGN = re.compile(
    r"\b(?:ambasad\w*|embass\w*|osbe\w*|osce|oebs\w*|bashkimi\w*\s+evropian\w*|evropsk\w+\s+unij\w+|european\s+union"
    r"|kombe\w*\s+e\s+bashkuara|ujedinjen\w+\s+nacij\w+|united\s+nations|usaid\w*|ifes\w*)\b"
)


def memorandum(draft: Draft) -> Facts:
    """Which parts are missing, and a foreign party."""
    if draft.sort != "memorandum":
        return {
            "parts_missing": Decimal(0),
            "parts_missing_names": "–",
            "foreign_party": False,
            "foreign_party_name": "–",
        }
    missing = [name for name, words in PARTS[draft.act.language].items() if not re.search(words, draft.text)]
    party = next(((one, match) for one in draft.spots if (match := FOREIGN.search(one.folded))), None)
    return {
        "parts_missing": Decimal(len(missing)),
        "parts_missing_names": ", ".join(missing) or "–",
        "foreign_party": party is not None,
        "foreign_party_name": party[0].words(*party[1].span()) if party else "–",
    }
