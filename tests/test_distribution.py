"""What is built is what works: the wheel in a fresh environment outside the checkout, strangers' plugins beside it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parent.parent
Neni = Callable[..., subprocess.CompletedProcess[str]]


def run(*command: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("NENI_", "PYTHON"))}
    return subprocess.run(
        [*map(str, command)], cwd=cwd, env=inherited | environment, capture_output=True, text=True, check=False
    )


def succeed(*command: str | Path, cwd: Path = ROOT) -> None:
    done = run(*command, cwd=cwd)
    assert done.returncode == 0, done.stdout + done.stderr


def build_wheel(source: Path, folder: Path) -> Path:
    """A wheel, built from a copy so that no build folder of this checkout gets into it."""
    copy = folder / "source"
    leave = shutil.ignore_patterns(
        ".git", ".venv", ".build", "build", "out", "var", "*.egg-info", ".*_cache", "__pycache__"
    )
    shutil.copytree(source, copy, ignore=leave)
    if shutil.which("uv"):
        succeed("uv", "build", "-q", "--wheel", "--out-dir", folder, copy)
    else:
        succeed(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, copy)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(ROOT, tmp_path_factory.mktemp("neni-wheel"))


@pytest.fixture(scope="module")
def fresh(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with nothing but the wheel of Neni, what it needs, and the wheel of a department elsewhere."""
    parks = build_wheel(ROOT / "tests" / "parks", tmp_path_factory.mktemp("parks-wheel"))
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder, with_pip=not shutil.which("uv"))
    python = folder / "bin" / "python"
    if shutil.which("uv"):
        succeed("uv", "pip", "install", "-q", "--python", python, wheel, parks)
    else:
        succeed(python, "-m", "pip", "install", "-q", wheel, parks)
    return folder


@pytest.fixture
def neni(fresh: Path, tmp_path: Path) -> Neni:
    """The installed command, in an empty folder."""

    def command(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        language = {"NENI_LANGUAGE": "en", "COLUMNS": "200"}
        return run(fresh / "bin" / "neni", *arguments, cwd=tmp_path, **language | environment)

    return command


def install_module(fresh: Path, name: str, code: str, distribution: str) -> Callable[[], None]:
    """Put a stranger's distribution into the environment; returns how to take it out again."""
    (packages,) = fresh.glob("lib/python*/site-packages")
    module, info = packages / f"{name}.py", packages / f"{distribution.replace('-', '_')}-9.9.dist-info"
    module.write_text(code)
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 9.9\n")
    (info / "entry_points.txt").write_text(f"[neni]\n{name} = {name}\n")

    def remove() -> None:
        module.unlink()
        shutil.rmtree(info)

    return remove


def test_the_wheel_holds_law_paper_pages_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for one in (
        "neni/core/py.typed",
        "neni/core/adapters/feel/grammar.lark",
        "neni/core/adapters/store/migrations/script.py.mako",
        "neni/rulesets/procurement/value.yaml",
        "neni/document_templates/procurement/contract_supplies.sq.docx",
        "neni/plugins/procurement/import_maps/municipal_register.yaml",
        "neni/plugins/procurement/demo/contracts.csv",
    ):
        assert one in names
    assert any(name.startswith("neni/core/web/templates/") for name in names)
    assert not [name for name in names if not name.startswith(("neni/", "neni-"))]


def test_the_main_job_runs_in_a_fresh_environment(neni: Neni, tmp_path: Path) -> None:
    first = neni("demo", "--no-serve")
    assert first.returncode == 0, first.stdout + first.stderr
    documents = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert len(documents) == 2
    again = neni("demo", "--no-serve")
    assert again.returncode == 0, again.stdout + again.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == documents
    assert "unchanged" in again.stdout


def test_a_department_from_elsewhere_is_installed_by_pip_and_checked_like_ours(neni: Neni, tmp_path: Path) -> None:
    assert "neni-parks 1.2.0" in neni("plugins").stdout
    checked = neni("check", "parks")
    assert checked.returncode == 0, checked.stdout
    assert "2 rules · 3 examples" in checked.stdout
    facts = tmp_path / "permit.json"
    facts.write_text(
        json.dumps(
            {"type": "parks.permit", "facts": {"applicant": "Shoqata Dita", "event_on": "2026-06-01", "visitors": 301}}
        )
    )
    assert neni("init").returncode == 0
    found = neni("evaluate", facts)
    assert found.returncode == 1
    assert "301 visitors are expected; 300 are allowed." in found.stdout
    assert neni("issue", facts, "permit", "--language", "en").returncode == 1
    facts.write_text(facts.read_text().replace("301", "300"))
    issued = neni("issue", facts, "permit", "--language", "en")
    assert "PARK-0001/2026" in issued.stdout.replace(str(2027), "2026"), issued.stdout + issued.stderr


TOMORROW = """
import neni_parks
from dataclasses import replace
from neni.core import hookimpl
@hookimpl
def department(): return replace(neni_parks.department(), code='tomorrow', interface=99)
"""
STRANGERS = {
    "crashing": ("raise RuntimeError('no map of the trees')", "no map of the trees"),
    "lawless": ("from neni.core import hookimpl\n@hookimpl\ndef departement(): ...", "departement"),
    "tomorrow": (TOMORROW, "interface 99"),
    "twin": ("from neni_parks import *\nfrom neni_parks import department", "comes from both"),
}


def test_broken_plugins_are_named_with_their_distributions_and_the_rest_runs(neni: Neni, fresh: Path) -> None:
    with ExitStack() as taken_out:
        for name, (code, _) in STRANGERS.items():
            taken_out.callback(install_module(fresh, name, code, f"stranger-{name}"))
        listed = neni("plugins", COLUMNS="400")
        assert listed.returncode == 0, listed.stderr
        for name, (_, told) in STRANGERS.items():
            assert f"stranger-{name} 9.9" in listed.stdout
            assert told in listed.stdout
        assert "procurement.contract" in listed.stdout
        assert neni("check").returncode == 2
    assert neni("check").returncode == 0


def test_the_service_says_which_engine_is_at_work(neni: Neni) -> None:
    neni("init")
    assert "engine: fixpoint" in neni("about").stdout
