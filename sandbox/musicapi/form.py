"""A create's body, read field by field; whatever is wrong with it is refused as the vendor would."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NoReturn

from sandbox.musicapi.refusals import RefusalError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sandbox.musicapi.readings import Readings
    from sandbox.musicapi.refusals import Voice
    from sandbox.musicapi.works import Clip


class Form:
    """The fields of one body; unknown ones are passed over, as the live service does."""

    def __init__(
        self,
        fields: Mapping[str, Any],
        *,
        readings: Readings,
        find: Callable[[str, str], Clip | None],
        voice: Voice,
    ) -> None:
        self.readings = readings
        self._fields = fields
        self._find = find
        self._voice = voice

    def refuse(self, text: str, status: int = 400) -> NoReturn:
        """Raise the refusal that says `text`."""
        raise RefusalError(self._voice.no(status, text))

    def __contains__(self, name: str) -> bool:
        return name in self._fields

    def first(self, *names: str) -> str:
        """The first of `names` that was sent, else the first of all: old names are still taken."""
        return next((name for name in names if name in self._fields), names[0])

    def text(self, name: str, *, most: int | None = None, required: bool = False) -> str:
        """A text of at most `most` characters; an empty one where it was not sent."""
        if name not in self._fields:
            return self._missing(name) if required else ""
        value = self._fields[name]
        if not isinstance(value, str):
            self.refuse(f"{name} should be string.")
        if required and not value.strip() and self.readings.empty_is_missing:
            self._missing(name)
        if most is not None and self.readings.length(value) > most:
            self.refuse(f"The {name} character length should be less than {most}.")
        return value

    def boolean(self, name: str, *, required: bool = False) -> bool:
        """A boolean, False where it was not sent; the text "true" is none."""
        if name not in self._fields:
            return bool(self._missing(name)) if required else False
        value = self._fields[name]
        if not isinstance(value, bool):
            self.refuse(f"{name} should be boolean.")
        return value

    def number(
        self,
        name: str,
        *,
        least: float = -math.inf,
        most: float = math.inf,
        required: bool = False,
        whole: bool = False,
    ) -> float | None:
        """A number within its bounds; None where it was not sent."""
        if name not in self._fields:
            return float(self._missing(name)) if required else None
        value = self._fields[name]
        if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
            self.refuse(f"{name} should be {'integer' if whole else 'number'}.")
        if not math.isfinite(value) or not least <= value <= most:
            self.refuse(f"{name} should be between {least:g} and {most:g}.")
        return float(value)

    def one_of(self, name: str, allowed: Sequence[str], *, default: str | None = None) -> str:
        """One of the `allowed` texts; required where there is no default."""
        if name not in self._fields:
            return default if default is not None else self._missing(name)
        value = self._fields[name]
        if value not in allowed:
            self.refuse(f"The {name} is invalid. It should be one of: {', '.join(allowed)}.")
        return str(value)

    def source(self, name: str, family: str) -> Clip:
        """The finished clip of this family that the field names."""
        clip_id = self.text(name, required=True)
        clip = self._find(family, clip_id)
        if clip is None:
            self.refuse(f"{name} is invalid: clip not found.")
        return clip

    def _missing(self, name: str) -> NoReturn:
        if self._voice.rng.random() < 0.5:
            self.refuse("field required")
        self.refuse(f"The '{name}' field is required.")
