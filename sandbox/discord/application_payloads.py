"""The application and the team that owns it as Discord writes them in JSON."""

from __future__ import annotations

from sandbox.discord import permissions
from sandbox.discord.entities import Payload, Team, User
from sandbox.discord.payloads import user_payload
from sandbox.discord.world import DiscordWorld


def application_payload(world: DiscordWorld) -> Payload:
    """The application as its own bot sees it (PrivateApplicationResponse)."""
    settings = world.settings
    installable = {} if settings.custom_install_url is None else {"custom_install_url": settings.custom_install_url}
    return {
        "id": str(world.application_id),
        "name": world.bot.name,
        "icon": None,
        "description": settings.description,
        "type": None,
        "bot": user_payload(world.bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "integration_types_config": {
            "0": _install_params(["applications.commands", "bot"], int(permissions.EVERYDAY)),
            **({"1": _install_params(["applications.commands"], 0)} if world.installed_by else {}),
        },
        "verify_key": settings.outgoing.signer.verify_key,
        "flags": world.application_flags,
        "flags_new": str(world.application_flags),
        "redirect_uris": [],
        "interactions_endpoint_url": settings.interactions_url,
        "event_webhooks_url": settings.events.url,
        "event_webhooks_status": settings.events.status,
        "event_webhooks_types": settings.events.types,
        "tags": settings.tags,
        "role_connections_verification_url": None,
        "owner": user_payload(world.owner if world.team is None else _team_account(world.team)),
        "approximate_guild_count": sum(world.bot.id in guild.members for guild in world.guilds.values()),
        "approximate_user_install_count": len(world.installed_by),
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None if world.team is None else _team_payload(world.team),
        "eligible_oauth2_scopes": ["applications.commands", "bot"],
        **installable,
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
