"""Finished audio as bytes: what it is, and how it is made small enough to post."""
