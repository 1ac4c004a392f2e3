"""The vendor's front: every request of MusicAPI's protocol, and the state behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from sandbox.exchange import Answer, json_answer
from sandbox.musicapi import refusals
from sandbox.musicapi.account import Account
from sandbox.musicapi.dice import dice
from sandbox.musicapi.faces import face
from sandbox.musicapi.families import families_of
from sandbox.musicapi.files import Files
from sandbox.musicapi.form import Form
from sandbox.musicapi.gate import unauthorized
from sandbox.musicapi.limiter import CreateLimit
from sandbox.musicapi.making import Making
from sandbox.musicapi.orders import Orders
from sandbox.musicapi.profiles import MUSICAPI, Profile
from sandbox.musicapi.readings import Readings
from sandbox.musicapi.refusals import RefusalError, Voice
from sandbox.musicapi.works import NEVER, Clip, Commission, Failure, FailureKind, Task

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.clock import Clock
    from sandbox.exchange import Request
    from sandbox.musicapi.families.family import Family

KEY = "sandbox-musicapi-key"
API = "/api/v1/"


@dataclass(frozen=True, slots=True)
class Create:
    """One create that arrived: `task_id` where it was accepted, whatever was answered (`status` 0: nothing)."""

    at: float
    family: str
    body: Any  # as sent, or None where it was no JSON
    status: int
    task_id: str | None


class Vendor:
    """MusicAPI as a state machine: `handle` is its one door, `orders` what may go wrong.

    `public_url` is the root that the answers' file addresses start with; `clip_seconds` bounds the length of whatever
    is newly made (None: as long as the real vendor's); `create_interval` is in seconds of the clock.
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
    ) -> None:
        self.clock = clock
        self.profile = profile
        self.key = key
        self.clip_seconds = clip_seconds
        self.failure_rate = failure_rate  # share of tasks that fail upstream with no order; live it was 3 of 12
        self.readings = Readings.drawn(seed)
        self.account = Account(credits, extra_credits)
        self.limit = CreateLimit(create_interval)
        self.orders = Orders()
        self.creates: list[Create] = []
        self.tasks: dict[str, Task] = {}
        self.clips: dict[str, Clip] = {}
        self.families = families_of(profile)
        self.public_url = public_url
        self.files = Files(self._root, self.families, self.clips)
        self._seed = seed
        self._world = clock.now()
        self._requests = 0

    @property
    def accepted(self) -> list[Create]:
        """The creates that became tasks, oldest first."""
        return [create for create in self.creates if create.task_id is not None]

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
        self._refund(task)
        return True

    async def handle(self, request: Request) -> Answer:
        """Answer one request; creates take effect before anything is awaited."""
        if not request.path.startswith(API):
            return await self.files.handle(request, self.clock.now())
        self._requests += 1
        voice = Voice(dice("request", self._seed, self._requests), typed=self.profile.typed_errors)
        family_name, _, rest = request.path.removeprefix(API).partition("/")
        family = self.families.get(family_name)
        if request.path == API + "get-credits":
            return self._for_get(request, voice, lambda: json_answer(200, self.account.statement(self.clock.now())))
        if family is not None and rest == "create":
            return self._create(request, family, voice)
        if family is not None and (task := re.fullmatch(r"task/?([^/]*)", rest)):
            return self._for_get(request, voice, lambda: self._poll(family, task.group(1), voice))
        return refusals.not_found_page(request.method, request.path)

    def _for_get(self, request: Request, voice: Voice, answer: Callable[[], Answer]) -> Answer:
        if request.method != "GET":
            return refusals.not_found_page(request.method, request.path)
        return unauthorized(request, self.key, voice) or answer()

    def _create(self, request: Request, family: Family, voice: Voice) -> Answer:
        if request.method != "POST":
            return refusals.not_found_page(request.method, request.path)
        body = _json_or_none(request)
        task: Task | None = None
        try:
            task = self._accept(request, family, body, voice)
            answer = self.orders.answer() or self._accepted(task, voice)
        except RefusalError as refused:
            answer = refused.answer
        task_id = task.task_id if task else None
        self.creates.append(Create(self.clock.now(), family.name, body, answer.status, task_id))
        return answer

    def _accept(self, request: Request, family: Family, body: Any, voice: Voice) -> Task:
        """Who may create, whether it is their turn, what they ask, whether they can pay: in this order."""
        now = self.clock.now()
        refused = unauthorized(request, self.key, voice) or self.orders.refusal()
        if refused is not None:
            raise RefusalError(refused)
        if wait := self.limit.wait(now):
            raise RefusalError(voice.slow_down(wait))
        commission = self._read(request, family, body, voice)
        price = self.profile.price(commission)
        self._charge(price, voice)
        number = len(self.tasks) + 1
        fate = self.orders.fate()
        making = Making(family, commission, fate, self._seed, number, self._world, now, self.clip_seconds)
        task = making.task(price)
        if task.failure is None and dice("luck", self._seed, number).random() < self.failure_rate:
            task.doom(Failure("failed", "upstream error", min(clip.ends_at for clip in task.clips)))
        self.tasks[task.task_id] = task
        self.clips.update((clip.clip_id, clip) for clip in task.clips)
        self._refund(task)
        return task

    def _read(self, request: Request, family: Family, body: Any, voice: Voice) -> Commission:
        fields = cast("dict[str, Any]", body) if isinstance(body, dict) and "json" in request.content_type else {}
        form = Form(fields, readings=self.readings, find=self._finished, voice=voice)
        task_type = form.text("task_type") or "create_music"
        if gone := self.orders.retired(family.name, task_type):
            raise RefusalError(gone)
        if (family.name, task_type) in self.profile.retired:
            raise RefusalError(refusals.retired())
        form.one_of("task_type", family.task_types, default="create_music")
        return family.commission(form, task_type)

    def _charge(self, price: int, voice: Voice) -> None:
        if self.account.charge(price, self.clock.now()):
            return
        status = self.profile.out_of_credits
        if not self.account.subscribed:
            raise RefusalError(voice.no(status, refusals.NOT_SUBSCRIBED))
        raise RefusalError(voice.out_of_credits(status))

    def _refund(self, task: Task) -> None:
        """Book what this task will give back: all of a failed one, and perhaps half for a dead clip."""
        lag, dead = self.readings.refund_lag, sum(clip.fails for clip in task.clips)
        if task.failure is not None:
            self.account.refund(task.task_id, task.price, task.failure.at + lag)
        elif dead and task.ends_at != NEVER:
            whole = dead == len(task.clips)
            if whole or self.readings.partial_failure_refunds:
                self.account.refund(task.task_id, task.price if whole else task.price // 2, task.ends_at + lag)

    def _poll(self, family: Family, task_id: str, voice: Voice) -> Answer:
        if ordered := self.orders.poll():
            return ordered
        if not task_id:
            return voice.no(400, refusals.NO_TASK_ID)
        task, now = self.tasks.get(task_id), self.clock.now()
        known = task is not None and task.commission.family == family.name and not self.orders.forgot(task_id)
        if task is None or not known or now < task.visible_at:
            # 404 by the SDK, 400 by the error page; riffusion's page knows no 404.
            status = (
                400 if family.name == "riffusion" else dice("lost", task.draw if task else task_id).choice((400, 404))
            )
            return voice.no(status, refusals.NO_TASK)
        task.polls += 1
        return face(task, family, self.files, now)

    def _finished(self, family: str, clip_id: str) -> Clip | None:
        clip = self.clips.get(clip_id)
        return clip if clip is not None and clip.family == family and clip.ready(self.clock.now()) else None

    def _accepted(self, task: Task, voice: Voice) -> Answer:
        body: dict[str, Any] = {"message": "success", "task_id": task.task_id}
        if self.readings.accepts_with_code and voice.rng.random() < 0.2:
            body["code"] = 200
        return json_answer(200, body)

    def _root(self) -> str:
        return self.public_url if isinstance(self.public_url, str) else self.public_url()


def _json_or_none(request: Request) -> Any:
    try:
        return request.json()
    except ValueError:
        return None
