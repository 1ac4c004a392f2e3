"""MusicAPI's calls to us: taken, verified and turned into polls."""
