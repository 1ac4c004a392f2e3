"""Copies of a whole database: made, restored, moved, and compared with what they were made of."""
