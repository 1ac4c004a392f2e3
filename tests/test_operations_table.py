"""The table of operations is what the catalog says, and no row of it stands without a test through the real process."""

from __future__ import annotations

import re

from tests import operations_table
from tests.e2e.proofs import proofs


def test_the_table_is_up_to_date() -> None:
    assert operations_table.PATH.read_text(encoding="utf-8") == operations_table.document(), "run `make docs`"


def test_every_operation_is_proved_by_a_test_through_the_real_process() -> None:
    assert operations_table.unproved() == []


def test_every_proof_is_a_test_that_is_run() -> None:
    for test in proofs().values():
        assert re.fullmatch(r"test_\w+\.py::test_\w+", test)
