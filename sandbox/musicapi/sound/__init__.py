"""The music of the simulated vendor: a score is written from a few words, played by numpy and encoded."""
