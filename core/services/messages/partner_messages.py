"""What a message of another institution does: it opens a case or changes one, as its type is declared. What cannot be
done by itself is parked with the reason, and a person decides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from neni.core.adapters import statements
from neni.core.declarations import CaseType, ErrandKind, InboundType
from neni.core.errors import Busy, Conflict, EngineFailure, NeniError, NotFound, SecretUnreadable, Unavailable
from neni.core.model.cases import Case, CaseStatus, department_of
from neni.core.model.errands import Errand, NewErrand
from neni.core.model.events import MessageRunAgain
from neni.core.model.facts import FactValues
from neni.core.model.inbound import Message, MessageQuery, MessageStatus
from neni.core.model.people import EVERYWHERE, Permission, Person, Role
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.ports import Desk, Outcome, Work
from neni.core.services import deadlines
from neni.core.services.cases import intake
from neni.core.services.judging import versions
from neni.core.services.messages.envelopes import Envelope, open_envelope
from neni.core.services.people.access import require

KIND = "webhooks.inbound"
LONGEST_KEY = 200


def kind(office: Office) -> ErrandKind:
    """The background work that does what messages ask."""
    return ErrandKind(KIND, _TITLE, partial(work_on, office), limit=timedelta(minutes=2))


def enter(work: Work, message: Message, matter: str) -> None:
    """Have a stored message worked on, in the caller's transaction; those about one matter go one after the other."""
    told = {"receipt": message.id}
    strand = f"{message.source}:{matter}" if matter else ""
    work.errands.add(NewErrand(KIND, message.id, message.received_at, told, strand=strand, by=message.source))


def work_on(office: Office, errand: Errand, _desk: Desk) -> Outcome:
    """Do what a message asks, or park it with the reason."""
    receipt = str(errand.payload["receipt"])
    with office.store.reading() as work:
        message = work.inbound.get(receipt)
    if message.status is MessageStatus.PROCESSED:
        return Outcome()
    try:
        envelope = open_envelope(message.body)
        told = _type_of(office, envelope.type)
        target = _target(office, told)
        key = key_of(told, envelope)
        with office.store.reading() as work:
            there = _check(work, target, told, key)
        facts = _facts(office, target, told, envelope, there)
    except (Busy, Unavailable, EngineFailure, SecretUnreadable):
        raise  # no fault of the message: it is tried again by itself
    except NeniError as error:
        return _parked(message, error)

    def settle(work: Work) -> None:
        case = _apply(office, work, partner(message.source, target.code), target, told, key, facts)
        work.inbound.settle(message.id, MessageStatus.PROCESSED, case.id)

    return Outcome(settle=settle)


def partner(source: str, case_type: str) -> Person:
    """Whoever acts when a message does: the institution, within the one department."""
    return Person(f"source:{source}", source, source, roles=frozenset({(department_of(case_type), Role.OFFICER)}))


def rehearse(office: Office, told: InboundType, envelope: Envelope) -> None:
    """Read a message as far as can be without a case. Raises NotFound, InvalidFacts."""
    key_of(told, envelope)
    _facts(office, _target(office, told), told, envelope)


def key_of(told: InboundType, envelope: Envelope) -> str:
    """What names the matter at the partner. Raises NotFound."""
    found = envelope.at_place(told.key)
    if not isinstance(found, str | int) or not 0 < len(str(found)) <= LONGEST_KEY:
        raise NotFound(_NO_KEY)
    return str(found)


