"""The only place that wires: settings to an office, an office to a served web application."""

from __future__ import annotations

import atexit
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from neni.core.adapters import engine, pdf, store
from neni.core.adapters.clock import SystemClock
from neni.core.adapters.guarded import GuardedClient
from neni.core.adapters.mail import NoMail, SmtpMail
from neni.core.adapters.passwords import Argon2Passwords
from neni.core.adapters.seal import CertificateSeal, NoSeal
from neni.core.adapters.vault import FileVault, key_file, refusing
from neni.core.adapters.word import DocxWord
from neni.core.adapters.words import Phrases
from neni.core.config import Config
from neni.core.errors import BadConfiguration
from neni.core.host import Host
from neni.core.model.people import OPERATOR
from neni.core.model.text import Text
from neni.core.office import Office
from neni.core.ports import Carrier, Engine
from neni.core.services.judging import versions
from neni.core.services.messages import outbox, subscribing

log = logging.getLogger(__name__)
NO_PASSWORD = "!"  # noqa: S105 - what it says
"""No password has this hash."""


@contextmanager
def open_office(config: Config, host: Host | None = None, *, keyless: bool = False) -> Iterator[Office]:
    """An office over an initialised workspace; it keeps the text of every ruleset it ever opens with. `keyless` opens
    it although keys that it needs are lost. Raises BadConfiguration when the database cannot be used."""
    host = host or Host.load(disabled=config.disabled_plugins)
    for plugin in host.broken:
        log.warning("plugin %s is left out: %s", plugin.owner, plugin.problem)
    vault = FileVault(config.secret_keys) if keyless else _vault(config)
    opened = store.open(config.database_url, vault)
    opened.follow(subscribing.follower(host))
    opened.follow(outbox.follower(host, config.public_address))
    if config.carrier:
        opened.carry(_carrier(config))
    chaining = engine.best()
    atexit.register(chaining.close)
    outgoing = GuardedClient(loopback=config.loopback, authorities=config.authorities)
    try:
        office = _furnished(config, host, opened, chaining, outgoing, vault)
        versions.keep_all(office)
        yield office
    finally:
        chaining.close()
        atexit.unregister(chaining.close)
        outgoing.close()
        opened.close()


def _furnished(
    config: Config, host: Host, opened: store.SqlStore, chaining: Engine, outgoing: GuardedClient, vault: FileVault
) -> Office:
    """The office with all that the settings name around what must be closed."""
    words = Phrases()
    return Office(
        host,
        opened,
        chaining,
        DocxWord(host.filters(), words),
        words,
        SystemClock(),
        Argon2Passwords(),
        pdf=pdf.best(config.soffice),
        seal=CertificateSeal(config.seal_file, config.seal_password) if config.seal_file else NoSeal(),
        address=config.public_address,
        outgoing=outgoing,
        mail=SmtpMail(config.mail) if config.mail else NoMail(),
        vault=vault,
    )


def initialise(config: Config) -> None:
    """Make or update the workspace's database and the file of keys; nothing happens to those that are ready. A
    database whose keys are elsewhere gets no new ones. Raises BadConfiguration."""
    if not store.sealed_with(config.database_url):
        key_file.begin(config.secret_keys)
    vault = _vault(config)
    store.migrate(config.database_url, vault)
    opened = store.open(config.database_url, vault)
    try:
        with opened.writing() as work:
            work.sealed.note({vault.current, *filter(None, work.sealed.counts())})
            if work.people.by_login(OPERATOR.login) is None:
                work.people.add(OPERATOR, NO_PASSWORD)
    finally:
        opened.close()


def _vault(config: Config) -> FileVault:
    """The keys of the database. Raises BadConfiguration when one is missing."""
    vault = FileVault(config.secret_keys)
    needed = store.sealed_with(config.database_url)
    if needed and (missing := needed - vault.known):
        raise refusing.wrong(config.secret_keys, ", ".join(sorted(missing)))
    return vault


def _carrier(config: Config) -> Carrier:
    """What NENI_CARRIER names, its tables made. Raises BadConfiguration where it cannot be."""
    address = store.libpq(config.database_url)
    try:
        from neni.core.adapters.carrier import Procrastination  # noqa: PLC0415 - not there on every machine
    except ModuleNotFoundError:
        raise BadConfiguration(_NO_CARRIER) from None
    if address is None:
        raise BadConfiguration(_NO_CARRIER)
    carrier = Procrastination(address)
    carrier.prepare()
    return carrier


_NO_CARRIER = Text(
    sq="NENI_CARRIER=procrastinate kërkon PostgreSQL dhe: pip install 'neni[postgresql]'; ose hiqeni.",
    sr="NENI_CARRIER=procrastinate traži PostgreSQL i: pip install 'neni[postgresql]'; ili ga uklonite.",
    en="NENI_CARRIER=procrastinate needs PostgreSQL and: pip install 'neni[postgresql]'; or remove it.",
)
