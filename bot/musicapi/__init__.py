"""MusicAPI over HTTP: what each family takes and is sent, every shape of what comes back, and the errors."""