def look(office: Office, person: Person, query: MessageQuery) -> Sequence[Message]:
    """Messages, the newest first. Raises NotAllowed."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    with office.store.reading() as work:
        return work.inbound.find(query)


def run_again(office: Office, person: Person, receipt: str) -> None:
    """Have a parked message worked on again. Raises NotAllowed, NotFound, Conflict."""
    require(person, Permission.ADMINISTER, EVERYWHERE)
    at = office.clock.now()
    with office.store.writing() as work:
        message = work.inbound.get(receipt)
        if message.status is not MessageStatus.PARKED:
            raise Conflict(_NOT_PARKED)
        work.inbound.settle(receipt, MessageStatus.ACCEPTED)
        errand = work.errands.by_key(KIND, receipt)
        if errand is None:
            enter(work, message, "")
        else:
            work.errands.run_again(errand.id, at)
        work.events.add(MessageRunAgain(at, person.id, f"message-{receipt}"))


def _type_of(office: Office, name: str) -> InboundType:
    found = office.host.inbound_type(name)
    if found is None:
        raise NotFound(unknown(name))
    return found[1]


def _target(office: Office, told: InboundType) -> CaseType:
    """The case type that a message opens or changes. Raises NotFound."""
    if told.changes:
        return office.host.case_type(told.changes)
    for one in office.host.case_types():
        if told.name in one.opened_by:
            return one
    raise NotFound(_OPENS_NOTHING)


def _facts(
    office: Office, target: CaseType, told: InboundType, envelope: Envelope, there: Case | None = None
) -> FactValues:
    """The facts of a message by the declared map, as the law of the case knows them. Raises InvalidFacts."""
    placed = {fact: envelope.at_place(place) for fact, place in told.facts.items()}
    stated = {**told.stated, **{fact: value for fact, value in placed.items() if value is not None}}
    if told.changes:
        known = versions.facts_of(office, there) if there else office.host.lawbook(target.code).facts
        return statements.read(known, stated, required={})
    return intake.read_facts(office, target, stated)


def _check(work: Work, target: CaseType, told: InboundType, key: str) -> Case | None:
    """The case a message changes, or None when it opens one. Raises NotFound, Conflict."""
    there = work.cases.by_external_key(target.code, key)
    if told.changes:
        there = there or _by_reference(work, target, key)
    else:
        if there is not None:
            raise Conflict(_taken(there.reference))
        return None
    if there is None:
        raise NotFound(_no_case(key))
    if there.status is CaseStatus.CLOSED:
        raise Conflict(_closed(there.reference))
    return there


def _by_reference(work: Work, target: CaseType, key: str) -> Case | None:
    """The case the partner names by our own reference."""
    try:
        case = work.cases.get(key)
    except NotFound:
        return None
    return case if case.type == target.code and case.reference == key else None


def _apply(
    office: Office, work: Work, person: Person, target: CaseType, told: InboundType, key: str, facts: FactValues
) -> Case:
    there = _check(work, target, told, key)
    if there is not None:
        return intake.enter_facts(office, work, person, there, {**there.facts, **facts})
    case = intake.enter_case(office, work, person, target, facts, key)
    deadlines.renew(office, work, case, person.id)
    return case


def _parked(message: Message, error: NeniError) -> Outcome:
    told = dict(error.message.as_mapping())
    for problem in error.problems:
        for language, words in problem.message.as_mapping().items():
            told[language] += f" {problem.pointer} {words}".rstrip()

    def settle(work: Work) -> None:
        work.inbound.settle(message.id, MessageStatus.PARKED, problem=told)

    return Outcome(settle=settle, parked=True, reason=told["en"])


def unknown(name: str) -> Text:
    """Nobody here knows what such a message means."""
    return Text(
        sq=f"Askush këtu nuk e njeh ngjarjen “{name}”; mesazhi pret derisa një version që e njeh ta punojë.",
        sr=f"Niko ovde ne poznaje događaj „{name}“; poruka čeka verziju koja ga poznaje.",
        en=f"Nobody here knows the event “{name}”; the message waits until a version that does works on it.",
    )


def _taken(reference: str) -> Text:
    return Text(
        sq=f"Për këtë çështje ka tashmë rast: {reference}. Shikojeni; mesazhi nuk e ndryshoi.",
        sr=f"Za ovu stvar već postoji predmet: {reference}. Pogledajte ga; poruka ga nije izmenila.",
        en=f"There is a case for this matter already: {reference}. Look at it; the message did not change it.",
    )


def _closed(reference: str) -> Text:
    return Text(
        sq=f"Rasti {reference} është i mbyllur; hapeni përsëri dhe provoni mesazhin sërish.",
        sr=f"Predmet {reference} je zatvoren; ponovo ga otvorite i pokušajte sa porukom opet.",
        en=f"The case {reference} is closed; open it again and try the message again.",
    )


def _no_case(key: str) -> Text:
    return Text(
        sq=f"Nuk ka rast për çështjen “{key}”; hapeni rastin dhe provoni mesazhin sërish.",
        sr=f"Nema predmeta za stvar „{key}“; otvorite predmet i pokušajte sa porukom opet.",
        en=f"There is no case for the matter “{key}”; open it and try the message again.",
    )


_TITLE = Text(
    sq="Mesazhe nga institucione të tjera", sr="Poruke drugih institucija", en="Messages of other institutions"
)
_NO_KEY = Text(
    sq="Mesazhi nuk tregon për cilën çështje të partnerit është.",
    sr="Poruka ne kaže na koju se stvar partnera odnosi.",
    en="The message does not tell which matter of the partner it is about.",
)
_OPENS_NOTHING = Text(
    sq="Asnjë lloj rasti nuk hapet me këtë ngjarje.",
    sr="Nijedna vrsta predmeta se ne otvara ovim događajem.",
    en="No type of case is opened by this event.",
)
_NOT_PARKED = Text(
    sq="Vetëm mesazhet që presin një njeri provohen përsëri.",
    sr="Ponovo se pokušavaju samo poruke koje čekaju čoveka.",
    en="Only messages that wait for a person are tried again.",
)
