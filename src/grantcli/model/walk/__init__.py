"""A walk of a call: its nouns, the conditions in them, the facts it names, the figures somebody may supply."""
