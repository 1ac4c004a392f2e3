"""What the vendor's OpenAPI document, and the types of the SDK that it lies in, know of answers: statuses and fields.

The document says of most elements that they are objects and no more; then it is the SDK's types that list their fields.
"""

from __future__ import annotations

CREATES = (200, 400, 401, 403)
STATUSES: dict[str, tuple[int, ...]] = {
    "GET get-credits": (200, 401),
    **dict.fromkeys(("GET sonic/task", "GET suno/clip", "GET producer/task"), (200, 202, 401, 404)),
    "GET riffusion/task": (200, 202, 401),
    "GET studio/task": (200, 400, 401),
    "GET suno/get-lyrics": (200, 401),
    **dict.fromkeys(
        (
            "POST sonic/create",
            "POST sonic/bpm",
            "POST sonic/persona",
            "POST sonic/vox",
            "POST sonic/mashup",
            "POST sonic/replace-section",
            "POST sonic/sample",
            "POST sonic/upload",
            "POST sonic/upload-cover",
            "POST sonic/upload-extend",
            "POST suno/create",
            "POST suno/make-lyrics",
            "POST suno/get-song",
            "POST producer/upload",
            "POST riffusion/create",
            "POST riffusion/upload",
            "POST studio/create",
        ),
        CREATES,
    ),
    "POST producer/create": (*CREATES, 410),
    "POST producer/download": (*CREATES, 502),
    "POST sonic/lyrics": (*CREATES, 504),
    "POST sonic/midi": (*CREATES, 202),
    "POST sonic/stems/basic": (*CREATES, 404),
    "POST sonic/stems/full": (*CREATES, 404),
    "POST sonic/aligned-lyrics": (200, 401, 403, 404),
    "POST sonic/wav": (200, 401, 403, 404),
    "POST sonic/upsample-tags": (200, 401, 403),
    "POST sonic/create-voice": (200, 400, 401, 402),
}
# The polls that are answered 202 while the task runs; a 200 is the end.
POLLS = ("GET sonic/task", "GET suno/clip", "GET producer/task", "GET riffusion/task")
LYRICS, STUDIO = "GET suno/get-lyrics", "GET studio/task"

# The fields of the creates that hold for some task types alone, by their type; the schemas hold for all of them.
_SONIC_NUMBERS = ("continue_at", "overpainting_start_s", "overpainting_end_s")
NUMBERS: dict[str, tuple[str, ...]] = {
    "sonic/create": _SONIC_NUMBERS,
    "suno/create": _SONIC_NUMBERS,
    "producer/create": ("starts_at", "ends_at", "extend_s"),
    "riffusion/create": ("continue_at", "replace_start_time", "replace_end_time"),
    "studio/create": ("seed",),
}
_SONIC_TEXTS = ("lyrics", "continue_clip_id", "persona_id")
TEXTS: dict[str, tuple[str, ...]] = {
    "sonic/create": _SONIC_TEXTS,
    "suno/create": _SONIC_TEXTS,
    "producer/create": ("clip_id", "instruction"),
}
_SONIC_WORDS = {"variation_category": ("subtle", "normal", "high")}
CHOICES: dict[str, dict[str, tuple[str, ...]]] = {"sonic/create": _SONIC_WORDS, "suno/create": _SONIC_WORDS}

SUBMITTED, STEPPED = ("message", "task_id"), ("code", "message", "task_id", "steps")
TOLD = ("code", "message", "data")
ROOTS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(STATUSES, TOLD),
    **dict.fromkeys(
        (
            "POST sonic/create",
            "POST suno/create",
            "POST producer/create",
            "POST riffusion/create",
            "POST producer/upload",
            "POST producer/download",
            "POST sonic/stems/basic",
            "POST sonic/stems/full",
            "POST sonic/mashup",
            "POST sonic/replace-section",
        ),
        SUBMITTED,
    ),
    "POST sonic/create-voice": (*SUBMITTED, "warning"),
    **dict.fromkeys(("POST sonic/upload", "POST riffusion/upload"), ("code", "clip_id", "message")),
    **dict.fromkeys(("POST sonic/upload-cover", "POST sonic/upload-extend"), STEPPED),
    "POST sonic/sample": (*STEPPED, "failed_step"),
    "POST sonic/wav": ("message", "data"),
    "POST sonic/lyrics": ("code", "results", "message"),
    "POST sonic/persona": ("code", "persona_id", "message"),
    "POST suno/get-song": ("audio_url", "video_url", "cover_image", "song_title", "song_author", "music_styles"),
    "POST studio/create": ("code", "data"),
    STUDIO: ("code", "data"),
    "GET get-credits": ("credits", "extra_credits"),
}

SONIC = (
    *("clip_id", "state", "title", "tags", "lyrics", "image_url", "audio_url", "video_url", "created_at"),
    *("gpt_description_prompt", "duration", "negative_tags", "style_weight", "weirdness_constraint", "mv"),
)
PRODUCER = (
    *("clip_id", "title", "sound", "lyrics", "lyrics_id", "lyrics_timing_markers", "image_url", "audio_url"),
    *("wav_url", "video_url", "created_at", "mv", "seed", "duration", "state"),
)
RIFFUSION = (
    *("clip_id", "title", "sound", "lyrics", "image_url", "audio_url", "video_url", "created_at", "mv"),
    *("vocal_variation", "duration", "timestamp", "state"),
)
ELEMENTS: dict[str, tuple[str, ...]] = dict(zip(POLLS, (SONIC, SONIC, PRODUCER, RIFFUSION), strict=True))
# The reason of a failure is on the family's page alone, but without one nobody could tell that it failed.
STUDIO_TASK = (
    *("task_id", "action", "status", "fail_reason", "submit_time", "start_time", "finish_time", "progress", "data"),
)
STUDIO_SONG = (
    *("id", "tags", "title", "lyrics", "prompt", "song_path", "image_path", "duration", "created_at", "finished"),
)
FAILURES = {"failed": 500, "timeout": 504, "forbidden": 403, "api_error": 502}  # by `type`, with the `code` for it
