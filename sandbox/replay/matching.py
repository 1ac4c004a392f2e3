"""Which recorded exchange answers a request: by what was asked, and in the order in which it was answered."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, cast
from urllib.parse import parse_qsl, unquote

from sandbox.replay.recording import NONE, OWN, STRANGE, WRONG_KEY, Recorded
from sandbox.wire.exchange import Request

# Clients name the version in the address or in the path; recordings are below the address, whichever that was.
_VERSION = re.compile(r"^/api(?:/v\d+)?(?=/|$)")
_UUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
# Ids, and what the probe writes in the place of others: `id-000001`, `[token 1]`, `[text of 9 characters]`.
_ID = re.compile(rf"{_UUID}|\d{{15,}}|id-\d+|\[.+\]|(?=.*\d)[\w.~-]{{16,}}")
_WORD = re.compile(r"[\w.~-]+")
KINDS: Final = ("task_type", "mv", "type", "version", "model_type")  # what tells creates of one family apart

Query: TypeAlias = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """What is compared of an exchange."""

    path: str
    query: Query
    shape: str  # the path with its ids as placeholders
    ids: frozenset[str]
    kind: tuple[Any, ...]


class Matching:
    """Finds the answers to requests among the exchanges of one API; remembers which were given.

    A request is answered by what was recorded for its method and path: with its query, else whatever the query; else,
    as its ids were never asked with, by what was recorded for the same path with other ids, of which those count first
    that no answer holds, as somebody made these up as well. Creates are told apart by their `task_type`, and then by
    the most of KINDS that are the same. Of several, each is given once in its order, then the last again.
    """

    def __init__(self, exchanges: Sequence[Recorded]) -> None:
        self._places = [_place_of(each) for each in exchanges]
        self._exchanges = exchanges
        answers = (each.body for each in exchanges if each.status is not None and each.status < 400)
        known = {word for body in answers for word in _WORD.findall(json.dumps(body).lower())}
        self._made_up = {
            number
            for number, place in enumerate(self._places)
            if any(_WORD.fullmatch(step) and step.lower() not in known for step in place.ids)
        }
        self._given: dict[tuple[int, ...], int] = {}

    def find(self, request: Request) -> Recorded | None:
        """The exchange whose answer is to be given now, None where none was recorded."""
        place = _place(request.path, tuple(sorted(request.query.items())), _json(request))
        among = self._signed_alike(request)
        found = self._first(
            among,
            lambda each: (each.path, each.query) == (place.path, place.query),
            lambda each: each.path == place.path,
        ) or self._of_shape(among, place)
        if request.method == "POST" and place.path.endswith("/create"):
            found = self._most_alike(found, place.kind)
        if not found:
            return None
        turn = self._given.get(found, 0)
        self._given[found] = turn + 1
        return self._exchanges[found[min(turn, len(found) - 1)]]

    def _signed_alike(self, request: Request) -> tuple[int, ...]:
        """Those of its method that answer whoever signs as it does, where one path was asked with a key and without.

        Any key is as good as the one that was recorded, but for that of the probe's which is nobody's.
        """
        said = next((value for name, value in request.headers.items() if name.lower() == "authorization"), "")
        signed = STRANGE if said == WRONG_KEY else OWN if said else NONE
        of_method = [number for number, each in enumerate(self._exchanges) if each.method == request.method]
        path = _place(request.path, (), None).path
        ways = {self._exchanges[number].authorization for number in of_method if self._places[number].path == path}
        alike = signed if signed in ways else OWN if OWN in ways else NONE
        return tuple(n for n in of_method if self._places[n].path != path or self._exchanges[n].authorization == alike)

    def _first(self, among: Iterable[int], *tests: Callable[[_Place], bool]) -> tuple[int, ...]:
        """Those that the first test takes that takes any."""
        numbers = tuple(among)
        found = (tuple(number for number in numbers if test(self._places[number])) for test in tests)
        return next((each for each in found if each), ())

    def _most_alike(self, found: tuple[int, ...], kind: tuple[Any, ...]) -> tuple[int, ...]:
        def likeness(number: int) -> tuple[bool, int]:
            same = [mine == asked for mine, asked in zip(self._places[number].kind, kind, strict=True)]
            return same[0], sum(same)

        most = max(map(likeness, found), default=(False, 0))
        return tuple(number for number in found if likeness(number) == most)

    def _of_shape(self, among: Iterable[int], place: _Place) -> tuple[int, ...]:
        found = self._first(among, lambda each: bool(place.ids) and each.shape == place.shape)
        return tuple(number for number in found if number in self._made_up) or found


def short_path(path: str) -> str:
    """A path without the API's version and a slash at its end."""
    return _VERSION.sub("", path).rstrip("/") or "/"


def _place_of(each: Recorded) -> _Place:
    path, _, query = each.path.partition("?")
    return _place(unquote(path), tuple(sorted(parse_qsl(query, keep_blank_values=True))), each.asked)


def _place(path: str, query: Query, asked: Any) -> _Place:
    steps = [step.lower() if re.fullmatch(_UUID, step) else step for step in short_path(path).split("/")]
    ids = frozenset(step for step in steps if _ID.fullmatch(step))
    shape = "/".join("{id}" if step in ids else step for step in steps)
    said = cast("dict[str, Any]", asked) if isinstance(asked, dict) else {}
    return _Place("/".join(steps), query, shape, ids, tuple(said.get(name) for name in KINDS))


def _json(request: Request) -> Any:
    try:
        return request.json()
    except (ValueError, RecursionError):
        return None
