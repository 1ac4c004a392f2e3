"""The vendor's two hosts: how they differ beyond their prices (musicapi.md 0.2, 2.0, 3.0, 12.1)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """One host: how it says no, and what its families insist on; what it charges is said by the operations."""

    host: str
    typed_errors: bool  # every error is {"type", "error"}
    out_of_credits: int  # HTTP status
    status_field: bool  # producer tasks carry a top-level `status` and never answer 202
    cdn_choice_required: bool  # sonic refuses a create without `use_suno_cdn`
    duration_taken: bool  # sonic takes `duration`; elsewhere it is a validation error
    old_names: bool  # sonic models come back as `chirp-*`
    takes_all_model: bool  # sample and mashup take sonic-v4-5-all
    upload_has_webhook: bool  # sonic's upload takes `callback_url` and then is a task


MUSICAPI = Profile(
    host="musicapi",
    typed_errors=False,
    out_of_credits=403,
    status_field=False,
    cdn_choice_required=False,
    duration_taken=False,
    old_names=False,
    takes_all_model=False,
    upload_has_webhook=False,
)

AIMUSICAPI = Profile(
    host="aimusicapi",
    typed_errors=True,
    out_of_credits=402,
    status_field=True,
    cdn_choice_required=True,
    duration_taken=True,
    old_names=True,
    takes_all_model=True,
    upload_has_webhook=True,
)
