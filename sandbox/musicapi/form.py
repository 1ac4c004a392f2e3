"""A create's body, read field by field; whatever is wrong with it is refused as the vendor would."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn, cast
from urllib.parse import urlsplit

from sandbox.musicapi.library import Library
from sandbox.musicapi.readings import Readings
from sandbox.musicapi.refusals import NO_CLIP, ErrorFormat, RefusalError
from sandbox.musicapi.works import Clip, Persona, Product, WebhookTarget
from sandbox.wire.exchange import Request
from sandbox.wire.loopback import is_loopback

WEBHOOK_URL = 1024  # characters
DAY = 24 * 3600.0  # seconds


class Form:
    """The fields of one body; unknown ones are passed over, as the live service does."""

    def __init__(self, fields: Mapping[str, Any], *, readings: Readings, library: Library, errors: ErrorFormat) -> None:
        self.readings = readings
        self._fields = fields
        self._library = library
        self._errors = errors

    def refuse(self, text: str, status: int = 400) -> NoReturn:
        """Raise the refusal that says `text`."""
        raise RefusalError(self._errors.answer(status, text))

    def __contains__(self, name: str) -> bool:
        return name in self._fields

    def first(self, *names: str) -> str:
        """The first of `names` that was sent, else the first of all: old names are still taken."""
        return next((name for name in names if name in self._fields), names[0])

    def raw(self, name: str) -> Any:
        """Whatever was sent; None where nothing was."""
        return self._fields.get(name)

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

    def text_or_number(self, name: str) -> None:
        """What may be either, and says nothing here."""
        value = self._fields.get(name, "")
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            self.refuse(f"{name} should be string or number.")

    def one_of(self, name: str, allowed: Sequence[str], *, default: str | None = None) -> str:
        """One of the `allowed` texts; required where there is no default."""
        if name not in self._fields:
            return default if default is not None else self._missing(name)
        value = self._fields[name]
        if value not in allowed:
            self.refuse(f"The {name} is invalid. It should be one of: {', '.join(allowed)}.")
        return str(value)

    def one_of_object(self, name: str, field: str, allowed: Sequence[str]) -> str:
        """One of the `allowed` texts inside an object."""
        value = self._fields[name]
        if not isinstance(value, dict):
            self.refuse(f"{name} should be object.")
        inner = cast("dict[str, Any]", value)
        return Form(inner, readings=self.readings, library=self._library, errors=self._errors).one_of(field, allowed)

    def texts(self, name: str, *, most: int) -> list[str]:
        """A list of at most `most` texts; an empty one where it was not sent."""
        items = self._items(name) if name in self._fields else []
        if not all(isinstance(item, str) for item in items):
            self.refuse(f"{name} should be array of strings.")
        if len(items) > most:
            self.refuse(f"{name} should have at most {most} items.")
        return items

    def objects(self, name: str) -> list[Form]:
        """The forms of a list of objects."""
        items = self._items(name)
        if not items or not all(isinstance(item, dict) for item in items):
            self.refuse(f"{name} should be array of objects.")
        return [Form(item, readings=self.readings, library=self._library, errors=self._errors) for item in items]

    def url(self, name: str) -> str:
        """The address of a file."""
        value = self.text(name, required=True).strip()
        if not _is_address(value):
            self.refuse(f"{name} is invalid: it should be a URL.")
        return value

    def webhook(self) -> WebhookTarget | None:
        """Where to call when the task ends: by https, or on this machine by http, too."""
        secret = self.text("webhook_secret")
        url = self.text("webhook_url", most=WEBHOOK_URL)
        if not url:
            return None
        if not _is_address(url) or not (url.startswith("https://") or is_loopback(url)):
            self.refuse("webhook_url is invalid: it should be an HTTPS URL.")
        return WebhookTarget(url, secret)

    def source(
        self, name: str, family: str, takes: Sequence[Product] = ("song",), *, fresh: bool = False, missing: int = 400
    ) -> Clip:
        """The finished clip of this family that the field names; `fresh`: not older than a day."""
        return self.clip(name, self.text(name, required=True), family, takes, fresh=fresh, missing=missing)

    def clip(
        self,
        name: str,
        clip_id: str,
        family: str,
        takes: Sequence[Product] = ("song",),
        *,
        fresh: bool = False,
        missing: int = 400,
    ) -> Clip:
        """The finished clip of this family with this id, which came by the field `name`."""
        clip = self._library.clip(family, clip_id)
        if clip is None:
            self.refuse(f"{name} is invalid: {NO_CLIP}.", missing)
        if clip.product not in takes:
            made = "an uploaded clip" if clip.is_uploaded else "a clip of this platform"
            self.refuse(f"{name} is invalid: this task_type does not support {made}.")
        if fresh and self._library.age(clip) > DAY:
            self.refuse(f"{name} is invalid: the clip is older than 24 hours.")
        return clip

    def section(self, first: str, last: str, clip: Clip) -> tuple[float, float]:
        """Two points in a clip, in seconds, of which the second is the later one."""
        begin = self.number(first, least=0, most=clip.seconds, required=True) or 0.0
        end = self.number(last, least=0, most=clip.seconds, required=True) or 0.0
        if end <= begin:
            self.refuse(f"{last} must be greater than {first}.")
        return begin, end

    def persona(self, missing: str) -> Persona:
        """The persona that the body names; `missing` is said where it names none."""
        persona_id = self.text("persona_id")
        if not persona_id.strip():
            self.refuse(missing)
        persona = self._library.persona(persona_id, voices=self.readings.voice_is_persona)
        if persona is None:
            self.refuse("persona_id is invalid: persona not found.")
        return persona

    def _items(self, name: str) -> list[Any]:
        value = self._fields[name]
        return cast("list[Any]", value) if isinstance(value, list) else self.refuse(f"{name} should be array.")

    def _missing(self, name: str) -> NoReturn:
        if self._errors.rng.random() < 0.5:
            self.refuse("field required")
        self.refuse(f"The '{name}' field is required.")


def json_fields(request: Request) -> dict[str, Any]:
    """The fields of a body that is sent as JSON; none where it is no object."""
    body = json_or_none(request) if "json" in request.content_type else None
    return cast("dict[str, Any]", body) if isinstance(body, dict) else {}


def json_or_none(request: Request) -> Any:
    """The body as JSON, whatever it is called; None where it is none."""
    try:
        return request.json()
    except ValueError:
        return None


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
