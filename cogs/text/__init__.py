"""Every sentence that people read, and what makes other people's words safe to show."""
