"""What papers are made with."""
