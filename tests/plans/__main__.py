"""`python -m tests.plans`: fills databases, makes every statement, and prints what looks at more than it returns."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from tests.plans.filling import Amounts, fill
from tests.plans.trying import looks_at_more, try_all, why_bounded
from tests.postgresql import running_postgresql

CHARACTERS, SHOWN = 110, 12  # of a statement; statements that are shown whatever they look at


def main() -> int:
    """Print a table for each database; exit code 1 where a statement looks at more than it returns."""
    parser = argparse.ArgumentParser(prog="python -m tests.plans", description=__doc__)
    parser.add_argument("--jobs", type=int, default=1_000_000, help="songs that are over")
    parser.add_argument("--open", type=int, default=20_000, help="songs that are not")
    parser.add_argument("--databases", default="sqlite postgresql")
    parser.add_argument("--plans", action="store_true", help="print the plan of every statement")
    given = parser.parse_args()
    amounts = Amounts(given.jobs, given.open)
    wide = 0
    for kind in given.databases.split():
        if kind == "postgresql":
            with running_postgresql() as server:
                server.psql("CREATE DATABASE plans")
                wide += _try(kind, server.get_uri("plans"), amounts, plans=given.plans)
        else:
            with tempfile.TemporaryDirectory(prefix="encore-plans-") as folder:
                wide += _try(kind, f"sqlite:///{folder}/encore.db", amounts, plans=given.plans)
                size = (Path(folder) / "encore.db").stat().st_size
                print(f"  {size / 1e6:,.0f} MB, {size / (amounts.jobs + amounts.open):,.0f} bytes a song")
    return 1 if wide else 0


def _try(kind: str, url: str, amounts: Amounts, *, plans: bool) -> int:
    began = time.monotonic()
    asyncio.run(fill(url, amounts))
    print(
        f"{kind}: {amounts.jobs:,} over and {amounts.open:,} open, made in {time.monotonic() - began:.0f} s", flush=True
    )
    tried = sorted(asyncio.run(try_all(url)), key=lambda each: -each.looked_at)
    unit = "steps" if kind == "sqlite" else "rows"
    print(f"  {len(tried)} statements; {unit} looked at, rows returned or changed, ms")
    wide = 0
    for place, each in enumerate(tried):
        more = looks_at_more(kind, each)
        why = why_bounded(each) if more else ""
        mark = "*" if more and not why else " "
        wide += mark == "*"
        if plans or more or place < SHOWN:
            text = " ".join(each.statement.split())[:CHARACTERS]
            print(f"{mark} {each.looked_at:>10,} {each.returned:>7,} {each.seconds * 1000:>9.2f}  {text}")
        if why:
            print(f"{'':33}bounded: {why}")
        if plans or mark == "*":
            print("".join(f"{'':33}{step}\n" for step in each.plan), end="")
    print(f"  {wide} look at more than they return, and nothing bounds them (*)", flush=True)
    return wide


if __name__ == "__main__":
    sys.exit(main())
