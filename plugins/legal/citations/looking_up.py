"""Looks a citation up in the register of acts, as the register stands on the day of the draft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from neni.core import ActRegister, RegisteredAct
from neni.plugins.legal.citations.found import Citation, Kind, Looked
from neni.plugins.legal.citations.titles import compared, fits, owner_of
from neni.plugins.legal.structure.folding import fold

COVERED = (Kind.CONSTITUTION, Kind.LAW, Kind.CODE)
"""Kinds of which the register means to hold every act; of others it holds some."""
MAIN = ("constitution", "law", "code")


def look_up(citation: Citation, register: ActRegister, on: date, language: str) -> Looked:
    """What the register says; `covered` is False where it says nothing, because it holds no acts of that kind."""
    covered = citation.kind in COVERED and bool(register.acts)
    acts = _named([one for one in register.find(citation.number) if _of_kind(one, citation)], citation, language)
    if not acts:
        owner = owner_of(citation.title, register, language) if covered and citation.title else ""
        return Looked(number_known=False, covered=covered, title_belongs_to=owner)
    act = _meant(acts, citation)
    title_fits, owner = _title(citation, acts, register, language)
    repeal = act.repeal(on)
    amendments = tuple(dict.fromkeys(one.number for one in act.amendments(on) if one.number))
    missing = tuple(one for one in amendments if one not in citation.amended_by) if citation.amended_by else ()
    beyond = act.articles is not None and any(one > act.articles for one in citation.articles)
    return Looked(
        number_known=True,
        covered=covered,
        act_title=act.title.get(language) or next(iter(act.title.values()), ""),
        published=act.published,
        title_fits=title_fits,
        title_belongs_to=owner,
        repealed=repeal is not None,
        repealed_by=repeal.number if repeal else "",
        repealed_on=repeal.on if repeal else None,
        partly_repealed_by=", ".join(one.number for one in act.partly_repealed_by if one.on is None or one.on <= on),
        amendments=amendments,
        missing=missing,
        last_article=act.articles,
        beyond=beyond,
        gazette=act.gazette,
        gazette_fits=_gazette_fits(citation, act),
        court=act.court,
        sure=not act.confidence.needs_confirmation,
    )


def _title(
    citation: Citation, acts: Sequence[RegisteredAct], register: ActRegister, language: str
) -> tuple[bool | None, str]:
    """Whether the title is that of the acts, None where that cannot be told; and whose it is where it is not."""
    if not citation.title:
        return None, ""
    fit = compared(citation.title, acts, language)
    owner = "" if fit else owner_of(citation.title, register, language)
    if fit is None and owner and not _alike(register, owner, acts):
        fit = False
    return fit, owner if fit is False else ""


def _of_kind(act: RegisteredAct, citation: Citation) -> bool:
    """A law may be cited as a code and the reverse; other kinds are what they are."""
    wanted = MAIN if citation.kind in COVERED else (citation.kind.value,)
    issuer = not act.issuer or not citation.issuer or act.issuer.lower() == citation.issuer.lower()
    return act.kind in wanted and issuer


def _named(acts: list[RegisteredAct], citation: Citation, language: str) -> list[RegisteredAct]:
    """Numbers of by-laws begin anew with each issuer: of those of one number, the one that bears the title cited.
    Without a title it is only known by its issuer."""
    if citation.kind in COVERED:
        return acts
    if citation.title:
        return [one for one in acts if fits(citation.title, one, language)]
    return acts if len(acts) == 1 and citation.issuer else []


def _alike(register: ActRegister, owner: str, acts: Sequence[RegisteredAct]) -> bool:
    """Whether the act whose title is cited is one of these, or of one name with one of them in some language."""
    others = [one for one in register.find(owner) if one not in acts]
    return not others or any(
        fits(fold(title), act, language) for one in others for language, title in one.title.items() for act in acts
    )


def _meant(acts: Sequence[RegisteredAct], citation: Citation) -> RegisteredAct:
    return next((one for one in acts if one.kind == citation.kind.value), acts[0])


def _gazette_fits(citation: Citation, act: RegisteredAct) -> bool | None:
    """Old gazettes counted through; those of a year are told by number and year."""
    if citation.gazette is None or citation.gazette.behind_chain or not act.gazette:
        return None
    number, _, year = act.gazette.partition("/")
    same_year = citation.gazette.year is None or not year or int(year) == citation.gazette.year
    return number.lstrip("0") == citation.gazette.number and same_year
