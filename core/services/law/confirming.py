"""Two people vouch for a rule, or the text of a clause or deadline, whose source nobody had read: the first proposes, a
second confirms. Only then does its severity take effect, the text go on paper, the deadline bind. A confirmation counts
for one fingerprint: what changed starts anew."""

from __future__ import annotations

from dataclasses import dataclass, replace

from neni.core.errors import Conflict, NotAllowed, NotFound
from neni.core.model.cases import department_of
from neni.core.model.clauses import Clause
from neni.core.model.deadlines.rules import DeadlineRule
from neni.core.model.events import RuleConfirmed, RuleProposed
from neni.core.model.law.standing import is_sure
from neni.core.model.people import Confirmation, Permission, Person
from neni.core.model.rules import Rule
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.ports import Work
from neni.core.services.people.access import require


@dataclass(frozen=True, slots=True)
class RuleState:
    """A rule of a case type and how far its confirmation got."""

    rule: Rule
    case_type: str
    confirmation: Confirmation | None

    @property
    def takes_effect(self) -> bool:
        """Whether the rule has its full severity: it needs no confirmation, or has it."""
        return not self.rule.confidence.needs_confirmation or self.confirmed

    @property
    def confirmed(self) -> bool:
        """Whether two people vouched for it."""
        return self.confirmation is not None and self.confirmation.confirmed_by is not None


@dataclass(frozen=True, slots=True)
class ClauseVouching:
    """One text of a clause of a case type and how far its confirmation got. A text has a name of its own, since a
    clause may have several."""

    clause: Clause
    case_type: str
    confirmation: Confirmation | None

    @property
    def name(self) -> str:
        """What the text is proposed and confirmed by: the code of the clause and the beginning of its fingerprint."""
        return f"{self.clause.code}@{self.clause.fingerprint[:8]}"

    @property
    def takes_effect(self) -> bool:
        """Whether the text itself may stand on a document."""
        return not self.clause.confidence.needs_confirmation or self.confirmed

    @property
    def confirmed(self) -> bool:
        """Whether two people vouched for it."""
        return self.confirmation is not None and self.confirmation.confirmed_by is not None


@dataclass(frozen=True, slots=True)
class DeadlineVouching:
    """One text of a deadline of a case type and how far its confirmation got; `sure` when it needs none."""

    rule: DeadlineRule
    case_type: str
    confirmation: Confirmation | None
    sure: bool

    @property
    def name(self) -> str:
        """What the text is proposed and confirmed by: the code of the deadline and the beginning of its fingerprint."""
        return f"{self.rule.code}@{self.rule.fingerprint[:8]}"

    @property
    def takes_effect(self) -> bool:
        """Whether the deadline binds and does not only advise."""
        return self.sure or self.confirmed

    @property
    def confirmed(self) -> bool:
        """Whether two people vouched for it."""
        return self.confirmation is not None and self.confirmation.confirmed_by is not None


def deadline_vouchings(office: Office, person: Person, case_type: str) -> tuple[DeadlineVouching, ...]:
    """Every text of a deadline of a case type with its confirmation. Raises NotFound, NotAllowed."""
    lawbook = office.host.lawbook(case_type)
    require(person, Permission.READ, department_of(case_type))
    with office.store.reading() as work:
        return tuple(
            DeadlineVouching(one, case_type, work.confirmations.get(one.code, one.fingerprint), is_sure(lawbook, one))
            for one in lawbook.deadlines()
        )


def clause_vouchings(office: Office, person: Person, case_type: str) -> tuple[ClauseVouching, ...]:
    """Every text of a clause of a case type with its confirmation. Raises NotFound, NotAllowed."""
    lawbook = office.host.lawbook(case_type)
    require(person, Permission.READ, department_of(case_type))
    with office.store.reading() as work:
        return tuple(
            ClauseVouching(one, case_type, work.confirmations.get(one.code, one.fingerprint))
            for one in lawbook.clauses()
        )


def rule_states(office: Office, person: Person, case_type: str) -> tuple[RuleState, ...]:
    """Every rule of a case type with its confirmation. Raises NotFound, NotAllowed."""
    lawbook = office.host.lawbook(case_type)
    require(person, Permission.READ, department_of(case_type))
    with office.store.reading() as work:
        states = [
            RuleState(rule, case_type, work.confirmations.get(rule.code, rule.fingerprint)) for rule in lawbook.rules()
        ]
    return tuple(states)


