"""Pictures of what is remembered."""
