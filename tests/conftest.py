"""Real databases for the tests: SQLite files, and one PostgreSQL server for the whole run of a test process."""

from __future__ import annotations

import asyncio
import itertools
import os
import shutil
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import asyncpg
import hypothesis
import pytest

from data import tables
from data.engine.database import Database
from tests.documents.plugin import Documents
from tests.leaks import Leaks
from tests.postgresql import CannotStart, running_postgresql
from tests.properties import SHORT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

hypothesis.settings.load_profile(SHORT)  # unless the command line names the other

_numbers = itertools.count(1)

# Several processes share the files out in this order: what takes long is begun first, so that none ends alone.
LONGEST_FIRST = ("torture", "cluster", "e2e", "browser", "bot", "sandbox", "data")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Leaks())
    config.pluginmanager.register(Documents())


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if hasattr(config, "workerinput"):
        items.sort(key=_rank)


def _rank(item: pytest.Item) -> int:
    folder = item.path.relative_to(Path(__file__).parent).parts[0]
    return LONGEST_FIRST.index(folder) if folder in LONGEST_FIRST else len(LONGEST_FIRST)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Any]:
    """A PostgreSQL server of this process's own, so that parallel test processes do not meet."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(running_postgresql())
        except CannotStart as error:
            if os.environ.get("CI", "").lower() == "true":
                pytest.fail(f"PostgreSQL must run in CI: {error}")
            pytest.skip(str(error))
        yield server


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy: a test that begins with a schema need not make it again."""
    path = tmp_path_factory.mktemp("migrated") / "encore.db"
    asyncio.run(_migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def migrated_server(postgresql_server: Any) -> Any:
    """The PostgreSQL server with a migrated database `encore`, which the tests use one after the other."""
    postgresql_server.psql("CREATE DATABASE encore")
    asyncio.run(_migrate(postgresql_server.get_uri("encore")))
    return postgresql_server


# Whoever is still connected from the test before goes first; the role switches the guarding triggers off.
EMPTY = "; ".join(
    [
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'encore' AND pid <> pg_backend_pid()",
        "SET session_replication_role = replica",
        *(f"DELETE FROM {table}" for table in tables.metadata.tables),
        "DELETE FROM clip_search",  # which triggers would empty, were they not off
    ]
)


async def _empty(url: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(EMPTY)
    await connection.close()


async def _migrate(url: str) -> None:
    await (await Database.open(url)).close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database with our schema and no rows: every test that asks for it runs once on each kind."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "encore.db")
        return f"sqlite:///{tmp_path}/encore.db"
    url = request.getfixturevalue("migrated_server").get_uri("encore")
    asyncio.run(_empty(url))
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without even our schema: for what happens at the very first start, on each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/var/encore.db"
        return
    server = request.getfixturevalue("postgresql_server")
    name = f"new_{next(_numbers)}"
    server.psql(f"CREATE DATABASE {name}")
    yield server.get_uri(name)
    server.psql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An open database without rows."""
    database = await Database.open(database_url)
    yield database
    await database.close()