def propose(
    office: Office, person: Person, case_type: str, rule: str, note: str, *, demonstration: bool = False
) -> Confirmation:
    """The first person vouches for the rule, or the text of a clause, as it stands. `note` says what was read. Raises
    NotFound, NotAllowed, and Conflict when somebody did so already or the note is empty."""
    require(person, Permission.CONFIRM_RULES, department_of(case_type))
    found = _named(office, case_type, rule)
    if not note.strip():
        raise Conflict(_NO_NOTE)
    with office.store.writing() as work:
        earlier = work.confirmations.get(found.code, found.fingerprint)
        if earlier and not earlier.demonstration:
            raise Conflict(_PROPOSED_ALREADY)
        at = office.clock.now()
        confirmation = Confirmation(
            found.code, found.fingerprint, person.id, at, note.strip(), demonstration=demonstration
        )
        work.confirmations.save(confirmation)
        event = RuleProposed(at, person.id, _subject(found), {"fingerprint": found.fingerprint, "note": note.strip()})
        work.events.add(event)
    return confirmation


def confirm(office: Office, person: Person, case_type: str, rule: str) -> Confirmation:
    """A second person confirms. Raises NotFound, Conflict (not proposed, or confirmed already), and NotAllowed for
    the person who proposed it."""
    require(person, Permission.CONFIRM_RULES, department_of(case_type))
    found = _named(office, case_type, rule)
    with office.store.writing() as work:
        proposed = _proposed(work, found)
        if proposed.proposed_by == person.id:
            raise NotAllowed(_FOUR_EYES)
        at = office.clock.now()
        confirmation = replace(proposed, confirmed_by=person.id, confirmed_at=at)
        work.confirmations.save(confirmation)
        event = RuleConfirmed(at, person.id, _subject(found), {"fingerprint": found.fingerprint})
        work.events.add(event)
    return confirmation


def _proposed(work: Work, found: Rule | Clause | DeadlineRule) -> Confirmation:
    confirmation = work.confirmations.get(found.code, found.fingerprint)
    if confirmation is None:
        raise Conflict(_NOT_PROPOSED)
    if confirmation.confirmed_by:
        raise Conflict(_CONFIRMED_ALREADY)
    return confirmation


def _subject(found: Rule | Clause | DeadlineRule) -> str:
    if isinstance(found, DeadlineRule):
        return f"deadline:{found.code}"
    return f"{'rule' if isinstance(found, Rule) else 'clause'}:{found.code}"


def _named(office: Office, case_type: str, name: str) -> Rule | Clause | DeadlineRule:
    """The rule of that code, or the text of a clause; a clause named by its code alone is its text of today."""
    lawbook = office.host.lawbook(case_type)
    code, _, version = name.partition("@")
    for rule in lawbook.rules():
        if rule.code == name:
            return rule
    versions: list[Clause | DeadlineRule] = [*lawbook.clauses(), *lawbook.deadlines()]
    texts = [one for one in versions if one.code == code and one.fingerprint.startswith(version)]
    if texts:
        return next((one for one in texts if office.clock.today() in one.in_force), texts[0])
    raise NotFound(_no_rule(name))


def _no_rule(name: str) -> Text:
    return Text(
        sq=f"Ky lloj i rastit nuk ka as rregull, as klauzolë, as afat “{name[:60]}”.",
        sr=f"Ova vrsta predmeta nema ni pravilo, ni klauzulu, ni rok „{name[:60]}“.",
        en=f"This case type has no rule, no clause and no deadline “{name[:60]}”.",
    )


_NO_NOTE = Text(
    sq="Shkruani çfarë lexuat: ligjin, nenin dhe ku e gjetët.",
    sr="Napišite šta ste pročitali: zakon, član i gde ste ga našli.",
    en="Write what you read: the law, the article and where you found it.",
)
_PROPOSED_ALREADY = Text(
    sq="Rregulli është propozuar tashmë; konfirmimin e jep një person i dytë.",
    sr="Pravilo je već predloženo; potvrđuje ga druga osoba.",
    en="The rule was proposed already; a second person confirms it.",
)
_NOT_PROPOSED = Text(
    sq="Askush nuk e ka propozuar ende këtë rregull; propozojeni së pari.",
    sr="Niko još nije predložio ovo pravilo; prvo ga predložite.",
    en="Nobody has proposed this rule yet; propose it first.",
)
_CONFIRMED_ALREADY = Text(
    sq="Rregulli është konfirmuar tashmë.", sr="Pravilo je već potvrđeno.", en="The rule is confirmed already."
)
_FOUR_EYES = Text(
    sq="Rregullin e propozuat ju; duhet ta konfirmojë dikush tjetër.",
    sr="Pravilo ste predložili vi; mora ga potvrditi neko drugi.",
    en="You proposed this rule; somebody else must confirm it.",
)
