"""`python -m tests.simulation`: live through many worlds, and print what they were and what was found."""

from __future__ import annotations

import argparse
import sys

from tests.simulation.runs import break_every_rule, live_through


def main() -> int:
    """Run the seeds that were asked for; 1 where a rule was broken, or one was that nobody noticed."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seeds", type=int, default=200, help="how many worlds")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--seed", type=int, help="one world alone, with its trace")
    parser.add_argument("--days", type=int, default=0, help="days of each world; 0: a few busy minutes")
    parser.add_argument("--broken", action="store_true", help="break the bot's rules on purpose: each must be noticed")
    asked = parser.parse_args()
    seeds = range(asked.first, asked.first + asked.seeds) if asked.seed is None else [asked.seed]
    if asked.broken:
        return break_every_rule(seeds)
    return live_through(seeds, asked.days, is_told=asked.seed is not None)


if __name__ == "__main__":
    sys.exit(main())
