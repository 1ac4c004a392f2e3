"""Pure: how often a create that MusicAPI was not ready for is sent again, and when.

MusicAPI documents for a MIDI file that a 202 “not ready” means to send the same POST again, and a client does so for
other formats. Nobody knows whether a repeat is charged, so there are few of them and they are far apart.
"""

from __future__ import annotations

from datetime import timedelta

# If each repeat were charged like the first request, a MIDI file of 1 credit would cost the operator 6 at the very
# most. What is not ready after the nearly six minutes that these last is not waited for by sending more.
MOST_REPEATS = 5
FIRST, LONGEST = 15.0, 120.0  # seconds before the first repeat, and at most before any: each waits twice as long


def wait_before(repeat: int, jitter: float) -> timedelta:
    """How long to wait before the repeat of this number, counted from 1, after what was sent last.

    `jitter` is a random number from 0 to 1: what was asked for together is not sent again together for ever.
    """
    return timedelta(seconds=min(LONGEST, FIRST * 2 ** (repeat - 1)) * (1.0 + 0.1 * jitter))
