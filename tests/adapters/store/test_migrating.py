"""The steps lead to the tables of the code on both databases, forth and back, and a ready database is left alone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from neni.core.adapters import store as stores
from neni.core.adapters.store import addresses, engine, revisions, search, upgrading
from neni.core.adapters.store.schema import METADATA
from neni.core.errors import BadConfiguration
from neni.core.model.cases import Case

PROGRAM = Path(__file__).with_name("migrating_program.py")


@pytest.fixture
def connections(empty_database_url: str) -> sa.Engine:
    connections = engine.create(addresses.read(empty_database_url))
    yield connections
    connections.dispose()


def tables(connections: sa.Engine) -> set[str]:
    with connections.connect() as connection:
        return set(sa.inspect(connection).get_table_names())


def test_the_steps_lead_to_the_tables_the_code_works_with(empty_database_url: str, connections: sa.Engine) -> None:
    stores.migrate(empty_database_url)
    with connections.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "compare_server_default": True,
                "include_name": lambda name, kind, _: kind != "table" or not name.startswith(search.TABLE),
            },
        )
        assert compare_metadata(context, METADATA) == []


def test_back_to_the_beginning_and_forth_again(empty_database_url: str, connections: sa.Engine) -> None:
    stores.migrate(empty_database_url)
    upgrading.downgrade(addresses.read(empty_database_url), "base")
    assert tables(connections) == {"alembic_version"}
    stores.migrate(empty_database_url)
    assert tables(connections) >= set(METADATA.tables)


def test_cases_from_before_texts_were_kept_lose_pins_that_lead_nowhere(
    empty_database_url: str, a_case: Callable[..., Case]
) -> None:
    stores.migrate(empty_database_url)
    upgrading.downgrade(addresses.read(empty_database_url), "0001")
    with earlier_store(empty_database_url) as store, store.writing() as work:
        work.cases.add(a_case(reference="PRO-1", rulesets={"procurement.value": "f" * 64}))
    stores.migrate(empty_database_url)
    with closing(stores.open(empty_database_url)) as store, store.reading() as work:
        assert work.cases.get("PRO-1").rulesets == {}


def earlier_store(url: str) -> closing[stores.SqlStore]:
    """A store that is not as new as the code."""
    return closing(stores.SqlStore(engine.create(addresses.read(url))))


def test_a_database_that_is_up_to_date_is_only_looked_at(database_url: str) -> None:
    said: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        said.append(statement.split(maxsplit=1)[0].upper())

    sa.event.listen(sa.Engine, "before_cursor_execute", hear)
    try:
        stores.migrate(database_url)
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", hear)
    assert said
    assert len(said) < 10
    assert set(said) <= {"SELECT", "PRAGMA", "BEGIN", "SHOW"}


def test_known_revisions_are_those_of_alembic() -> None:
    script = ScriptDirectory(str(revisions.MIGRATIONS))
    assert revisions.known() == tuple(step.revision for step in script.walk_revisions())[::-1]
    assert script.get_heads() == [revisions.known()[-1]]


@pytest.mark.slow
def test_programs_that_start_at_once_all_start(empty_database_url: str, connections: sa.Engine) -> None:
    programs = [
        subprocess.Popen([sys.executable, PROGRAM, empty_database_url], stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    assert [program.communicate(timeout=60)[1] for program in programs] == ["", "", "", ""]
    assert tables(connections) >= set(METADATA.tables)


def test_a_database_that_was_never_prepared_asks_for_neni_init(empty_database_url: str) -> None:
    with pytest.raises(BadConfiguration, match="run: neni init"):
        stores.open(empty_database_url)


def test_opening_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration, match="run: neni init"):
        stores.open(f"sqlite:///{tmp_path}/none.db")
    assert list(tmp_path.iterdir()) == []


def test_a_database_of_a_newer_version_is_left_alone(empty_database_url: str, connections: sa.Engine) -> None:
    stores.migrate(empty_database_url)
    with connections.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    for start in (stores.migrate, stores.open):
        with pytest.raises(BadConfiguration, match=r"newer version of Neni \(step 9999\)"):
            start(empty_database_url)


def test_a_step_that_fails_leaves_nothing_behind(empty_database_url: str, connections: sa.Engine) -> None:
    with connections.begin() as connection:  # stands in the way of the last table but one
        connection.execute(sa.text("CREATE TABLE documents (id TEXT)"))
    with pytest.raises(sa.exc.DBAPIError):
        stores.migrate(empty_database_url)
    assert tables(connections) == {"documents"}


def test_the_next_step_is_drafted_as_python(tmp_path: Path, sqlite_url: str) -> None:
    step = upgrading.draft(addresses.read(sqlite_url), "Colours of folders", tmp_path)
    assert step.parent == tmp_path
    assert step.name == f"{int(revisions.known()[-1]) + 1:04}_colours_of_folders.py"
    drafted: dict[str, object] = {}
    exec(compile(step.read_text(), step, "exec"), drafted)
    assert drafted["__doc__"] == "Colours of folders."
    assert drafted["down_revision"] == revisions.known()[-1]
    assert callable(drafted["upgrade"])


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/var/a b/neni 100%.db"
    stores.migrate(url)
    stores.open(url).close()
    assert (tmp_path / "var/a b/neni 100%.db").exists()
