"""Chance that repeats itself: the same words give the same numbers, in every process."""

from __future__ import annotations

import uuid
from random import Random


def seeded(*words: object) -> Random:
    """A generator of its own for `words`; what others draw does not change what this one gives."""
    return Random("/".join(str(word) for word in words))


def new_uuid(rng: Random) -> str:
    """A version 4 UUID as the vendor's task and clip ids are, drawn from `rng`."""
    return str(uuid.UUID(int=rng.getrandbits(128), version=4))
