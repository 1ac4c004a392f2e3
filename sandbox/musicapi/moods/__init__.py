"""How the vendor is disposed: by its document alone, as it was seen, or as badly as its document allows."""
