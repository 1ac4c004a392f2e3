"""From a POST to a task: who may, whose turn it is, what is asked, what was brought along, who can pay."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sandbox.musicapi import refusals
from sandbox.musicapi.family import Family
from sandbox.musicapi.form import Form, json_fields
from sandbox.musicapi.moderation import found_later
from sandbox.musicapi.operation import CREATE, Step, TaskOperation
from sandbox.musicapi.orders import TaskFault
from sandbox.musicapi.recordings import Recordings, UnusableError
from sandbox.musicapi.refusals import ErrorFormat, RefusalError
from sandbox.musicapi.rng import seeded
from sandbox.musicapi.state import VendorState
from sandbox.musicapi.task_builder import TaskBuilder, uploaded_clip
from sandbox.musicapi.webhooks import Webhooks
from sandbox.musicapi.works import Clip, Commission, Failure, Task
from sandbox.wire.exchange import Answer, Request, json_answer


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a request that was taken: its task, if it got that far, and the answer."""

    task: Task | None
    answer: Answer


class Intake:
    """Takes requests for tasks; refuses with RefusalError, and then nothing was spent."""

    def __init__(self, vendor: VendorState, recordings: Recordings, webhooks: Webhooks) -> None:
        self._vendor = vendor
        self._recordings = recordings
        self._webhooks = webhooks

    def knows(self, family: Family, path: str) -> bool:
        """Whether this host makes a task at this path below the family."""
        operation = family.operation_at(path)
        served = isinstance(operation, TaskOperation) and operation.prices.on(self._vendor.profile) is not None
        return path == CREATE or served

    async def take(self, request: Request, family: Family, path: str, errors: ErrorFormat) -> Taken:
        """Make the task that the body asks for; nothing is awaited unless audio is to be fetched or waited for."""
        vendor = self._vendor
        if refused := vendor.orders.refusal():
            raise RefusalError(refused)
        if path == CREATE or vendor.readings.paces_everything:
            vendor.admit(errors)
        place = f"{family.name}/{path}"
        fields = vendor.mood.fields(place, json_fields(request))
        form = Form(fields, readings=vendor.readings, library=vendor.library, errors=errors)
        if misfit := vendor.mood.misfit(place, fields):
            form.refuse(misfit)
        operation = self._operation(form, family, path)
        commission = operation.commission(form, family.name, vendor.profile)
        later = found_later(commission.prompt, commission.style, commission.lyrics)
        commission = replace(commission, objection=later if not commission.at_once else "")
        price = operation.price(commission, vendor.profile, upload_extra=vendor.readings.uploads_cost_extra)
        clip: Clip | None = None
        if commission.url:
            vendor.require_credits(price, errors, operation.unpaid)
            commission, clip, failed = await self._fetch_upload(family, operation.step, commission, errors)
            if failed is not None:
                return Taken(None, failed)
        vendor.charge(price, errors, operation.unpaid)
        task = self._make_task(family, operation, commission, price)
        return Taken(task, vendor.orders.answer() or self._acceptance(family, operation, task, clip, errors))

    def _operation(self, form: Form, family: Family, path: str) -> TaskOperation:
        """What is asked for; refused where it is retired or unknown."""
        vendor, found = self._vendor, family.operation_at(path)
        name = (form.text("task_type") or "create_music") if found is None else found.name
        if gone := vendor.orders.retirement(family.name, name):
            raise RefusalError(gone)
        if found is None:
            form.one_of("task_type", family.task_types, default="create_music")
        operation = family.task_operation(name)
        if vendor.profile.host in operation.retired or (found is None and vendor.mood.retires(family.name, name)):
            raise RefusalError(refusals.retired())
        return operation

    async def _fetch_upload(
        self, family: Family, step: Step | None, commission: Commission, errors: ErrorFormat
    ) -> tuple[Commission, Clip | None, Answer | None]:
        """The commission with what its address led to, the clip that came of it, or why a step of it failed."""
        vendor = self._vendor
        in_band = commission.gives == "upload" and not commission.at_once and vendor.readings.upload_fails_in_band
        try:
            recording = await self._recordings.fetch(commission.url, vendor.readings)
        except UnusableError as error:
            if step is not None:
                return commission, None, self._failed_step("upload", str(error), None)
            if not in_band:
                raise RefusalError(errors.answer(400, str(error))) from error
            return replace(commission, upstream_error=str(error)), None, None
        if vendor.upload_seconds and not in_band:
            slow = seeded("steps", vendor.seed, len(vendor.creates)).uniform(1.0, vendor.mood.slowest_steps)
            await vendor.clock.sleep(vendor.upload_seconds * (slow if step is not None else 1.0))
        if step is None:
            return replace(commission, recording=recording), None, None
        number = len(vendor.tasks) + len(vendor.library.clips)
        now = vendor.clock.now()
        clip = uploaded_clip(family, recording, number, seed=vendor.seed, world=vendor.began_at, now=now)
        vendor.library.clips[clip.clip_id] = clip
        point = commission.continue_at if commission.section is None else commission.section[1]
        if point is not None and point > clip.seconds:
            if vendor.readings.uploads_cost_extra:
                # The upload itself went well.
                vendor.charge(step.upload.on(vendor.profile) or 0, errors)
            why = f"the point at {point:g} s is outside the clip, which has {clip.seconds:g} s."
            return commission, None, self._failed_step(step.name, why, clip)
        at = clip.seconds if commission.edit == "extend" and point is None else commission.continue_at
        return replace(commission, source=clip, continue_at=at), clip, None

    def _failed_step(self, failed: str, why: str, clip: Clip | None) -> Answer:
        """A step that failed: in a 200 or in a 400, nobody knows."""
        ok: dict[str, Any] = {"upload": {"success": True, "clip_id": clip.clip_id}} if clip else {}
        status = 200 if self._vendor.readings.failed_step_is_200 else 400
        steps = {**ok, failed: {"success": False, "error": why}}
        return json_answer(status, {"code": status, "message": why, "failed_step": failed, "steps": steps})

    def _make_task(self, family: Family, operation: TaskOperation, commission: Commission, price: int) -> Task:
        vendor = self._vendor
        number = len(vendor.tasks) + 1
        fault = TaskFault() if commission.at_once else vendor.orders.fault()
        task = TaskBuilder(family, operation, commission, fault, vendor, number).task(price)
        vendor.mood.settle(task, is_timed=bool(fault.ends))
        unlucky = seeded("luck", vendor.seed, number).random() < vendor.failure_rate and not commission.at_once
        if task.failure is None and unlucky:
            task.fail_with(Failure("failed", "upstream error", min(clip.ends_at for clip in task.clips)))
        vendor.tasks[task.task_id] = task
        vendor.library.clips.update((clip.clip_id, clip) for clip in task.all_clips)
        vendor.refund(task)
        if commission.webhook is not None:
            self._webhooks.subscribe(task, commission.webhook.url, commission.webhook.secret)
        return task

    def _acceptance(
        self, family: Family, operation: TaskOperation, task: Task, clip: Clip | None, errors: ErrorFormat
    ) -> Answer:
        body = family.accepted(task, clip) if operation.accepted is None else operation.accepted(task)
        if "code" not in body and self._vendor.readings.accepts_with_code and errors.rng.random() < 0.2:
            body["code"] = 200
        return json_answer(200, body)
