"""The operator's keys for MusicAPI, each by its name: what goes into a header, and what must come out of no answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

DEFAULT_KEY: Final = "default"  # what the one key is called where the operator names none
SHORTEST_KEY: Final = 12  # characters


class UnknownKey(Exception):
    """The settings have no key of this name any more; `name` is it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Keys:
    """One key or several by their names; raises ValueError, which quotes none, where a header cannot carry one."""

    def __init__(self, keys: str | Mapping[str, str]) -> None:
        named = {DEFAULT_KEY: keys} if isinstance(keys, str) else keys
        self._keys = {name: key.strip() for name, key in named.items()}
        if not self._keys or not all(key and key.isascii() and key.isprintable() for key in self._keys.values()):
            # httpx and h11 would quote the header, and with it the key, in their own errors.
            raise ValueError("the MusicAPI key is empty or has characters that no HTTP header can carry")
        # A key shorter than this guards nothing, and could be a word of the answer itself.
        shown = {key.encode() for key in self._keys.values() if len(key) >= SHORTEST_KEY}
        self._shown = sorted(shown, key=len, reverse=True)  # one may begin as another one, whose rest would stay

    def authorization(self, name: str | None) -> dict[str, str]:
        """The header for the key of this name, None for the first one; raises UnknownKey."""
        key = next(iter(self._keys.values())) if name is None else self._keys.get(name)
        if key is None:
            raise UnknownKey(name or "")
        return {"Authorization": f"Bearer {key}"}

    def taken_out_of(self, body: bytes) -> bytes:
        """An answer's body without any of the keys, should the vendor quote one."""
        for key in self._shown:
            body = body.replace(key, b"[key]")
        return body
