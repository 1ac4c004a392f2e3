"""No answer says a key, whatever the keys have in common."""

from __future__ import annotations

from itertools import permutations

import pytest

from bot.musicapi.keys import Keys

KEYS = {"first": "key-of-encore", "second": "key-of-encore-number-two", "third": "the-key-of-encore"}


@pytest.mark.parametrize("order", list(permutations(KEYS)))
def test_no_part_of_a_key_stays_where_another_one_is_part_of_it(order: tuple[str, ...]) -> None:
    keys = Keys({name: KEYS[name] for name in order})
    body = f"Bearer {KEYS['second']}, {KEYS['third']}, {KEYS['first']}".encode()
    assert keys.taken_out_of(body) == b"Bearer [key], [key], [key]"
