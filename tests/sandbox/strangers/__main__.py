"""Plays the script with every stranger that is at hand, prints the table and writes it into docs/sandbox.md.

`python -m tests.sandbox.strangers hikari` plays it with one of them, and says what its program said.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.sandbox.strangers import table
from tests.sandbox.strangers.clients import CLIENTS
from tests.sandbox.strangers.script import play

if TYPE_CHECKING:
    from tests.sandbox.strangers.clients import Client
    from tests.sandbox.strangers.script import Played


def main() -> int:
    """Return 1 where a step fails for no reason that the table gives."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.sandbox.strangers", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("client", nargs="?", choices=[client.key for client in CLIENTS], help="all unless named")
    named = parser.parse_args().client
    with tempfile.TemporaryDirectory() as folder:
        played = [one for client in CLIENTS if named in (None, client.key) if (one := _play(client, Path(folder)))]
    if named is not None:
        print("".join(one.log for one in played))
    else:
        table.PATH.write_text(table.text(played), encoding="utf-8")
        _, _, rest = table.PATH.read_text(encoding="utf-8").partition(table.BEGIN)
        print(rest.partition(table.END)[0].strip())
    return int(any(table.unexplained(one) for one in played))


def _play(client: Client, folder: Path) -> Played | None:
    if client.missing:
        print(client.missing)
        return None
    played = asyncio.run(play(client, folder))
    ticked = sum(1 for one in played.results.values() if one.mark == table.YES)
    print(f"{client.name} {client.version}: {ticked} of {len(played.results)} steps")
    for line in table.unexplained(played):
        print(f"  {line}")
    return played


if __name__ == "__main__":
    raise SystemExit(main())
