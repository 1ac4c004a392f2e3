"""The script's bot without any library."""
