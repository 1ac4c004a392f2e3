"""How the vendor sends its webhooks, as far as nobody knows it: decided one way or the other by the seed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from sandbox.musicapi.rng import seeded


@dataclass(frozen=True, slots=True)
class WebhookPolicy:
    """Retries, order and timeout are unknown (musicapi.md 8); the defaults are the harshest and belong to seed 0.

    Times are seconds of the world but for `timeout`, which is how long a customer really has to answer.
    """

    retries: int = 0  # after an answer that is no 2xx, or none at all
    pause: float = 10.0  # before the first retry; doubled for each that follows
    timeout: float = 5.0
    lag: float = 5.0  # the longest from the end of a task to its webhook
    twice: float = 0.3  # the share of events that are sent once more, whatever was answered
    streams: float = 0.5  # the share of sonic's songs that are told of while they still stream
    late_streams: float = 0.5  # the share of those webhooks that arrive after the one that tells of the end
    stamps_anew: bool = True  # a repeated webhook has the time of its sending, else that of the first

    @classmethod
    def drawn(cls, seed: int) -> Self:
        """The policy of this seed."""
        if seed == 0:
            return cls()
        rng = seeded("habits", seed)
        return cls(
            retries=rng.randint(0, 3),
            pause=rng.choice((5.0, 30.0, 60.0)),
            timeout=rng.choice((3.0, 5.0, 10.0)),
            lag=rng.choice((0.0, 2.0, 15.0)),
            twice=rng.choice((0.0, 0.1, 0.5)),
            streams=rng.choice((0.0, 0.5, 1.0)),
            late_streams=rng.choice((0.0, 0.2, 1.0)),
            stamps_anew=rng.random() < 0.5,
        )
