"""The application and the team that owns it as Discord writes them in JSON."""

from __future__ import annotations

from sandbox.discord import permissions
from sandbox.discord.entities import Payload, Team, User
from sandbox.discord.payloads import user_payload
from sandbox.discord.world import DiscordWorld

VERIFY_KEY = "0" * 64  # the sandbox sends interactions over the gateway only, so nothing is ever signed


def application_payload(world: DiscordWorld) -> Payload:
    """The application as its own bot sees it (PrivateApplicationResponse)."""
    return {
        "id": str(world.application_id),
        "name": world.bot.name,
        "icon": None,
        "description": "",
        "type": None,
        "bot": user_payload(world.bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "integration_types_config": {
            "0": _install_params(["applications.commands", "bot"], int(permissions.EVERYDAY)),
            **({"1": _install_params(["applications.commands"], 0)} if world.installed_by else {}),
        },
        "verify_key": VERIFY_KEY,
        "flags": world.application_flags,
        "flags_new": str(world.application_flags),
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": user_payload(world.owner if world.team is None else _team_account(world.team)),
        "approximate_guild_count": sum(world.bot.id in guild.members for guild in world.guilds.values()),
        "approximate_user_install_count": len(world.installed_by),
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None if world.team is None else _team_payload(world.team),
        "eligible_oauth2_scopes": ["applications.commands", "bot"],
    }


def _install_params(scopes: list[str], allowed: int) -> Payload:
    return {"oauth2_install_params": {"scopes": scopes, "permissions": str(allowed)}}


def _team_account(team: Team) -> User:
    # An application of a team is owned by a made-up account (documentation: Application object, `owner`).
    return User(team.id, f"team{team.id}", display_name=team.name)


def _team_payload(team: Team) -> Payload:
    return {
        "id": str(team.id),
        "icon": None,
        "name": team.name,
        "owner_user_id": str(team.members[0].id),
        "members": [
            {
                "user": user_payload(user),
                "team_id": str(team.id),
                "membership_state": 2,
                "role": "admin",
                "permissions": ["*"],
            }
            for user in team.members
        ],
    }
