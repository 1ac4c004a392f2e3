"""Encore beside a plain bot of the usual kind and beside the limit, all in one run: figures, no verdicts."""
