"""Producer: what it takes, and how it tells of it."""
