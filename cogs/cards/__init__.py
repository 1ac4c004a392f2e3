"""Statuses and results as messages; pure."""
