"""`python -m tests.cluster`: two gateways and three workers under load, killed, replaced and without their database."""

from __future__ import annotations

import argparse
import asyncio
import random
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.cluster.answers import KINDS
from tests.cluster.trial import GATEWAYS, WORKERS, Kill, Plan, open_trial
from tests.postgresql import running_postgresql

if TYPE_CHECKING:
    from tests.cluster.outcome import Outcome

TO_OPEN = 15.0  # seconds after a lease has ended: whoever looks for one, and a session's turn and its opening


def main() -> int:
    """Run the trial and print its table; exit code 1 on any finding."""
    parser = argparse.ArgumentParser(prog="python -m tests.cluster", description=__doc__)
    parser.add_argument("--songs", type=int, default=500, help="at least so many are asked for")
    parser.add_argument("--seed", type=int, default=None, help="of what is drawn; none: a new one")
    parser.add_argument("--kills", type=int, default=10, help="at most so many; 10: of each process two")
    parser.add_argument("--logs", default="", help="a folder that keeps the logs")
    given = parser.parse_args()
    seed = random.SystemRandom().randrange(10**6) if given.seed is None else given.seed
    print(f"seed {seed}", flush=True)
    chance = random.Random(seed)
    # Each dies twice: once it comes back under its name, and once another one has to wait until its leases end.
    kills = [Kill(name, renamed) for name in (*GATEWAYS, *WORKERS) for renamed in (False, True)]
    chance.shuffle(kills)
    plan = Plan(given.songs, tuple(kills[: given.kills]), to_open=TO_OPEN)
    with running_postgresql() as server, tempfile.TemporaryDirectory(prefix="encore-cluster-") as name:
        server.psql("CREATE DATABASE cluster")
        outcome = asyncio.run(_try(Path(name), server, plan, chance))
        if given.logs:
            shutil.copytree(name, given.logs, dirs_exist_ok=True)
    missing = [f"nobody tried this: {kind}" for kind in KINDS if not outcome.answers.asked[kind]]
    wrong = [*outcome.wrong, *missing]
    print("\n".join(outcome.lines))
    print("\n".join(["", *wrong]) if wrong else "\nNothing was lost, doubled, miscounted or answered twice.")
    return 1 if wrong else 0


async def _try(folder: Path, server: object, plan: Plan, chance: random.Random) -> Outcome:
    async with open_trial(folder, server, "cluster", plan, chance) as trial:
        return await trial.run()


if __name__ == "__main__":
    sys.exit(main())
