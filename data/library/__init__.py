"""What members keep: songs that are found again, favourites, playlists, votes, and what was shown for all."""
