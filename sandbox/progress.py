"""A text progress bar: drawn in place on a terminal, line by line everywhere else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from typing import TextIO

BAR = 24  # characters
STEPS = 4  # without a terminal, a line for every quarter of a stage's way
FULL, EMPTY = "█", "░"
START_OF_LINE, GREEN, DIM, PLAIN = "\r\x1b[K", "\x1b[32m", "\x1b[2m", "\x1b[0m"


class Progress:
    """Shows one stage after the other; a stage that is over keeps its line."""

    def __init__(self, out: TextIO, environment: Mapping[str, str] = os.environ) -> None:
        self._out = out
        self._terminal = out.isatty() and environment.get("TERM") != "dumb"
        self._colour = self._terminal and not environment.get("NO_COLOR")  # no-color.org: any value but an empty one
        self._stage: str | None = None
        self._shown = -1

    def show(self, fraction: float, stage: str, detail: str = "") -> None:
        """Show how far along (0 to 1) and what is going on; cheap to call often."""
        fraction = min(1.0, max(0.0, fraction))
        if self._terminal:
            self._draw(fraction, stage, detail)
            return
        step = int(fraction * STEPS)
        if stage != self._stage or step > self._shown:
            self._out.write(_line(fraction, stage, detail) + "\n")
            self._out.flush()
            self._stage, self._shown = stage, step

    def end(self) -> None:
        """Leave the line that is being drawn; what is printed next stands below it."""
        if self._terminal and self._stage is not None:
            self._out.write("\n")
            self._out.flush()
        self._stage = None

    def _draw(self, fraction: float, stage: str, detail: str) -> None:
        if stage != self._stage:
            self.end()
        line = _line(fraction, stage, detail)[: shutil.get_terminal_size().columns - 1]  # a wrapped line stays behind
        self._out.write(START_OF_LINE + (self._coloured(line, fraction) if self._colour else line))
        self._out.flush()
        self._stage = stage

    def _coloured(self, line: str, fraction: float) -> str:
        full = round(fraction * BAR)
        return f"{GREEN}{line[:full]}{DIM}{line[full:BAR]}{PLAIN}{line[BAR:]}"


def _line(fraction: float, stage: str, detail: str) -> str:
    full = round(fraction * BAR)
    words = f"{stage}: {detail}" if detail else stage
    return f"{FULL * full}{EMPTY * (BAR - full)} {fraction * 100:3.0f} %  {words}"
