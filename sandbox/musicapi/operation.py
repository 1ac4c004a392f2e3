"""What one operation of MusicAPI is: a single record holds all that is true of it, in the file of its family."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from sandbox.musicapi.form import Form
from sandbox.musicapi.instant import InstantRequest
from sandbox.musicapi.poll import Addresses, Poll
from sandbox.musicapi.profiles import Profile
from sandbox.musicapi.sound.brief import Brief
from sandbox.musicapi.works import Clip, Commission, Edit, Product, Task
from sandbox.wire.exchange import Answer

CREATE = "create"  # the path whose bodies say by `task_type` which operation they ask for
Body: TypeAlias = dict[str, Any]
Sound: TypeAlias = "Callable[[Clip, Commission, int], Brief]"  # of the source, for the clip at this position


@dataclass(frozen=True, slots=True)
class Prices:
    """Credits per call on each of the vendor's hosts; None where that host does not have the operation."""

    musicapi: int | None
    aimusicapi: int | None

    def on(self, profile: Profile) -> int | None:
        """The price on this host."""
        return self.aimusicapi if profile.host == "aimusicapi" else self.musicapi


FREE = Prices(0, 0)


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a task takes, in seconds: the median, the 90th percentile, and its second clip's lag."""

    median: float
    slow: float
    lag: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Step:
    """What follows on an upload in the same request; some of these cost the upload on top."""

    name: str
    upload: Prices
    costs_extra: bool = True


@dataclass(frozen=True, slots=True)
class TaskOperation:
    """An operation that makes a task: `read` says what a valid body asks for, and raises RefusalError for any other.

    `accepted`, `waiting`, `result` and `describe` are for what is answered otherwise than the family answers, `sound`
    is for music that follows from its source otherwise than `edit` says, `pace` for what takes longer or shorter than
    the family's songs.
    """

    name: str  # at `create`, the `task_type`
    prices: Prices
    read: Callable[[Form, Profile], Commission]
    path: str = CREATE  # below the family
    gives: Product = "song"
    edit: Edit = "new"
    sound: Sound | None = None
    pace: Pace | None = None
    has_webhook: bool = True  # its schema has fields for one
    step: Step | None = None
    retired: frozenset[str] = frozenset()  # the hosts that answer 410 to it
    own_words: Prices | None = None  # with lyrics of one's own on an older model, where that is another price
    unpaid: int | None = None  # the HTTP status for an empty account, where it is not the host's
    accepted: Callable[[Task], Body] | None = None
    waiting: Callable[[Task], Body] | None = None
    result: Callable[[Task, list[Body]], Body] | None = None
    describe: Callable[[Clip, Addresses, Poll], Body] | None = None

    def commission(self, form: Form, family: str, profile: Profile) -> Commission:
        """What the body asks for, with what the operation says about all of its kind."""
        asked = self.read(form, profile)
        return replace(
            asked,
            family=family,
            task_type=self.name,
            gives=self.gives,
            edit=self.edit,
            step=self.step.name if self.step else "",
            webhook=form.webhook() if self.has_webhook else asked.webhook,
        )

    def price(self, commission: Commission, profile: Profile, *, upload_extra: bool) -> int:
        """Credits for one call; `upload_extra` where one that begins with an upload costs that upload, too."""
        prices = self.own_words if commission.plain and self.own_words is not None else self.prices
        extra = self.step.upload.on(profile) if upload_extra and self.step and self.step.costs_extra else 0
        return (prices.on(profile) or 0) + (extra or 0)


@dataclass(frozen=True, slots=True)
class InstantOperation:
    """An operation that is answered at once, without a task; what is free is neither paced nor noted down."""

    name: str
    prices: Prices
    path: str
    answer: Callable[[InstantRequest], Answer]


Operation: TypeAlias = TaskOperation | InstantOperation
