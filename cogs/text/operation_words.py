"""Pure: what people call each operation, in menus, in forms, on cards and in sentences."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.musicapi.operations import Operation


@dataclass(frozen=True, slots=True)
class OperationWords:
    """One operation in plain words; `lineage` stands before the clip that it is made from."""

    name: str  # in menus and titles of forms
    hint: str  # below it: what comes of it
    verb: str  # after a family's “cannot” or “needs … to”
    waiting: str = "Song in line"
    sending: str = "Sending your song"
    making: str = "Composing your song"
    posting: str = "Posting your song"
    ready: str = "Your song is ready"
    failed: str = "This song did not work out"
    lineage: str = ""
    kind: str = "Variation"  # what its clip is to the one that it was made of
    this: str = "this song"  # what a sentence about a failure calls it
    style_label: str = "Style"
    style_hint: str = "Such as: warm soul, 80 bpm; left empty, as before"
    lyrics_label: str = "Lyrics"
    lyrics_hint: str = "Left empty, it has no words"


def _thing(
    name: str, hint: str, what: str, *, verb: str, making: str = "", many: bool = False, lineage: str = ""
) -> OperationWords:
    """What an operation is called that gives no song; `what` is the thing, such as “stems”."""
    return OperationWords(
        name,
        hint,
        verb,
        waiting=f"{what[0].upper()}{what[1:]} in line",
        sending=f"Asking for the {what}",
        making=making or f"Making the {what}",
        posting=f"Bringing the {what} here",
        ready=f"The {what} {'are' if many else 'is'} ready",
        failed=f"The {what} did not work out",
        lineage=lineage,
        this="this",
    )


_WORDS = {
    Operation.CREATE: OperationWords(
        "New song", "From a few words or from lyrics", verb="make new songs", kind="Original"
    ),
    Operation.PERSONA_SONG: OperationWords(
        "New song with a persona", "Sung by a voice that was made here", verb="sing with a persona", kind="Original"
    ),
    Operation.EXTEND: OperationWords(
        "Extend",
        "The song goes on from a moment that you choose",
        lineage="Extends",
        verb="extend a song",
        kind="Extension",
        style_hint="Left empty, as before",
        lyrics_label="New lyrics",
        lyrics_hint="Left empty, it goes on without words",
    ),
    Operation.COVER: OperationWords(
        "Cover", "The song in another style", lineage="Covers", verb="cover a song", kind="Cover"
    ),
    Operation.REPLACE_SECTION: OperationWords(
        "Replace a section",
        "New words or a new sound for one part, the rest stays",
        lineage="Replaces a section of",
        verb="replace a section",
        kind="New section",
        style_hint="Left empty, as before",
        lyrics_label="New lyrics",
        lyrics_hint="What is sung there; left empty, it has no words",
    ),
    Operation.SWAP_SOUND: OperationWords(
        "Swap the sound",
        "The same voice over another band",
        lineage="Swaps the sound of",
        verb="swap the sound of a song",
        kind="New sound",
        style_label="New sound",
        style_hint="Such as: string quartet, slower",
    ),
    Operation.SWAP_VOCALS: OperationWords(
        "Swap the vocals",
        "Another voice over the same band",
        lineage="Swaps the vocals of",
        verb="swap the voice of a song",
        kind="New vocals",
        style_label="New voice",
        style_hint="Such as: a raspy male voice",
    ),
    Operation.FULL_SONG: OperationWords(
        "Full song",
        "Joins an extension to what it extends",
        making="Joining your song",
        ready="Your full song is ready",
        lineage="Joins",
        verb="join an extension to its song",
        kind="Full song",
    ),
    Operation.REMASTER: OperationWords(
        "Remaster",
        "The same song, mixed anew",
        making="Remastering your song",
        lineage="Remasters",
        verb="remaster a song",
        kind="Remaster",
    ),
    Operation.ADD_VOCALS: OperationWords(
        "Add vocals",
        "A voice sings your words over your recording",
        lineage="Adds vocals to",
        verb="add a voice",
        kind="Vocals added",
        style_label="Voice and style",
        style_hint="Such as: warm soul, female voice",
        lyrics_label="Lyrics",
        lyrics_hint="Sections in brackets, such as [Verse] and [Chorus]",
    ),
    Operation.ADD_INSTRUMENTAL: OperationWords(
        "Add a band",
        "Instruments play along with your recording",
        lineage="Adds a band to",
        verb="add instruments",
        kind="Band added",
        style_label="Instruments and style",
        style_hint="Such as: big band, brushes on the drums",
    ),
    Operation.SAMPLE: OperationWords(
        "Sample", "A new song around one stretch of this one", lineage="Samples", verb="sample a song", kind="Sample"
    ),
    Operation.MASHUP: OperationWords(
        "Mashup", "One new song out of two", lineage="Mixes", verb="mash up two songs", kind="Mashup"
    ),
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
        verb="take a recording",
        kind="Recording",
    ),
    Operation.UPLOAD_EXTEND: OperationWords(
        "Upload and extend", "A recording of yours goes on", verb="extend a recording", kind="Extension"
    ),
    Operation.UPLOAD_COVER: OperationWords(
        "Upload and cover", "A recording of yours in another style", verb="cover a recording", kind="Cover"
    ),
    Operation.STEMS_BASIC: _thing(
        "Stems: voice and band",
        "The voice and the band as files",
        "stems",
        many=True,
        verb="part the voice from the music",
    ),
    Operation.STEMS_FULL: _thing(
        "Stems: every instrument",
        "Each instrument as a file",
        "stems",
        many=True,
        verb="part a song into its instruments",
    ),
    Operation.WAV: _thing("WAV", "This clip as a WAV file, for editing", "WAV file", verb="make a WAV file"),
    Operation.MIDI: _thing("MIDI", "The notes of this clip as a MIDI file", "MIDI file", verb="make a MIDI file"),
    Operation.DOWNLOAD: _thing(
        "File in another format", "This clip in the format that you choose", "file", verb="convert a song"
    ),
    Operation.VIDEO: _thing("Video", "This clip as a video", "video", verb="make a video"),
    Operation.BPM: _thing(
        "Tempo", "Beats per minute", "tempo", making="Counting the beats", lineage="Tempo of", verb="measure a tempo"
    ),
    Operation.VOX: _thing(
        "Voice for a persona",
        "Picks the stretch whose voice a persona takes",
        "voice",
        making="Listening to the voice",
        lineage="Voice of",
        verb="take the voice out of a song",
    ),
    Operation.LYRICS_TIMELINE: _thing(
        "Lyrics timeline",
        "When each section begins; Extend and Replace offer the sections then",
        "lyrics timeline",
        making="Listening for the words",
        lineage="Timeline of",
        verb="time the words of a song",
    ),
    Operation.PERSONA: _thing(
        "Persona", "A voice for new songs, made from this clip", "persona", verb="make a persona"
    ),
    Operation.VOICE: _thing("Voice", "A voice for new songs, made from a recording", "voice", verb="make a voice"),
    Operation.WRITE_LYRICS: _thing(
        "Write lyrics",
        "Two drafts about a topic",
        "lyrics",
        making="Writing the lyrics",
        many=True,
        verb="write lyrics",
    ),
    Operation.ENRICH_STYLE: _thing(
        "Enrich a style",
        "A few words become a whole style",
        "style",
        making="Enriching the style",
        verb="enrich a style",
    ),
}
_UNKNOWN = replace(_WORDS[Operation.CREATE], kind="Variation")


def words_for(operation: str) -> OperationWords:
    """The words for an operation; those for a song, where only a later version knows the operation."""
    return _WORDS[Operation(operation)] if operation in set(Operation) else _UNKNOWN
