"""What of an exchange may go into a file that is sent on: its shape, the vendor's own words, and nobody's data.

Whatever is not known to be harmless is replaced by what kind of thing it is. Ids become numbers in the order in which
they came, the same everywhere in a file, so that it still says which answer belongs to which question.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection, Mapping
from typing import Any, Final
from urllib.parse import unquote, unquote_plus

from bot.musicapi.values import array, mapping
from bot.probe.sentences import LONGEST_WORDS, Sentences, decode

MOST_DEPTH: Final = 50  # levels of an object; no answer of either API has ten
LARGEST_NUMBER: Final = 10**16  # what is larger is an id
# The fields whose words are the vendors' own: they say what happened, and never who somebody is.
SAYING: Final = frozenset(
    (
        *("type", "error", "message", "detail", "details", "warning", "status", "state", "code", "failed_step"),
        *("event", "platform", "scope", "custom_id", "content_type"),
        *("mv", "model", "task_type", "version", "model_type"),
    )
)
HEADERS: Final = re.compile(
    r"content-type|date|retry-after|x-rate-?limit-.+|rate-?limit.*|server|via|accept-ranges|allow|cache-control"
)
_PEOPLE = re.compile(r"(?:user_?|global_|display_|first_|last_|full_|nick_?)name|nick")
_PEOPLES = re.compile(r".*name|nick|(?:.*_)?(?:discriminator|phone|title|content|text|label|topic|query|description)")
# Addresses that the operator gave the API: their host says who that is.
_OPERATORS = re.compile(r"webhook|callback|endpoint|terms|privacy|install|redirect|verification|site")
_IDS = re.compile(r"(?!custom_id)(?:.*_)?ids?|data")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]{0,199}")
_EXACT = re.compile(r"-?\d{1,16}(?:\.\d{1,18})?|\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?|true|false|null")
_IDENTIFIER = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|\d{17,}")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://\S*", re.IGNORECASE)
_REPLACED = re.compile(r"\[[a-z-]+(?: (?:of )?\d+(?: characters| bytes)?)?\]|id-\d{6}")
_FIELD = re.compile(r"(?:[\w$@:./-]|\[[a-z-]+(?: \d+)?\]){1,80}'*|\[text of \d+ characters\]'*")
_WORD = re.compile(r"@?[a-z]{1,20}\d{0,2}(?:[._-][a-z]{1,20}\d{0,2})*")  # of a path
_CODED = frozenset({"invites", "templates"})  # what comes after these opens somebody's server, whatever it looks like


class Redactor:
    """Replaces what must not be shown; one for a whole file, as it remembers which id became which number.

    `secrets` are keys and tokens, removed wherever they stand. `asked` are texts that the probe itself sent.
    """

    def __init__(self, secrets: Collection[str], asked: Collection[str] = ()) -> None:
        self._sentences = Sentences(secrets)
        self._asked = frozenset(asked)

    def hide(self, secrets: Collection[str]) -> None:
        """Remove these as well from now on."""
        self._sentences.hide(secrets)

    def learn(self, found: Any) -> None:
        """Remember the names of people in an answer, to know them in sentences as well; before anything is redacted."""
        waiting = [found]
        while waiting:
            each = waiting.pop()
            if isinstance(each, list):
                waiting += array(each)
            elif isinstance(each, dict):
                fields = mapping(each)
                waiting += fields.values()
                if fields.get("bot") is not True:  # whose name is no person's
                    names = [value for name, value in fields.items() if _PEOPLE.fullmatch(name)]
                    self._sentences.learn_names(name for name in names if isinstance(name, str))

    def words(self, given: str) -> str:
        """A sentence without secrets, addresses, ids, names that are known and tokens, shortened."""
        said = decode(given)
        begin = said.find("{")
        try:  # what a vendor was told by another one stands in its sentence as it came
            inner, end = json.JSONDecoder().raw_decode(said, begin) if begin >= 0 else (None, 0)
            if isinstance(inner, dict):
                inside = json.dumps(self.body(inner), ensure_ascii=False)
                whole = self.words(said[:begin]) + inside + self.words(said[end:])
                return whole if len(whole) <= 2 * LONGEST_WORDS else _size(given)
        except (ValueError, RecursionError):
            pass
        return self._sentences.redact(said) or (_size(given) if given else "")

    def path(self, path: str) -> str:
        """A path with its ids as numbers, without tokens, and with no more than its query's names, ids and numbers."""
        place, mark, query = path.partition("?")
        before = ""
        steps = list[str]()
        for step in place.split("/"):
            steps.append(self._step(step, before) if step else "")
            before = step
        pairs = [part.partition("=") for part in query.split("&")] if mark else []
        values = [
            f"{self._name(unquote(name))}{is_}{self._string(unquote_plus(value), name)}" for name, is_, value in pairs
        ]
        return "/".join(steps) + mark + "&".join(values)

    def headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        """Those that say what the API does, by their names in lower case."""
        said = {name.lower(): value for name, value in sorted(headers.items())}
        return {self._name(name): self.words(value) for name, value in said.items() if HEADERS.fullmatch(name)}

    def body(self, found: Any, field: str = "", depth: int = 0) -> Any:
        """JSON of the same shape, in which every string is harmless; `field` is where it stands."""
        if depth > MOST_DEPTH and isinstance(found, dict | list):
            return None
        if isinstance(found, dict):
            return self._object(mapping(found), depth)
        if isinstance(found, list):
            return [self.body(each, field, depth + 1) for each in array(found)]
        if isinstance(found, str):
            return self._string(found, field)
        if isinstance(found, int | float) and not isinstance(found, bool):
            return self._number(found)
        return found

    def plain(self, body: bytes) -> str:
        """A body that is no JSON: a short text as words, and of anything else its size."""
        text = body.decode("utf-8", "replace")
        if "<" in text or "\ufffd" in text or len(text) > LONGEST_WORDS:
            return f"[{'page' if '<' in text else 'text'} of {len(body)} bytes]"
        return self.words(text)

    def _object(self, found: Mapping[str, Any], depth: int) -> dict[str, Any]:
        made = dict[str, Any]()
        is_error = any(isinstance(found.get(name), str) for name in ("message", "error"))
        for name, each in found.items():
            shown = self._name(name)
            while shown in made:  # two keys that became the same are two all the same
                shown += "'"
            # The code of an invite opens a server; that of an error stands beside its sentence.
            made[shown] = self.body(each, "" if name == "code" and not is_error else name, depth + 1)
        return made

    def _number(self, found: float) -> float | None:
        if isinstance(found, float) and not math.isfinite(found):
            return None  # which JSON does not have
        if abs(found) < LARGEST_NUMBER:
            return found
        return int(self._sentences.ids(str(abs(int(found)))))

    def _name(self, name: str) -> str:
        shown = self.words(name)
        return shown if _FIELD.fullmatch(shown) else _size(name)

    def _string(self, said: str, field: str) -> str:
        if not said or field in SAYING or said in self._asked or _REPLACED.fullmatch(said):
            return self.words(said)
        if _IDS.fullmatch(field) and _ID.fullmatch(said):
            return self._sentences.id(said)
        if _EXACT.fullmatch(said) and not _PEOPLES.fullmatch(field):
            return self._sentences.without_secrets(said)
        if _IDENTIFIER.fullmatch(said):
            return self._sentences.ids(said)
        if _ADDRESS.fullmatch(said):
            address = self._sentences.address(decode(said), names_host=not _OPERATORS.search(field))
            return self.words(address)  # which may hold a name or a secret as its host
        return _size(said)

    def _step(self, step: str, before: str) -> str:
        if before in _CODED:
            return self._sentences.number("token", step)
        shown = self._sentences.known_id(step) or self.words(step)
        return shown if any(form.fullmatch(shown) for form in (_WORD, _EXACT, _IDENTIFIER, _REPLACED)) else _size(step)


def _size(said: str) -> str:
    return f"[text of {len(said)} characters]"
