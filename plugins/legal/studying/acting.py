"""The draft as a whole: its head, title, preamble, the clauses it has, and its end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import takewhile

from neni.core import Language, Provision, ProvisionKind, Subject
from neni.plugins.legal.citations.found import Kind
from neni.plugins.legal.citations.titles import likeness
from neni.plugins.legal.structure.clauses import Clause
from neni.plugins.legal.structure.folding import fold
from neni.plugins.legal.structure.words import BASIS, HEADED, ISSUER
from neni.plugins.legal.studying.agreeing import memorandum
from neni.plugins.legal.studying.draft import Draft, Facts, figures, first_line
from neni.plugins.legal.studying.provisions import base_act
from neni.plugins.legal.studying.spots import Spot

REPUBLIC = re.compile(r"republik\w*\s+(?:e\s+)?kosov|republic\s+of\s+kosov")
INSTITUTION = re.compile(
    r"komisioni\s+qendror\s+i\s+zgjedhjeve|centralna\s+izborna\s+komisija|central\s+election\s+commission"
)
NUMBER = re.compile(r"\d{1,3}\s?/\s?(?:19|20)\d\d|(?:19|20)\d\d\s?/\s?\d{1,3}|\d{1,2}\s?/\s?l\s?-?\s?\d{1,3}")
COLLEGIAL = re.compile(
    r"miraton|miratoi|vendos\w*|donosi\b|don(?:io|ijel\w|eo|el\w)\s+je|usvaja\b|usvojila|odlucuj\w*|odlucila|"
    r"approves|adopts|decides|enacts"
)
SINGLE = re.compile(
    r"nxjerr|nxori|udhezoj|urdheroj|dekretoj|shpall|izdajem?|donosim|usvajam|propisujem|proglasavam|issues"
)
FIRST_PERSON = re.compile(r"udhezoj|urdheroj|dekretoj|izdajem|donosim|usvajam|propisujem|proglasavam")
NAMED_BEFORE = re.compile(ISSUER.pattern + r"[^,;]{0,120}$")
ENABLING = re.compile(
    r"\b(?:neni\w*|neneve|nenet|clan\w*|articles?)\s+\d(?:(?!kushtetut|ustav|constitut)[^;]){0,160}?\b(?:ligji\w*|zakon\w*|law)\b"
    r"(?:\s*(?:nr|br|no|broj)\b\.?:?\s*\d|[^;]{0,160}?\bsl(?:uzben\w*)?\.?\s*(?:glasnik|list|novin)\w*\s*"
    r"(?:rs|rcg|cg|bih|fbih|srj|sfrj|republike\s+s|bosne|federacije|crne)\b)"
)
"""An article of a law, with the law's number or, in states where laws have none, its gazette."""
DEFINITIONS = re.compile(
    r"(?:shprehjet|termat|nocionet)\s+e\s+perdorur\w*.{0,80}kane\s+(?:kete|keto)\s+kuptim"
    r"|(?:izrazi|pojmovi|termini)\s+(?:koji\s+se\s+koriste|upotreblj\w+|korisce\w+|korist\w+).{0,80}(?:imaju\s+sledec|znacenj)"
    r"|(?:terms|expressions)\s+used\s+in\s+this.{0,80}(?:have|mean)"
)
REMEDIES = re.compile(
    r"keshill\w*\s+juridik|mjet\w*\s+juridik|pouka\s+o\s+pravnom|pravna\s+pouka|pravni\s+lek|legal\s+remed|legal\s+advice"
)
REASONS = re.compile(r"\barsyetim|\bobrazlozenj|\breasoning\b|\breasons\b")
DECIDES = re.compile(r"\bvendos\w*|\bvendim\b|\bodluk[au]\b|\bodlucuje\b|\bdecides\b|\bdecision\b")
BYLAWS = ("regulation", "administrative_instruction", "election_rule")
BEGUN = re.compile(
    r"kalimtar|prelazn|transitional|(?:procedur|kerkes|rast|lend|cesht)\w*\s+(?:e\s+|te\s+)?(?:filluar|nisur|dorezuar|hapur)\w*"
    r"|zapocet\w*|pokrenut\w*|podnet\w*\s+pre|(?:begun|started|initiated|pending|submitted)\s+(?:before|prior)"
)
HEAD_LINES, LAST = 12, 4
PARTS_OF_TEXT = frozenset({ProvisionKind.OPERATIVE, ProvisionKind.ARTICLE, ProvisionKind.PARAGRAPH})
NOT_TRANSITIONAL = frozenset({Clause.REPEAL, Clause.ENTRY_INTO_FORCE, Clause.FINAL})
FEWEST_LETTERS, FEWEST_MARKS = 400, {Language.ALBANIAN: 0.02, Language.SERBIAN: 0.01}


