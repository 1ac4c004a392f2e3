"""How long people wait for the first answer, however many ask at the same moment."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.answers import Answers, measure_answers
from benchmarks.outside import LIMIT, OURS, PLAIN
from benchmarks.sizes import Sizes
from benchmarks.table import Part, Row, milliseconds, quantile


async def measure(sizes: Sizes) -> Part:
    """Let crowds of each size ask every bot, each crowd a bot of its own."""
    rows = list[Row]()
    for people in sizes.crowds:
        found = [await _measure(module, people, sizes) for module in (OURS, PLAIN, LIMIT)]
        rows += [
            Row(f"{people:,} at once: answer, median, ms", *_each(found, 0.5)),
            Row(f"{people:,} at once: answer, 99th percentile, ms", *_each(found, 0.99)),
            Row(f"{people:,} at once: card, median, ms", *_each_card(found, 0.5)),
            Row(f"{people:,} at once: card, 99th percentile, ms", *_each_card(found, 0.99)),
            Row(
                f"{people:,} at once: answers after Discord's 3 s, or none, %",
                *(_share(each.late, each) for each in found),
            ),
            Row(
                f"{people:,} at once: first “thinking…”, then the card, %",
                *(_share(each.deferred, each) for each in found),
            ),
        ]
    return Part(
        "Answers to /song, from Enter to the first answer and to the card, of those that were in time", tuple(rows)
    )


async def _measure(module: str, people: int, sizes: Sizes) -> Answers:
    with tempfile.TemporaryDirectory(prefix="encore-benchmark-") as folder:
        rounds = max(1, sizes.rounds // people)
        answers, _, _ = await measure_answers(module, Path(folder), people, rounds=rounds)
        return answers


def _each(found: Sequence[Answers], share: float) -> list[float | None]:
    return [milliseconds(quantile(each.seconds, share)) for each in found]


def _each_card(found: Sequence[Answers], share: float) -> list[float | None]:
    return [milliseconds(quantile(each.cards, share)) for each in found]


def _share(count: int, answers: Answers) -> float:
    return 100 * count / (len(answers.seconds) + answers.late)
