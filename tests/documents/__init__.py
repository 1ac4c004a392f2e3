"""Holds what passes between the tests and the sandbox against the documents that Discord and MusicAPI publish."""
