"""The fixed phrases by which a reader of Kosovo's acts knows a part: folded patterns in all three languages."""

from __future__ import annotations

import re

from neni.plugins.legal.structure.marks import MONTHS

IN_FORCE = re.compile(
    r"\bhy(?:n|jne|je)\s+ne\s+fuqi\b|\bstupa(?:ju)?\s+na\s+snagu\b|\b(?:enters?|comes?)\s+into\s+force\b"
)
BASIS = re.compile(
    r"\b(?:ne\s+mbeshtetje|(?:ne|mbi)\s+baz[ae]n?\s+(?:te|e)|duke\s+u\s+(?:mbeshtetur|bazuar)|bazuar\s+ne|mbeshtetur\s+ne|ne\s+pajtim\s+me|"
    r"ne\s+perputhje\s+me|ne\s+zbatim\s+te|"
    r"na\s+osnovu|na\s+temelju|u\s+skladu\s+sa?|shodno|"
    r"pursuant\s+to|based\s+(?:up)?on|on\s+the\s+basis\s+of|in\s+accordance\s+with|in\s+support\s+of)\b"
)
RECITAL = re.compile(
    r"(?:duke\s+(?:marre|pasur|vleresuar|konsideruar)|me\s+qellim|pasi\s+(?:shqyrtoi|qe)|imajuci\s+u\s+vidu|uzimajuci|"
    r"s\s+obzirom|u\s+cilju|whereas|having\s+regard|considering|taking\s+into|with\s+the\s+aim|recognizing)\b"
)
ENACTING = re.compile(
    r"(?P<word>miraton|miratoi|nxjerr|nxori|vendos|vendosi|vendosin|lidhin|udhezoj|urdheroj|dekretoj|shpall|"
    r"donosim?|don(?:io|ijela|ijelo|eo|ela|elo)\s+je|usvajam?|usvojila\s+je|izdajem?|propisujem?|proglasavam|odlucuje|"
    r"odlucila\s+je|zakljucuju|"
    r"(?:hereby\s+)?(?:approves|adopts|issues|decides|enacts|decided|conclude))"
    r"(?:\s+(?:kete|s[ia]\s+vijon|sledec\w*|sljedec\w*|ov\w+|the\s+following|this)\b[^.]{0,60})?\s*[:.]?\s*$"
)
KINDS = {
    "election_rule": "rregull(?:a|e)?\\s+(?:e\\s+zgjedhjeve|zgjedhor[ea])|rregull\\b|"
    "izborno\\s+pravilo|election\\s+rule|rule\\b",
    "rules_of_procedure": "rregullor[ea]\\s+e\\s+punes|poslovnik|rules\\s+of\\s+procedure",
    "law": "ligji?|kodi|(?:[a-z]+i\\s+){0,2}zakon(?:ik)?|law|code|"
    "(?<=predlog\\s)zakon(?:ik)?a|(?<=nacrt\\s)zakon(?:ik)?a",
    "constitution": "kushtetuta|ustav|constitution",
    "treaty": "konvent[ae]|konvencija|convention|protokoll?|protocol",
    "regulation": "rregullor(?:e|ja)|uredba|pravilnik|regulation|(?<=nacrt\\s)(?:uredbe|pravilnika)",
    "administrative_instruction": "udhezim(?:i)?\\s+administrativ|administrativno\\s+uputstvo|"
    "administrative\\s+instruction",
    "instruction": "udhezim|uputstvo|instruction",
    "decision": "vendim(?:i)?|aktvendim|odluk[au]|resenje|rjesenje|zakljucak|decision|ruling",
    "agreement": "marreveshje(?:\\s+bashkepunimi)?|sporazum|ugovor|(?:cooperation\\s+)?agreement",
    "memorandum": "memorandum(?:i)?",
    "opinion": "mendim(?:i)?\\s+(?:juridik|ligjor)|opinion(?:i)?\\s+juridik|pravno\\s+misljenje|legal\\s+opinion",
    "statute": "statut(?:i)?|statute",
    "strategy": "strategji[ae]?|strategija|strategy",
    "code_of_conduct": "kodi\\s+i\\s+(?:sjelljes|mirsjelljes)|kodeks|code\\s+of\\s+conduct",
}
PREFIX = r"(?:(?:projekt|draft|nacrt|predlog|propozim)[\s-]*)?"
TITLE = re.compile(
    PREFIX
    + "(?:"
    + "|".join(f"(?P<{code}>{words})" for code, words in sorted(KINDS.items(), key=lambda one: -len(one[1])))
    + r")\b"
)
NUMBER = re.compile(
    r"\b(?:nr|br|no|number|numer|broj)\b\.?\s*:?\s*"
    r"(?P<number>\d{1,2}\s?/\s?l\s?-?\s?\d{1,3}|[\d_x.]{1,6}\s?[/-]\s?[\d_x.]{2,6}|\d{1,6}|_{2,}|x{2,})"
)
ABOUT = re.compile(r"(?:per|mbi|o|od|on|for|concerning|za|ob)\s+")
ISSUER = re.compile(
    r"(?:the\s+)?"
    r"(?:(?:skolski|upravni|nadzorni|narodna|savezn\w+|federaln\w+|central|special)\s+)?"
    r"(?:komisioni|kqz|cik|cec|kuvendi|qeveria|minist(?:ri|er|ar)\w*|kryeministri|presidenti|sekretariati|kryetar\w*|"
    r"zyra|agjencia|keshilli|bordi|komuna|drejtori|kryeshefi|"
    r"perfaqesuesi\s+special|specijalni\s+predstavnik|representative\s+of\s+the|"
    r"centralna|izborna\s+komisija|komisija|skupstina|sabor\b|vlada|vijece|predsedni\w+|predsjedni\w+|sekretarijat|"
    r"kancelarija|agencija|savet|odbor|opstina|direktor|"
    r"central|commission|assembly|government|prime\s+minister|president|secretariat|office|agency|"
    r"council|board|municipality|director|chief)\b"
)
SIGNATURE = re.compile(
    r"(?:ne\s+|u\s+|in\s+)?(?:prishtin[ea]|pristin[aie])\b|dat[ae]\b|datum\b|date\b|dana\b|"
    r"(?:ne|u|in)\s+[a-z]+,?\s+(?:me\s+|dana\s+|on\s+)?\d{1,2}\.|(?:nr|br|no|broj|numer)\.?\s*:?\s*[\d/ -]+\W*$|"
    r"(?:nr|br|no)\.?\s*(?:i\s+)?(?:prot|dosj|ref|del)|kryetar|kryesues|kryeshef|predsed|zamenik|u\.?\s?d\.?\s|"
    r"chair|president\b|chief\b|minist|_{3,}|\.{6,}|ligji\s+nr|zakon\s+br|law\s+no|shpallur|proglasen|promulgated|"
    r"per\s+(?:komisionin|kqz|palen)|za\s+(?:komisiju|cik|stranu)|for\s+the\s+(?:commission|cec|party)|"
    r"nenshkr|potpis|signed|signature|v\.?\s?v\.?\b|m\.?\s?p\.?\s*$|l\.?\s?s\.?\s*$"
)
DATED = re.compile(rf"\d{{1,2}}[./]\s?\d{{1,2}}[./]\s?\d{{4}}|\d{{1,2}}\.?\s+(?:{MONTHS})\w*\s+\d{{4}}")
REASONING = re.compile(r"(?:arsyetim\w*|obrazlozenje|reasoning|reasons|statement\s+of\s+reasons|rationale)\W*$")
REMEDY = re.compile(
    r"(?:keshill\w*\s+juridik\w*|udhezim\w*\s+juridik\w*|mjet\w*\s+juridik\w*|"
    r"pouka\s+o\s+pravnom\s+\w+|pravna\s+pouka|pravn[oi]\s+(?:lek|sredstvo)|uputstvo\s+o\s+pravnom\s+\w+|"
    r"(?:notice\s+of\s+)?legal\s+remed\w+|legal\s+advice)\s*(?::|\W*$)"
)
AMENDERS = re.compile(
    r"(?:samostaln|napomena|osnovni\s+tekst|odredbe\s+koje\s+nisu|"
    r"(?:odredbe\s+|iz\s+)?(?:zakon|pravilnik|uredb|odluk)\w*\s+o\s+(?:izmen|dopun)|"
    r"dispozitat?\s+(?:e|te)\s+ligjit|ligj\w*.{0,40}ndryshim|rregullor\w*.{0,60}ndryshim|"
    r"provisions\s+of\s+amending|amending\s+(?:act|law|regulation)|(?:law|regulation).{0,40}amend)"
)
AMENDING_TITLE = re.compile(r"\b(?:ndryshim\w*|plotesim\w*|izmen\w*|dopun\w*|amend\w*|supplement\w*)\b")
CONTENTS_HEADING = re.compile(r"(?:permbajtja|tabela e permbajtjes|sadrzaj|(?:table of )?contents)\W*$")
PROVISIONS = re.compile(r"\b(?:dispozita?t?|odredbe|provisions)\b")
REPEAL = re.compile(
    r"\b(?:shfuqizohe[tn]|shfuqizon|pushon\w*\s+se\s+vepruari|stavlja(?:ju)?\s+se\s+van\s+snage|ukida(?:ju)?\s+se|"
    r"prestaje?(?:ju)?\s+da\s+vaz[ie]|(?:is|are|shall\s+be)\s+(?:hereby\s+)?repealed|ceases?\s+to\s+(?:have\s+effect|apply|be\s+valid))"
)
HEADED = {
    "purpose": re.compile(r"qellim|cilj|svrha|predmet\b|purpose|aim\b|objective|subject[\s-]matter"),
    "scope": re.compile(
        r"fusheveprim|fusha\s+e\s+(?:zbatim|veprim)|delokrug|oblast\s+primene|obim|polje\s+primene|scope"
    ),
    "definitions": re.compile(r"perkufizim|definicij|znacenj|kuptimi\s+i\s+shprehjeve|definition|pojmov"),
    "transitional": re.compile(r"kalimtar|prelazn|transition"),
    "final": re.compile(r"perfundimtar|zavrsn|final\b"),
    "repeal": re.compile(r"shfuqizim|prestanak\s+vaz|stavljanje\s+van\s+snage|ukidanje|repeal"),
    "entry_into_force": re.compile(r"hyrja\s+ne\s+fuqi|stupanje\s+na\s+snagu|entry\s+into\s+force|commencement"),
}


OWN_ACT = re.compile(
    r"\b(?:kjo|ky|keto|ova|ovaj|ovo|ove|this|these|the\s+(?:present\s+)?(?:law|act|code|regulation))\b"
)


def of_own_act(before: str) -> bool:
    """Whether the folded words before “enters into force” say that it is this act that does."""
    return OWN_ACT.search(before[-120:]) is not None


def unspaced(folded: str) -> str:
    """“m i r a t o n” as one word; other text as it is."""
    bare = folded.strip()
    if re.fullmatch(r"(?:\S{1,2}\s){3,}\S{1,2}\s?[:.]?", bare):
        return re.sub(r"\s", "", bare)
    return bare
