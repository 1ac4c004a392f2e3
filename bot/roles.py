"""What a process of the bot does: all of it, or one of the two parts that several processes can share."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """Everything; hearing people and answering them; or making and posting songs."""

    ALL = "all"
    GATEWAY = "gateway"
    WORKER = "worker"

    @property
    def has_gateway(self) -> bool:
        """Whether it hears people."""
        return self is not Role.WORKER

    @property
    def has_workers(self) -> bool:
        """Whether it makes and posts songs."""
        return self is not Role.GATEWAY

    def name_on(self, machine: str) -> str:
        """What a process of this role is called where nobody names it."""
        return machine if self is Role.ALL else f"{machine}-{self}"
