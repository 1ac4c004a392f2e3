"""What a trial of a cluster found, as a table and as a list of what must not be."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from tests.cluster.answers import Answers
from tests.cluster.shards import Gap
from tests.torture.reckoning import Reckoning


@dataclass
class Outcome:
    """The figures of one trial; times are seconds."""

    reckoning: Reckoning = field(default_factory=Reckoning)
    answers: Answers = field(default_factory=Answers)
    songs: int = 0  # that were asked for
    seconds: float = 0.0
    kills: Counter[str] = field(default_factory=Counter[str])  # by process
    stops: Counter[str] = field(default_factory=Counter[str])
    ends: Counter[str] = field(default_factory=Counter[str])  # that nobody asked for
    restarts: int = 0  # of the database
    gaps: list[Gap] = field(default_factory=list["Gap"])  # in which a shard was nobody's
    sessions: int = 0
    held_twice: list[str] = field(default_factory=list[str])
    unanswered_jobs: int = 0  # written down for somebody who then read that the application did not respond
    refused: int = 0  # requests that Discord refused with 429
    peak_memory: int = 0  # bytes, of one process
    flaws: list[str] = field(default_factory=list[str])

    @property
    def lines(self) -> list[str]:
        """The table, one row to a line."""
        found, answers = self.reckoning, self.answers
        rows: list[tuple[str, object]] = [
            ("songs asked for", self.songs),
            ("interactions", f"{answers.asked.total()} ({_named(answers.asked)})"),
            ("answered once", answers.once),
            ("answered too late", answers.late),
            ("not answered, in a gap", f"{len(answers.in_a_gap)} ({self.unanswered_jobs} written down before)"),
            ("answered twice", len(answers.flaws)),
            ("written down", found.jobs),
            ("posted", found.posted),
            ("refunded", f"{found.refunded.total()} ({_named(found.refunded)})"),
            ("lost", len(found.lost)),
            ("doubled", len(found.doubled)),
            ("differences in the book", len(found.differences)),
            ("kill -9", f"{self.kills.total()} ({_named(self.kills)})"),
            ("stopped in order", f"{self.stops.total()} ({_named(self.stops)})"),
            ("ended by themselves", f"{self.ends.total()} ({_named(self.ends)})"),
            ("PostgreSQL restarted", self.restarts),
            ("sessions of shards", self.sessions),
            (
                "longest gap of a shard",
                f"{max((gap.seconds for gap in self.gaps), default=0.0):.1f} s, of {len(self.gaps)}",
            ),
            ("a shard held twice", len(self.held_twice)),
            ("refused with 429", self.refused),
            ("peak memory of one", f"{self.peak_memory / 2**20:.0f} MiB"),
            ("seconds", f"{self.seconds:.0f}"),
        ]
        return [f"{name:24} {value}" for name, value in rows]

    @property
    def wrong(self) -> list[str]:
        """Everything that must not be."""
        return [*self.reckoning.flaws, *self.answers.flaws, *self.held_twice, *self.flaws]


def _named(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.most_common() if count) or "none"
