"""What is to be done when: a queue that hands a key out once its moment has come."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import Hashable
from datetime import datetime
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)

ROOM_FOR_STALE = 1_000  # entries that were moved or taken away and lie in the heap still, before it is swept


class DelayQueue(Generic[K]):
    """Keys, each with one moment; `changed` is set whenever a key was given a moment."""

    def __init__(self, changed: asyncio.Event) -> None:
        self.changed = changed
        self._moments: dict[K, datetime] = {}
        self._numbers = itertools.count()  # two keys of one moment are not compared, but served as they came
        self._heap: list[tuple[datetime, int, K]] = []

    def __contains__(self, key: K) -> bool:
        return key in self._moments

    def __len__(self) -> int:
        return len(self._moments)

    def schedule(self, key: K, moment: datetime) -> None:
        """Hand this key out at `moment`, and not when it was planned before."""
        if self._moments.get(key) == moment:
            return
        self._moments[key] = moment
        heapq.heappush(self._heap, (moment, next(self._numbers), key))
        if len(self._heap) > 2 * len(self._moments) + ROOM_FOR_STALE:
            self._heap = [entry for entry in self._heap if self._moments.get(entry[2]) == entry[0]]
            heapq.heapify(self._heap)
        self.changed.set()

    def bring_forward(self, key: K, moment: datetime) -> None:
        """Hand this key out at `moment` at the latest."""
        planned = self._moments.get(key)
        if planned is None or planned > moment:
            self.schedule(key, moment)

    def discard(self, key: K) -> None:
        """Do not hand this key out."""
        self._moments.pop(key, None)

    def clear(self) -> None:
        """Hand nothing out of what was planned."""
        self._moments.clear()
        self._heap.clear()

    def hasten(self, moment: datetime) -> int:
        """Let everything that is planned for later be due at `moment`; returns how many keys."""
        later = [key for key, planned in self._moments.items() if planned > moment]
        for key in later:
            self.schedule(key, moment)
        return len(later)

    def next_at(self) -> datetime | None:
        """When the next key is due; None: there is none."""
        while self._heap:
            moment, _, key = self._heap[0]
            if self._moments.get(key) == moment:
                return moment
            heapq.heappop(self._heap)
        return None

    def seconds_left(self, now: datetime, most: float) -> float:
        """Seconds until the next key is due, at most `most`."""
        moment = self.next_at()
        return most if moment is None else min(most, max(0.0, (moment - now).total_seconds()))

    def count_until(self, moment: datetime, most: int) -> int:
        """How many keys are due until `moment`, of `most` at most."""
        count, places = 0, [0]
        while places and count < most:  # of a heap, without what lies below a later moment
            place = places.pop()
            if place < len(self._heap) and self._heap[place][0] <= moment:
                planned, _, key = self._heap[place]
                count += self._moments.get(key) == planned
                places += (2 * place + 1, 2 * place + 2)
        return count

    def pop(self, now: datetime) -> K | None:
        """Hand out the key that has been due for longest; None: no key is due."""
        moment = self.next_at()
        if moment is None or moment > now:
            return None
        key = heapq.heappop(self._heap)[2]
        del self._moments[key]
        return key
