"""The draft as a whole: its head, title, preamble, the clauses it has, and its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from neni.core import Anchor, Language, Provision, ProvisionKind, Subject
from neni.plugins.legal.citations.found import Kind
from neni.plugins.legal.citations.titles import likeness
from neni.plugins.legal.quantities import DateSaid
from neni.plugins.legal.structure.clauses import Clause, claused
from neni.plugins.legal.structure.folding import fold
from neni.plugins.legal.structure.words import BASIS, HEADED, IN_FORCE, ISSUER
from neni.plugins.legal.studying.draft import Draft, Facts, Spot

REPUBLIC = re.compile(r"republik\w*\s+(?:e\s+)?kosov|republic\s+of\s+kosov")
INSTITUTION = re.compile(
    r"komisioni\s+qendror\s+i\s+zgjedhjeve|centralna\s+izborna\s+komisija|central\s+election\s+commission"
)
NUMBER = re.compile(r"\d{1,3}\s?/\s?(?:19|20)\d\d|\d{1,2}\s?/\s?l\s?-?\s?\d{1,3}")
COLLEGIAL = re.compile(r"miraton|miratoi|vendos\w*|donosi|usvaja|odlucuj\w*|odlucila|approves|adopts|decides|enacts")
SINGLE = re.compile(r"nxjerr|nxori|izdaje|issues")
DEFINITIONS = re.compile(
    r"(?:shprehjet|termat|nocionet)\s+e\s+perdorur\w*.{0,80}kane\s+(?:kete|keto)\s+kuptim"
    r"|(?:izrazi|pojmovi|termini)\s+(?:koji\s+se\s+koriste|upotreblj\w+|korisce\w+|korist\w+).{0,80}(?:imaju\s+sledec|znacenj)"
    r"|(?:terms|expressions)\s+used\s+in\s+this.{0,80}(?:have|mean)"
)
AFTER = re.compile(r"\b(?:pas|nga|prej|nakon|od|posle|after|from|following)\s+(?:dites?\s+se\s+|dana?\s+|dates?\s+of\s+|the\s+|its\s+|day\s+of\s+|date\s+of\s+)*"
                   r"(?:(?P<published>publik|botim|objavlj|publicat)|(?P<signed>nenshkr|miratim|potpis|usvaj|sign|adopt|approv))")  # fmt: skip
ON = re.compile(r"\b(?:diten?\s+e|me\s+diten\s+e|ditet?\s+e|dan\w*|danom|na\s+dan|on\s+the\s+(?:day|date)\s+of|upon|me)\s+(?:its\s+|the\s+)?"
                r"(?:(?P<published>publik|botim|objavlj|publicat)|(?P<signed>nenshkr|miratim|potpis|usvaj|sign|adopt|approv))")  # fmt: skip
FUNCTION = re.compile(
    r"\b(?:kryetar\w*|kryesues\w*|kryeshef\w*|kryeministr\w*|minist[re]\w*|president\w*|predsedni\w+|predsedavajuc\w*|direktor\w*"
    r"|sekretar\w*|chair\w*|president|chief\s+executive|director)\b"
)
PLACE_DATE = re.compile(
    r"\bprishtin\w*|\bpristin\w*|\bdat[ae]\b|\bdatum\w*|\bdana\b|\bdate\b|\d{1,2}[./]\s?\d{1,2}[./]\s?\d{4}|\d{1,2}\.?\s+\w+\s+(?:19|20)\d\d"
)
PARTS = {
    Language.ALBANIAN: {
        "palët": r"\bpalet\b|\bpaleve\b", "qëllimi": r"\bqellim", "obligimet": r"\bobligim|\bdetyrim|\bpergjegjesi",
        "kohëzgjatja": r"\bkohezgjatj|\bafat", "ndërprerja": r"\bnderprerj|\bshkeputj|\bzgjidhj",
        "mosmarrëveshjet": r"\bmosmarreveshj|\bkontest", "ekzemplarët": r"\bekzemplar|\bkopj",
    },
    Language.SERBIAN: {
        "strane": r"\bstran(?:e|a|ama)\b", "cilj": r"\bcilj|\bsvrh", "obaveze": r"\bobavez", "trajanje": r"\btrajanj|\bvazi",
        "raskid": r"\braskid|\bprestan", "sporovi": r"\bspor(?:ov|a|u|evi|\b)", "primerci": r"\bprimer[a]?k|\bprimerc",
    },
    Language.ENGLISH: {
        "parties": r"\bparties\b", "purpose": r"\bpurpose|\baim\b", "obligations": r"\bobligation|\bduties|\bresponsibilit",
        "duration": r"\bduration|\bterm\s+of\b|\bvalid", "termination": r"\bterminat", "disputes": r"\bdisput",
        "copies": r"\bcopies\b|\bcounterparts?\b",
    },
}  # fmt: skip
FOREIGN = re.compile(
    r"\b(?:ambasad\w*|embass\w*|osbe\w*|osce|oebs\w*|bashkimi\w*\s+evropian\w*|evropsk\w+\s+unij\w+|european\s+union"
    r"|kombe\w*\s+e\s+bashkuara|ujedinjen\w+\s+nacij\w+|united\s+nations|usaid\w*|ifes\w*)\b"
)
REMEDIES = re.compile(
    r"keshill\w*\s+juridik|mjet\w*\s+juridik|pouka\s+o\s+pravnom|pravna\s+pouka|pravni\s+lek|legal\s+remed|legal\s+advice"
)
REASONS = re.compile(r"\barsyetim|\bobrazlozenj|\breasoning\b|\breasons\b")
DECIDES = re.compile(r"\bvendos\w*|\bvendim\b|\bodluk[au]\b|\bodlucuje\b|\bdecides\b|\bdecision\b")
BYLAWS = ("regulation", "administrative_instruction", "election_rule")
HEAD_LINES = 12
FEWEST_LETTERS, FEWEST_MARKS = 400, {Language.ALBANIAN: 0.02, Language.SERBIAN: 0.01}


def whole_act(draft: Draft) -> Iterator[Subject]:
    """The one subject that stands for the draft."""
    facts: dict[str, object] = {"act_sort": draft.sort, "draft_day": _draft_day(draft)}
    for tell in (_head, _title, _preamble, _clauses, _entry, _end, _letters, _decision, _memorandum):
        facts |= tell(draft)
    anchor = draft.act.title.anchor or _first(draft)
    yield Subject("legal.act", "", anchor, facts)  # type: ignore[arg-type]


def _first(draft: Draft) -> Anchor:
    return draft.spots[0].passage.anchor() if draft.spots else Anchor(0, 0, 0)


def _head(draft: Draft) -> Facts:
    head = " ".join(one.folded for one in draft.spots[:HEAD_LINES])
    named = INSTITUTION.search(head) or any(ISSUER.match(one.folded) for one in draft.spots[:HEAD_LINES])
    return {"header_republic": bool(REPUBLIC.search(head)), "header_institution": bool(named)}


def _title(draft: Draft) -> Facts:
    title = draft.act.title
    number = fold(title.number)
    form = "complete"
    if title.anchor is None and not title.kind:
        form = "missing"
    elif not title.kind:
        form = "no_kind"
    elif not number:
        form = "no_number"
    elif not NUMBER.search(number):
        form = "number_open" if re.search(r"[_x.…]", number) else "no_number"
    elif not title.subject.strip():
        form = "no_subject"
    words = fold(title.subject)
    amending = bool(re.search(r"ndryshim|plotesim|izmen|dopun|amend|supplement", words))
    return {"title_form": form, "is_amending": draft.amends, "amending_title": amending}


def _preamble(draft: Draft) -> Facts:
    spots = [one for one in draft.spots if one.in_preamble]
    words = "\n".join(one.folded for one in spots)
    cited = [one for spot, some in draft.cited if spot.in_preamble for one in some]
    formula = [fold(one.text) for one in draft.act.of(ProvisionKind.FORMULA)]
    said = " ".join(formula)
    word = "collegial" if COLLEGIAL.search(said) else "single" if SINGLE.search(said) else "none"
    laws = (Kind.LAW, Kind.CODE)
    return {
        "issuer_line": bool(spots)
        and (bool(ISSUER.match(spots[0].folded.lstrip(' "'))) or bool(INSTITUTION.search(words))),
        "basis_formula": bool(BASIS.search(words))
        and bool(cited or re.search(r"\b(?:nen|clan|article)\w*\s+\d", words)),
        "constitution_cited": any(one.kind is Kind.CONSTITUTION and 139 in one.articles for one in cited),
        "enabling_law": any(one.kind in laws and one.number and one.pins for one in cited),
        "enacting_word": word,
    }


def _clauses(draft: Draft) -> Facts:
    found = draft.articles
    headed = [fold(one.heading) for one in found]
    claimed = [claused(one).clauses for one in draft.act.of(ProvisionKind.ARTICLE, ProvisionKind.CHAPTER)]
    defining = [one for one, heading in zip(found, headed, strict=True) if HEADED["definitions"].search(heading)]
    earlier = _earlier(draft)
    return {
        "articles": Decimal(len(found)),
        "purpose_first": bool(headed) and bool(HEADED["purpose"].search(headed[0])),
        "scope_early": any(HEADED["scope"].search(one) for one in headed[:3]),
        "definitions": _definitions(draft, defining),
        "earlier_act": bool(earlier),
        "earlier_acts": ", ".join(earlier) or "–",
        "repeal_clause": any(Clause.REPEAL in one for one in claimed),
        "transitional": _transitional(draft),
    }


def _transitional(draft: Draft) -> bool:
    """An article of its own, or one in a chapter of transitional provisions that does nothing else for the act."""
    own = [claused(one).clauses for one in draft.articles]
    if any(Clause.TRANSITIONAL in one for one in own):
        return True
    chapters = [one for one in draft.act.of(ProvisionKind.CHAPTER) if HEADED["transitional"].search(fold(one.heading))]
    inside = (part for chapter in chapters for part in chapter.parts if part.kind is ProvisionKind.ARTICLE)
    return any(not claused(one).clauses & {Clause.REPEAL, Clause.ENTRY_INTO_FORCE, Clause.FINAL} for one in inside)


def _definitions(draft: Draft, defining: list[Provision]) -> str:
    if not defining:
        return "none"
    listed = any(part.number for part in defining[0].all() if part is not defining[0])
    return "formula" if listed and DEFINITIONS.search(draft.words(defining[0])) else "no_formula"


def _earlier(draft: Draft) -> list[str]:
    """By-laws in force of the register on the same subject."""
    title = draft.act.title
    if title.kind not in BYLAWS or not title.subject:
        return []
    language = draft.act.language.value
    alike = (
        one for one in draft.acts.acts
        if one.kind == title.kind and one.repeal(draft.on) is None and one.number != title.number
        and likeness(fold(title.subject), one, language) >= 0.9
    )  # fmt: skip
    return [one.number for one in alike][:3]


def _entry(draft: Draft) -> Facts:
    claimed = [one for one in draft.articles if Clause.ENTRY_INTO_FORCE in claused(one).clauses]
    clause = claimed[-1] if claimed else None
    words = draft.words(clause) if clause else ""
    match = IN_FORCE.search(words)
    if clause is None:
        return {"entry_form": "none", "entry_last": True}
    said = words[match.start() : match.start() + 260] if match else words
    day = _entry_day(draft, clause)
    form = "on_day" if day else _entry_form(said)
    facts: dict[str, str | bool | date] = {"entry_form": form, "entry_last": clause is draft.articles[-1]}
    return {**facts, "entry_day": day} if day else facts


def _entry_form(said: str) -> str:
    counted = re.search(r"\b(?:dit\w*|dan\w*|days?|or[ea]\w*|sat\w*|hours?|muaj\w*|mesec\w*|months?)\b", said)
    after, on = AFTER.search(said), ON.search(said)
    number = re.search(r"\d|\b(?:nje|dy|tre|kater|pese|shtate|tete|dhjete|pesembedhjete|tridhjete|sedam|osam|osmog|petnaest|deset|seven|eight|ten|fifteen|thirty)\b", said)  # fmt: skip
    if after and counted and number:
        return "after_publication" if after["published"] else "after_signature"
    if on:
        return "on_publication" if on["published"] else "on_signature"
    if re.search(r"\b(?:menjeher\w*|odmah|immediately)\b", said) and after:
        return "on_publication" if after["published"] else "on_signature"
    return "unclear"


def _entry_day(draft: Draft, clause: Provision) -> date | None:
    """The day named in the clause itself: behind “enters into force”, on no other act's account."""
    for spot in draft.own:
        match = IN_FORCE.search(spot.folded) if spot.standing.article is clause else None
        if match:
            behind = spot.folded[match.end() : match.end() + 60]
            for one in _dates(draft, spot):
                place = spot.folded_place(one.anchor) - match.end()
                if one.on and 0 <= place < 40 and not AFTER.search(behind[:place]):
                    return one.on
    return None


