"""Every shape that MusicAPI's answers were seen in, read into typed reports."""
