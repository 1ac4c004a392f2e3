"""What buttons and menus of `/credits` are about: published formats, as in `custom_id.py`, where its first one is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cogs.components.custom_id import CustomId


class CreditsPart(StrEnum):
    """A part of the panel; the names are in published buttons."""

    MINE = "mine"
    SERVER = "server"
    CHART = "chart"
    MEMBERS = "members"


@dataclass(frozen=True, slots=True)
class CreditsTab(CustomId):
    """Turns to a part of the panel, by its name."""

    template = "credits:v1:tab:{section}"
    section: str


@dataclass(frozen=True, slots=True)
class MembersPage(CustomId):
    """Turns to a page of who used the server's credits, counted from 0."""

    template = "credits:v1:members:{page}"
    page: int


@dataclass(frozen=True, slots=True)
class LedgerMenu(CustomId):
    """Sends the ledger of the month that is chosen, such as `2026-11`."""

    template = "credits:v1:ledger"