def whole_act(draft: Draft) -> Iterator[Subject]:
    """The one subject that stands for the draft."""
    facts: dict[str, object] = {"act_sort": draft.sort}
    for tell in (_head, _title, _clauses, _letters, _decision, memorandum):
        facts |= tell(draft)
    facts["basis_formula"] = _preamble(draft)["basis_formula"]
    yield Subject("legal.act", "", draft.place, facts)  # type: ignore[arg-type]


def preamble(draft: Draft) -> Iterator[Subject]:
    """The preamble, pinned to its words; to the title, where there is none."""
    found = draft.act.of(ProvisionKind.PREAMBLE)
    place, eid = (first_line(draft, found[0]), found[0].eid) if found else (draft.place, "")
    yield Subject("legal.preamble", eid, place, {"act_sort": draft.sort, **_preamble(draft)})


def _head(draft: Draft) -> Facts:
    head = [one.folded for one in takewhile(lambda one: not one.in_preamble, draft.spots[:HEAD_LINES])]
    named = any(INSTITUTION.search(one) or ISSUER.match(one) for one in head)
    return {"header_republic": any(REPUBLIC.search(one) for one in head), "header_institution": named}


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
    return {"title_form": form, "is_amending": draft.amends, "amending_title": amending, **_base(draft, words)}


def _base(draft: Draft, title: str) -> Facts:
    """The amendments there were to the act that is amended, and whether the title names them."""
    base = base_act(draft) if draft.amends else None
    acts = [one for one in draft.acts.find(base[0]) if one.kind in ("law", "code")] if base else []
    earlier = [one.number for one in acts[0].amendments(draft.on) if one.number] if acts else []
    own = figures(draft.act.title.number)
    missing = [one for one in earlier if figures(one) != own and figures(one) not in _named(title)]
    said = bool(
        re.search(r"\b(?:i|te|e|se)\s+ndryshuar|izmenjen\w*|as\s+amended|amended\s+(?:and\s+supplemented\s+)?by", title)
    )
    return {"base_amended": bool(missing), "base_chain": ", ".join(missing) or "–", "title_says_amended": said}


def _named(title: str) -> list[list[int]]:
    return [figures(one) for one in re.findall(r"\d{1,2}\s?/\s?l\s?-?\s?\d{1,3}", title)]


def _preamble(draft: Draft) -> Facts:
    spots = [one for one in draft.spots if one.in_preamble]
    words = "\n".join(one.folded for one in spots)
    cited = [one for spot, some in draft.cited if spot.in_preamble for one in some]
    formula = [fold(one.text) for one in draft.act.of(ProvisionKind.FORMULA)]
    said = " ".join(formula)
    word = "collegial" if COLLEGIAL.search(said) else "single" if SINGLE.search(said) else "none"
    laws = (Kind.LAW, Kind.CODE)
    return {
        "issuer_line": any(map(_issuer, spots)) or bool(INSTITUTION.search(words)) or _signer_speaks(draft, said),
        "basis_formula": bool(BASIS.search(words))
        and bool(cited or re.search(r"\b(?:nen|clan|article|rezolut|rezoluc|resolution)\w*\s+\d", words)),
        "constitution_cited": any(one.kind is Kind.CONSTITUTION and 139 in one.articles for one in cited),
        "enabling_law": any(one.kind in laws and one.number and one.pins for one in cited)
        or bool(ENABLING.search(words)),
        "enacting_word": word,
    }