def _ending(draft: Draft) -> list[Spot]:
    """The signature; without one, the last lines before the annexes."""
    signed = [one for one in draft.spots if one.at_end]
    inner = [one for one in draft.spots if not one.foreign and not one.standing.within(ProvisionKind.ANNEX)]
    return signed or inner[-8:]


def _end(draft: Draft) -> Facts:
    words = "\n".join(one.folded for one in _ending(draft))
    return {"signature_function": bool(FUNCTION.search(words)), "signature_day": bool(PLACE_DATE.search(words))}


def _dates(draft: Draft, spot: Spot) -> tuple[DateSaid, ...]:
    said = draft.said.get(id(spot.passage))
    return said.dates if said else ()


def _draft_day(draft: Draft) -> date:
    """The day under the signature, else the day the draft is judged on."""
    for spot in draft.spots:
        if spot.at_end:
            for one in _dates(draft, spot):
                if one.on:
                    return one.on
    return draft.on


def _letters(draft: Draft) -> Facts:
    text = "".join(one.passage.text for one in draft.body)
    letters = [one for one in text if one.isalpha()]
    cyrillic = sum("Ѐ" <= one <= "ӿ" for one in letters)
    mixed = len(letters) >= FEWEST_LETTERS and 0.1 < cyrillic / len(letters) < 0.9
    least = FEWEST_MARKS.get(draft.act.language, 0.0)
    marked = sum(one in "ëçËÇčćšžđČĆŠŽĐ" for one in letters) + cyrillic
    missing = len(letters) >= FEWEST_LETTERS and marked < least * len(letters)
    return {"diacritics": "missing" if missing else "there", "mixed_scripts": mixed}


def _decision(draft: Draft) -> Facts:
    kinds = {one.kind for one in draft.act.all()}
    return {
        "operative_part": bool(DECIDES.search(draft.text))
        and (ProvisionKind.OPERATIVE in kinds or bool(draft.articles)),
        "reasons": ProvisionKind.REASONING in kinds or bool(REASONS.search(draft.text)),
        "remedies": ProvisionKind.REMEDY in kinds or bool(REMEDIES.search(draft.text)),
    }


def _memorandum(draft: Draft) -> Facts:
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
