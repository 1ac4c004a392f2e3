"""What a guild and its members have set, and what is known of who may see its channels."""
