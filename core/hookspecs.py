"""The seven questions the host asks every plugin, once, at start. Their docstrings are the contract.

A plugin is any importable module named by an entry point of group `neni`; it answers the questions it cares
about with functions marked `@hookimpl`. No question takes arguments; every answer is a frozen value from
`neni.core`. Later versions may add arguments: an implementation that takes none goes on working.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

import pluggy

from neni.core.declarations import Department, ErrandKind, FactSource, Job, Subscription

if TYPE_CHECKING:
    from flask import Blueprint

GROUP = "neni"
hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


@hookspec
def department() -> Department:
    """The department this plugin brings; exactly one per department.

    Asked first. Example::

        @hookimpl
        def department() -> Department:
            return Department(
                code="parks",
                title=Text(sq="Parqet", sr="Parkovi", en="Parks"),
                case_types=(PERMIT,),
                rulesets=files(__package__) / "rulesets",
                document_templates=files(__package__) / "document_templates",
            )
    """
    raise NotImplementedError


@hookspec
def fact_sources() -> Iterable[FactSource]:
    """What this plugin knows about cases, its own or another department's.

    Each source declares the facts it states; they may be used in any rule of that case type. Example::

        @hookimpl
        def fact_sources() -> Iterable[FactSource]:
            return [FactSource("procurement.contract", (TREES,), count_trees)]
    """
    raise NotImplementedError


@hookspec
def template_filters() -> Mapping[str, Callable[..., str]]:
    """Filters for Word templates, by name. Each takes the value first and returns a string. Example::

    @hookimpl
    def template_filters() -> Mapping[str, Callable[..., str]]:
        return {"hectares": lambda square_metres: f"{square_metres / 10_000} ha"}
    """
    raise NotImplementedError


@hookspec
def subscriptions() -> Iterable[Subscription]:
    """What to do after events were committed. A handler may be called twice for one event. Example::

    @hookimpl
    def subscriptions() -> Iterable[Subscription]:
        return [Subscription(DocumentIssued, tell_the_gardener)]
    """
    raise NotImplementedError


@hookspec
def jobs() -> Iterable[Job]:
    """What to do at set times. Example::

    @hookimpl
    def jobs() -> Iterable[Job]:
        return [Job("parks.watering", "0 6 * * mon-fri", water)]
    """
    raise NotImplementedError


@hookspec
def blueprints() -> Iterable[Blueprint]:
    """Pages of the plugin's own; they are served under `/x/<department>/` to signed-in people only. Example::

    @hookimpl
    def blueprints() -> Iterable[Blueprint]:
        return [MAP_OF_TREES]
    """
    raise NotImplementedError


@hookspec
def errands() -> Iterable[ErrandKind]:
    """Kinds of background work: what waits in the ledger until it is due, and is tried again when it fails. Example::

    @hookimpl
    def errands() -> Iterable[ErrandKind]:
        return [ErrandKind("parks.invitation", Text.of("Invitations"), send_invitation)]
    """
    raise NotImplementedError
