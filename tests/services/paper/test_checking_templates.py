"""Templates filled with their own examples before anybody needs them."""

from __future__ import annotations

from dataclasses import replace

from neni.core.host import Host
from neni.core.services.paper.checking_templates import check_templates
from tests.ready import plain_word, shipped_word


def test_what_we_ship_can_be_filled(host: Host) -> None:
    assert check_templates(host, shipped_word()) == ()


def test_a_filter_or_example_that_does_not_exist_is_told(host: Host) -> None:
    holding = next(one for one in host.holdings if one.plugin.name == "procurement")
    first, *rest = holding.templates
    spoilt = replace(first, example={"price": "a lot"})
    other = replace(host, holdings=(replace(holding, templates=(spoilt, *rest)),))
    (error,) = check_templates(other, plain_word())
    assert error.code == "invalid_facts"
