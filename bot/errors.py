"""The only exceptions whose text a person may read: one sentence, what it cost, and what to do next.

PersonError
├── BadWords          the prompt, title, style, lyrics or seconds cannot be used as they are
├── ModelUnavailable  the model is unknown, switched off or retired
├── ClipGone          the clip was deleted, belongs to another server, or never existed
├── ClipUnfit         the clip is too old for this, or of a kind that it cannot start from
├── PersonaGone       the persona was deleted, belongs to another server, or never existed
├── OutOfCredits      the server's allowance for the month does not cover the price
├── LineFull          too many songs wait already
├── AlreadyAsked      this very interaction has a job
├── BadRecording      the recording is out of reach, no audio, or too short, too long or too large
├── PriceRose         what is asked for costs more than its form said: the person is asked again
├── CardGone          the message that was to carry the card was deleted meanwhile
├── NotAllowed        the person lacks the right to do this in this server
└── NotHere           the bot cannot work in this place
"""

from __future__ import annotations


class PersonError(Exception):
    """Says in one sentence what happened; nothing was charged when it is raised."""


class BadWords(PersonError):
    """What the person typed cannot be used as it is."""


class ModelUnavailable(PersonError):
    """The model is unknown, switched off by the operator, or retired by the vendor."""


class ClipGone(PersonError):
    """The clip was deleted, belongs to another server, or never existed."""


class ClipUnfit(PersonError):
    """The clip is too old for this, or of a kind that it cannot start from."""


class PersonaGone(PersonError):
    """The persona was deleted, belongs to another server, or never existed."""


class OutOfCredits(PersonError):
    """The server's allowance for this month does not cover the price."""


class QueueFull(PersonError):
    """Too many songs wait already."""


class AlreadyAsked(PersonError):
    """This very interaction already has a job, so nothing is done twice."""


class NotHere(PersonError):
    """The bot cannot work in this place, such as a direct message."""


class BadRecording(PersonError):
    """The recording is out of reach, no audio, or too short, too long or too large."""


class NotAllowed(PersonError):
    """The person lacks the right to do this in this server."""


class PriceRose(PersonError):
    """What is asked for costs `price` credits now, which is more than the person agreed to."""

    def __init__(self, price: int) -> None:
        super().__init__(f"This costs {price} credits now; nothing was charged, please ask again.")
        self.price = price


class CardGone(PersonError):
    """The message that was to carry the card was deleted meanwhile."""
