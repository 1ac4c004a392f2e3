"""The vendor's front: every request of MusicAPI's protocol, and the state behind it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from sandbox.musicapi import refusals
from sandbox.musicapi.account import Account
from sandbox.musicapi.callbacks import Callbacks
from sandbox.musicapi.dice import dice
from sandbox.musicapi.faces import face
from sandbox.musicapi.families import LEGACY, families_of
from sandbox.musicapi.files import Files
from sandbox.musicapi.gate import unauthorized
from sandbox.musicapi.intake import Intake
from sandbox.musicapi.limiter import CreateLimit
from sandbox.musicapi.orders import Orders
from sandbox.musicapi.profiles import MUSICAPI, Profile
from sandbox.musicapi.readings import Readings
from sandbox.musicapi.recordings import Recordings
from sandbox.musicapi.refusals import NuroVoice, RefusalError, Voice
from sandbox.musicapi.sharing import SHARE, shared_song
from sandbox.musicapi.shelf import Shelf
from sandbox.musicapi.tools import Tools
from sandbox.musicapi.works import NEVER, Clip, Failure, FailureKind, Task
from sandbox.wire.exchange import Answer, json_answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.musicapi.families.family import Family
    from sandbox.wire.clock import Clock
    from sandbox.wire.exchange import Request

KEY = "sandbox-musicapi-key"
API = "/api/v1/"
NURO, STUDIO = "nuro", "studio"  # families with manners of their own


@dataclass(frozen=True, slots=True)
class Create:
    """One POST that may cost: `task_id` where it made a task, whatever was answered (`status` 0: nothing)."""

    at: float
    family: str
    body: Any  # as sent, or None where it was no JSON
    status: int
    task_id: str | None
    path: str  # below /api/v1/
    accepted: bool  # it made a task, or was paid for


class Vendor:
    """MusicAPI as a state machine: `handle` is its one door, `orders` what may go wrong.

    `public_url` is the root that the answers' file addresses start with; `clip_seconds` bounds the length of whatever
    is newly made (None: as long as the real vendor's); `create_interval`, and `upload_seconds`, which the answer to an
    upload takes (up to three times as long where something follows on it), are in seconds of the clock. With `studio`
    the family of that name is served, which else is gone.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        profile: Profile = MUSICAPI,
        seed: int = 0,
        public_url: str | Callable[[], str] = "http://musicapi.test",
        key: str = KEY,
        clip_seconds: float | None = None,
        create_interval: float = 3.0,
        credits: int = 100_000,
        extra_credits: int = 0,
        failure_rate: float = 0.0,
        studio: bool = False,
        upload_seconds: float = 0.0,
    ) -> None:
        self.clock = clock
        self.profile = profile
        self.key = key
        self.clip_seconds = clip_seconds
        self.failure_rate = failure_rate  # share of tasks that fail upstream with no order; live it was 3 of 12
        self.studio = studio
        self.upload_seconds = upload_seconds
        self.readings = Readings.drawn(seed)
        self.account = Account(credits, extra_credits)
        self.limit = CreateLimit(create_interval)
        self.orders = Orders()
        self.creates: list[Create] = []
        self.tasks: dict[str, Task] = {}
        self.shelf = Shelf(clock)
        self.families = families_of(profile, self.readings)
        self.public_url = public_url
        self.files = Files(self._root, self.families, self.clips)
        self.callbacks = Callbacks(clock, self._told, self.orders, seed=seed)
        self._seed = seed
        self._requests = 0
        self._intake = Intake(self, Recordings(self._root, self._file), seed)
        self.tools = Tools(self)

    @property
    def accepted(self) -> list[Create]:
        """The POSTs that had an effect, oldest first."""
        return [create for create in self.creates if create.accepted]

    @property
    def clips(self) -> dict[str, Clip]:
        """Every clip that was ever asked for, by its id."""
        return self.shelf.clips

    @clips.setter
    def clips(self, clips: dict[str, Clip]) -> None:
        self.shelf.clips = clips

    def seconds_left(self, task_id: str) -> float | None:
        """Seconds until nothing about this task changes any more; None for one that stalls."""
        left = self.tasks[task_id].ends_at - self.clock.now()
        return None if left == NEVER else max(0.0, left)

    def fail_now(self, task_id: str, reason: str = "upstream error", kind: FailureKind = "failed") -> bool:
        """Let a running task fail at once; False where it has ended already."""
        task, now = self.tasks[task_id], self.clock.now()
        if task.failure is not None or task.done(now):
            return False
        task.doom(Failure(kind, reason, now))
        self.refund(task)
        return True

    async def handle(self, request: Request) -> Answer:
        """Answer one request; what makes a task takes effect before anything is awaited, unless audio is fetched."""
        if not request.path.startswith(API):
            return await self.files.handle(request, self.clock.now())
        self._requests += 1
        family_name, _, rest = request.path.removeprefix(API).partition("/")
        kind = NuroVoice if family_name == NURO else Voice
        voice = kind(dice("request", self._seed, self._requests), typed=self.profile.typed_errors)
        family = self.families.get(family_name)
        if request.path == API + "get-credits":
            return self._for_get(request, voice, lambda: json_answer(200, self.account.statement(self.clock.now())))
        if family is None:
            return refusals.not_found_page(request.method, request.path)
        word, _, task_id = rest.partition("/")
        if word in family.looks and "/" not in task_id:
            return self._for_get(request, voice, lambda: self._poll(family, word, task_id, voice))
        if request.method == "POST" and self._intake.knows(family, rest):
            return await self._post(request, family, rest, voice)
        return await self._others(request, family_name, rest, voice)

    def _for_get(self, request: Request, voice: Voice, answer: Callable[[], Answer]) -> Answer:
        if request.method != "GET":
            return refusals.not_found_page(request.method, request.path)
        return unauthorized(request, self.key, voice) or answer()

    async def _post(self, request: Request, family: Family, rest: str, voice: Voice) -> Answer:
        """Take a request that makes a task, and note it down."""
        body = _json_or_none(request)
        task: Task | None = None
        try:
            if refused := unauthorized(request, self.key, voice) or self._gone(family):
                raise RefusalError(refused)
            taken = await self._intake.take(request, family, rest, body, voice)
            task, answer = taken.task, taken.answer
        except RefusalError as refusal:
            answer = refusal.answer
        task_id = task.task_id if task else None
        path = request.path.removeprefix(API)
        self.creates.append(Create(self.clock.now(), family.name, body, answer.status, task_id, path, task is not None))
        return answer

    async def _others(self, request: Request, family_name: str, rest: str, voice: Voice) -> Answer:
        """What is answered without a task; a POST that was paid for is noted down."""
        if refused := unauthorized(request, self.key, voice):
            return refused
        if family_name == LEGACY and rest == SHARE and request.method == "POST":
            return shared_song(request, self.shelf, self.files, self.clock.now(), voice)
        charged, now = self.account.charged, self.clock.now()
        answer = await self.tools.handle(request, family_name, rest, voice)
        if answer is None:
            return refusals.not_found_page(request.method, request.path)
        if request.method == "POST":
            body, path = _json_or_none(request), request.path.removeprefix(API)
            paid = self.account.charged > charged
            self.creates.append(Create(now, family_name, body, answer.status, None, path, paid))
        return answer

    def _gone(self, family: Family) -> Answer | None:
        """What a family answers that this host does not serve any more."""
        if family.name in self.profile.gone:
            return refusals.unavailable(410)
        return refusals.unavailable(self.readings.gone) if family.name == STUDIO and not self.studio else None

    def refund(self, task: Task) -> None:
        """Book what this task will give back: all of a failed one, and perhaps half for a dead clip."""
        lag, dead = self.readings.refund_lag, sum(clip.fails for clip in task.clips)
        if task.failure is not None:
            self.account.refund(task.task_id, task.price, task.failure.at + lag)
        elif dead and task.ends_at != NEVER:
            whole = dead == len(task.clips)
            if whole or self.readings.partial_failure_refunds:
                self.account.refund(task.task_id, task.price if whole else task.price // 2, task.ends_at + lag)

    def _poll(self, family: Family, word: str, task_id: str, voice: Voice) -> Answer:
        if ordered := self.orders.poll() or self._gone(family):
            return ordered
        if not task_id:
            return voice.no(400, refusals.NO_TASK_ID)
        task, now = self.tasks.get(task_id), self.clock.now()
        known = task is not None and family.finds(task, word) and not self.orders.forgot(task_id)
        if task is None or not known or now < task.visible_at:
            return voice.no(dice("lost", task.draw if task else task_id).choice(family.not_found), refusals.NO_TASK)
        task.polls += 1
        return face(task, family, self.files, now)

    def _told(self, task: Task) -> dict[str, Any]:
        """What a poll of this moment would be told."""
        answer = face(task, self.families[task.commission.family], self.files, self.clock.now())
        return cast("dict[str, Any]", json.loads(answer.body))

    async def _file(self, request: Request) -> Answer:
        return await self.files.handle(request, self.clock.now())

    def _root(self) -> str:
        return self.public_url if isinstance(self.public_url, str) else self.public_url()


def _json_or_none(request: Request) -> Any:
    try:
        return request.json()
    except ValueError:
        return None
