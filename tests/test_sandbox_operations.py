"""The table of Discord's operations in docs/sandbox.md is what the sandbox has, and each of them has tests."""

from __future__ import annotations

import re

from sandbox.wire.exchange import Answer, Request
from sandbox.wire.traffic import Exchange
from tests import sandbox_operations
from tests.openapi import needs_document

COMMAND = "run `.venv/bin/python -m tests.sandbox_operations`"


@needs_document
def test_the_table_has_what_the_sandbox_has_and_nothing_else() -> None:
    told = sandbox_operations.told()
    assert list(told) == [operation.name for operation in sandbox_operations.simulated()], COMMAND
    page = sandbox_operations.PATH.read_text(encoding="utf-8")
    for operation in sandbox_operations.simulated():
        assert f"| `{operation.name}` | `{operation.method} {operation.path}` |" in page, COMMAND
    count, there = len(sandbox_operations.operations()), len(told)
    assert f"Of the {count} operations of Discord's document, {there} are there:" in page, COMMAND


@needs_document
def test_what_is_missing_is_named() -> None:
    page = sandbox_operations.PATH.read_text(encoding="utf-8")
    _, _, listed = page.partition("Not there, and answered with 404:")
    named = set(re.findall(r"`(\w+)`", listed.partition(sandbox_operations.END)[0]))
    there = set(sandbox_operations.told())
    assert named == {operation.name for operation in sandbox_operations.operations()} - there, COMMAND


def test_every_operation_has_a_test_that_exists() -> None:
    told = sandbox_operations.told()
    assert told
    for name, tests in told.items():
        assert tests, f"no test holds {name}: {COMMAND}"
        for test in tests:
            path, _, function = test.partition("::")
            assert f"async def {function}(" in (sandbox_operations.ROOT / path).read_text(encoding="utf-8"), test


@needs_document
def test_the_sandbox_invents_no_operation() -> None:
    assert sandbox_operations.undocumented() == []


@needs_document
def test_only_success_counts_and_fixed_words_go_before_ids() -> None:
    def exchange(method: str, path: str, status: int) -> Exchange:
        return Exchange(0.0, Request(method, f"/api/v10{path}"), Answer(status), 0.0)

    traffic = [
        exchange("GET", "/users/@me", 200),
        exchange("GET", "/channels/1/messages/pins", 200),
        exchange("GET", "/channels/1", 404),
        exchange("GET", "/attachments/1", 200),
    ]
    assert sandbox_operations.answered(traffic) == {"get_my_user", "list_pins"}
