"""Sentences without secrets, addresses, ids, tokens and people's names, each id by the same number everywhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final
from urllib.parse import unquote, urlsplit

from bot.settings import SHORTEST_SECRET

LONGEST_WORDS: Final = 300  # characters of a sentence
LONGEST_READ: Final = 2_000  # characters that are looked at; what comes after them is left out
MOST_LAYERS: Final = 8  # of one encoding around the other
PART: Final = 8  # characters of a secret that are looked for also where the rest of it is left out or masked
SHORTEST_NAME: Final = 3  # characters; shorter ones are parts of sentences as well

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_EMAIL = re.compile(r"[^\s@<>\"'(),:;/\[\]\\]+(?:'[^\s@<>\"'(),:;/\[\]\\]+)?@[\w-]+(?:\.[\w-]+)+")
_URL = re.compile(
    r"[a-z][a-z0-9+.-]*://[^\s\"'<>]*|(?<![\w@./:-])(?:[a-z0-9-]+\.)+[a-z]{2,6}(?::\d+)?/[^\s\"'<>]*", re.IGNORECASE
)
_IP = re.compile(r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4})(?![\w:])", re.IGNORECASE)
_HANDLE = re.compile(r"(?<!\w)@(?!me\b|original\b|everyone\b|here\b|\d{15})[\w.]{2,32}|(?<!\w)[\w.]{2,32}#\d{4}(?!\d)")
_ID = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{17,})", re.IGNORECASE)  # UUIDs and snowflakes
# Long, and with a digit or a capital letter within: no word is.
_TOKEN = re.compile(
    r"(?<![A-Za-z0-9_-])(?=[A-Za-z0-9_.+-]*(?:\d|[a-z][A-Z]))[A-Za-z0-9_-][A-Za-z0-9_.+-]{14,}[A-Za-z0-9_+-]={0,2}"
)
# As long, but a name of a field, a path, a model or an error, or a number.
_NO_TOKEN = re.compile(
    r"(?=.{1,48}$)(?:[a-z]{1,20}\d{0,2}|\d{1,4}[a-z]{0,5})(?:[._-](?:[a-z]{1,20}\d{0,2}|\d{1,4}[a-z]{0,5}))*"
    r"|[A-Z]{1,20}\d?(?:_[A-Z]{1,20}\d?)+"
    r"|[A-Z]?[a-z]+(?:[A-Z][a-z]{2,}|[._-][A-Z]?[a-z]+)*"
    r"|-?\d+(?:\.\d+)?"
)
_MARKS: Final = frozenset(
    ("text", "page", "characters", "bytes", "token", "key", "name", "address", "mail", "path", "host", "http", "https")
)


class Sentences:
    """Redacts; one for a whole file. `secrets` are removed wherever they stand, also in part."""

    def __init__(self, secrets: Collection[str]) -> None:
        self._hidden = set[str]()
        self._secrets: re.Pattern[str] | None = None
        self._shown: dict[tuple[str, str], str] = {}
        self._made = set[str]()
        self._count = Counter[str]()
        self._names = set[str]()
        self._known: re.Pattern[str] | None = None
        self.hide(secrets)

    def hide(self, secrets: Collection[str]) -> None:
        """Remove these as well from now on."""
        whole = {part for secret in secrets for part in (secret, decode(secret)) if len(part) >= SHORTEST_SECRET}
        parts = {each[at : at + PART] for each in whole for at in range(len(each) - PART + 1)}
        self._hidden |= whole | {part for part in parts if re.search(r"\d", part) and re.search(r"[A-Za-z]", part)}
        if self._hidden:  # the longest first: one may begin as another one
            looked_for = "|".join(map(re.escape, sorted(self._hidden, key=len, reverse=True)))
            self._secrets = re.compile(f"(?=({looked_for}))", re.IGNORECASE)

    def learn_names(self, names: Iterable[str]) -> None:
        """Remember what people are called."""
        for name in map(str.lower, map(decode, names)):
            if len(name) >= SHORTEST_NAME and not name.isdigit() and name not in _MARKS:
                self._names.add(name)
                self._known = None  # made again when it is needed

    def redact(self, said: str) -> str:
        """The sentence, shortened at a space; empty where it has none to shorten it at."""
        said = self.without_secrets(said)
        said = _EMAIL.sub(lambda found: self.number("e-mail", found[0].lower()), said)
        said = _URL.sub(lambda found: self.address(found[0]), said)
        said = _IP.sub("[address]", said)
        said = _HANDLE.sub("[name]", said)
        said = self._without_names(said)
        between = _ID.split(said)  # every second one is an id
        for at, part in enumerate(between):
            between[at] = self.ids(part) if at % 2 else _TOKEN.sub(lambda found: self._token(found[0]), part)
        return _shorten("".join(between), LONGEST_WORDS)

    def without_secrets(self, said: str) -> str:
        """Without the secrets, and nothing else changed."""
        if self._secrets is None:
            return said
        kept, end = list[str](), 0
        for found in self._secrets.finditer(said):
            begin = found.start(1)
            if begin > end or not kept:
                kept += [said[end:begin], "[key]"]
            end = max(end, found.end(1))
        return "".join(kept) + said[end:]

    def ids(self, said: str) -> str:
        """With numbers for every UUID and snowflake."""
        return _ID.sub(lambda found: self.number("uuid" if "-" in found[0] else "snowflake", found[0].lower()), said)

    def id(self, given: str) -> str:
        """The number for an id of whatever form."""
        return self.ids(given) if _ID.fullmatch(given) else self.number("id", given)

    def known_id(self, given: str) -> str | None:
        """The number that was given for an id of no common form, None where none was."""
        return self._shown.get(("id", given))

    def number(self, kind: str, given: str) -> str:
        """Its number among those of its kind, in a form that reads as the kind does, and that no real id has."""
        if given in self._made:
            return given  # it was replaced already
        if (kind, given) not in self._shown:
            self._count[kind] += 1
            self._shown[kind, given] = FORMS[kind](self._count[kind])
            self._made.add(self._shown[kind, given])
        return self._shown[kind, given]

    def address(self, address: str, *, names_host: bool = True) -> str:
        """Whose host it is and what kind of file, and neither its path nor who may have it; an address all the same."""
        scheme, mark, _ = address.partition("://")
        try:
            parts = urlsplit(address if mark else f"//{address}")
            host = parts.hostname or ""
        except ValueError:
            return "[address]"
        is_number = ":" in host or _IP.fullmatch(host)
        if (is_number or not names_host) and host:
            host = self.number("host", host)
        labels = [self._label(label) for label in self.ids(host).split(".")]
        extension = re.search(r"\.[a-z0-9]{2,4}$", parts.path, re.IGNORECASE)
        is_bare = mark and parts.path in ("", "/") and not parts.query and not parts.fragment
        path = "" if is_bare else f"/[path]{extension[0] if extension else ''}"
        return f"{scheme if mark else ''}{mark}{'.'.join(labels)}{path}"

    def _without_names(self, said: str) -> str:
        if not self._names:
            return said
        if self._known is None:
            names = "|".join(map(re.escape, sorted(self._names, key=len, reverse=True)))
            self._known = re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE)
        return self._known.sub("[name]", said)

    def _label(self, label: str) -> str:
        is_token = _TOKEN.fullmatch(label) and not _NO_TOKEN.fullmatch(label) and not _ID.fullmatch(label)
        return self.number("host", label) if is_token else label

    def _token(self, word: str) -> str:
        return word if _NO_TOKEN.fullmatch(word) else self.number("token", word)


def decode(said: str) -> str:
    """As it is meant: without what URLs and JSON write for a character, and without what no file can hold."""
    said = _shorten(said, LONGEST_READ).encode("utf-8", "replace").decode().replace("\\/", "/")
    for _ in range(MOST_LAYERS):
        said = unquote(said)
    return _CONTROL.sub(" ", said)


def _shorten(said: str, longest: int) -> str:
    if len(said) <= longest:
        return said
    begun = said[: longest - 1].rpartition(" ")[0].rstrip()
    return f"{begun}…" if begun else ""


FORMS: Final[Mapping[str, Callable[[int], str]]] = {
    "uuid": lambda number: f"00000000-0000-4000-8000-{number:012d}",
    "snowflake": lambda number: f"{100_000_000_000_000_000 + number}",
    "id": lambda number: f"id-{number:06d}",
    "host": lambda number: f"host-{number:06d}",
    "token": lambda number: f"[token {number}]",
    "e-mail": lambda number: f"[e-mail {number}]",
}
