"""Polls: asked in a message, voted on by people, and ended by time or by who asked.

Source: documentation, Poll; Gateway Events ("Message Poll Vote Add"); JSON error codes 520001 to 520006.
"""

from __future__ import annotations

from sandbox.discord import emojis, messages
from sandbox.discord.changes import Change
from sandbox.discord.entities import Emoji, Message, Payload, Poll, PollAnswer, Reference, User
from sandbox.discord.errors import DiscordError, Problems
from sandbox.discord.message_payloads import POLL_RESULT
from sandbox.discord.shapes import Field, ListOf, OneOf, Path, Record, Snowflake, Text, Truth, Whole
from sandbox.discord.world import DiscordWorld

QUESTION, ANSWER, ANSWERS = 300, 55, 10
HOURS, LONGEST = 24, 768

_EMOJI = Record({"id": Field(Snowflake()), "name": Field(Text(32)), "animated": Field(Truth())})
_MEDIA = Record({"text": Field(Text(ANSWER, 1, stripped=True), required=True), "emoji": Field(_EMOJI)})
POLL = Record(
    {
        "question": Field(Record({"text": Field(Text(QUESTION, 1, stripped=True), required=True)}), required=True),
        "answers": Field(ListOf(Record({"poll_media": Field(_MEDIA, required=True)}), ANSWERS, 1), required=True),
        "duration": Field(Whole(1, LONGEST)),
        "allow_multiselect": Field(Truth()),
        "layout_type": Field(OneOf((1,))),
    }
)


def ask(world: DiscordWorld, message: Message, said: Payload) -> None:
    """Hang the poll that a body asks for at a message; raises 50035 for an emoji that is none of the bot's."""
    message.poll = _read_poll(world, said, ("poll",))
    world.open_polls[message.id] = message


def _read_poll(world: DiscordWorld, said: Payload, path: Path) -> Poll:
    problems = Problems()
    answers: list[PollAnswer] = []
    for index, each in enumerate(said["answers"]):
        media: Payload = each["poll_media"]
        emoji = _emoji(world, media.get("emoji"), (*path, "answers", index, "poll_media", "emoji"), problems)
        answers.append(PollAnswer(index + 1, media["text"], emoji))
    problems.refuse()
    ends_at = world.clock.now() + said.get("duration", HOURS) * 3600
    return Poll(said["question"]["text"], answers, ends_at, bool(said.get("allow_multiselect")))


def _emoji(world: DiscordWorld, said: Payload | None, path: Path, problems: Problems) -> Emoji | None:
    if not said:
        return None
    try:
        return emojis.known(world, int(said["id"])) if "id" in said else emojis.named(world, said.get("name", ""))
    except DiscordError:
        problems.add(path, "POLL_EMOJI_INVALID", "Invalid emoji")
        return None


def vote(world: DiscordWorld, message: Message, user: User, answer_id: int) -> None:
    """Let a user vote; in a poll of one vote, an earlier one is taken back. Raises 520001 once the poll is over."""
    poll, answer = _open_answer(world, message, answer_id)
    if not poll.several:
        for other in poll.answers:
            if other is not answer and user in other.voters:
                _take(world, message, user, other)
    if user not in answer.voters:
        answer.voters.append(user)
        _tell(world, "MESSAGE_POLL_VOTE_ADD", message, user, answer)


def take_back(world: DiscordWorld, message: Message, user: User, answer_id: int) -> None:
    """Take a user's vote back; nothing happens where there is none."""
    _, answer = _open_answer(world, message, answer_id)
    if user in answer.voters:
        _take(world, message, user, answer)


def end(world: DiscordWorld, message: Message) -> None:
    """End a poll now, and post what came of it; raises 520006 where there is none, 520001 where it is over."""
    poll = message.poll
    if poll is None:
        raise DiscordError(400, 520006, "Cannot expire a non-poll message")
    if is_over(world, poll):
        raise expired()
    poll.ends_at = world.clock.now()
    _finalize(world, message, poll)


def end_due(world: DiscordWorld) -> None:
    """End the polls whose time is over, and post what came of them."""
    for message in tuple(world.open_polls.values()):
        poll = message.poll
        if poll is None or not messages.exists(world, message):
            del world.open_polls[message.id]
        elif is_over(world, poll):
            _finalize(world, message, poll)


def _finalize(world: DiscordWorld, message: Message, poll: Poll) -> None:
    world.open_polls.pop(message.id, None)
    messages.tell_changed(world, message)
    result = Message(
        world.ids.next(), message.channel_id, message.guild_id, message.author, world.clock.now(), kind=POLL_RESULT
    )
    # "The author will be the same as the author of the poll, and they will mention the author of the poll"; there is a
    # `message_id` and a `channel_id` (documentation: Message, "Poll result messages").
    result.mentions, result.refers_to = [message.author], Reference(0, message.channel_id, message.id)
    result.embeds, result.private_to = [_result(poll)], message.private_to
    messages.post(world, result)


def is_over(world: DiscordWorld, poll: Poll) -> bool:
    """Whether nobody can vote any more."""
    return world.clock.now() >= poll.ends_at


def expired() -> DiscordError:
    """The poll is over."""
    return DiscordError(400, 520001, "Poll expired")


def answer_of(message: Message, answer_id: int) -> PollAnswer:
    """One answer of a message's poll; raises 50035 where there is none."""
    for answer in message.poll.answers if message.poll is not None else ():
        if answer.id == answer_id:
            return answer
    problems = Problems()
    problems.add(("answer_id",), "NUMBER_TYPE_MAX", "There is no such answer")
    problems.refuse()
    raise AssertionError


def _open_answer(world: DiscordWorld, message: Message, answer_id: int) -> tuple[Poll, PollAnswer]:
    answer, poll = answer_of(message, answer_id), message.poll
    if poll is None or is_over(world, poll):
        raise expired()
    return poll, answer


def _take(world: DiscordWorld, message: Message, user: User, answer: PollAnswer) -> None:
    answer.voters.remove(user)
    _tell(world, "MESSAGE_POLL_VOTE_REMOVE", message, user, answer)


def _tell(world: DiscordWorld, event: str, message: Message, user: User, answer: PollAnswer) -> None:
    told: Payload = {
        "user_id": str(user.id),
        "channel_id": str(message.channel_id),
        "message_id": str(message.id),
        "answer_id": answer.id,
    }
    if message.guild_id is not None:
        told["guild_id"] = str(message.guild_id)
    if messages.bot_sees(world, message):
        world.publish(event, told, message.guild_id)
    world.notice(Change("edited", message=message))


def _result(poll: Poll) -> Payload:
    # Documentation: Message, "Poll Result Embed Fields"; of several that won, none is named.
    most = max(len(answer.voters) for answer in poll.answers)
    won = [answer for answer in poll.answers if len(answer.voters) == most]
    told = {
        "poll_question_text": poll.question,
        "victor_answer_votes": str(most),
        "total_votes": str(sum(len(answer.voters) for answer in poll.answers)),
    }
    if len(won) == 1 and most:
        told |= {"victor_answer_id": str(won[0].id), "victor_answer_text": won[0].text}
    fields = [{"name": name, "value": value, "inline": False} for name, value in told.items()]
    return {"type": "poll_result", "fields": fields}
