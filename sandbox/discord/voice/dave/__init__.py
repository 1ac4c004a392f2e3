"""DAVE, the end-to-end encryption of voice channels, as far as the voice gateway takes part in it."""
