"""What of an exchange may go into a file that is sent on: its shape, the vendor's own words, and nobody's data.

Whatever is not known to be harmless is replaced by what kind of thing it is. Ids become numbers in the order in which
they came, the same everywhere in a file, so that it still says which answer belongs to which question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from bot.settings import SHORTEST_SECRET

LONGEST_WORDS: Final = 300  # characters of a sentence
# The fields whose words are the vendors' own, or ours: they say what happened, and never who somebody is.
SAYING: Final = frozenset(
    (
        *("type", "error", "message", "detail", "details", "warning", "status", "state", "code", "failed_step"),
        *("event", "platform", "mv", "model", "task_type"),
        *("custom_id", "label", "scope", "content", "content_type"),
    )
)
HEADERS: Final = re.compile(
    r"content-type|date|retry-after|x-ratelimit-.+|ratelimit.*|server|via|accept-ranges|allow|cache-control"
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_URL = re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s\"'<>]+", re.IGNORECASE)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_SNOWFLAKE = re.compile(r"(?<![\d.])\d{17,20}(?![\d.])")
_TOKEN = re.compile(r"(?<![\w\[-])(?=[\w.-]*\d)[\w-][\w.-]{23,}(?![\w\]-])")  # long, and with a digit: no word is
_MENTION = re.compile(r"<(@[!&]?|#)\d+>")
_EXACT = re.compile(r"-?\d{1,16}(?:\.\d{1,18})?|\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?|true|false|null|")
_EXTENSION = re.compile(r"\.[a-z0-9]{2,4}$", re.IGNORECASE)


class Redactor:
    """Replaces what must not be shown; one for a whole file, as it remembers which id became which number.

    `secrets` are keys and tokens, removed wherever they stand. `asked` are texts that the probe itself sent.
    """

    def __init__(self, secrets: Collection[str], asked: Collection[str] = ()) -> None:
        self._secrets = list[str]()
        self._asked = frozenset(asked)
        self._numbers: dict[str, int] = {}
        self.hide(secrets)

    def hide(self, secrets: Collection[str]) -> None:
        """Remove these as well from now on."""
        parts = {part for secret in secrets for part in (secret, unquote(secret)) if len(part) >= SHORTEST_SECRET}
        # Longest first: one may begin as another one, whose rest would stay.
        self._secrets = sorted({*self._secrets, *parts}, key=len, reverse=True)

    def words(self, said: str) -> str:
        """A sentence without secrets, addresses, ids and tokens, shortened."""
        for secret in self._secrets:
            said = said.replace(secret, "[key]")
        said = _EMAIL.sub("[e-mail]", said)
        said = _URL.sub(lambda found: self._url(found[0]), said)
        said = self._ids(_MENTION.sub(r"<\1[id]>", said))
        said = _TOKEN.sub(lambda found: found[0] if _is_ours(found[0]) else self._stand_in("token", found[0]), said)
        return said if len(said) <= LONGEST_WORDS else f"{said[: LONGEST_WORDS - 1]}…"

    def path(self, path: str) -> str:
        """A path with its ids as numbers and without tokens."""
        return self.words(path)

    def headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        """Those that say what the API does, by their names in lower case."""
        return {name: self.words(value) for name, value in sorted(headers.items()) if HEADERS.fullmatch(name)}

    def body(self, found: Any, field: str = "") -> Any:
        """JSON of the same shape, in which every string is harmless; `field` is where it stands."""
        if isinstance(found, dict):
            return {self._name(str(name)): self.body(each, str(name)) for name, each in found.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
        if isinstance(found, list):
            return [self.body(each, field) for each in found]  # pyright: ignore[reportUnknownVariableType]
        if isinstance(found, str):
            return self._string(found, field)
        if isinstance(found, int) and not isinstance(found, bool) and _SNOWFLAKE.fullmatch(str(found)):
            return int(self._ids(str(found)))
        return found

    def plain(self, body: bytes) -> str:
        """A body that is no JSON: a short text as words, and of anything else its size."""
        text = body.decode("utf-8", "replace")
        if "<" in text or "\ufffd" in text or len(text) > LONGEST_WORDS:
            return f"[{'page' if '<' in text else 'text'} of {len(body)} bytes]"
        return self.words(text)

    def _name(self, name: str) -> str:
        return self._ids(name) if _SNOWFLAKE.fullmatch(name) or _UUID.fullmatch(name) else name

    def _string(self, said: str, field: str) -> str:
        if field in SAYING or said in self._asked or _EXACT.fullmatch(said):
            return self.words(said)
        if _UUID.fullmatch(said) or _SNOWFLAKE.fullmatch(said):
            return self._ids(said)
        if _URL.fullmatch(said):
            return self._url(said)
        return f"[text of {len(said)} characters]"

    def _ids(self, said: str) -> str:
        said = _UUID.sub(lambda found: self._stand_in("uuid", found[0]), said)
        return _SNOWFLAKE.sub(lambda found: self._stand_in("snowflake", found[0]), said)

    def _url(self, address: str) -> str:
        try:
            parts = urlsplit(address)
            host = parts.hostname or ""
        except ValueError:
            return "[address]"
        extension = _EXTENSION.search(parts.path)
        return f"{parts.scheme}://{host}/[path]{extension[0] if extension else ''}"

    def _stand_in(self, kind: str, given: str) -> str:
        """Its number among those of its kind, in a form that reads as the kind does."""
        make = _FORMS[kind]
        if given in {make(number) for number in self._numbers.values()}:
            return given  # it was replaced already
        number = self._numbers.setdefault(f"{kind} {given.lower()}", len(self._numbers) + 1)
        return make(number)


def _is_ours(word: str) -> bool:
    """Whether what is as long as a token is what an id became, or a name of a field or of a path."""
    return bool(_UUID.fullmatch(word) or _SNOWFLAKE.fullmatch(word) or re.fullmatch(r"[a-z]+(?:[._-][a-z\d]+)+", word))


_FORMS: Final[Mapping[str, Callable[[int], str]]] = {
    "uuid": lambda number: f"00000000-0000-4000-8000-{number:012d}",
    "snowflake": lambda number: f"{100_000_000_000_000_000 + number}",
    "token": lambda number: f"[token {number}]",
}
