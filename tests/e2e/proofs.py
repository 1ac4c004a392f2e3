"""Which test proves which operation through the real process; the table in docs/musicapi.md is made of it."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bot.musicapi.offers import Host

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.musicapi.operations import Operation

F = TypeVar("F", bound="Callable[..., object]")

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Proof:
    """A test and what it proves."""

    host: Host
    family: str
    operation: Operation
    test: str  # such as `test_riffusion.py::test_extend`


_PROOFS: list[Proof] = []


def proves(family: str, *operations: Operation, hosts: tuple[Host, ...] = (Host.MUSICAPI,)) -> Callable[[F], F]:
    """Say that the test orders these operations in Discord, on each of these hosts, and sees what comes of them."""

    def noted(test: F) -> F:
        name = f"{test.__module__.rpartition('.')[2]}.py::{test.__name__}"
        _PROOFS.extend(Proof(host, family, operation, name) for host in hosts for operation in operations)
        return test

    return noted


def proofs() -> dict[tuple[Host, str, Operation], str]:
    """Every proof there is, by what it proves; the first one counts."""
    for path in sorted(FOLDER.glob("test_*.py")):
        importlib.import_module(f"tests.e2e.{path.stem}")
    return {(proof.host, proof.family, proof.operation): proof.test for proof in reversed(_PROOFS)}
