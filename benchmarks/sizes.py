"""How much each part measures."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.holds import ORDERS

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Sizes:
    """Numbers of songs and jobs, and seconds; a test takes smaller ones."""

    crowds: tuple[int, ...] = (1, 50, 500, 2_000)  # people who ask at the same moment
    rounds: int = 100  # answers of a small crowd, which asks again until there are so many
    typical_songs: int = 120  # of typical length, one after the other
    learning_songs: int = 10  # before those: the bot learns how long songs take
    load_songs: int = 120  # all at the same moment
    load_ready: tuple[float, float] = (4.0, 8.0)  # seconds from the create, drawn evenly
    starts: int = 3  # of each bot; the median counts
    settle: float = 3.0  # seconds after a start until a bot counts as idle
    guilds: tuple[int, ...] = (1, 1_000, 5_000)  # servers in which each bot begins
    open_jobs: int = 10_000
    finished_jobs: int = 1_000_000
    in_flight: tuple[int, ...] = (100, 1_000, 10_000)
    warm_up: float = 10.0  # seconds from the start, or the last song, to what is measured
    window: float = 30.0  # seconds that are measured
    orders: int = ORDERS
    repeats: int = 3  # of the orders; the median counts
    workers: tuple[int, ...] = (1, 2, 4)
    large_songs: int = 20
    large_ready: float = 3.0  # seconds from the create
    clip_bytes: int = 8 * MIB
    library_clips: int = 20_000  # of one server
    searches: int = 200  # of each kind
    month_songs: int = 20_000  # of one server
    looks: int = 9  # of each kind; the median counts
