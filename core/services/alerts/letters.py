"""Letters about alerts: one for each severe alert, one digest for the rest, in the language of whoever gets it.

A letter is written when it is sent: what was acknowledged or has ended meanwhile is left out, and when nothing is left
no letter goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from html import escape

from neni.core.declarations import ErrandKind
from neni.core.errors import CallRefused, NotFound
from neni.core.model.alerts import GRAVEST_FIRST, Alert, Gravity
from neni.core.model.deadlines.explaining import shown
from neni.core.model.errands import Backoff, Errand
from neni.core.model.people import Permission, Person
from neni.core.model.text import Language, Text
from neni.core.office import Office
from neni.core.ports import DONE, Desk, Outcome, Work
from neni.core.ports.mail import Letter
from neni.core.services.alerts.notifying import LETTER

MOST_TOLD = 50
"""So many alerts stand in one letter; it says how many more there are."""

RETRIES = Backoff(
    (
        *(timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10), timedelta(minutes=30)),
        *(timedelta(hours=1), timedelta(hours=4), timedelta(hours=12)),
    )
)


def letter_kind(office: Office) -> ErrandKind:
    """The kind of errand that sends letters."""
    return ErrandKind(LETTER, _KIND, partial(_deliver, office), retries=RETRIES, at_once=2)


def _deliver(office: Office, errand: Errand, _desk: Desk) -> Outcome:
    with office.store.reading() as work:
        found = _to_tell(office, work, errand)
    if found is None:
        return DONE
    person, address, alerts = found
    letter = compose(office, person, address, alerts, errand.key)
    try:
        office.mail.send(letter)
    except CallRefused as error:
        return Outcome(parked=True, reason=f"{error.code}: {error}")
    return Outcome(settle=lambda work: work.alerts.lettered(person.id, [one.id for one in alerts], office.clock.now()))


def _to_tell(office: Office, work: Work, errand: Errand) -> tuple[Person, str, Sequence[Alert]] | None:
    """Who gets a letter about what; None when there is nothing to tell (any more), or no way to."""
    try:
        person = work.people.get(str(errand.payload["person"]))
    except NotFound:
        return None
    wishes = work.notices.of(person.id)
    if not (office.mail.works and person.active and wishes.address and wishes.by_mail):
        return None
    due = work.alerts.for_letter(person.id, office.clock.now())
    one = errand.payload.get("alert")
    chosen = [alert for alert in due if (alert.id == one if one else alert.gravity is not Gravity.SEVERE)]
    seen = [alert for alert in chosen if person.may(Permission.READ, alert.department)]
    return (person, wishes.address, seen) if seen else None


def compose(office: Office, person: Person, address: str, alerts: Sequence[Alert], key: str) -> Letter:
    """The letter in the person's language, the gravest first."""
    language = person.language
    ordered = sorted(alerts, key=lambda one: (GRAVEST_FIRST.index(one.gravity), one.raised_at))
    first = ordered[0]
    subject = first.title if len(ordered) == 1 else _many(len(ordered))
    marked = f"[Neni] {GRAVITIES[first.gravity].in_language(language)}: {subject.in_language(language)}"
    blocks = [_block(office, one, language) for one in ordered[:MOST_TOLD]]
    more = _more(len(ordered) - MOST_TOLD).in_language(language) if len(ordered) > MOST_TOLD else ""
    foot = " ".join(
        filter(None, [more, _FOOT.in_language(language), f"{office.address}/alerts" if office.address else ""])
    )
    text = "\n\n".join(["\n".join(block) for block in blocks] + [foot]) + "\n"
    return Letter(address, marked, text, _page(blocks, foot, language), key, _tag(language), office.clock.now())


def _block(office: Office, alert: Alert, language: Language) -> list[str]:
    lines = [f"{GRAVITIES[alert.gravity].in_language(language)}: {alert.title.in_language(language)}"]
    if alert.reference:
        lines.append(alert.reference)
    lines.append(alert.message.in_language(language))
    lines.append(f"{_RAISED.in_language(language)}: {shown(alert.raised_at).in_language(language)}")
    if office.address:
        lines.append(f"{office.address}/alerts/{alert.id}")
    return lines


def _page(blocks: Sequence[Sequence[str]], foot: str, language: Language) -> str:
    """The same as a page; every word is escaped."""
    told = "".join(
        f"<h2>{escape(block[0])}</h2>" + "".join(f"<p>{_linked(line)}</p>" for line in block[1:]) for block in blocks
    )
    head = f'<!doctype html><html lang="{_tag(language)}"><meta charset="utf-8"><title>Neni</title>'
    return f"{head}<body>{told}<hr><p>{escape(foot)}</p></body></html>"


def _linked(line: str) -> str:
    safe = escape(line)
    is_link = line.startswith(("http://", "https://")) and " " not in line
    return f'<a href="{safe}">{safe}</a>' if is_link else safe


def _tag(language: Language) -> str:
    return "sr-Latn" if language is Language.SERBIAN else language.value


def _many(number: int) -> Text:
    return Text(sq=f"{number} njoftime", sr=f"{number} upozorenja", en=f"{number} alerts")


def _more(number: int) -> Text:
    return Text(
        sq=f"Edhe {number} të tjera gjenden në Neni.",
        sr=f"Još {number} se nalazi u Neniju.",
        en=f"{number} more are in Neni.",
    )


GRAVITIES = {
    Gravity.SEVERE: Text(sq="Urgjente", sr="Hitno", en="Severe"),
    Gravity.WARNING: Text(sq="Paralajmërim", sr="Upozorenje", en="Warning"),
    Gravity.NOTE: Text(sq="Shënim", sr="Napomena", en="Note"),
}
_KIND = Text(sq="Letrat për njoftimet", sr="Pisma o upozorenjima", en="Letters about alerts")
_RAISED = Text(sq="Ngritur", sr="Podignuto", en="Raised")
_FOOT = Text(
    sq="Këtë letër e dërgoi Neni. Si doni të njoftoheni e caktoni në Neni, te “Njoftimet e mia”.",
    sr="Ovo pismo je poslao Neni. Kako želite da budete obaveštavani određujete u Neniju, pod „Moja obaveštenja“.",
    en="Neni sent this letter. How you want to be told you set in Neni, under “My notices”.",
)
