"""The command ``match``: on the screen, or into a folder."""
