"""Forms: how they are built, and how what was typed is read back."""
