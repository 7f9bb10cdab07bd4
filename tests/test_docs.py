"""What README, recipes and manual tell people to type is there: commands, options, measures, targets of make."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from neni.core.cli import main

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
TYPED = re.compile(r"(?m)^\s*(neni .+)$|`(neni [^`\n]+)`")
MADE = re.compile(r"(?m)^make (.+?)(?: *#.*)?$|`make ([^`\n]+)`")


def typed(page: Path) -> list[list[str]]:
    """Each command of a page, word by word."""
    text = page.read_text(encoding="utf-8")
    return [shlex.split((line or inline).replace("…", "x"), comments=True)[1:] for line, inline in TYPED.findall(text)]


def command(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that words lead to, and the words left over."""
    found: click.Command = main
    context = click.Context(main)
    while isinstance(found, click.Group) and words and re.fullmatch(r"[a-z|-]+", words[0]) and words[0][0] != "-":
        each = [found.get_command(context, name) for name in words[0].split("|")]
        assert all(each), f"neni has no {words[0]}"
        found, words = each[0] or found, words[1:]
    return found, words


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_people_are_told_is_there_with_its_options(page: Path) -> None:
    for words in typed(page):
        found, left = command(words)
        known = {name for one in found.params for name in (*one.opts, *one.secondary_opts)} | {"--help"}
        asked = {word.partition("=")[0] for word in left if word.startswith("--")}
        assert asked <= known, f"neni {' '.join(words)}"


def test_every_target_of_make_people_are_told_is_there() -> None:
    targets = set(re.findall(r"(?m)^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8")))
    told = [line or inline for page in PAGES for line, inline in MADE.findall(page.read_text(encoding="utf-8"))]
    asked = {word for one in told for word in one.split() if "=" not in word}
    assert {"demo", "fast", "test"} <= asked <= targets


def test_every_measure_people_are_told_is_there() -> None:
    told = {name for page in PAGES for name in re.findall(r"python -m (benchmarks[\w.]*)", page.read_text("utf-8"))}
    assert "benchmarks.rules" in told
    there = {ROOT / f"{one.replace('.', '/')}{end}" for one in told for end in (".py", "/__main__.py")}
    assert len([one for one in there if one.exists()]) == len(told)
