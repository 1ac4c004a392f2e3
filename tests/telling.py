"""What a person is told of an error, as a check."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from cogs.text.errors import sentence_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.errors import PersonError


@contextmanager
def tells(kind: type[PersonError], pattern: str) -> Iterator[pytest.ExceptionInfo[PersonError]]:
    """Pass where the block raises `kind`, and what people are told of it holds `pattern`, in any case, across lines."""
    with pytest.raises(kind) as raised:
        yield raised
    said = sentence_for(raised.value)
    assert re.search(pattern, said, re.IGNORECASE | re.DOTALL), said
