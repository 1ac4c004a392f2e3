"""Nuro: one song from lyrics that it is given, or an instrumental from a description.

A song has to say its genre, mood, voice and timbre from the lists of the vendor's page (create vocal, 2025-10), so they
are chosen by the words of style and prompt. Instrumentals are asked for as version 2.0, which takes a description. An
answer describes the one song at its root, under the task's own id.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from bot.musicapi.families.shared import offers_of
from bot.musicapi.offers import Family, Limits, Model, Offer
from bot.musicapi.operations import Operation
from bot.musicapi.requests import Body, SongRequest
from bot.musicapi.values import line, mapping

# Each of the vendor's values with the words that mean it, besides the value itself: what is particular stands before
# what is general, since the first that is found counts.
GENRES: Final[Mapping[str, tuple[str, ...]]] = {
    "Pop Rock": ("power pop", "soft rock"),
    "Pop Punk": ("emo", "skate punk"),
    "Pop Rap": ("melodic rap",),
    "Jazz Pop": ("smooth jazz",),
    "Trap Rap": ("trap", "drill"),
    "R&B Rap": ("rnb rap",),
    "Contemporary R&B": ("alternative r&b", "modern r&b"),
    "Chinoiserie Electronic": ("chinese electronic",),
    "GuFeng Music": ("gufeng", "guzheng", "ancient chinese"),
    "Chinese Style": ("chinese", "c-pop", "mandopop", "erhu"),
    "Future Bass": ("dubstep", "melodic bass"),
    "Bossa Nova": ("bossa", "samba"),
    "Hip Hop/Rap": ("hip hop", "hip-hop", "hiphop", "rap", "boom bap"),
    "R&B/Soul": ("r&b", "rnb", "soul", "gospel", "neo soul"),
    "Disco": ("funk", "nu disco"),
    "Reggae": ("ska", "dub", "dancehall"),
    "Punk": ("hardcore",),
    "Jazz": ("swing", "bebop", "big band"),
    "Folk": ("acoustic", "country", "singer-songwriter", "bluegrass", "ballad"),
    "DJ": ("club", "rave", "hardstyle"),
    "Electronic": ("edm", "synthwave", "synth", "techno", "house", "trance", "electro", "lo-fi", "lofi", "ambient"),
    "Rock": ("metal", "grunge", "guitar"),
    "Pop": (),
}
MOODS: Final[Mapping[str, tuple[str, ...]]] = {
    "Groovy/Funky": ("groovy", "groove", "funky", "funk"),
    "Dreamy/Ethereal": ("dreamy", "ethereal", "dream", "ambient", "shoegaze"),
    "Nostalgic/Memory": ("nostalgic", "nostalgia", "memory", "memories", "retro", "80s", "90s"),
    "Sorrow/Sad": ("sad", "sorrow", "grief", "tragic", "heartbreak"),
    "Sentimental/Melancholic/Lonely": ("melancholic", "melancholy", "sentimental", "lonely", "moody", "dark"),
    "Miss": ("missing", "longing", "homesick"),
    "Romantic": ("romance", "love", "tender"),
    "Inspirational/Hopeful": ("inspirational", "inspiring", "hopeful", "hope", "uplifting", "epic"),
    "Excited": ("exciting", "euphoric", "party"),
    "Dynamic/Energetic": ("dynamic", "energetic", "energy", "powerful", "fast", "aggressive", "driving"),
    "Calm/Relaxing": ("calm", "relaxing", "peaceful", "quiet", "soft", "gentle", "slow"),
    "Chill": ("chilled", "lo-fi", "lofi", "laid back", "laid-back"),
    "Happy": ("joyful", "cheerful", "upbeat", "sunny", "bright", "fun"),
}
TIMBRES: Final[Mapping[str, tuple[str, ...]]] = {
    "Electrified voice": ("autotune", "auto-tune", "vocoder", "robotic", "electronic voice"),
    "Sweet_AUDIO_TIMBRE": ("sweet",),
    "Cute_AUDIO_TIMBRE": ("cute", "childlike"),
    "Loud and sonorous": ("loud", "sonorous", "operatic", "opera"),
    "Sexy/Lazy": ("sexy", "lazy", "sultry", "breathy"),
    "Husky": ("raspy", "gravelly", "rough", "hoarse"),
    "Powerful": ("strong", "belting", "soaring"),
    "Bright": ("clear", "crisp"),
    "Warm": ("soft", "mellow", "smooth"),
}
# What is taken where no word says it: the middle of the road of each list.
GENRE, MOOD, TIMBRE = "Pop", "Chill", "Warm"

_MALE: Final = re.compile(r"(?<!\w)(male|man|men|boy|baritone|tenor|bass voice|he)(?!\w)", re.IGNORECASE)
_FEMALE: Final = re.compile(r"(?<!\w)(female|woman|women|girl|soprano|alto|she)(?!\w)", re.IGNORECASE)

VOCAL_SECONDS: Final = (60, 240)  # the vendor takes 30 to 240; whole lyrics need a minute
CHARACTERS_A_SECOND: Final = 8.0  # of lyrics, as pop is sung
INSTRUMENTAL_SECONDS: Final = (30, 120)


def _create(request: SongRequest) -> Body:
    wished = request.details.length
    if not request.words:
        least, most = INSTRUMENTAL_SECONDS
        seconds = most if wished is None else round(min(max(wished, least), most))
        return {"type": "bgm", "version": "v2.0", "description": request.description, "duration": seconds}
    least, most = VOCAL_SECONDS
    sung = min(max(len(request.words) / CHARACTERS_A_SECOND, least), most)
    said = request.description
    return {
        "type": "vocal",
        "lyrics": request.words,
        "genre": meant_by(said, GENRES, GENRE),
        "mood": meant_by(said, MOODS, MOOD),
        "gender": gender(said, request.details.gender),
        "timbre": meant_by(said, TIMBRES, TIMBRE),
        "duration": round(sung if wished is None else wished),
    }


def meant_by(said: str, values: Mapping[str, tuple[str, ...]], otherwise: str) -> str:
    """The first of `values` that `said` names, else the first that one of its words means, else `otherwise`."""
    named = next((value for value in values if _heard(value, said)), None)
    return named or next((value for value in values if any(_heard(word, said) for word in values[value])), otherwise)


def _heard(word: str, said: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said, re.IGNORECASE) is not None


def gender(said: str, wished: str) -> str:
    """Whose voice sings: as it was wished, else as the words say, else a woman's."""
    if wished:
        return "Male" if wished == "m" else "Female"
    return "Male" if _MALE.search(said) and not _FEMALE.search(said) else "Female"


def _read_songs(answer: Any) -> list[Mapping[str, Any]] | None:
    found = mapping(answer)
    if "data" in found or "audio_url" not in found:
        return None
    style = ", ".join(said for said in (line(found.get("genre"), 100), line(found.get("mood"), 100)) if said)
    return [{**found, "clip_id": found.get("task_id"), "state": found.get("status"), "tags": style}]


# docs.musicapi.ai/get-nuro-music: 10 credits, "about 30 s"; 37 to 69 s were seen. The second host answers 410.
NURO: Final = Family(
    "nuro",
    "Nuro",
    (Model("nuro", "Nuro", (30.0, 45.0, 70.0), good_for="your-own-lyrics-english-or-chinese", minutes=(1, 4)),),
    offers_of(
        Offer(
            operation=Operation.CREATE,
            price=10,
            limits=Limits(prompt=199, style=199, lyrics=2000, title=80),
            fields=_create,
            webhooks=True,
            takes=frozenset({"gender"}),
            lengths=(30.0, 240.0),
            shortest_lyrics=300,
        )
    ),
    "wav",
    {"description": "prompt", "lyrics": "lyrics"},
    _read_songs,
)
