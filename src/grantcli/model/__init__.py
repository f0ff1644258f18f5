"""The nouns of the house: frozen records, no reading, no judging."""
