"""The form of a song: its sections in order, on whole bars, as long as the clip."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sandbox.musicapi.sound.lyrics import Block, Syllable, read

# How full a section is, from 0 to 1.
ENERGY = {"intro": 0.35, "verse": 0.55, "prechorus": 0.7, "chorus": 1.0, "bridge": 0.45, "solo": 0.85, "outro": 0.4}
BARS = {"intro": 4, "verse": 8, "prechorus": 4, "chorus": 8, "bridge": 8, "solo": 8, "outro": 4}
SINGS = frozenset(("verse", "prechorus", "chorus", "bridge"))
# The longest that fits; what is left over becomes more of the same.
FORMS = (
    "intro verse prechorus chorus verse prechorus chorus bridge chorus outro",
    "intro verse chorus verse chorus bridge chorus outro",
    "intro verse chorus verse chorus outro",
    "intro verse chorus outro",
    "verse chorus outro",
    "verse chorus",
    "chorus",
)
GOING_ON = (
    "verse prechorus chorus bridge chorus outro",
    "verse chorus bridge chorus outro",
    "verse chorus outro",
    "chorus outro",
    "chorus",
)
MORE = (("solo", "chorus"), ("bridge", "chorus"), ("verse", "chorus"))
PHRASE = 2  # bars
SHORT_LINE = 3  # syllables
ROOMY = 12  # bars: from here on there is a beginning and an end besides the words


@dataclass(frozen=True, slots=True)
class Section:
    """`bars` bars of one kind from bar `first` of the song on; `lines` are sung, by the rhythm of `plan`."""

    kind: str
    number: int  # of its kind, from 1
    first: int
    bars: int
    energy: float
    voice: str  # "words", "hum" or "" for none
    last: bool = False  # the end of the song
    plan: tuple[tuple[Syllable, ...], ...] = ()
    lines: tuple[tuple[Syllable, ...], ...] = ()

    @property
    def end(self) -> int:
        """The first bar after it."""
        return self.first + self.bars


@dataclass(frozen=True, slots=True)
class Wish:
    """A section as it would be with all the time in the world."""

    kind: str
    bars: int
    voice: str


def sections(lyrics: str, plan: str, bars: int, first: int, *, opening: bool) -> list[Section]:
    """The sections of `bars` bars from bar `first` on; blocks of `plan` settle them, those of `lyrics` fill them."""
    blocks = read(plan).blocks
    laid = _laid(_wishes(blocks, bars, opening=opening), bars, first)
    places = [place for place, section in enumerate(laid) if section.voice == "words"]
    if not places:  # hardly room for anything: whatever there is, is sung to
        places = [0]
        laid[0] = replace(laid[0], voice="words")
    room = sum(bool(block.lines) for block in blocks) or len(places)
    planned, sung = (_spread(each, places, room) for each in (blocks, read(lyrics).blocks))
    for place, plan_lines, lines in zip(places, planned, sung, strict=True):
        most = max(1, laid[place].bars)  # a line to a bar is as fast as anybody sings
        laid[place] = replace(laid[place], plan=plan_lines[:most], lines=lines[:most])
    return laid


def _wishes(blocks: tuple[Block, ...], bars: int, *, opening: bool) -> list[Wish]:
    if any(block.lines for block in blocks):
        wishes = [Wish(block.kind, _bars_of(block), "words" if block.lines else "") for block in blocks]
        edge = 0 if bars < ROOMY else BARS["intro"] // 2 if bars < 2 * ROOMY else BARS["intro"]
        begins, ends = opening and wishes[0].kind != "intro", wishes[-1].kind != "outro"
        room = bars - edge * (begins + ends)
        while len(wishes) > 1 and sum(wish.bars for wish in wishes[:-1]) >= room:
            wishes.pop()  # a short clip ends before its lyrics do
        if edge and begins:
            wishes.insert(0, Wish("intro", edge, ""))
        if edge and wishes[-1].kind != "outro":
            wishes.append(Wish("outro", edge, ""))
    else:
        forms = [form.split() for form in (FORMS if opening else GOING_ON)]
        form = next((kinds for kinds in forms if sum(BARS[kind] for kind in kinds) <= bars), forms[-1])
        wishes = [Wish(kind, BARS[kind], "words" if kind in SINGS else "") for kind in form]
    for turn in range(bars):
        room = bars - sum(wish.bars for wish in wishes)
        kinds = MORE[turn % len(MORE)] if room >= 2 * BARS["chorus"] else ("chorus",)
        if room < BARS["chorus"]:
            break
        for kind in kinds:  # what comes on top of all the words is hummed
            more = Wish(kind, BARS[kind], "hum" if kind in SINGS else "")
            wishes.insert(len(wishes) - (wishes[-1].kind == "outro"), more)
    return wishes


def _bars_of(block: Block) -> int:
    if not block.lines:
        return BARS[block.kind]
    short = sum(len(line) for line in block.lines) / len(block.lines) <= SHORT_LINE
    bars = len(block.lines) * (1 if short else PHRASE)
    return max(4, bars + bars % 4 % 2)


def _laid(wishes: list[Wish], bars: int, first: int) -> list[Section]:
    """The wishes on the bars there are: what is left over goes to both ends, too many are squeezed evenly."""
    lengths = [wish.bars for wish in wishes]
    spare = bars - sum(lengths)
    if spare > 0:
        before = spare // 4 * 2 if wishes[0].kind == "intro" else 0
        lengths[0] += before
        lengths[-1] += spare - before
    whole, unit = sum(lengths), 2 if bars >= 16 else 1
    edges = [sum(lengths[:place]) for place in range(len(lengths))]
    if whole > bars:
        edges = [round(bars * edge / whole / unit) * unit for edge in edges]
    laid, counts = list[Section](), dict[str, int]()
    for wish, begin, end in zip(wishes, edges, [*edges[1:], bars], strict=True):
        if end > begin:
            number = counts[wish.kind] = counts.get(wish.kind, 0) + 1
            energy = min(1.0, ENERGY[wish.kind] + (0.08 if number > 1 else 0.0))
            laid.append(Section(wish.kind, number, first + begin, end - begin, energy, wish.voice))
    laid[-1] = replace(laid[-1], last=True)
    return laid


def _spread(blocks: tuple[Block, ...], places: list[int], room: int) -> list[tuple[tuple[Syllable, ...], ...]]:
    """For each place the lines of its share of the blocks; there may be `room` for more than there are places."""
    wordy = [block.lines for block in blocks if block.lines]
    share = len(wordy) / room
    return [
        tuple(line for lines in wordy[round(turn * share) : round((turn + 1) * share)] for line in lines)
        for turn in range(len(places))
    ]
