"""A manuscript on its way back to its author: comments in the margin of the own file, an annex of all remarks, and
what changed since the version before as tracked changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from neni.core.errors import NotFound
from neni.core.model.findings import Finding
from neni.core.model.manuscripts.language_versions import VersionDifference
from neni.core.model.manuscripts.passages import Passage
from neni.core.model.manuscripts.provisions import Act
from neni.core.model.manuscripts.reviews import Opinion, Remark, Review, Verdict, opinions
from neni.core.model.paper import PaperValue
from neni.core.model.people import Person
from neni.core.model.rules import Severity
from neni.core.model.sweeping import unswept
from neni.core.model.text import Language, Text
from neni.core.office import Office
from neni.core.ports import MarginComment, Redlined, Template
from neni.core.services.manuscripts.reviewing import content_of, get_review, manuscript_type, verdicts_of
from neni.core.services.manuscripts.studying import SubjectFinding, judge_versions, study
from neni.core.services.people.identity import names_of

WEIGHTS = {
    Severity.BLOCKING: Text(sq="Gabim", sr="Greška", en="Error"),
    Severity.WARNING: Text(sq="Vërejtje", sr="Upozorenje", en="Warning"),
    Severity.NOTE: Text(sq="Shënim", sr="Napomena", en="Note"),
}
QUESTION = Text(sq="Pyetje", sr="Pitanje", en="Question")


def commented(office: Office, person: Person, review_id: str, language: Language) -> bytes:
    """The author's own file with a comment on the words of every remark that nobody dismissed; questions stand in the
    annex only. Raises NotFound, NotAllowed, BadUpload."""
    with unswept():
        found = get_review(office, person, review_id)
        answered = opinions(verdicts_of(office, found))
        comments = [_comment(found, one, language) for one in found.remarks if _stands(one, answered)]
        return office.manuscripts.comment(content_of(office, person, review_id), comments)


def annex(office: Office, person: Person, review_id: str, language: Language) -> bytes:
    """Every remark as a Word file, with what became of it. Raises NotFound, NotAllowed."""
    found = get_review(office, person, review_id)
    template = _template(office, manuscript_type(office, found.type).annex, language)
    return office.word.render(template, _annexed(office, found, language))


def redlined(office: Office, person: Person, review_id: str) -> Redlined:
    """What changed since the version before, as tracked changes in Word, and what those cannot tell. Raises NotFound
    (there is none), NotAllowed, BadUpload."""
    before, after = _versions(office, person, review_id)
    old, new = (content_of(office, person, one.id) for one in (before, after))
    return office.manuscripts.redline(old, new, names_of(office).get(after.by, after.by), after.at)


def changed(office: Office, person: Person, review_id: str) -> tuple[Passage, ...]:
    """The same for the eye. Raises NotFound (there is no version before), NotAllowed, BadUpload."""
    versions = _versions(office, person, review_id)
    old, new = (office.manuscripts.read(content_of(office, person, one.id), one.name) for one in versions)
    return office.manuscripts.changes(old, new)


def act_of(office: Office, person: Person, review_id: str) -> Act:
    """A reviewed manuscript read as an act. Raises NotFound, NotAllowed, BadUpload."""
    found = get_review(office, person, review_id)
    manuscript = office.manuscripts.read(content_of(office, person, review_id), found.name)
    return study(office, manuscript_type(office, found.type), manuscript, found.on).act


def exported(office: Office, person: Person, review_id: str, ending: str) -> bytes:
    """A reviewed manuscript in another form its kind can be written in. Raises NotFound, NotAllowed, BadUpload."""
    found = get_review(office, person, review_id)
    write = manuscript_type(office, found.type).exports.get(ending)
    if write is None:
        raise NotFound(_NO_FORM)
    return write(act_of(office, person, review_id), found.on)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two language versions of an act: everything in which they differ, and what the rules say of it."""

    differences: tuple[VersionDifference, ...]
    findings: tuple[SubjectFinding, ...]


def compared(office: Office, person: Person, first: str, second: str) -> Compared:
    """Compare two language versions of an act. Raises NotFound (a review, or its kind cannot be compared), NotAllowed,
    BadUpload."""
    reviews = [get_review(office, person, one) for one in (first, second)]
    kind = manuscript_type(office, reviews[0].type)
    if kind.compare is None:
        raise NotFound(_NO_COMPARING)
    one, other = (office.manuscripts.read(content_of(office, person, each.id), each.name) for each in reviews)
    return Compared(kind.compare(one, other), judge_versions(office, kind, one, other, reviews[0].on))


def source_of(finding: Finding, language: Language) -> str:
    """What a remark rests on, with how surely it is known."""
    unsure = f" – {_UNCONFIRMED.in_language(language)}" if finding.advisory else ""
    return f"{finding.reference.words.in_language(language)}{unsure}"


