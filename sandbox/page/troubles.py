"""Trouble that can be ordered from the page, with the words that say what it does."""

from __future__ import annotations

import asyncio

from sandbox.discord.entities import Payload
from sandbox.discord.interaction_deadlines import age_tokens
from sandbox.discord.limits import LOCALES
from sandbox.page.safety import Refusal
from sandbox.page.services import Bot, Services
from sandbox.page.switches import Field, Given, Trouble

SLOWEST, FASTEST = 0.1, 1000.0


class Troubles:
    """What may go wrong in this sandbox, and what is ordered."""

    def __init__(self, services: Services, bot: Bot) -> None:
        self._services = services
        self._bot = bot
        self._outage: asyncio.Task[None] | None = None
        self.tokens_age = 0.0  # seconds by which interactions were made older, in all
        of_musicapi = self._of_musicapi() if services.simulates_musicapi else ()
        of_webhooks = self._of_webhooks() if services.webhook_port is not None else ()
        every = (*of_musicapi, *of_webhooks, *self._of_discord(), *self._of_the_bot())
        self._known = {trouble.what: trouble for trouble in every}

    @property
    def discord_up(self) -> bool:
        """Whether Discord takes connections."""
        return not self._services.discord.trouble.down

    def view(self) -> list[Payload]:
        """Every switch."""
        return [trouble.view() for trouble in self._known.values()]

    async def order(self, what: str, given: Given) -> None:
        """Let a trouble happen; raises Refusal where it is unknown or misdescribed."""
        trouble = self._known.get(what)
        if trouble is None:
            raise Refusal(f"There is no trouble called “{what}”.")
        done = trouble.act({field.name: field.read(given) for field in trouble.fields})
        if done is not None:
            await done

    def waiting(self) -> list[str]:
        """What is ordered and has not happened yet, or lasts; in words."""
        services = self._services
        told = [
            f"MusicAPI: {words}" for words in (*services.vendor.orders.waiting(), *services.musicapi.trouble.waiting())
        ]
        return told + [f"Discord: {words}" for words in services.discord.trouble.waiting()]

    async def close(self) -> None:
        """Take everything back."""
        self._clear()
        if self._outage is not None:
            self._outage.cancel()
            await asyncio.gather(self._outage, return_exceptions=True)

    def _of_musicapi(self) -> tuple[Trouble, ...]:
        orders, delay = self._services.vendor.orders, Field("seconds", "Seconds", "number", 5, most=60)
        reason = Field("reason", "What MusicAPI says", "text", "upstream error")
        return (
            Trouble(
                "fail-next-task",
                "Fail the next song",
                "MusicAPI accepts the next song, works on it, and gives up. The credits must come back.",
                lambda given: orders.fail_next(given["reason"], after=given["seconds"]),
                (reason, Field("seconds", "After how many seconds", "number", 10)),
            ),
            Trouble(
                "fail-next-clip",
                "Fail one of two clips",
                "Of the next song the second clip does not come out.",
                lambda given: orders.fail_next_clip(2, reason=given["reason"]),
                (Field("reason", "What MusicAPI says", "text", "generation failed"),),
            ),
            Trouble(
                "refuse-next-create",
                "Refuse the next song",
                "MusicAPI does not take the next song: 400 its words, 401 the key, 402 an empty account, 410 a family.",
                self._refuse,
                (
                    Field("status", "HTTP status", "number", 400, least=400, most=599),
                    Field("reason", "What MusicAPI says", "text", "This prompt is not allowed."),
                ),
            ),
            Trouble(
                "rate-limit",
                "Say “too many requests”",
                "MusicAPI answers the next request for a song with 429, and says when to come again.",
                lambda given: orders.refuse_next_create(
                    429, {"type": "rate_limited", "error": "rate limit"}, Retry_After=f"{given['seconds']:.0f}"
                ),
                (delay,),
            ),
            Trouble(
                "drop-connection",
                "Lose the next answer",
                "MusicAPI takes the next song and is paid for it; the connection breaks before the bot hears of it.",
                lambda _: orders.lose_next_answer(),
            ),
            Trouble(
                "answer-slowly",
                "Answer slowly",
                "Every answer of MusicAPI comes so many seconds late, until all trouble is taken back.",
                lambda given: setattr(self._services.musicapi.trouble, "delay", float(given["seconds"])),
                (delay,),
            ),
            Trouble(
                "speed",
                "Speed time up",
                "How many times as fast as real time MusicAPI works.",
                lambda given: setattr(self._services.vendor_clock, "speed", float(given["value"])),
                (Field("value", "Times as fast", "number", 10, least=SLOWEST, most=FASTEST),),
            ),
        )

    def _of_webhooks(self) -> tuple[Trouble, ...]:
        orders = self._services.vendor.orders
        return (
            Trouble(
                "lose-callback",
                "Lose the next callback",
                "MusicAPI does not call the bot when its next song is ready or has failed.",
                lambda _: orders.lose_next_webhook(),
            ),
            Trouble(
                "delay-callback",
                "Delay the next callback",
                "MusicAPI calls the bot so many seconds late, by its own time.",
                lambda given: orders.delay_next_webhook(float(given["seconds"])),
                (Field("seconds", "Seconds", "number", 30),),
            ),
            Trouble(
                "repeat-callback",
                "Repeat the next callback",
                "MusicAPI tells the bot of its next song so many times more, each with the same id.",
                lambda given: orders.repeat_next_webhook(round(given["times"])),
                (Field("times", "Times more", "number", 1, least=1, most=20),),
            ),
        )

    def _of_discord(self) -> tuple[Trouble, ...]:
        return (
            Trouble(
                "discord-down",
                "Take Discord down",
                "Every connection to Discord breaks and none is taken, for so many seconds.",
                self._go_down,
                (Field("seconds", "Seconds", "number", 10, least=1),),
                side="discord",
            ),
            Trouble(
                "discord-slowly",
                "Slow Discord down",
                "Every answer of Discord comes so many seconds late; from three on the bot is always too late.",
                lambda given: setattr(self._services.discord.trouble, "delay", float(given["seconds"])),
                (Field("seconds", "Seconds", "number", 2, most=60),),
                side="discord",
            ),
            Trouble(
                "age-tokens",
                "Let all interactions expire",
                "As if a quarter of an hour had passed: what is under way must be answered in another way.",
                self._age,
                side="discord",
            ),
            Trouble(
                "speak",
                "Set somebody's language",
                "Discord says it with all that they do, and shows commands in it: de, es-ES, fr, ja, pt-BR or zh-CN.",
                self._speak,
                (Field("who", "Who", "text", "mia"), Field("locale", "Language", "text", "de")),
                side="discord",
            ),
            Trouble(
                "server-speaks",
                "Set a server's language",
                "Discord tells the bot that it is what the server speaks.",
                self._let_server_speak,
                (Field("who", "Server", "text", "Studio"), Field("locale", "Language", "text", "ja")),
                side="discord",
            ),
        )

    def _of_the_bot(self) -> tuple[Trouble, ...]:
        bot = self._bot
        return (
            Trouble(
                "restart-bot",
                "Restart the bot",
                "End it in order and start it again.",
                lambda _: bot.restart(),
                side="bot",
            ),
            Trouble(
                "kill-bot", "Kill the bot", "As a power cut does (kill -9).", lambda _: bot.stop(kill=True), side="bot"
            ),
            Trouble("start-bot", "Start the bot", "Where it does not run.", lambda _: bot.start(), side="bot"),
            Trouble(
                "clear", "Take all trouble back", "Nothing is ordered any more.", lambda _: self._clear(), side="bot"
            ),
        )

    def _refuse(self, given: Given) -> None:
        status = int(given["status"])
        self._services.vendor.orders.refuse_next_create(status, {"code": status, "message": given["reason"]})

    def _age(self, _: Given) -> None:
        age_tokens(self._services.world)
        self.tokens_age += self._services.world.token_lifetime

    def _speak(self, given: Given) -> None:
        world, name = self._services.world, given["who"].casefold()
        user = next((user for user in world.users.values() if user.name == name and not user.bot), None)
        if user is None:
            raise Refusal(f"There is nobody called “{given['who']}”.")
        world.set_locale(user, _locale(given))

    def _let_server_speak(self, given: Given) -> None:
        world, name = self._services.world, given["who"].casefold()
        guild = next((guild for guild in world.guilds.values() if guild.name.casefold() == name), None)
        if guild is None:
            raise Refusal(f"There is no server called “{given['who']}”.")
        world.set_server_locale(guild, _locale(given))

    def _go_down(self, given: Given) -> None:
        if self._outage is not None:
            self._outage.cancel()
        self._outage = asyncio.create_task(self._be_down(given["seconds"]))

    async def _be_down(self, seconds: float) -> None:
        self._services.discord.go_down()
        await asyncio.sleep(seconds)
        self._services.discord.come_back()

    def _clear(self) -> None:
        if self._outage is not None:
            self._outage.cancel()
        self._services.vendor.orders.clear()
        self._services.musicapi.trouble.clear()
        self._services.discord.trouble.clear()
        self._services.discord.come_back()


def _locale(given: Given) -> str:
    """What Discord calls a language; raises Refusal."""
    known = {locale.casefold(): locale for locale in LOCALES}
    if (locale := known.get(given["locale"].casefold())) is None:
        raise Refusal(f"Discord knows no language called “{given['locale']}”. It knows {', '.join(LOCALES)}.")
    return locale
