"""The vendor's front: every request of MusicAPI's protocol, answered from the state behind it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, cast

from sandbox.musicapi import refusals
from sandbox.musicapi.account import Account
from sandbox.musicapi.authorization import unauthorized
from sandbox.musicapi.families.all import all_families
from sandbox.musicapi.family import Family
from sandbox.musicapi.form import Form, json_fields, json_or_none
from sandbox.musicapi.instant import InstantRequest
from sandbox.musicapi.intake import Intake
from sandbox.musicapi.moods.all import MOODS
from sandbox.musicapi.moods.mood import API, MoodName, place_of
from sandbox.musicapi.operation import FREE, InstantOperation
from sandbox.musicapi.orders import OrderedAnswer
from sandbox.musicapi.poll_answers import poll_answer
from sandbox.musicapi.profiles import MUSICAPI, Profile
from sandbox.musicapi.recordings import Recordings
from sandbox.musicapi.refusals import ErrorFormat, NuroErrorFormat, RefusalError
from sandbox.musicapi.rng import seeded
from sandbox.musicapi.state import Create, VendorState
from sandbox.musicapi.webhooks import Webhooks
from sandbox.musicapi.works import Task
from sandbox.wire.clock import Clock
from sandbox.wire.exchange import Answer, Request, json_answer

KEY = "sandbox-musicapi-key"
NURO, STUDIO = "nuro", "studio"  # families with manners of their own


class Vendor(VendorState):
    """MusicAPI as a state machine: `handle` answers every request, `orders` what may go wrong.

    In the mood `documented` it answers by its document alone, in `observed` in every shape that was seen, in `hostile`
    as badly as a client must survive.
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
        mood: MoodName = "observed",
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
        if (known := MOODS[mood].host) not in (None, profile.host):
            raise ValueError(f"in the mood {mood} there is no other host than {known}")
        families = all_families()
        super().__init__(
            clock,
            profile,
            MOODS[mood],
            lambda clip: families[clip.family].paths(clip),
            seed=seed,
            public_url=public_url,
            clip_seconds=clip_seconds,
            create_interval=create_interval,
            account=Account(credits, extra_credits),
            failure_rate=failure_rate,
            upload_seconds=upload_seconds,
        )
        self.key = key
        self.studio = studio
        self.families = families
        self.webhooks = Webhooks(clock, families, self._poll_body, self.orders, self.mood.webhook_policy(seed))
        self._requests = 0
        self._intake = Intake(self, Recordings(self.root, self._file), self.webhooks)

    async def handle(self, request: Request) -> Answer:
        """Answer one request; what makes a task takes effect before anything is awaited, unless audio is fetched."""
        if not request.path.startswith(API):
            return self.mood.file(await self._file(request))
        self._requests += 1
        answer = await self._answer(request)
        if isinstance(answer, OrderedAnswer) or answer.drop:
            return answer
        return self.mood.answer(request, answer, seeded("mood", self.seed, self._requests))

    async def _answer(self, request: Request) -> Answer:
        """What is answered in the shapes that were seen."""
        family_name, _, path = request.path.removeprefix(API).partition("/")
        kind = NuroErrorFormat if family_name == NURO else ErrorFormat
        errors = kind(seeded("request", self.seed, self._requests), typed=self.profile.typed_errors)
        family = self.families.get(family_name) if self.mood.serves(place_of(request)) else None
        if request.path == API + "get-credits":
            return self._for_get(request, errors, lambda: json_answer(200, self.account.statement(self.clock.now())))
        if family is None:
            return refusals.not_found_page(request.method, request.path)
        word, _, task_id = path.partition("/")
        if word in family.polled_at and "/" not in task_id:
            return self._for_get(request, errors, lambda: self._poll(family, word, task_id, errors))
        if request.method == "POST" and self._intake.knows(family, path):
            return await self._make_task(request, family, path, errors)
        return self._answer_at_once(request, family, family_name, path, errors)

    def _for_get(self, request: Request, errors: ErrorFormat, answer: Callable[[], Answer]) -> Answer:
        if request.method != "GET":
            return refusals.not_found_page(request.method, request.path)
        return unauthorized(request, self.key, errors) or answer()

    async def _make_task(self, request: Request, family: Family, path: str, errors: ErrorFormat) -> Answer:
        """Take a request that makes a task, and note it down."""
        task: Task | None = None
        try:
            if refused := unauthorized(request, self.key, errors) or self._gone(family):
                raise RefusalError(refused)
            taken = await self._intake.take(request, family, path, errors)
            task, answer = taken.task, taken.answer
        except RefusalError as refusal:
            answer = refusal.answer
        self._note(request, family.name, answer, task.task_id if task else None, accepted=task is not None)
        return answer

    def _answer_at_once(
        self, request: Request, family: Family, family_name: str, path: str, errors: ErrorFormat
    ) -> Answer:
        """What is answered without a task; a POST that may cost is noted down."""
        if refused := unauthorized(request, self.key, errors):
            return refused
        operation = family.operation_at(path)
        price = operation.prices.on(self.profile) if isinstance(operation, InstantOperation) else None
        if request.method != "POST" or price is None or not isinstance(operation, InstantOperation):
            return refusals.not_found_page(request.method, request.path)
        fields = self.mood.fields(f"{family_name}/{path}", json_fields(request))
        form = Form(fields, readings=self.readings, library=self.library, errors=errors)
        asked = InstantRequest(operation.name, price, form, errors, self)
        charged = self.account.charged
        try:
            if operation.prices is not FREE:
                self._admit_instant(family, operation, errors)
            answer = operation.answer(asked)
        except RefusalError as refused:
            answer = refused.answer
        else:
            answer = answer if operation.prices is FREE else self.orders.answer() or answer
        if operation.prices is not FREE:
            self._note(request, family_name, answer, None, accepted=self.account.charged > charged)
        return answer

    def _admit_instant(self, family: Family, operation: InstantOperation, errors: ErrorFormat) -> None:
        if refused := self.orders.refusal() or self.orders.retirement(family.name, operation.name):
            raise RefusalError(refused)
        if self.readings.paces_everything:
            self.admit(errors)

    def _note(self, request: Request, family: str, answer: Answer, task_id: str | None, *, accepted: bool) -> None:
        path, now = request.path.removeprefix(API), self.clock.now()
        self.creates.append(Create(now, family, json_or_none(request), answer.status, task_id, path, accepted))

    def _gone(self, family: Family) -> Answer | None:
        """What a family answers that this host does not serve any more."""
        if self.profile.host in family.gone_from:
            return refusals.unavailable(410)
        is_served = family.name != STUDIO or self.studio or self.mood.serves_studio
        return None if is_served else refusals.unavailable(self.readings.gone)

    def _poll(self, family: Family, word: str, task_id: str, errors: ErrorFormat) -> Answer:
        if ordered := self.orders.poll() or self._gone(family):
            return ordered
        if not task_id:
            return errors.answer(400, refusals.NO_TASK_ID)
        task = self.tasks.get(task_id)
        known = task is not None and family.finds(task, word) and not self.orders.forgot(task_id)
        if task is None or not known or self.clock.now() < task.visible_at:
            return errors.answer(
                seeded("lost", task.draw if task else task_id).choice(family.not_found), refusals.NO_TASK
            )
        task.polls += 1
        return poll_answer(task, family, self)

    def _poll_body(self, task: Task) -> dict[str, Any]:
        """What a poll of this moment would be told that nothing is held back from."""
        family = self.families[task.commission.family]
        told = cast("dict[str, Any]", json.loads(poll_answer(task, family, self, knows_all=True).body))
        return self.mood.body(f"GET {family.name}/{family.polled_at[0]}", told, seeded("told", task.draw))

    async def _file(self, request: Request) -> Answer:
        return await self.files.handle(request, self.clock.now())
