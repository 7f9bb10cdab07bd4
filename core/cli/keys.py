"""Commands for the keys by which secrets lie sealed in the database (NENI_SECRET_KEY_FILE)."""

from __future__ import annotations

import click

from neni.core.adapters.vault import key_file
from neni.core.app import open_office
from neni.core.cli.terminal import console, office_of_terminal, say, spoken, telling_errors
from neni.core.config import Config
from neni.core.model.people import OPERATOR
from neni.core.model.text import Text
from neni.core.services.messages import secret_keys
from neni.core.services.messages.secret_keys import KeyState


@click.group()
def keys() -> None:
    """Keys that seal secrets in the database (NENI_SECRET_KEY_FILE)."""


@keys.command("list")
@telling_errors
def list_keys() -> None:
    """Each key by its id, what it is for, and how many secrets it sealed."""
    with office_of_terminal() as office:
        for one in secret_keys.listed(office, OPERATOR):
            click.echo(f"{one.id}\t{_what(one).in_language(spoken())}\t{one.values}")
    click.echo(Config.read().secret_keys)


@keys.command("add")
@telling_errors
def add() -> None:
    """Put a new key into the file that only opens so far: take the file to every machine, then rotate."""
    with office_of_terminal() as office:
        made = secret_keys.add(office, OPERATOR)
    console.print(f"✓ {made}  {Config.read().secret_keys}\n{say(_TAKE)}")


@keys.command("rotate")
@telling_errors
def rotate() -> None:
    """Seal every secret with the key that waits, or with a new one; the keys before stay in the file."""
    with office_of_terminal() as office:
        current, count = secret_keys.rotate(office, OPERATOR)
    console.print(f"✓ {current}  {count}\n{say(_COPY)}")


@keys.command("forget")
@telling_errors
def forget() -> None:
    """Take keys out of the file with which nothing is sealed any more."""
    with office_of_terminal() as office:
        gone = secret_keys.forget(office, OPERATOR)
    console.print(f"✓ {' '.join(gone) or '–'}")


@keys.command("lost")
@click.confirmation_option(prompt="What only the lost key opens is removed for good. Go on?")
@telling_errors
def lost() -> None:
    """Work on without a key that is lost for good: partners concerned are stopped until they get new keys."""
    config = Config.read()
    key_file.begin(config.secret_keys)
    with open_office(config, keyless=True) as office:
        ended, silent = secret_keys.give_up(office, OPERATOR)
    for place, names in (("/webhooks/", ended), ("/webhooks/inbound ", silent)):
        for name in sorted(names):
            console.print(f"{place}{name}", markup=False)
    console.print(f"✓ {config.secret_keys}\n{say(_NEW_KEYS)}")


def _what(one: KeyState) -> Text:
    if one.seals:
        return _SEALS
    if one.waiting:
        return _WAITS
    return _OPENS if one.at_hand else _AWAY


_SEALS = Text(sq="mbyll dhe hap", sr="zatvara i otvara", en="seals and opens")
_WAITS = Text(sq="hap; mbyll pas “rotate”", sr="otvara; zatvara posle „rotate“", en="opens; seals after “rotate”")
_OPENS = Text(sq="vetëm hap", sr="samo otvara", en="only opens")
_AWAY = Text(sq="MUNGON", sr="NEDOSTAJE", en="MISSING")
_TAKE = Text(
    sq="Kopjojeni skedarin në çdo makinë, pastaj: neni keys rotate",
    sr="Prenesite datoteku na svaku mašinu, pa zatim: neni keys rotate",
    en="Take the file to every machine, then: neni keys rotate",
)
_COPY = Text(
    sq="Ruani një kopje të re të skedarit, veç nga kopjet e bazës. Kopjet e vjetra të bazës hapen vetëm me çelësat e "
    "vjetër.",
    sr="Sačuvajte novu kopiju datoteke, odvojeno od kopija baze. Stare kopije baze otvaraju samo stari ključevi.",
    en="Keep a new copy of the file, apart from copies of the database. Old copies of the database open only with the "
    "old keys.",
)
_NEW_KEYS = Text(
    sq="Bëni çelësa të rinj për partnerët e mësipërm dhe lërini të vazhdojnë.",
    sr="Napravite nove ključeve za navedene partnere i pustite ih dalje.",
    en="Make new keys for the partners above and let them go on.",
)