def weight_of(remark: Remark) -> Text:
    """How a remark is headed."""
    return QUESTION if remark.is_question else WEIGHTS[remark.weight]


def _comment(found: Review, remark: Remark, language: Language) -> MarginComment:
    said = remark.finding
    head = f"{weight_of(remark).in_language(language)} {said.rule}: {said.title.in_language(language)}"
    lines = [head, said.message.in_language(language)]
    lines += [said.remedy.in_language(language)] if said.remedy else []
    lines.append(source_of(said, language))
    return MarginComment(remark.anchor, "\n".join(lines), "Neni", "N", found.at)


def _stands(remark: Remark, answered: Mapping[int, Verdict]) -> bool:
    verdict = answered.get(remark.number)
    return not remark.is_question and (verdict is None or verdict.opinion is not Opinion.DISMISSED)


def _annexed(office: Office, found: Review, language: Language) -> Mapping[str, PaperValue]:
    answered, names = opinions(verdicts_of(office, found)), names_of(office)
    counts = found.counts()
    told = {f"{weight.value}_count": counts[weight] for weight in Severity}
    questions = [one for one in found.remarks if one.is_question]
    return {
        "manuscript": found.title,
        "file_name": found.name,
        "law_of": found.on,
        "reviewed_on": office.clock.today(),
        "reviewed_by": names.get(found.by, found.by),
        "remarks": list(_lines((one for one in found.remarks if not one.is_question), answered, language)),
        "questions": list(_lines(questions, answered, language)),
        "notes": [{"text": one.said(language)} for one in found.notes],
        **told,
    }


def _lines(
    remarks: Iterable[Remark], answered: Mapping[int, Verdict], language: Language
) -> Iterable[Mapping[str, PaperValue]]:
    for one in remarks:
        said, verdict = one.finding, answered.get(one.number)
        yield {
            "number": str(one.number),
            "weight": weight_of(one).in_language(language),
            "rule": said.rule,
            "place": one.eid,
            "words": one.words[:300],
            "message": said.message.in_language(language),
            "remedy": said.remedy.in_language(language) if said.remedy else "",
            "source": source_of(said, language),
            "opinion": _OPINIONS[verdict.opinion].in_language(language) if verdict else "",
            "reason": verdict.reason if verdict else "",
        }


def _template(office: Office, code: str, language: Language) -> Template:
    """The annex in the language, or in another when there is none in it. Raises NotFound."""
    every = [one for holding in office.host.holdings for one in holding.templates if one.code == code]
    best = sorted(every, key=lambda one: (one.language is not language, list(Language).index(one.language)))
    if not best:
        raise NotFound(_NO_ANNEX)
    return best[0]


def _versions(office: Office, person: Person, review_id: str) -> tuple[Review, Review]:
    after = get_review(office, person, review_id)
    if after.previous is None:
        raise NotFound(_NO_VERSION_BEFORE)
    return get_review(office, person, after.previous), after


_OPINIONS = {
    Opinion.OPEN: Text(sq="e hapur", sr="otvoreno", en="open"),
    Opinion.ACCEPTED: Text(sq="e pranuar", sr="prihvaćeno", en="accepted"),
    Opinion.DISMISSED: Text(sq="e refuzuar", sr="odbačeno", en="dismissed"),
}
_UNCONFIRMED = Text(
    sq="e pakonfirmuar, vetëm këshillon", sr="nepotvrđeno, samo savetuje", en="not confirmed, only advises"
)
_NO_ANNEX = Text(
    sq="Ky lloj dorëshkrimi nuk ka shabllon për shtojcën e vërejtjeve.",
    sr="Ova vrsta rukopisa nema šablon za prilog sa primedbama.",
    en="This kind of manuscript has no template for the annex of remarks.",
)
_NO_FORM = Text(
    sq="Ky lloj dorëshkrimi nuk shkruhet në këtë formë.",
    sr="Ova vrsta rukopisa se ne piše u tom obliku.",
    en="This kind of manuscript is not written in that form.",
)
_NO_COMPARING = Text(
    sq="Versionet e këtij lloji të dorëshkrimit nuk krahasohen.",
    sr="Verzije ove vrste rukopisa se ne porede.",
    en="Versions of this kind of manuscript are not compared.",
)
_NO_VERSION_BEFORE = Text(
    sq="Ky dorëshkrim nuk ka version të mëparshëm; ngarkoni versionin e ri nga faqja e të vjetrit.",
    sr="Ovaj rukopis nema ranije verzije; novu verziju pošaljite sa stranice stare.",
    en="This manuscript has no version before; upload the new version from the page of the old one.",
)
