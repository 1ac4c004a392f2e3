"""Every interaction of a trial and how often it was answered, as Discord saw it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox.discord.components import BUTTON
from sandbox.discord.entities import Interaction, InteractionType

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.discord.changes import Change
    from sandbox.discord.server import DiscordServer
    from sandbox.wire.traffic import Exchange

CALLBACK = re.compile(r"/interactions/(\d+)/[^/]+/callback$")
BUTTONS = {"clip:v1:more": "More…", "job:v1:cancel": "Cancel", "job:v1:again": "Again", "post:v1": "Post here"}
KINDS = ("command", "context menu", "completion", "button", "form", "menu", *BUTTONS.values())
SONG_COMMAND = "song"


def kind_of(asked: Interaction) -> str:
    """What a person did, as one of KINDS."""
    match asked.kind:
        case InteractionType.COMMAND:
            return "command" if asked.data.get("type", 1) == 1 else "context menu"
        case InteractionType.AUTOCOMPLETE:
            return "completion"
        case InteractionType.MODAL_SUBMIT:
            return "form"
        case InteractionType.COMPONENT if asked.data["component_type"] != BUTTON:
            return "menu"
        case _:
            name = str(asked.data["custom_id"])
            return next((kind for start, kind in BUTTONS.items() if name.startswith(f"{start}:")), "button")


@dataclass
class Answers:
    """How often what was asked was answered; `flaws` is what must not be."""

    asked: Counter[str] = field(default_factory=Counter[str])  # by kind
    once: int = 0
    late: int = 0  # answered when Discord took no answer any more
    in_a_gap: list[int] = field(default_factory=list[int])  # not answered at all: ids
    flaws: list[str] = field(default_factory=list[str])


class AnswerBook:
    """Writes down what people ask and what Discord is told in answer, from its making on."""

    def __init__(self, discord: DiscordServer) -> None:
        self._asked: list[Interaction] = []
        self._tries, self._taken = Counter[int](), Counter[int]()
        self._world = discord.world
        discord.world.watchers.append(self._note_question)
        discord.traffic.listeners.append(self._note_answer)

    @property
    def songs(self) -> int:
        """How many new songs were asked for, by a command, a form or another take."""
        return sum(
            asked.command_name == SONG_COMMAND if (kind := kind_of(asked)) == "command" else kind in ("form", "Again")
            for asked in self._asked
        )

    def open(self, may_be_unanswered: Callable[[int, float, float], bool]) -> list[Interaction]:
        """What nobody has tried to answer yet, though somebody should."""
        return [
            asked for asked in self._asked if not self._tries[asked.id] and not self._excuse(asked, may_be_unanswered)
        ]

    def judge(self, may_be_unanswered: Callable[[int, float, float], bool]) -> Answers:
        """Say how all of it was answered.

        `may_be_unanswered` is given a server, and the times at which something was asked and until which
        it could be answered.
        """
        found = Answers()
        for asked in self._asked:
            found.asked[kind_of(asked)] += 1
            tries, taken = self._tries[asked.id], self._taken[asked.id]
            what = f"{kind_of(asked)} {asked.command_name}".strip() + f" {asked.id}"
            if tries > 1 or taken > 1:
                found.flaws.append(f"{what} was answered {tries} times, of which Discord took {taken}")
            elif taken:
                found.once += 1
            elif tries:
                found.late += 1
            elif self._excuse(asked, may_be_unanswered):
                found.in_a_gap.append(asked.id)
            else:
                found.flaws.append(f"{what} was not answered, though somebody listened")
        return found

    def _excuse(self, asked: Interaction, may_be_unanswered: Callable[[int, float, float], bool]) -> bool:
        since = asked.created_at
        return may_be_unanswered(asked.guild_id or 0, since, since + self._world.answer_deadline)

    def _note_question(self, change: Change) -> None:
        if change.kind == "asked" and change.interaction is not None:
            self._asked.append(change.interaction)

    def _note_answer(self, exchange: Exchange) -> None:
        found = CALLBACK.search(exchange.request.path)
        if exchange.request.method == "POST" and found is not None:
            self._tries[int(found[1])] += 1
            self._taken[int(found[1])] += exchange.answer.status < 300
