"""`python -m tests.mutants [name …]`: try mistakes by their names or themes, or all, and exit 1 unless all are noticed.

A theme is a module of this package that has `MUTANTS`.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib
import pkgutil
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import tests.mutants
from tests.mutants.mutant import Mutant
from tests.mutants.runner import Result, Runner, Verdict

PROJECT = Path(__file__).resolve().parents[2]


def mutants_by_theme() -> Mapping[str, tuple[Mutant, ...]]:
    """Every mistake of the package, by the module that lists it."""
    names = (found.name for found in pkgutil.iter_modules(tests.mutants.__path__) if not found.name.startswith("_"))
    modules = {name: importlib.import_module(f"{tests.mutants.__name__}.{name}") for name in names}
    return {name: module.MUTANTS for name, module in modules.items() if hasattr(module, "MUTANTS")}


def select(names: Iterable[str], themes: Mapping[str, tuple[Mutant, ...]]) -> tuple[Mutant, ...]:
    """The mistakes of these names and themes in the order of the lists, or all if none is named.

    :raises KeyError: There is neither a mistake nor a theme of that name.
    """
    every = {mutant.name: mutant for theme in themes.values() for mutant in theme}
    wanted = set[str]()
    for name in names:
        wanted |= {mutant.name for mutant in themes[name]} if name in themes else {every[name].name}
    return tuple(mutant for mutant in every.values() if not wanted or mutant.name in wanted)


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the mistakes that are named, and return what to exit with: 0 if each was noticed or is equivalent."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help="a mistake or a theme; none: all")
    parser.add_argument("--jobs", type=int, default=2, help="how many are tried at once (2)")
    given = parser.parse_args(arguments)
    themes = mutants_by_theme()
    try:
        chosen = select(given.names, themes)
    except KeyError as unknown:
        parser.error(f"there is neither a mistake nor a theme {unknown}; the themes are {', '.join(themes)}")
    return asyncio.run(try_mutants(PROJECT, chosen, given.jobs))


async def try_mutants(project: Path, mutants: Sequence[Mutant], jobs: int) -> int:
    """Try the mistakes in copies of the project, print what becomes of each, and return what to exit with."""
    results = list[Result]()

    def report(result: Result) -> None:
        results.append(result)
        say(f"{len(results):4}/{len(mutants)}  {line(result)}")

    await Runner(project, min(max(jobs, 1), len(mutants))).try_all(mutants, report)
    for text in summary(results):
        say(text)
    return 0 if all(result.verdict in (Verdict.KILLED, Verdict.EQUIVALENT) for result in results) else 1


def line(result: Result) -> str:
    """One row of the table."""
    return f"{result.verdict:10}  {result.seconds:6.1f} s  {result.mutant.name:48}  {result.detail}"


def summary(results: Sequence[Result]) -> list[str]:
    """What did not end as it should and what is equivalent, each apart, and the totals."""
    told = (Verdict.EQUIVALENT, Verdict.SURVIVED, Verdict.ERROR)
    apart = [
        f"{result.verdict}: {result.mutant.name} in {result.mutant.path}: {result.detail}"
        for verdict in told
        for result in results
        if result.verdict is verdict
    ]
    count = Counter(result.verdict for result in results)
    totals = ", ".join(f"{count[verdict]} {verdict}" for verdict in Verdict)
    return ["", *apart, f"{len(results)} mistakes: {totals}"]


def say(text: str) -> None:
    """Write a line at once, also where the output is not a terminal."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
