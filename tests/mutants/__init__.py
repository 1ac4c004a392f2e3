"""Mistakes that somebody could make in the product, each with the tests that must notice it."""
