"""What MusicAPI's OpenAPI document lacks and the vendor says elsewhere: the only exceptions in the mood `documented`.

Each is named as `check_answer` names it, with where the vendor says it; the tags are those of musicapi.md.
"""

from __future__ import annotations

from typing import Final

# The poll of every family but studio's, whose root is named by the document's schema or not at all.
_FAILURE: Final = "the SDK reads `type` and `error` of a failed task under 200, `_polling.py` [S]"
_OF_PRODUCER: Final = "docs.aimusicapi.ai/doc-2058752 has the `type` of a failed task [D]; its `error` is the SDK's [S]"
PAGES: Final = {
    **dict.fromkeys(
        (
            "GET /sonic/task/{id}: SonicTaskResult.type",
            "GET /sonic/task/{id}: SonicTaskResult.error",
            "GET /suno/clip/{id}: SonicTaskResult.type",
            "GET /suno/clip/{id}: SonicTaskResult.error",
            "GET /riffusion/task/{id}: .type",
            "GET /riffusion/task/{id}: .error",
        ),
        _FAILURE,
    ),
    **dict.fromkeys(("GET /producer/task/{id}: .type", "GET /producer/task/{id}: .error"), _OF_PRODUCER),
    # The document calls `data` an object and says nothing of what is in it; the SDK's type has no reason of a failure.
    "GET /studio/task/{id}: .data.fail_reason": "docs.musicapi.ai/get-studio-music [D]",
}


def names_at(place: str) -> set[str]:
    """The names of fields that a page knows at `place`, such as `GET /sonic/task/{id}`."""
    return {said.rpartition(".")[2] for said in PAGES if said.startswith(f"{place}: ")}
