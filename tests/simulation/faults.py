"""What may go wrong, and how often: drawn for each seed, counted as it happens.

Each seed has some kinds of trouble and not the others, so that one kind does not hide what another would have shown.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

# The chance of each kind at each of its occasions, where a seed has that kind at all.
CRASHES = {
    "crash after a commit": 0.015,
    "crash after a request was sent": 0.02,
    "crash before an answer is heard": 0.03,
}
DATABASE = {"slow disk": 0.01, "the disk refuses": 0.002}
VENDOR = {
    "vendor unreachable": 0.05,
    "vendor drops the request": 0.04,
    "vendor drops the answer": 0.05,
    "vendor never answers": 0.02,
    "vendor is slow": 0.05,
    "vendor says 429": 0.05,
    "vendor says 502": 0.04,
    "vendor takes it and says 502": 0.03,
    "a task fails": 0.08,
    "a clip fails": 0.08,
    "a task stalls": 0.03,
    "a task fails late": 0.04,
    "a file is missing": 0.05,
    "a webhook is lost": 0.2,
    "a webhook is late": 0.2,
    "a webhook is repeated": 0.3,
    "a proxy doubles a webhook": 0.4,
}
DISCORD = {
    "discord says 503": 0.04,
    "discord drops the request": 0.03,
    "discord drops the answer": 0.08,
    "discord is slow": 0.04,
    "discord finds it too large": 0.03,
    "a token dies early": 0.05,
    "a message is deleted": 0.25,
    "a channel is closed": 0.05,
    "a person takes no letters": 0.3,
    "an interaction comes twice": 0.1,
}
# In a minute: a process is killed, sleeps, is stopped in order.
IN_TIME = {"crash": 0.5, "pause": 0.2, "restart": 0.2, "vendor outage": 0.1}
ALL = {**CRASHES, **DATABASE, **VENDOR, **DISCORD, **IN_TIME}
SHARE = 0.45  # of the kinds that a seed has


class Faults:
    """Says whether something goes wrong now; nothing does once it is `calm`."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self.rates = {kind: rate * random.choice((0.5, 1.0, 2.0)) for kind, rate in ALL.items()}
        for kind in ALL:
            if random.random() > SHARE:
                self.rates[kind] = 0.0
        self.happened: Counter[str] = Counter()
        self.is_calm = False

    def has(self, kind: str) -> bool:
        """Whether this seed knows that kind."""
        return self.rates[kind] > 0

    def strikes(self, kind: str) -> bool:
        """Whether this kind of trouble happens at this occasion."""
        rate = self.rates[kind]
        if self.is_calm or not rate or self._random.random() >= rate:
            return False
        self.happened[kind] += 1
        return True

    def first_of(self, *kinds: str) -> str | None:
        """The first of these kinds that happens at this occasion, if any."""
        return next((kind for kind in kinds if self.strikes(kind)), None)

    def between(self, least: float, most: float) -> float:
        """A number between two."""
        return self._random.uniform(least, most)

    def latency(self) -> float:
        """Seconds that a way takes over the network."""
        return self._random.uniform(0.01, 0.15)
