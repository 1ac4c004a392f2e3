"""MusicAPI, simulated: accepts creates, answers polls in every shape that was seen, and serves real audio."""
