"""From a POST to a task: who may, whose turn it is, what is asked, what was brought along, who can pay."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from sandbox.musicapi import refusals
from sandbox.musicapi.dice import dice
from sandbox.musicapi.form import Form
from sandbox.musicapi.making import Making, brought
from sandbox.musicapi.orders import Fate
from sandbox.musicapi.recordings import UnusableError
from sandbox.musicapi.refusals import RefusalError
from sandbox.musicapi.works import Failure
from sandbox.wire.exchange import Answer, json_answer

if TYPE_CHECKING:
    from sandbox.musicapi.families.family import Family
    from sandbox.musicapi.recordings import Recordings
    from sandbox.musicapi.refusals import Voice
    from sandbox.musicapi.vendor import Vendor
    from sandbox.musicapi.works import Clip, Commission, Task
    from sandbox.wire.exchange import Request

CREATE = "create"  # the endpoint that says what it makes by `task_type`
VOICE, VOICE_UNPAID = "create_voice", 402  # whose document knows no 403 for an empty account, on any host [S]
SLOWEST_STEPS = 3.0  # times an upload that something follows on takes as long as one alone: 20-60 s [C]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a request that was taken: its task, the clip that was brought along, and the answer."""

    task: Task | None
    answer: Answer


class Intake:
    """Takes orders for one vendor; refuses with RefusalError, and then nothing was spent."""

    def __init__(self, vendor: Vendor, recordings: Recordings, seed: int) -> None:
        self._vendor = vendor
        self._recordings = recordings
        self._seed = seed
        self._world = vendor.clock.now()

    def knows(self, family: Family, rest: str) -> bool:
        """Whether a task is made at this path below the family."""
        return rest == CREATE or rest in family.endpoints

    async def take(self, request: Request, family: Family, rest: str, body: Any, voice: Voice) -> Taken:
        """Make the task that the body asks for; nothing is awaited unless audio is to be fetched or waited for."""
        vendor = self._vendor
        if refused := vendor.orders.refusal():
            raise RefusalError(refused)
        if (rest == CREATE or vendor.readings.paces_everything) and (wait := vendor.limit.wait(vendor.clock.now())):
            raise RefusalError(voice.slow_down(wait))
        commission = self._read(request, family, rest, body, voice)
        price = vendor.profile.price(commission, upload_extra=vendor.readings.uploads_cost_extra)
        clip: Clip | None = None
        if commission.url:
            self._can_pay(price, voice, commission.task_type)
            commission, clip, failed = await self._bring(family, commission, voice)
            if failed is not None:
                return Taken(None, failed)
        self.charge(price, voice, commission.task_type)
        task = self._made(family, commission, price)
        return Taken(task, vendor.orders.answer() or self._accepted(family, task, clip, voice))

    def charge(self, price: int, voice: Voice, kind: str) -> None:
        """Take `price` credits of the account for a task of this `kind`, or refuse."""
        self._can_pay(price, voice, kind)
        self._vendor.account.charge(price, self._vendor.clock.now())

    def _can_pay(self, price: int, voice: Voice, kind: str) -> None:
        account = self._vendor.account
        status = VOICE_UNPAID if kind == VOICE else self._vendor.profile.out_of_credits
        if price <= account.spendable(self._vendor.clock.now()):
            return
        if not account.subscribed:
            raise RefusalError(voice.no(status, refusals.NOT_SUBSCRIBED))
        raise RefusalError(voice.out_of_credits(status))

    def _read(self, request: Request, family: Family, rest: str, body: Any, voice: Voice) -> Commission:
        vendor = self._vendor
        fields = cast("dict[str, Any]", body) if isinstance(body, dict) and "json" in request.content_type else {}
        form = Form(fields, readings=vendor.readings, shelf=vendor.shelf, voice=voice)
        kind = form.text("task_type") or "create_music" if rest == CREATE else family.endpoints[rest]
        if gone := vendor.orders.retired(family.name, kind):
            raise RefusalError(gone)
        if (family.name, kind) in vendor.profile.retired:
            raise RefusalError(refusals.retired())
        if rest == CREATE:
            form.one_of("task_type", family.task_types, default="create_music")
        return family.commission(form, kind)

    async def _bring(
        self, family: Family, commission: Commission, voice: Voice
    ) -> tuple[Commission, Clip | None, Answer | None]:
        """The commission with what its address led to, the clip that came of it, or why a step of it failed."""
        vendor = self._vendor
        in_band = commission.gives == "upload" and not commission.at_once and vendor.readings.upload_fails_in_band
        try:
            recording = await self._recordings.fetch(commission.url, vendor.readings)
        except UnusableError as error:
            if commission.step:
                return commission, None, self._failed("upload", str(error), None)
            if not in_band:
                raise RefusalError(voice.no(400, str(error))) from error
            return replace(commission, doomed=str(error)), None, None
        if vendor.upload_seconds and not in_band:
            slow = dice("steps", self._seed, len(vendor.creates)).uniform(1.0, SLOWEST_STEPS)
            await vendor.clock.sleep(vendor.upload_seconds * (slow if commission.step else 1.0))
        if not commission.step:
            return replace(commission, recording=recording), None, None
        number = len(vendor.tasks) + len(vendor.shelf.clips)
        clip = brought(family, recording, number, seed=self._seed, world=self._world, now=vendor.clock.now())
        vendor.shelf.clips[clip.clip_id] = clip
        point = commission.continue_at if commission.section is None else commission.section[1]
        if point is not None and point > clip.seconds:
            if vendor.readings.uploads_cost_extra:
                # The upload itself went well.
                self.charge(vendor.profile.prices[f"{family.name}/upload"], voice, "upload")
            why = f"the point at {point:g} s is outside the clip, which has {clip.seconds:g} s."
            return commission, None, self._failed(commission.step, why, clip)
        at = clip.seconds if commission.step == "extend" and point is None else commission.continue_at
        return replace(commission, source=clip, continue_at=at), clip, None

    def _failed(self, failed: str, why: str, clip: Clip | None) -> Answer:
        """A step that failed: in a 200 or in a 400, nobody knows."""
        ok: dict[str, Any] = {"upload": {"success": True, "clip_id": clip.clip_id}} if clip else {}
        status = 200 if self._vendor.readings.failed_step_is_200 else 400
        steps = {**ok, failed: {"success": False, "error": why}}
        return json_answer(status, {"code": status, "message": why, "failed_step": failed, "steps": steps})

    def _made(self, family: Family, commission: Commission, price: int) -> Task:
        vendor, now = self._vendor, self._vendor.clock.now()
        number = len(vendor.tasks) + 1
        fate = Fate() if commission.at_once else vendor.orders.fate()
        task = Making(family, commission, fate, self._seed, number, self._world, now, vendor.clip_seconds).task(price)
        unlucky = dice("luck", self._seed, number).random() < vendor.failure_rate and not commission.at_once
        if task.failure is None and unlucky:
            task.doom(Failure("failed", "upstream error", min(clip.ends_at for clip in task.clips)))
        vendor.tasks[task.task_id] = task
        vendor.shelf.clips.update((clip.clip_id, clip) for clip in task.all_clips)
        vendor.refund(task)
        if commission.webhook is not None:
            vendor.callbacks.promise(task, commission.webhook.url, commission.webhook.secret)
        return task

    def _accepted(self, family: Family, task: Task, clip: Clip | None, voice: Voice) -> Answer:
        body = family.accepted(task, clip)
        if "code" not in body and self._vendor.readings.accepts_with_code and voice.rng.random() < 0.2:
            body["code"] = 200
        return json_answer(200, body)
