"""What members do with songs that were made: find, keep, rename and delete them; no SQL and no Discord."""
