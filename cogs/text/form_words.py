"""What forms say beside their labels."""

from __future__ import annotations

A_STYLE = "Such as: warm soul, female voice, 80 bpm"
TOO_LONG = "Too long to be shown to the end; left as it is, all of it is kept"
CUT_OFF = "This is the beginning; the rest is more than the model takes"
TIMELINE_TEACHES = "“Lyrics timeline” below More… lets you choose its sections here."
LYRICS_TITLE = "Make a song from lyrics"
SONG_TITLE = "Make a song"
