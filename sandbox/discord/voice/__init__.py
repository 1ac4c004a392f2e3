"""Voice: who is in which voice channel, and the server on which clients meet to talk."""
