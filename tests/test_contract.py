"""What is promised to plugin authors: each hook explained with an example, used by a plugin, and asked without fear."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from neni.core import INTERFACE, hookimpl, hookspecs
from neni.core.errors import BadPlugin
from neni.core.gathering import Plugin, ask
from neni.core.host import Host
from neni.core.model.text import Language

PARKS = Path(__file__).parent / "parks" / "src"
HOOKS = [name for name, one in vars(hookspecs).items() if hasattr(one, f"{hookspecs.GROUP}_spec")]


@pytest.fixture(scope="module")
def parks() -> Iterator[Any]:
    sys.path.insert(0, str(PARKS))
    import neni_parks  # noqa: PLC0415 - it is found only now

    yield neni_parks
    sys.path.remove(str(PARKS))


def plugin(name: str, module: object, distribution: str = "elsewhere") -> Plugin:
    return Plugin(name, distribution, "1.0", ask(module))


@pytest.fixture(scope="module")
def procurement() -> Plugin:
    import neni.plugins.procurement as module  # noqa: PLC0415 - only tests import a department

    return plugin("procurement", module, "neni")


def department_of(parks: Any, **changes: Any) -> SimpleNamespace:
    changed = replace(parks.department(), **changes)
    return SimpleNamespace(department=hookimpl(lambda: changed), fact_sources=parks.fact_sources)


def test_there_are_seven_hooks() -> None:
    assert len(HOOKS) == 7


@pytest.mark.parametrize("name", HOOKS)
def test_each_hook_tells_what_to_return_and_shows_an_example(name: str) -> None:
    told = inspect.getdoc(getattr(hookspecs, name)) or ""
    assert "Example::" in told
    assert f"def {name}()" in told


def test_every_hook_is_answered_by_a_plugin_of_these_tests_or_of_ours(parks: Any) -> None:
    answered = {name for name in HOOKS if hasattr(parks, name)}
    assert set(HOOKS) - answered == {"blueprints"}


def test_a_department_from_elsewhere_stands_beside_ours(parks: Any, procurement: Plugin) -> None:
    host = Host.of([procurement, plugin("parks", parks)])
    assert [one.code for one in host.departments] == ["procurement", "parks"]
    assert host.broken == ()
    assert "permits_this_year" in host.lawbook("parks.permit").facts
    assert "hectares" in host.filters()
    assert [job.name for job in host.jobs()] == ["parks.watering"]
    assert [kind.name for kind in host.errands()] == ["parks.invitation"]


def test_a_plugin_that_asks_for_more_than_we_offer_is_refused(parks: Any) -> None:
    with pytest.raises(BadPlugin) as refused:
        ask(department_of(parks, interface=INTERFACE + 1))
    assert f"interface {INTERFACE + 1}" in refused.value.message.en


@pytest.mark.parametrize(
    ("module", "told"),
    [
        (SimpleNamespace(department=hookimpl(lambda: "parks")), "returned str"),
        (SimpleNamespace(jobs=hookimpl(lambda: [1])), "returned int"),
        (SimpleNamespace(jobs=hookimpl(lambda: 5)), "must return an iterable"),
        (SimpleNamespace(departmant=hookimpl(lambda: None)), "departmant"),
        (SimpleNamespace(department=hookimpl(lambda extra: None)), "extra"),
    ],
)
def test_a_wrong_answer_is_told_by_hook_and_kind(module: object, told: str) -> None:
    with pytest.raises(BadPlugin) as refused:
        ask(module)
    assert told in refused.value.message.en


def test_the_later_of_two_plugins_in_conflict_is_left_out_and_both_are_named(parks: Any, procurement: Plugin) -> None:
    twin = plugin("trees", parks)
    host = Host.of([procurement, plugin("parks", parks), twin])
    (broken,) = host.broken
    assert broken.name == "trees"
    told = "\n".join(problem.said(Language.ENGLISH) for problem in broken.problem.problems)  # type: ignore[union-attr]
    assert "parks (elsewhere 1.0)" in told
    assert "trees (elsewhere 1.0)" in told
    assert "case type “parks.permit”" in told
    assert [one.code for one in host.departments] == ["procurement", "parks"]


def test_ours_stand_when_a_stranger_claims_their_name(parks: Any, procurement: Plugin) -> None:
    claims = department_of(parks, code="procurement", case_types=())
    host = Host.of([procurement, plugin("robber", claims)])
    assert [one.name for one in host.broken] == ["robber"]
    assert host.case_type("procurement.contract")


def test_bad_law_of_a_stranger_is_told_with_file_and_line_and_the_rest_runs(
    parks: Any, procurement: Plugin, tmp_path: Path
) -> None:
    law = (files("neni_parks") / "rulesets" / "permit.yaml").read_text()
    (tmp_path / "permit.yaml").write_text(law.replace("visitors > most_visitors", "vistors > most_visitors"))
    host = Host.of([procurement, plugin("parks", department_of(parks, rulesets=tmp_path))])
    (broken,) = host.broken
    (problem,) = broken.problem.problems  # type: ignore[union-attr]
    line = next(n for n, words in enumerate(law.splitlines(), 1) if "visitors > most_visitors" in words)
    assert problem.where.endswith(f"permit.yaml:{line}")
    assert "“visitors”" in problem.message.en
    assert [one.code for one in host.departments] == ["procurement"]


def test_a_form_may_ask_only_for_facts_the_law_declares(parks: Any) -> None:
    case_type = replace(parks.PERMIT, title_fact="colour")
    host = Host.of([plugin("parks", department_of(parks, case_types=(case_type,)))])
    assert "“colour” is no fact" in host.broken[0].problem.problems[0].message.en  # type: ignore[union-attr]
