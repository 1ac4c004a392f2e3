"""Pure: what people call each operation, in menus and on cards."""

from __future__ import annotations

from dataclasses import dataclass

from bot.musicapi.offers import Operation


@dataclass(frozen=True, slots=True)
class OperationWords:
    """One operation in plain words; `lineage` stands before the clip that it is made from."""

    name: str  # in menus and titles of forms
    hint: str  # below it: what comes of it
    waiting: str = "Song in line"
    sending: str = "Sending your song"
    making: str = "Composing your song"
    posting: str = "Posting your song"
    ready: str = "Your song is ready"
    failed: str = "This song did not work out"
    lineage: str = ""
    this: str = "this song"  # what a sentence about a failure calls it


def _files(name: str, hint: str, what: str, *, many: bool = False) -> OperationWords:
    """What an operation is called that gives files; `what` is the thing, such as “stems”."""
    return _thing(name, hint, what, making=f"Making the {what}", many=many)


def _thing(name: str, hint: str, what: str, *, making: str, many: bool = False, lineage: str = "") -> OperationWords:
    return OperationWords(
        name,
        hint,
        waiting=f"{what[0].upper()}{what[1:]} in line",
        sending=f"Asking for the {what}",
        making=making,
        posting=f"Bringing the {what} here",
        ready=f"The {what} {'are' if many else 'is'} ready",
        failed=f"The {what} did not work out",
        lineage=lineage,
        this="this",
    )


_PHRASES = {
    Operation.CREATE: OperationWords("New song", "From a few words or from lyrics"),
    Operation.PERSONA_SONG: OperationWords("New song with a persona", "Sung by a voice that was made here"),
    Operation.EXTEND: OperationWords("Extend", "The song goes on from a moment that you choose", lineage="Extends"),
    Operation.COVER: OperationWords("Cover", "The song in another style", lineage="Covers"),
    Operation.REPLACE_SECTION: OperationWords(
        "Replace a section", "New words or a new sound for one part, the rest stays", lineage="Replaces a section of"
    ),
    Operation.SWAP_SOUND: OperationWords(
        "Swap the sound", "The same voice over another band", lineage="Swaps the sound of"
    ),
    Operation.SWAP_VOCALS: OperationWords(
        "Swap the vocals", "Another voice over the same band", lineage="Swaps the vocals of"
    ),
    Operation.FULL_SONG: OperationWords(
        "Full song",
        "Joins an extension to what it extends",
        making="Joining your song",
        ready="Your full song is ready",
        lineage="Joins",
    ),
    Operation.REMASTER: OperationWords(
        "Remaster", "The same song, mixed anew", making="Remastering your song", lineage="Remasters"
    ),
    Operation.ADD_VOCALS: OperationWords(
        "Add vocals", "A voice sings your words over your recording", lineage="Adds vocals to"
    ),
    Operation.ADD_INSTRUMENTAL: OperationWords(
        "Add a band", "Instruments play along with your recording", lineage="Adds a band to"
    ),
    Operation.SAMPLE: OperationWords("Sample", "A new song around one stretch of this one", lineage="Samples"),
    Operation.MASHUP: OperationWords("Mashup", "One new song out of two", lineage="Mixes"),
    Operation.UPLOAD: OperationWords(
        "Upload",
        "A recording of yours, with all its buttons",
        waiting="Recording in line",
        sending="Sending your recording",
        making="Bringing your recording in",
        posting="Posting your recording",
        ready="Your recording is ready",
        failed="This recording was not taken",
        this="this recording",
    ),
    Operation.UPLOAD_EXTEND: OperationWords("Upload and extend", "A recording of yours goes on"),
    Operation.UPLOAD_COVER: OperationWords("Upload and cover", "A recording of yours in another style"),
    Operation.STEMS_BASIC: _files("Stems: voice and band", "The voice and the band as files", "stems", many=True),
    Operation.STEMS_FULL: _files("Stems: every instrument", "Each instrument as a file", "stems", many=True),
    Operation.WAV: _files("WAV", "This clip as a WAV file, for editing", "WAV file"),
    Operation.MIDI: _files("MIDI", "The notes of this clip as a MIDI file", "MIDI file"),
    Operation.DOWNLOAD: _files("File in another format", "This clip in the format that you choose", "file"),
    Operation.VIDEO: _files("Video", "This clip as a video", "video"),
    Operation.BPM: _thing("Tempo", "Beats per minute", "tempo", making="Counting the beats", lineage="Tempo of"),
    Operation.VOX: _thing(
        "Voice for a persona",
        "Picks the stretch whose voice a persona takes",
        "voice",
        making="Listening to the voice",
        lineage="Voice of",
    ),
    Operation.LYRICS_TIMELINE: _thing(
        "Lyrics timeline",
        "When each section begins; Extend and Replace offer the sections then",
        "lyrics timeline",
        making="Listening for the words",
        lineage="Timeline of",
    ),
    Operation.PERSONA: _thing(
        "Persona", "A voice for new songs, made from this clip", "persona", making="Making the persona"
    ),
    Operation.VOICE: _thing(
        "Voice", "A voice for new songs, made from a recording", "voice", making="Making the voice"
    ),
    Operation.WRITE_LYRICS: _thing(
        "Write lyrics", "Two drafts about a topic", "lyrics", making="Writing the lyrics", many=True
    ),
    Operation.ENRICH_STYLE: _thing(
        "Enrich a style", "A few words become a whole style", "style", making="Enriching the style"
    ),
}


def words_for(operation: str) -> OperationWords:
    """The words for an operation, also for one that a later version wrote down."""
    return _PHRASES[Operation(operation)] if operation in set(Operation) else _PHRASES[Operation.CREATE]
