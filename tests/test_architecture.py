"""The house stays as it is drawn: imports point downward, a library has one door, every package is shipped."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from configparser import ConfigParser
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = ("core", "plugins", "webhooks", "rulesets", "document_templates")
ONE_DOOR = {
    "alembic": "core/adapters/store",
    "apscheduler": "core/adapters/scheduler.py",
    "argon2": "core/adapters/passwords.py",
    "babel": "core/adapters/words|core/web/catalogue.py",
    "click": "core/cli|webhooks/commands.py|webhooks/inbound_commands.py",
    "cryptography": "core/adapters/seal.py|core/adapters/keys.py|core/adapters/vault|webhooks/signing.py",
    "docx": "core/adapters/word",
    "docxtpl": "core/adapters/word",
    "duckdb": "core/adapters/bulk",
    "durable": "core/adapters/engine",
    "durable_engine": "core/adapters/engine",
    "flask": "core/web|webhooks/pages",
    "flask_smorest": "core/web",
    "holidays": "core/adapters/holidays.py",
    "icalendar": "core/adapters/icalendar.py",
    "jinja2": "core/adapters/word",
    "jsonschema": "core/adapters/schemas.py",
    "lark": "core/adapters/feel",
    "lxml": "core/adapters/word|core/adapters/manuscripts",
    "markupsafe": "core/adapters/word",
    "marshmallow": "core/adapters/statements|core/web/api",
    "num2words": "core/adapters/words",
    "openpyxl": "core/adapters/spreadsheets",
    "pluggy": "core/hookspecs.py|core/gathering.py",
    "procrastinate": "core/adapters/carrier.py",
    "psycopg": "core/adapters/store",
    "re2": "core/adapters/feel",
    "pyhanko": "core/adapters/seal.py",
    "pyhanko_certvalidator": "core/adapters/seal.py",
    "rich": "core/cli",
    "segno": "core/adapters/qr.py",
    "sqlalchemy": "core/adapters/store",
    "urllib3": "core/adapters/guarded",
    "waitress": "core/cli/workspace.py",
    "webargs": "core/web",
    "werkzeug": "core/web|webhooks/pages",
    "yaml": "core/adapters/rulebook|core/adapters/word",
}


def sources() -> list[Path]:
    return sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))


@cache
def read(path: Path) -> tuple[frozenset[str], bool]:
    """Top-level packages a file imports anywhere in it, also inside functions and for types only; and whether it opens
    with words. Trees are not kept: the collector of garbage would walk through all of them."""
    tree, found = ast.parse(path.read_text(encoding="utf-8")), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return frozenset(found), bool(ast.get_docstring(tree))


def configuration() -> ConfigParser:
    parser = ConfigParser()
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    return parser


def test_each_library_is_imported_in_one_place() -> None:
    strays = []
    for path in sources():
        here = path.relative_to(ROOT).as_posix()
        outside = read(path)[0] - set(sys.stdlib_module_names) - {"neni"}
        for library in sorted(outside):
            doors = ONE_DOOR.get(library, "").split("|")
            allowed = any(door and (here == door or here.startswith(f"{door}/")) for door in doors)
            if not allowed and here != "core/hookspecs.py":
                strays.append(f"{here} imports {library}")
    assert strays == []


def test_each_library_says_why_it_is_here() -> None:
    told = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8").casefold()
    required = configuration()["options"]["install_requires"].split("\n")
    names = [re.split(r"[ <>=\[]", line.strip())[0] for line in required if line.strip()]
    assert [name for name in names if f"**{name}**" not in told] == []
    rows = re.findall(r"^\| \*\*(.+?)\*\*", told, re.M)
    assert rows == sorted(names), "one row for each, in order, and none for what is not needed any more"


def test_each_extra_is_told_too() -> None:
    told = set(re.findall(r"[\w-]+", (ROOT / "docs/dependencies.md").read_text(encoding="utf-8").casefold()))
    extras = configuration()["options.extras_require"].values()
    asked = {re.split(r"[ <>=\[]", line.strip())[0] for lines in extras for line in lines.split("\n") if line.strip()}
    assert asked - told == set()


def test_every_package_is_shipped() -> None:
    listed = set(configuration()["options"]["packages"].split())
    there = {
        "neni." + ".".join(path.parent.relative_to(ROOT).parts)
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("__init__.py")
    }
    assert listed == there


def test_only_the_clock_adapter_reads_the_clock() -> None:
    reading = re.compile(r"\b(datetime\.now|datetime\.utcnow|date\.today|time\.time|time\.monotonic)\b")
    offenders = [
        path.relative_to(ROOT).as_posix()
        for path in sources()
        if reading.search(path.read_text(encoding="utf-8")) and path.name != "clock.py"
    ]
    assert offenders == []


@pytest.mark.slow
def test_imports_point_downward() -> None:
    script = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_loading_a_department_loads_no_heavy_library() -> None:
    code = (
        "import sys, neni.plugins.procurement; "
        "print([m for m in ('flask', 'durable', 'docxtpl', 'sqlalchemy', 'marshmallow') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_files_stay_short_and_open_with_what_they_are_for() -> None:
    too_long = [f"{path}: {lines}" for path in sources() if (lines := len(path.read_text().splitlines())) > 320]
    silent = [str(path) for path in sources() if "versions" not in path.parts and not read(path)[1]]
    assert (too_long, silent) == ([], [])


def test_every_page_of_the_docs_is_found_from_the_index_and_no_link_leads_nowhere() -> None:
    docs = {path.name for path in (ROOT / "docs").glob("*.md")} - {"index.md"}
    linked, lost = set(), []
    for page in (*(ROOT / "docs").glob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"):
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if "://" in target:
                continue
            if not (page.parent / target).exists():
                lost.append(f"{page.name}: {target}")
            if page.name == "index.md":
                linked.add(target)
    assert (lost, docs - linked) == ([], set())
