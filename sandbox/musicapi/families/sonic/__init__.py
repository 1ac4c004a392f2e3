"""Sonic, by both of its names: what it takes, and how it tells of it."""
