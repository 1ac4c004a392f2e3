"""What MusicAPI and Discord really answer, beside what is documented: for operators, with their own key and token."""
