"""What can go wrong with MusicAPI, split by what the caller must do next.

    MusicAPIError
    ├── NotSent                never left this machine: may be repeated
    ├── Refused                a definite no, nothing was spent: give the hold back
    │   ├── InvalidRequest     the request can never work as it is
    │   ├── Moderated          the words are not taken: the person may change them
    │   ├── VendorOutOfCredits the operator's account is empty: not the person's fault
    │   ├── Unauthorized       the operator's key is not taken
    │   ├── Retired            this operation is gone on this host: do not ask again, try another family
    │   ├── RateLimited        not now: may be repeated after `retry_after`
    │   └── TaskNotFound       the task is unknown (a fresh one may need a moment)
    └── Unanswered             sent, and no answer that says what became of it: a create must never be repeated

A poll that raises says nothing about the song (a lost poll is no lost song), except TaskNotFound and Retired.
`reason` is the vendor's text: other people's words, cleaned of control characters, at most 300 characters.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import ClassVar


class MusicAPIError(Exception):
    """MusicAPI was asked, or was to be asked, and there is no result."""

    reason: str

    def __init__(self, reason: str = "") -> None:
        super().__init__(reason)
        self.reason = reason


class NotSent(MusicAPIError):
    """No connection was made, so nothing was asked: refused, no such name, or no connection in time."""


class Unanswered(MusicAPIError):
    """The request went out and nothing came back that says what became of it; `status` is None without an answer."""

    def __init__(self, reason: str = "", *, status: int | None = None) -> None:
        super().__init__(reason)
        self.status = status


class Refused(MusicAPIError):
    """MusicAPI said no and spent nothing; `status` is HTTP's, 0 where this side refused before sending."""

    default_kind: ClassVar[str] = "refused"

    def __init__(self, reason: str = "", *, status: int = 0, kind: str = "") -> None:
        super().__init__(reason)
        self.status = status
        self.kind = kind or self.default_kind  # the vendor's `type` where it named one


class InvalidRequest(Refused):
    """The request can never be taken as it is."""

    default_kind = "validation_error"


class Moderated(Refused):
    """The words were refused for what they say."""

    default_kind = "moderated"


class VendorOutOfCredits(Refused):
    """The operator's account with MusicAPI has no credits or no subscription."""

    default_kind = "insufficient_credits"


class Unauthorized(Refused):
    """The operator's key is missing or not taken."""

    default_kind = "unauthorized"


class Retired(Refused):
    """The host does not offer this any more; `is_said`: in so many words, and not by a path that is not found.

    A bare 404 or 405 may as well be a wrong address, or a bad day of whatever stands in between.
    """

    default_kind = "endpoint_retired"

    def __init__(self, reason: str = "", *, status: int = 0, kind: str = "") -> None:
        super().__init__(reason, status=status, kind=kind)
        self.is_said = status == HTTPStatus.GONE or kind == self.default_kind


class TaskNotFound(Refused):
    """The host knows no such task."""

    default_kind = "task_not_found"


class RateLimited(Refused):
    """Too many requests; `retry_after` in seconds, and the `family` that it is about, where the vendor named them."""

    default_kind = "rate_limited"

    def __init__(
        self,
        reason: str = "",
        *,
        status: int = 429,
        kind: str = "",
        retry_after: float | None = None,
        family: str = "",
    ) -> None:
        super().__init__(reason, status=status, kind=kind)
        self.retry_after = retry_after
        self.family = family