def _issuer(spot: Spot) -> bool:
    """Whether a passage names who issues the act: before the basis, or behind it as Serbian acts do."""
    if any(ISSUER.match(part.lstrip(' "')) for part in re.split(r"[,;)]", spot.folded)):
        return True
    adopts = COLLEGIAL.search(spot.folded)
    return adopts is not None and re.search(r"\b" + NAMED_BEFORE.pattern, spot.folded[: adopts.start()]) is not None


def _signer_speaks(draft: Draft, formula: str) -> bool:
    """“MINISTRI … UDHËZOJ:”: an office named in the head speaks in the first person."""
    if FIRST_PERSON.search(formula) is None:
        return False
    head = takewhile(lambda one: not one.in_preamble, draft.spots[:HEAD_LINES])
    return any(ISSUER.match(one.folded) for one in head)


def _clauses(draft: Draft) -> Facts:
    found = draft.articles
    headed = [fold(one.heading) for one in found]
    defining = [one for one, heading in zip(found, headed, strict=True) if HEADED["definitions"].search(heading)]
    earlier = _earlier(draft)
    return {
        "articles": Decimal(len(found)),
        "purpose_first": bool(headed) and bool(HEADED["purpose"].search(headed[0])),
        "scope_early": any(HEADED["scope"].search(one) for one in headed[:3]),
        "definitions": _definitions(draft, defining),
        "earlier_act": bool(earlier),
        "earlier_acts": ", ".join(earlier) or "–",
        "repeal_clause": any(Clause.REPEAL in one for one in draft.claims.values()),
        "transitional": _transitional(draft),
    }


def _transitional(draft: Draft) -> bool:
    """An article of its own, or one in a chapter of transitional provisions that does nothing else for the act."""
    claims = draft.claims
    if any(Clause.TRANSITIONAL in claims.get(one.eid, ()) for one in draft.articles):
        return True
    chapters = [one for one in draft.act.of(ProvisionKind.CHAPTER) if Clause.TRANSITIONAL in claims.get(one.eid, ())]
    inside = [part for chapter in chapters for part in chapter.parts if part.kind is ProvisionKind.ARTICLE]
    own = any(NOT_TRANSITIONAL.isdisjoint(claims.get(one.eid, ())) for one in inside)
    return own or any(BEGUN.search(draft.words(one)) for one in draft.articles[-LAST:])


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


def _letters(draft: Draft) -> Facts:
    text = "".join(one.passage.text for one in draft.body)
    counted = {one: number for one, number in Counter(text).items() if one.isalpha()}
    letters = sum(counted.values())
    cyrillic = sum(number for one, number in counted.items() if "Ѐ" <= one <= "ӿ")
    mixed = letters >= FEWEST_LETTERS and 0.1 < cyrillic / letters < 0.9
    marked = sum(number for one, number in counted.items() if one in "ëçËÇčćšžđČĆŠŽĐ") + cyrillic
    missing = letters >= FEWEST_LETTERS and marked < FEWEST_MARKS.get(draft.act.language, 0.0) * letters
    return {"diacritics": "missing" if missing else "there", "mixed_scripts": mixed}


def _decision(draft: Draft) -> Facts:
    kinds = {one.kind for one in draft.act.all()}
    return {
        "operative_part": bool(DECIDES.search(draft.text)) and bool(kinds & PARTS_OF_TEXT),
        "reasons": ProvisionKind.REASONING in kinds or bool(REASONS.search(draft.text)),
        "remedies": ProvisionKind.REMEDY in kinds or bool(REMEDIES.search(draft.text)),
    }
